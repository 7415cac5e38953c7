//! `escrow::initialize`, with the mint taken as USDC, and the treasury's accounts, which the fees go to.
use io_client::escrow::{ID, accounts::Escrow, escrow_address, instructions::Initialize};
use io_client::iosd::iosd_mint_address;
use io_client::pda::{TOKEN_2022_PROGRAM_ID, TOKEN_PROGRAM_ID, associated_token_by};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::field;
use crate::network::{Network, same};
use crate::steps::mint::NewMint;
use crate::task::Task;
use io_client::token::create_associated_by;
use io_core::units::IOSD_DECIMALS;

const STEP: &str = "escrow";
const ITEM: &str = "initialize";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let treasury = network.treasury()?;
    let params = network.genesis.escrow_params(treasury);
    let name = "escrow.usdc_mint";
    let usdc_mint = network.address(name, &network.genesis.escrow.usdc_mint)?;
    let mut tasks = Vec::with_capacity(5);
    let mut usdc_program = TOKEN_PROGRAM_ID;
    let item = format!("USDC mint {usdc_mint}");
    if let Some(account) = network.chain.account(&usdc_mint).await? {
        // Its decimals and, of Token-2022, its extensions are `initialize`'s to check.
        usdc_program = account.owner;
        if ![TOKEN_PROGRAM_ID, TOKEN_2022_PROGRAM_ID].contains(&usdc_program) {
            return Err(field(
                name,
                "the account there is neither SPL Token's nor Token-2022's: name USDC's mint, or a new keypair",
            )
            .into());
        }
        tasks.push(Task::already(STEP, item));
    } else {
        let key = network.signer(name, &network.genesis.escrow.usdc_mint)?;
        let wanted = NewMint {
            name,
            address: usdc_mint,
            key: key.as_ref(),
            decimals: IOSD_DECIMALS,
            authority: network.authority.pubkey(),
        };
        tasks.push(wanted.task(network, STEP, item).await?);
    }
    match network.account::<Escrow>(&escrow_address()).await? {
        None => {
            let call = Initialize {
                authority: network.authority.pubkey(),
                usdc_mint,
            };
            let instruction = call.instruction(&params);
            tasks.push(network.initialize(STEP, ITEM, &ID, instruction).await?);
        }
        Some(found) => {
            same("authorities.treasury", found.treasury, treasury)?;
            same(name, found.usdc_mint, usdc_mint)?;
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
                    "escrow.usdc_payment_fee_bps",
                    u32::from(found.usdc_payment_fee_bps),
                    u32::from(params.usdc_payment_fee_bps),
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
                (
                    "escrow.match_window_s",
                    found.match_window_s,
                    params.match_window_s,
                ),
                (
                    "escrow.match_draw_s",
                    found.match_draw_s,
                    params.match_draw_s,
                ),
                (
                    "escrow.match_only_s",
                    found.match_only_s,
                    params.match_only_s,
                ),
            ] {
                same(name, chain, file)?;
            }
            tasks.push(Task::already(STEP, ITEM));
        }
    }
    for (token, mint, program) in [
        ("IOSD", iosd_mint_address(), TOKEN_PROGRAM_ID),
        ("IO", network.io_mint, TOKEN_PROGRAM_ID),
        ("USDC", usdc_mint, usdc_program),
    ] {
        let item = format!("{token} account of the treasury");
        let account = associated_token_by(&program, &treasury, &mint);
        if network.chain.account(&account).await?.is_some() {
            tasks.push(Task::already(STEP, item));
        } else {
            let payer = network.payer.pubkey();
            let instruction = create_associated_by(&program, &payer, &treasury, &mint);
            tasks.push(Task::send(STEP, item, vec![instruction], Vec::new()));
        }
    }
    Ok(tasks)
}
