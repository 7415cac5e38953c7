//! Operators of the genesis file: listed, and bonded where the wallet's keypair is at hand. The bond comes
//! out of the wallet's IO, and what is missing there out of the ecosystem's allocation.
use std::sync::Arc;

use io_chain::ChainError;
use io_client::oracle::instructions::{AddOperator, Bond};
use io_client::oracle::{accounts::Operators, operators_address, types};
use io_client::pda::associated_token;
use io_client::status::OperatorStatus;
use io_core::units::IO_DECIMALS;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::Operator;
use crate::network::Network;
use crate::task::Task;
use io_client::token::{create_associated, token_balance, transfer_checked};
use io_core::amount::show_amount;

const STEP: &str = "operators";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let found = network.account::<Operators>(&operators_address()).await?;
    let mut tasks = Vec::new();
    for (index, operator) in network.genesis.operators.iter().enumerate() {
        let wallet = network.address(&format!("operator[{index}].wallet"), &operator.wallet)?;
        let seat = found
            .iter()
            .flat_map(|list| &list.entries)
            .find(|seat| seat.status != OperatorStatus::Empty as u8 && seat.wallet == wallet);
        tasks.push(listing(network, index, operator, wallet, seat)?);
        tasks.push(bond(network, index, operator, wallet, seat).await?);
    }
    Ok(tasks)
}

fn listing(
    network: &Network,
    index: usize,
    operator: &Operator,
    wallet: Pubkey,
    seat: Option<&types::Operator>,
) -> Result<Task, MigrationError> {
    let item = format!("list {} at {}", wallet, operator.url);
    // A listed operator may have rotated its key and URL since: that is its own affair.
    if seat.is_some() {
        return Ok(Task::already(STEP, item));
    }
    let key = network.address(&format!("operator[{index}].key"), &operator.key)?;
    let call = AddOperator {
        authority: network.authority.pubkey(),
    };
    let instruction = call.instruction(wallet, key, operator.url.as_bytes());
    Ok(Task::send(
        STEP,
        item,
        vec![instruction],
        vec![Arc::clone(&network.authority)],
    ))
}

async fn bond(
    network: &Network,
    index: usize,
    operator: &Operator,
    wallet: Pubkey,
    seat: Option<&types::Operator>,
) -> Result<Task, MigrationError> {
    let needed = network.genesis.bond()?;
    let item = format!(
        "bond {} with {} IO",
        wallet,
        show_amount(needed, IO_DECIMALS)
    );
    let missing = needed.saturating_sub(seat.map_or(0, |seat| seat.bond));
    if missing == 0 {
        return Ok(Task::already(STEP, item));
    }
    if seat.is_some_and(|seat| seat.status == OperatorStatus::Unbonding as u8) {
        return Ok(Task::left(STEP, item, "it is leaving"));
    }
    let Some(owner) = network.signer(&format!("operator[{index}].wallet"), &operator.wallet)?
    else {
        return Ok(Task::left(
            STEP,
            item,
            "its wallet signs elsewhere: it bonds itself",
        ));
    };
    let source = associated_token(&wallet, &network.io_mint);
    let held = match network.chain.account(&source).await? {
        Some(account) => token_balance(&account.data).map_err(|reason| ChainError::Decode {
            address: source,
            reason: reason.to_string(),
        })?,
        None => 0,
    };
    let mut instructions = Vec::new();
    let mut signers: Vec<Arc<Keypair>> = Vec::new();
    if held < missing {
        let allocation = &network.genesis.allocations.ecosystem;
        let Some(ecosystem) = network.signer("allocations.ecosystem", allocation)? else {
            return Ok(Task::left(
                STEP,
                item,
                "its wallet holds too little IO, and the ecosystem's wallet signs elsewhere",
            ));
        };
        instructions.push(create_associated(
            &network.payer.pubkey(),
            &wallet,
            &network.io_mint,
        ));
        instructions.push(transfer_checked(
            &associated_token(&ecosystem.pubkey(), &network.io_mint),
            &network.io_mint,
            &source,
            &ecosystem.pubkey(),
            missing.saturating_sub(held),
            IO_DECIMALS,
        ));
        signers.push(ecosystem);
    }
    instructions.push(Bond { wallet, source }.instruction(missing));
    signers.push(owner);
    Ok(Task::send(STEP, item, instructions, signers))
}
