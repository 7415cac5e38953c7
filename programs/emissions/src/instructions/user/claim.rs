use crate::{errors::EmissionsError, events::RewardsClaimed, state::*};
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;
use io_core::merkle_sum::{self, Node, DEPTH};
use io_runtime::{
    clock::{self, Now},
    emit,
    token::{self, require_payable},
    CoreErrorExt, Loaded, SolSha256, Spl,
};
use oracle::state::{EpochRecord, EpochStatus};

/// Pays a wallet what its leaf in a final settlement says beyond what it took before: one
/// transaction for any number of devices and hours, never lost by being late.
///
/// # Authority
/// Anyone; it always pays the wallet. Unless the wallet signs, only its associated token account.
///
/// # Parameters
/// - `index`, `cumulative`: the wallet's leaf (cumulative lifetime IO, base units).
/// - `proof`: 20 steps of 40 bytes (sibling hash ‖ sum u64 LE), from the leaf up.
///
/// # Special errors
/// `NotSealed`, `NotFinal`; `7025` (RootMismatch), `7007`, `7008` for a leaf or proof that does not
/// lead to the root; `NothingToClaim` for a replay or an older root; `ClaimAboveEmission` when the
/// settlement's hours are not accrued.
#[derive(Accounts)]
pub struct ClaimRewards {
    /// May be the wallet itself.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub wallet: UncheckedAccount,
    #[account(mut)]
    pub emission: Loaded<Emission>,
    /// Any final one: `oracle` alone writes these accounts, and every final root is good for ever.
    pub epoch_record: Loaded<EpochRecord>,
    #[account(init_if_needed, payer = payer, seeds = [b"claim", wallet.address().as_ref()], bump)]
    pub claim: Loaded<Claim>,
    #[account(mut, address = emission.supplier_vault @ EmissionsError::WrongVault)]
    pub supplier_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: Spl<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl ClaimRewards {
    fn validate(&self, now: Now) -> Result<()> {
        let Self {
            wallet,
            emission,
            epoch_record,
            destination,
            ..
        } = self;

        // settlement: sealed, and its challenge window over
        require!(
            epoch_record.status == EpochStatus::Sealed as u8,
            EmissionsError::NotSealed
        );
        require!(epoch_record.is_window_over(now), EmissionsError::NotFinal);

        // destination
        require_payable(
            destination.view(),
            destination.mint(),
            destination.owner(),
            &emission.io_mint,
            wallet.address(),
            wallet.is_signer(),
        )
    }

    pub fn handle(&mut self, index: u32, cumulative: u64, proof: &[u8], bump: u8) -> Result<()> {
        self.validate(clock::now())?;
        let Self {
            wallet,
            emission,
            epoch_record,
            claim,
            supplier_vault,
            destination,
            ..
        } = self;
        let settlement = &epoch_record.settlement;
        let root = Node {
            hash: settlement.rewards_root,
            sum: settlement.rewards_sum.get(),
        };
        merkle_sum::verify::<SolSha256>(
            &root,
            settlement.n_leaves.get(),
            DEPTH,
            index,
            wallet.address().as_array(),
            cumulative,
            proof,
        )
        .or_program_error()?;

        let claimed_before = claim.claimed.get();
        let amount = cumulative.saturating_sub(claimed_before);
        require!(amount > 0, EmissionsError::NothingToClaim);
        let claimed_total = emission
            .claimed_total
            .get()
            .checked_add(amount)
            .filter(|total| *total <= emission.gpu_total.get())
            .ok_or(EmissionsError::ClaimAboveEmission)?;

        token::transfer(
            supplier_vault,
            destination,
            emission,
            amount,
            &[EMISSION_SEED, &[emission.bump]],
        );

        claim.version = VERSION;
        claim.bump = bump;
        claim.wallet = *wallet.address();
        claim.claimed = cumulative.into();
        emission.claimed_total = claimed_total.into();
        emission.invariant()?;
        emit!(RewardsClaimed {
            wallet: *wallet.address(),
            destination: *destination.address(),
            epoch: settlement.epoch.get(),
            claimed_before,
            claimed_after: cumulative,
        });
        Ok(())
    }
}
