use crate::{errors::EmissionsError, events::AllocationMinted, state::*};
use anchor_lang::prelude::*;
use io_core::units::{Allocation, ALLOCATIONS};
use io_runtime::{emit, token, Loaded};

/// Mints a genesis allocation that does not vest, once.
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `allocation`: its number in the genesis table (3: R&D and ecosystem, 4: community).
///
/// # Special errors
/// `UnknownAllocation`, `AllocationMinted`, `AllocationVests`. The token program refuses a
/// destination of another mint.
#[derive(Accounts)]
pub struct MintAllocation {
    #[account(address = emission.authority @ EmissionsError::NotTheAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub emission: Loaded<Emission>,
    #[account(mut, address = emission.io_mint @ EmissionsError::WrongMint)]
    pub io_mint: UncheckedAccount,
    /// Whoever the authority names: the allocation is the authority's to place.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl MintAllocation {
    pub fn handle(&mut self, allocation: u8) -> Result<()> {
        let minted_before = u64::from(self.emission.allocations_minted);
        let line = self.emission.take_allocation(allocation, false)?;
        let Self {
            emission,
            io_mint,
            destination,
            ..
        } = self;
        token::mint_to(
            io_mint,
            destination,
            emission,
            line.amount,
            &[EMISSION_SEED, &[emission.bump]],
        );
        emission.invariant()?;
        emit!(AllocationMinted {
            destination: *destination.address(),
            amount: line.amount,
            allocation: u64::from(allocation),
            minted_before,
            minted_after: u64::from(emission.allocations_minted),
        });
        Ok(())
    }
}

impl Emission {
    /// Marks `allocation` minted and returns its line of the genesis table.
    ///
    /// # Errors
    /// `UnknownAllocation`, `AllocationMinted`, and `AllocationVests` or `AllocationDoesNotVest`
    /// when it is not of the kind asked for.
    pub(crate) fn take_allocation(&mut self, allocation: u8, vests: bool) -> Result<Allocation> {
        let line = *ALLOCATIONS
            .get(usize::from(allocation))
            .ok_or(EmissionsError::UnknownAllocation)?;
        match (line.vesting.parts > 0, vests) {
            (true, false) => return Err(EmissionsError::AllocationVests.into()),
            (false, true) => return Err(EmissionsError::AllocationDoesNotVest.into()),
            _ => {}
        }
        // The table has five lines, so the shift stays inside the byte.
        let bit = 1u8 << allocation;
        require!(
            self.allocations_minted & bit == 0,
            EmissionsError::AllocationMinted
        );
        self.allocations_minted |= bit;
        Ok(line)
    }
}
