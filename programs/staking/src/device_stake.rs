//! The rules of a device's stake: what backs it, what it must hold, what is spoken for.
use crate::{
    cooling,
    errors::StakingError,
    state::{DeviceStake, Pool},
};
use anchor_lang::prelude::*;
use io_core::{
    co_stake::{backing, within_half, Pot},
    requirement::Requirement,
    slash::Parts,
    stake::required,
};
use io_runtime::CoreErrorExt;
use oracle::state::{Classes, Device, DeviceStatus};

impl DeviceStake {
    /// All co-stakes as the money rules know them.
    #[inline(always)]
    pub fn pot(&self) -> Pot {
        Pot {
            total: self.co_total.get(),
            shares: self.co_shares.get(),
        }
    }

    #[inline(always)]
    pub fn set_pot(&mut self, pot: Pot) {
        self.co_total = pot.total.into();
        self.co_shares = pot.shares.into();
    }

    /// Co-stakes at work, IO base units, rounded down for the pot.
    ///
    /// # Errors
    /// `7001`: impossible while the invariant holds.
    #[inline(never)]
    pub fn co_active(&self) -> Result<u64> {
        self.pot()
            .value(self.co_active_shares.get())
            .or_program_error()
    }

    /// What stands behind the device, IO base units: the owner's part and the co-stakes at work, less
    /// what is locked of either. `escrow` compares it with the requirement of a lease.
    ///
    /// # Errors
    /// As [`DeviceStake::co_active`].
    #[inline(never)]
    pub fn backing(&self) -> Result<u64> {
        let locked = Parts {
            own: self.locked.get(),
            co: self.co_locked.get(),
        };
        backing(
            self.amount.get(),
            self.pot(),
            self.co_active_shares.get(),
            locked,
        )
        .or_program_error()
    }

    /// The owner's part, cooling included, IO base units: all that a slash can reach of it.
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

    /// Of the owner's part, what slashes and leases have a claim on, IO base units. They may overlap,
    /// and may exceed the part.
    #[inline(always)]
    pub fn spoken_for(&self) -> u64 {
        self.locked.get().saturating_add(self.guarantee.get())
    }

    /// Whether a proposed slash has locked any of it.
    #[inline(always)]
    pub fn is_locked(&self) -> bool {
        self.locked.get() > 0 || self.co_locked.get() > 0
    }

    /// Whether the co-stakers have their owner with them: only he can leave before them.
    #[inline(always)]
    pub fn owner_stays(&self, device: &Device) -> bool {
        self.amount.get() > 0 && device.status != DeviceStatus::Retired as u8
    }

    /// Checks that the co-stakes at work are at most half of the stake once the owner's part is
    /// `own_after`. A retired device needs no backing: there the owner is not held by those who stay.
    ///
    /// # Errors
    /// `CoStakeAboveHalf`.
    #[inline(never)]
    pub fn require_half(&self, own_after: u64, device: &Device) -> Result<()> {
        require!(
            within_half(own_after, self.co_active()?)
                || device.status == DeviceStatus::Retired as u8,
            StakingError::CoStakeAboveHalf
        );
        Ok(())
    }

    #[inline(never)]
    pub fn requirement(&self) -> Requirement {
        Requirement {
            held: self.requirement.get(),
            next: self.requirement_next.get(),
            lowered_ts: self.lowered_ts.get(),
        }
    }

    /// Notes that the device requires `required` base units at `now_ts`, and returns what must stay
    /// for stake to leave at once.
    #[inline(never)]
    pub fn note(&mut self, now_ts: i64, required: u64, cooldown_s: u32) -> Requirement {
        let noted = self.requirement().note(now_ts, required, cooldown_s);
        self.requirement = noted.held.into();
        self.requirement_next = noted.next.into();
        self.lowered_ts = noted.lowered_ts.into();
        noted
    }

    /// [`DeviceStake::note`] for what `device` requires by its class.
    ///
    /// # Errors
    /// `UnknownClass`; those of `io_core::stake::required`.
    #[inline(never)]
    pub fn note_device(
        &mut self,
        now_ts: i64,
        device: &Device,
        classes: &Classes,
        pool: &Pool,
    ) -> Result<Requirement> {
        let required = required_of(device, classes, now_ts)?;
        Ok(self.note(now_ts, required, pool.cooldown_at(now_ts)))
    }

    /// What ends every instruction that changes the books of a device's stake.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(never)]
    pub fn invariant(&self) -> Result<()> {
        let (total, shares) = (self.co_total.get(), self.co_shares.get());
        require!(
            total <= shares
                && (total == 0) == (shares == 0)
                && self.co_active_shares.get() <= shares
                && self.requirement_next.get() <= self.requirement.get(),
            StakingError::InvariantBroken
        );
        Ok(())
    }
}

/// Stake that `device` needs by its class as it counts at `now_ts`, IO base units.
///
/// # Errors
/// `UnknownClass`; those of `io_core::stake::required`.
#[inline(always)]
pub fn required_of(device: &Device, classes: &Classes, now_ts: i64) -> Result<u64> {
    let class = classes
        .class(device.class, now_ts)
        .ok_or(StakingError::UnknownClass)?;
    required(class.multiplier_milli.get(), device.processors.get()).or_program_error()
}
