use crate::{cooling, errors::StakingError, events::GuaranteePaid, state::*, Loaded};
use anchor_lang::prelude::*;
use io_runtime::{singletons, token};

/// Pays a promised part of the owner's stake to a renter, as far as proven slashes have left it: from
/// stake at work, then from what cools. The co-stakers' part is not touched.
///
/// # Authority
/// `escrow`, by its PDA `["escrow"]`, which names the renter's account.
///
/// # Parameters
/// - `amount`: IO base units of the promise, which ends with it, paid in full or not.
///
/// # Special errors
/// `NotTheEscrow`, `ZeroAmount`, `NotGuaranteed`. The token program refuses an account of another
/// mint.
#[derive(Accounts)]
pub struct PayGuarantee {
    #[account(address = singletons::ESCROW.address @ StakingError::NotTheEscrow)]
    pub escrow: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl PayGuarantee {
    pub fn handle(&mut self, amount: u64) -> Result<()> {
        let Self {
            pool,
            device_stake,
            stake_vault,
            destination,
            ..
        } = self;
        require!(amount > 0, StakingError::ZeroAmount);
        let guarantee_before = device_stake.guarantee.get();
        let guarantee_after = guarantee_before
            .checked_sub(amount)
            .ok_or(StakingError::NotGuaranteed)?;
        let own_before = device_stake.own_total()?;
        let paid = amount.min(own_before);
        let from_active = paid.min(device_stake.amount.get());
        // from_active <= paid
        let from_cooling = paid.wrapping_sub(from_active);
        let sub = |total: PodU64, part: u64| {
            total
                .get()
                .checked_sub(part)
                .ok_or(StakingError::InvariantBroken)
        };
        let stake_after = sub(device_stake.amount, from_active)?;
        let device_total = sub(pool.device_total, from_active)?;
        let cooling_total = sub(pool.cooling_total, from_cooling)?;
        let guarantees_paid = pool
            .guarantees_paid
            .get()
            .checked_add(paid)
            .ok_or(StakingError::Overflow)?;

        token::transfer(
            stake_vault,
            destination,
            pool,
            paid,
            &[POOL_SEED, &[pool.bump]],
        );

        device_stake.guarantee = guarantee_after.into();
        device_stake.amount = stake_after.into();
        cooling::burn(&mut device_stake.cooling, from_cooling)?;
        pool.device_total = device_total.into();
        pool.cooling_total = cooling_total.into();
        pool.guarantees_paid = guarantees_paid.into();
        device_stake.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        io_runtime::emit!(GuaranteePaid {
            device: device_stake.device,
            destination: *destination.address(),
            paid,
            guarantee_before,
            guarantee_after,
            own_before,
            // paid <= own_before
            own_after: own_before.wrapping_sub(paid),
        });
        Ok(())
    }
}
