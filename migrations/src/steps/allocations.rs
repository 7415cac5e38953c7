//! The genesis allocations: the vesting ones into their vaults, for the beneficiaries that the genesis
//! file names, the liquid ones to its wallets.
use std::sync::Arc;

use io_client::emissions::instructions::{MintAllocation, MintVestedAllocation, NameBeneficiary};
use io_client::emissions::{
    accounts::{Emission, Grant},
    emission_address,
};
use io_client::pda;
use io_core::units::{ALLOCATIONS, Allocation, IO_DECIMALS};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::field;
use crate::network::Network;
use crate::task::Task;
use io_client::token::create_associated;
use io_core::amount::show_amount;

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
            tasks.extend(name_beneficiary(network, number, allocation).await?);
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
            grant: pda::grant(number),
        };
        // Zero: named later.
        let beneficiary = beneficiary(network, number)?.unwrap_or_default();
        return Ok(vec![call.instruction(number, beneficiary)]);
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

/// Whom the file wants a vesting allocation to pay.
fn beneficiary(network: &Network, number: u8) -> Result<Option<Pubkey>, MigrationError> {
    let owner = network.genesis.allocation_owner(usize::from(number));
    Ok(owner
        .map(|(name, text)| network.address(name, text))
        .transpose()?)
}

/// Names the beneficiary of a grant that has none, where the file has one by now. A grant that has one
/// is its beneficiary's to hand over, so nothing is compared.
async fn name_beneficiary(
    network: &Network,
    number: u8,
    allocation: &Allocation,
) -> Result<Option<Task>, MigrationError> {
    if allocation.vesting.parts == 0 {
        return Ok(None);
    }
    let Some(beneficiary) = beneficiary(network, number)? else {
        return Ok(None);
    };
    let grant = network.account::<Grant>(&pda::grant(number)).await?;
    if grant.is_none_or(|grant| grant.beneficiary != Pubkey::default()) {
        return Ok(None);
    }
    let call = NameBeneficiary {
        authority: network.authority.pubkey(),
        grant: pda::grant(number),
    };
    Ok(Some(Task::send(
        STEP,
        format!("beneficiary of {}", allocation.name),
        vec![call.instruction(beneficiary)],
        vec![Arc::clone(&network.authority)],
    )))
}
