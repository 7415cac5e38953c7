//! A round: what suppliers and renters entered, and what the draw made of it.
use crate::{
    errors::EscrowError,
    state::{Escrow, Job},
};
use anchor_lang::{address_eq, prelude::*};
use io_core::matching::{Entries, Offer, Order, MOST_DEVICES, MOST_JOBS, NO_JOB};

/// Seed of [`Round`], before class and opening.
pub const ROUND_SEED: &[u8] = b"round";

/// PDA `["round", class u8, opens_ts i64 LE]`: one window's devices and jobs of a class. Whoever opens it
/// pays the rent of 8,560 bytes and gets it back once the round is over.
///
/// A window begins every `match_window_s` after genesis. Its first `match_draw_s` belong to the draw of
/// the round before; then this one opens, and takes entries until the window's end. After that it is
/// drawn and accepted within `match_draw_s`, and the next one opens as it ends: no device and no job is
/// in two at a time.
#[account]
pub struct Round {
    pub version: u8,
    pub bump: u8,
    pub class: u8,
    /// Entries in use of each kind.
    pub devices_len: u8,
    pub jobs_len: u8,
    /// 1: drawn, and [`DeviceEntry::job`] says to whom.
    pub drawn: u8,
    pub _pad: [u8; 2],
    /// Paid the rent.
    pub payer: Address,
    /// Entries count from here on, unix seconds.
    pub opens_ts: PodI64,
    /// From here on no entry counts, and the draw may be armed.
    pub closes_ts: PodI64,
    /// From here on nothing is drawn or accepted, and anyone may close the account.
    pub ends_ts: PodI64,
    /// The draw takes the hash of the first slot at or after this one; 0: not armed.
    pub armed_slot: PodU64,
    /// SHA256("io-match/1" ‖ program id ‖ this account ‖ slot hash); zero until drawn.
    pub seed: [u8; 32],
    /// In the order of their registry index.
    pub devices: [DeviceEntry; MOST_DEVICES],
    /// In no order.
    pub jobs: [JobEntry; MOST_JOBS],
}

/// A device that its supplier has opted in, as it was then. 80 bytes.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct DeviceEntry {
    pub device: Address,
    /// What it weighs in the draw: its owner's stake and the co-stakes at work, IO base units.
    pub stake: PodU64,
    /// Least per GPU-hour in base units of IOSD, IO and USDC; u64::MAX: not in this token.
    pub min_rates: [PodU64; 3],
    pub most_hours: PodU32,
    /// In the registry.
    pub index: PodU32,
    pub gpus: PodU16,
    pub tier: u8,
    pub region: u8,
    /// Number of the job it was drawn for; 255: none.
    pub job: u8,
    pub _pad: [u8; 3],
}

/// A job that was entered, as it was then. 104 bytes.
#[repr(C)]
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
pub struct JobEntry {
    pub job: Address,
    pub renter: Address,
    /// Of the job: its address may be used again.
    pub created_ts: PodI64,
    /// The renter's delegated stake, IO base units.
    pub stake: PodU64,
    pub rate: PodU64,
    pub hours: PodU32,
    /// GPUs it still wanted.
    pub gpus: PodU16,
    pub tier: u8,
    pub region: u8,
    pub payment: u8,
    pub _pad: [u8; 7],
}

/// When the round of the window at some time opens, closes and ends, unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTimes {
    pub opens_ts: i64,
    pub closes_ts: i64,
    pub ends_ts: i64,
}

impl Escrow {
    /// The round that takes entries in the window at `now_ts`.
    ///
    /// # Errors
    /// `NoRounds` where none are held.
    pub fn round_times(&self, now_ts: i64) -> Result<RoundTimes> {
        let (window_s, draw_s) = self.rounds_at(now_ts);
        let genesis_ts = self.genesis_ts.get();
        let since = now_ts.saturating_sub(genesis_ts).max(0).unsigned_abs();
        let within = since
            .checked_rem(u64::from(window_s))
            .ok_or(EscrowError::NoRounds)?;
        // Neither goes below genesis nor, by some hours, beyond now.
        let start_ts = genesis_ts.saturating_add_unsigned(since.saturating_sub(within));
        let closes_ts = start_ts.saturating_add(i64::from(window_s));
        Ok(RoundTimes {
            opens_ts: start_ts.saturating_add(i64::from(draw_s)),
            closes_ts,
            ends_ts: closes_ts.saturating_add(i64::from(draw_s)),
        })
    }
}

impl Round {
    /// # Errors
    /// `WrongRoundTime` unless entries count at `now_ts`.
    pub fn require_open(&self, now_ts: i64) -> Result<()> {
        require!(
            now_ts >= self.opens_ts.get() && now_ts < self.closes_ts.get(),
            EscrowError::WrongRoundTime
        );
        Ok(())
    }

    /// Enters a device at its place. Into a full round it comes by displacing the one with the least
    /// stake, which must be less: `displaced` is then its address.
    ///
    /// # Errors
    /// `AlreadyEntered`, `RoundFull`.
    #[inline(always)]
    pub fn add_device(&mut self, entry: &DeviceEntry, displaced: &mut Address) -> Result<()> {
        let mut len = usize::from(self.devices_len);
        let mut least = 0;
        for at in 0..len {
            let other = &self.devices[at];
            require!(
                !address_eq(&other.device, &entry.device),
                EscrowError::AlreadyEntered
            );
            if other.stake.get() < self.devices[least].stake.get() {
                least = at;
            }
        }
        if len >= MOST_DEVICES {
            let other = &self.devices[least];
            require!(
                entry.stake.get() > other.stake.get(),
                EscrowError::RoundFull
            );
            *displaced = other.device;
            self.devices.copy_within(least.wrapping_add(1)..len, least);
            len = len.wrapping_sub(1);
        }
        let index = entry.index.get();
        let mut at = len;
        while at > 0 && self.devices[at.wrapping_sub(1)].index.get() > index {
            at = at.wrapping_sub(1);
        }
        self.devices.copy_within(at..len, at.wrapping_add(1));
        self.devices[at] = *entry;
        self.devices_len = len.wrapping_add(1) as u8;
        self.invariant()
    }

    /// Enters a job, or brings up to date what is known of one that is in. A full round it enters like a
    /// device. One job a renter: stake gives priority once.
    ///
    /// # Errors
    /// `AlreadyEntered` for another job of a renter; `RoundFull`.
    #[inline(always)]
    pub fn add_job(&mut self, entry: &JobEntry, displaced: &mut Address) -> Result<()> {
        let len = usize::from(self.jobs_len);
        let mut at = len;
        let mut least = 0;
        for (number, other) in self.jobs.iter().take(len).enumerate() {
            if address_eq(&other.renter, &entry.renter) {
                require!(
                    address_eq(&other.job, &entry.job),
                    EscrowError::AlreadyEntered
                );
                at = number;
            }
            if other.stake.get() < self.jobs[least].stake.get() {
                least = number;
            }
        }
        if at >= MOST_JOBS {
            let other = &self.jobs[least];
            require!(
                entry.stake.get() > other.stake.get(),
                EscrowError::RoundFull
            );
            *displaced = other.job;
            at = least;
        } else if at == len {
            self.jobs_len = len.wrapping_add(1) as u8;
        }
        self.jobs[at] = *entry;
        self.invariant()
    }

    /// What the supplier of `device` agreed to where it was drawn for `job`: least rate in the job's token, and
    /// most hours.
    ///
    /// # Errors
    /// `NotDrawn`.
    pub fn consent(
        &self,
        device: &Address,
        job: &Address,
        order: &Job,
        now_ts: i64,
    ) -> Result<(u64, u32)> {
        let entry = self
            .devices
            .iter()
            .take(usize::from(self.devices_len))
            .find(|entry| address_eq(&entry.device, device))
            .ok_or(EscrowError::NotDrawn)?;
        let drawn_for = self.jobs.get(usize::from(entry.job));
        let rate = entry.min_rates.get(usize::from(order.payment));
        match drawn_for.zip(rate) {
            Some((of, rate))
                if self.drawn == 1
                    && now_ts < self.ends_ts.get()
                    && address_eq(&of.job, job)
                    && of.created_ts == order.created_ts =>
            {
                Ok((rate.get(), entry.most_hours.get()))
            }
            _ => Err(EscrowError::NotDrawn.into()),
        }
    }

    /// What ends every instruction that changes a round: its times follow each other, and devices lie in the
    /// order by which they are drawn.
    ///
    /// # Errors
    /// `InvariantBroken`: impossible unless there is a bug.
    #[inline(never)]
    pub fn invariant(&self) -> Result<()> {
        let devices = self.devices.get(..usize::from(self.devices_len));
        let ordered = devices.is_some_and(|devices| {
            devices
                .windows(2)
                .all(|pair| pair[0].index.get() < pair[1].index.get())
        });
        require!(
            ordered
                && usize::from(self.jobs_len) <= MOST_JOBS
                && self.opens_ts.get() < self.closes_ts.get()
                && self.closes_ts.get() < self.ends_ts.get(),
            EscrowError::InvariantBroken
        );
        Ok(())
    }
}

impl Entries for Round {
    fn devices(&self) -> usize {
        usize::from(self.devices_len)
    }

    fn jobs(&self) -> usize {
        usize::from(self.jobs_len)
    }

    #[inline(always)]
    fn offer(&self, device: usize) -> Offer {
        let entry = &self.devices[device];
        Offer {
            stake: entry.stake.get(),
            min_rates: entry.min_rates.map(|rate| rate.get()),
            most_hours: entry.most_hours.get(),
            gpus: entry.gpus.get(),
            tier: entry.tier,
            region: entry.region,
        }
    }

    #[inline(always)]
    fn order(&self, job: usize) -> Order {
        let entry = &self.jobs[job];
        Order {
            key: *entry.job.as_array(),
            priority: entry.stake.get(),
            rate: entry.rate.get(),
            hours: entry.hours.get(),
            gpus: entry.gpus.get(),
            tier: entry.tier,
            region: entry.region,
            payment: entry.payment,
        }
    }
}

/// No job yet.
pub const UNDRAWN: u8 = NO_JOB;

#[cfg(test)]
mod tests;
