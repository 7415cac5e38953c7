//! `escrow::initialize`, and the treasury's IOSD account, without which no fee could be paid.
use io_client::escrow::{ID, accounts::Escrow, escrow_address, instructions::Initialize};
use io_client::iosd::iosd_mint_address;
use io_client::pda::associated_token;
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::network::{Network, same};
use crate::task::Task;
use io_client::token::create_associated;

const STEP: &str = "escrow";
const ITEM: &str = "initialize";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let treasury = network.treasury()?;
    let params = network.genesis.escrow_params(treasury);
    let mut tasks = Vec::with_capacity(2);
    match network.account::<Escrow>(&escrow_address()).await? {
        None => {
            let call = Initialize {
                authority: network.authority.pubkey(),
            };
            let instruction = call.instruction(&params);
            tasks.push(network.initialize(STEP, ITEM, &ID, instruction).await?);
        }
        Some(found) => {
            same("authorities.treasury", found.treasury, treasury)?;
            for (name, chain, file) in [
                (
                    "escrow.reservation_fee_bps",
                    u32::from(found.reservation_fee_bps),
                    u32::from(params.reservation_fee_bps),
                ),
                (
                    "escrow.payment_fee_bps",
                    u32::from(found.payment_fee_bps),
                    u32::from(params.payment_fee_bps),
                ),
                (
                    "escrow.fee_burn_bps",
                    u32::from(found.fee_burn_bps),
                    u32::from(params.fee_burn_bps),
                ),
                (
                    "escrow.open_timeout_s",
                    found.open_timeout_s,
                    params.open_timeout_s,
                ),
                (
                    "escrow.matched_timeout_s",
                    found.matched_timeout_s,
                    params.matched_timeout_s,
                ),
                (
                    "escrow.expiry_grace_s",
                    found.expiry_grace_s,
                    params.expiry_grace_s,
                ),
            ] {
                same(name, chain, file)?;
            }
            tasks.push(Task::already(STEP, ITEM));
        }
    }
    let item = "IOSD account of the treasury";
    let account = associated_token(&treasury, &iosd_mint_address());
    if network.chain.account(&account).await?.is_some() {
        tasks.push(Task::already(STEP, item));
    } else {
        let instruction =
            create_associated(&network.payer.pubkey(), &treasury, &iosd_mint_address());
        tasks.push(Task::send(STEP, item, vec![instruction], Vec::new()));
    }
    Ok(tasks)
}
