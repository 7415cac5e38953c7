use crate::{errors::EmissionsError, events::IoBurned, state::*};
use anchor_lang::{address_eq, prelude::*};
use io_runtime::{singletons, token};

/// Burns IO and counts it by its reason, in two instructions of one shape.
///
/// The counts are the mint's own doing: nobody tells this program that something was burned, it burns
/// it. So no caller can raise a count without losing the tokens.
///
/// # Authority
/// The owner of the tokens. `burn_fees`: anyone, since it only costs the owner. `burn_for_iosd`:
/// `iosd`'s account, as its count is what redemptions may mint again.
///
/// # Parameters
/// - `amount`: base units.
///
/// # Special errors
/// `ZeroAmount`, `NotIosd`. The token program refuses tokens that are not the
/// authority's or not IO.
#[derive(Accounts)]
pub struct BurnIo {
    pub authority: Signer,
    #[account(mut)]
    pub emission: Account<Emission>,
    #[account(mut, address = emission.io_mint @ EmissionsError::WrongMint)]
    pub io_mint: UncheckedAccount,
    /// The authority's, of the IO mint: the token program checks both.
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// Why IO is burned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BurnReason {
    Iosd = 0,
    Fee = 1,
}

impl BurnIo {
    /// See [`BurnIo`].
    pub fn handle_fees(&mut self, amount: u64) -> Result<()> {
        self.burn(BurnReason::Fee, amount)
    }

    /// See [`BurnIo`].
    pub fn handle_for_iosd(&mut self, amount: u64) -> Result<()> {
        require!(
            address_eq(self.authority.address(), &singletons::IOSD.address),
            EmissionsError::NotIosd
        );
        self.burn(BurnReason::Iosd, amount)
    }

    fn burn(&mut self, reason: BurnReason, amount: u64) -> Result<()> {
        require!(amount > 0, EmissionsError::ZeroAmount);
        token::burn(
            &mut self.source,
            &mut self.io_mint,
            &self.authority,
            amount,
            &[],
        );

        let emission = &mut self.emission;
        let count = match reason {
            BurnReason::Iosd => &mut emission.burned_for_iosd,
            BurnReason::Fee => &mut emission.fees_burned,
        };
        let total_before = count.get();
        let total_after = total_before
            .checked_add(amount)
            .ok_or(EmissionsError::InvariantBroken)?;
        *count = total_after.into();
        emission.invariant()?;
        io_runtime::emit!(IoBurned {
            authority: *self.authority.address(),
            reason: reason as u64,
            total_before,
            total_after,
        });
        Ok(())
    }
}
