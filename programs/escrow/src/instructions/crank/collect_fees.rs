use crate::{
    errors::EscrowError,
    events::FeesCollected,
    instructions::renter::cancel::{pay_from_vault, require_vault},
    state::{Escrow, Job, Payment},
};
use anchor_lang::{address_eq, prelude::*};
use anchor_spl::{mint::Mint, token::TokenAccount};
use io_runtime::{clock, emission_calls::EmissionCall, emit, singletons, AnySpl, Loaded};

/// Moves the fees that payments have taken: the burned part through the program that counts it, the rest to
/// the treasury. Payments leave them in the vault, so that no supplier waits for a treasury's account, and
/// any number of payments costs one burn and one transfer.
///
/// # Authority
/// Anyone.
///
/// # Accounts
/// `books` and `books_program`: `emissions` and its account for a job paid in IO, `iosd` and its account for one
/// in IOSD; anything for USDC, of which nothing is burned.
///
/// # Special errors
/// `NothingDue`, `WrongVault`, `WrongTreasury`, `WrongPaymentMint`, `WrongBooks`.
#[derive(Accounts)]
pub struct CollectFees {
    #[account(mut)]
    pub job: Loaded<Job>,
    #[account(address = singletons::ESCROW.address)]
    pub escrow: Loaded<Escrow>,
    #[account(mut)]
    pub vault: AnySpl<TokenAccount>,
    #[account(mut)]
    pub treasury_account: AnySpl<TokenAccount>,
    #[account(mut)]
    pub payment_mint: AnySpl<Mint>,
    #[account(mut)]
    pub books: UncheckedAccount,
    pub books_program: UncheckedAccount,
    /// The mint's.
    pub token_program: UncheckedAccount,
}

impl CollectFees {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            job,
            escrow,
            vault,
            treasury_account,
            payment_mint,
            books,
            token_program,
            ..
        } = self;
        require!(job.fees_due()? > 0, EscrowError::NothingDue);
        require_vault(job, vault, payment_mint, token_program)?;
        require!(
            address_eq(treasury_account.owner(), escrow.treasury_at(now_ts))
                && address_eq(treasury_account.mint(), &job.payment_mint),
            EscrowError::WrongTreasury
        );
        // The program is the call's own: another account in its place leaves the call without it.
        let expected = if job.payment == Payment::Io as u8 {
            &singletons::EMISSION.address
        } else {
            &singletons::IOSD.address
        };
        require!(
            job.burn_due.get() == 0 || address_eq(books.address(), expected),
            EscrowError::WrongBooks
        );
        Ok(())
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate(clock::now_ts())?;
        let Self {
            job,
            vault,
            treasury_account,
            payment_mint,
            books,
            token_program,
            ..
        } = self;
        let (burned, to_treasury) = (job.burn_due.get(), job.treasury_due.get());
        let held_before = job.held()?;
        pay_from_vault(job, payment_mint, vault, treasury_account, to_treasury);
        if burned > 0 {
            let nonce = job.nonce.get().to_le_bytes();
            let seeds: &[&[u8]] = &[b"job", job.renter.as_ref(), &nonce, &[job.bump]];
            let call = EmissionCall::new(job, books, payment_mint, vault, token_program);
            if job.payment == Payment::Io as u8 {
                call.burn_fees(burned, seeds);
            } else {
                call.burn_iosd_fees(burned, seeds);
            }
        }

        job.burn_due = 0.into();
        job.treasury_due = 0.into();
        job.invariant(vault.amount())?;
        emit!(FeesCollected {
            job: *job.address(),
            burned,
            to_treasury,
            held_before,
            held_after: job.held()?,
        });
        Ok(())
    }
}
