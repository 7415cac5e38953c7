//! The genesis allocations: the vesting ones into their vaults, the liquid ones to the wallets of the
//! genesis file.
use std::sync::Arc;

use io_client::emissions::instructions::{MintAllocation, MintVestedAllocation};
use io_client::emissions::{accounts::Emission, emission_address};
use io_client::pda;
use io_core::units::{ALLOCATIONS, Allocation, IO_DECIMALS};
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::amount::show_amount;
use crate::genesis::field;
use crate::network::{MigrationError, Network};
use crate::task::Task;
use crate::token::create_associated;

const STEP: &str = "allocations";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let found = network.account::<Emission>(&emission_address()).await?;
    let minted = found.map_or(0, |emission| emission.allocations_minted);
    let mut tasks = Vec::with_capacity(ALLOCATIONS.len());
    for (number, allocation) in (0u8..).zip(&ALLOCATIONS) {
        let item = format!(
            "{}, {} IO",
            allocation.name,
            show_amount(allocation.amount, IO_DECIMALS)
        );
        if minted & (1 << number) != 0 {
            tasks.push(Task::already(STEP, item));
            continue;
        }
        let instructions = mint(network, number, allocation)?;
        tasks.push(Task::send(
            STEP,
            item,
            instructions,
            vec![Arc::clone(&network.authority)],
        ));
    }
    Ok(tasks)
}

fn mint(
    network: &Network,
    number: u8,
    allocation: &Allocation,
) -> Result<Vec<Instruction>, MigrationError> {
    let (authority, io_mint) = (network.authority.pubkey(), network.io_mint);
    if allocation.vesting.parts > 0 {
        let call = MintVestedAllocation {
            authority,
            io_mint,
            vault: pda::allocation(number),
        };
        return Ok(vec![call.instruction(number)]);
    }
    let (name, text) = network
        .genesis
        .allocation_owner(usize::from(number))
        .ok_or_else(|| {
            field(
                "allocations",
                format!("{} has no wallet in the file", allocation.name),
            )
        })?;
    let owner = network.address(name, text)?;
    let destination = pda::associated_token(&owner, &io_mint);
    Ok(vec![
        create_associated(&network.payer.pubkey(), &owner, &io_mint),
        MintAllocation {
            authority,
            io_mint,
            destination,
        }
        .instruction(number),
    ])
}
