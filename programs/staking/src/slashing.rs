//! What a slash does to the books of a stake. It burns at the end, in one place.
use crate::{
    cooling,
    errors::StakingError,
    state::{DeviceStake, Pool, Position, POOL_SEED},
    Loaded,
};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_core::slash::{cooling_part, Parts};
use io_runtime::{token, CoreErrorExt};

/// A stake that can be slashed: a wallet's delegated stake, or a device's.
pub enum Target {
    Position(Loaded<Position>),
    Device(Loaded<DeviceStake>),
}

impl Target {
    /// Tells by the discriminator which of the two `account` is.
    ///
    /// # Errors
    /// `NotAStake`; `IllegalOwner` for accounts of other programs.
    #[inline(never)]
    pub fn load(account: &mut UncheckedAccount) -> Result<Self> {
        let view = *account.account();
        let is_device = {
            let data = view.try_borrow()?;
            if data.starts_with(DeviceStake::DISCRIMINATOR) {
                true
            } else {
                require!(
                    data.starts_with(Position::DISCRIMINATOR),
                    StakingError::NotAStake
                );
                false
            }
        };
        Ok(if is_device {
            Self::Device(Loaded::load(view)?)
        } else {
            Self::Position(Loaded::load(view)?)
        })
    }

    /// All that a slash can reach: the owner's part and the co-stakers', cooling included.
    ///
    /// # Errors
    /// `Overflow`: impossible, the vault holds it.
    #[inline(never)]
    pub fn stake(&self) -> Result<Parts> {
        Ok(match self {
            Self::Position(position) => Parts {
                own: position.own_total()?,
                co: 0,
            },
            Self::Device(device_stake) => Parts {
                own: device_stake.own_total()?,
                co: device_stake.co_total.get(),
            },
        })
    }

    /// What open proposals have locked of each part; may be more than is left of it.
    pub fn locked(&self) -> Parts {
        match self {
            Self::Position(position) => Parts {
                own: position.locked.get(),
                co: 0,
            },
            Self::Device(device_stake) => Parts {
                own: device_stake.locked.get(),
                co: device_stake.co_locked.get(),
            },
        }
    }

    /// What a lease guarantee takes before a proposal does. It is the owner's alone.
    pub fn guarantee(&self) -> Parts {
        Parts {
            own: match self {
                Self::Position(_) => 0,
                Self::Device(device_stake) => device_stake.guarantee.get(),
            },
            co: 0,
        }
    }

    /// Adds a proposal's lock.
    ///
    /// # Errors
    /// `Overflow`: impossible, locks are at most the stake.
    pub fn lock(&mut self, lock: Parts) -> Result<()> {
        let locked = self.locked();
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(StakingError::Overflow);
        let after = Parts {
            own: add(locked.own, lock.own)?,
            co: add(locked.co, lock.co)?,
        };
        self.set_locked(after);
        Ok(())
    }

    /// Takes a proposal's lock off.
    ///
    /// # Errors
    /// `InvariantBroken` for more than is locked: impossible unless there is a bug.
    pub fn unlock(&mut self, lock: Parts) -> Result<()> {
        let locked = self.locked();
        let sub = |a: u64, b: u64| a.checked_sub(b).ok_or(StakingError::InvariantBroken);
        let after = Parts {
            own: sub(locked.own, lock.own)?,
            co: sub(locked.co, lock.co)?,
        };
        self.set_locked(after);
        Ok(())
    }

    /// What ends every instruction that changes a stake's locks.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    pub fn invariant(&self) -> Result<()> {
        match self {
            // Its books are the pool's.
            Self::Position(_) => Ok(()),
            Self::Device(device_stake) => device_stake.invariant(),
        }
    }

    fn set_locked(&mut self, locked: Parts) {
        match self {
            Self::Position(position) => position.locked = locked.own.into(),
            Self::Device(device_stake) => {
                device_stake.locked = locked.own.into();
                device_stake.co_locked = locked.co.into();
            }
        }
    }

    /// Takes `loss` out of the stake and the pool's totals. Delegated stake is settled first: what it
    /// earned before the slash is its owner's.
    ///
    /// # Errors
    /// `AccrueFirst` for delegated stake whose hours are not minted; `InvariantBroken`.
    #[inline(never)]
    pub fn take(
        &mut self,
        loss: Parts,
        pool: &mut Pool,
        emission: &Emission,
        now_ts: i64,
    ) -> Result<()> {
        match self {
            Self::Position(position) => {
                pool.fold(emission, now_ts)?;
                position.settle(&pool.accumulator())?;
                let stake = &mut **position;
                let (active, cooling) = take_own(&mut stake.amount, &mut stake.cooling, loss.own)?;
                sub(&mut pool.delegated_total, active)?;
                sub(&mut pool.cooling_total, cooling)?;
            }
            Self::Device(device_stake) => {
                let stake = &mut **device_stake;
                let (active, cooling) = take_own(&mut stake.amount, &mut stake.cooling, loss.own)?;
                sub(&mut pool.device_total, active)?;
                sub(&mut pool.cooling_total, cooling)?;
                take_co(stake, loss.co)?;
                sub(&mut pool.co_total, loss.co)?;
                stake.invariant()?;
            }
        }
        let burned = loss.total().or_program_error()?;
        pool.slashed_total = pool
            .slashed_total
            .get()
            .checked_add(burned)
            .ok_or(StakingError::Overflow)?
            .into();
        Ok(())
    }
}

impl Position {
    /// What is staked and what cools, IO base units: all that a slash can reach.
    ///
    /// # Errors
    /// `Overflow`: impossible, the vault holds it.
    #[inline(never)]
    pub fn own_total(&self) -> Result<u64> {
        Ok(self
            .amount
            .get()
            .checked_add(cooling::total(&self.cooling)?)
            .ok_or(StakingError::Overflow)?)
    }
}

/// Takes `loss` from an owner's part, from stake at work and cooling stake in proportion; returns what
/// each lost.
fn take_own(
    amount: &mut PodU64,
    tickets: &mut [cooling::CoolingTicket; cooling::COOLING_TICKETS],
    loss: u64,
) -> Result<(u64, u64)> {
    let cooling = cooling_part(loss, amount.get(), cooling::total(tickets)?).or_program_error()?;
    let active = loss
        .checked_sub(cooling)
        .ok_or(StakingError::InvariantBroken)?;
    sub(amount, active)?;
    cooling::burn(tickets, cooling)?;
    Ok((active, cooling))
}

/// Takes `loss` from all co-stakes alike.
fn take_co(stake: &mut DeviceStake, loss: u64) -> Result<()> {
    let mut pot = stake.pot();
    if pot.slash(loss).or_program_error()? {
        stake.co_active_shares = 0u64.into();
        // Wraps after four billion times that a device's co-stakers lost all.
        stake.co_generation = stake.co_generation.get().wrapping_add(1).into();
    }
    stake.set_pot(pot);
    Ok(())
}

fn sub(total: &mut PodU64, amount: u64) -> Result<()> {
    *total = total
        .get()
        .checked_sub(amount)
        .ok_or(StakingError::InvariantBroken)?
        .into();
    Ok(())
}

/// Burns what [`Target::take`] took off the books, and checks that the vault still covers the rest.
///
/// # Errors
/// `InvariantBroken`: impossible unless there is a bug.
#[inline(never)]
pub fn burn_slashed(
    pool: &Loaded<Pool>,
    stake_vault: &mut UncheckedAccount,
    io_mint: &mut UncheckedAccount,
    amount: u64,
) -> Result<()> {
    if amount > 0 {
        token::burn(
            stake_vault,
            io_mint,
            pool,
            amount,
            &[POOL_SEED, &[pool.bump]],
        );
    }
    pool.invariant()?;
    pool.principal_invariant(token::vault_amount(stake_vault)?)
}
