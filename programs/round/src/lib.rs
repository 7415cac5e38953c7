//! A round: what suppliers and renters entered, and what the draw made of it.
//!
//! The account is `market`'s, which alone writes it; `escrow` reads in it to whom a device was drawn. The two
//! share this description of its bytes and nothing else: `market` reads `escrow`'s accounts, so `escrow` cannot
//! depend on `market`.
#![cfg_attr(target_os = "solana", no_std)]
extern crate alloc;

use anchor_lang::{address_eq, prelude::*};
use io_core::matching::{Entries, Offer, Order, MOST_DEVICES, MOST_JOBS, NO_JOB};

/// Whose accounts these are: what `#[account]` makes the owner of a [`Round`].
pub const ID: Address = io_runtime::ids::MARKET;

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
    /// 1: its renter has named it, and another job of the same renter takes its place only if it does so again.
    pub named: u8,
    pub _pad: [u8; 6],
}

impl Round {
    /// What the supplier of `device` agreed to where it was drawn for the job at `job` that was made at
    /// `created_ts`: least rate in the token number `payment`, and most hours. None where it was not, or when
    /// the round is over.
    ///
    /// Whoever holds a `Round` that was loaded as an account of `market` needs no more: only `open_round` makes
    /// one, at its own address and for its own window, and only `draw` writes [`DeviceEntry::job`].
    pub fn consent(
        &self,
        device: &Address,
        job: &Address,
        created_ts: PodI64,
        payment: u8,
        now_ts: i64,
    ) -> Option<(u64, u32)> {
        if self.drawn != 1 || now_ts >= self.ends_ts.get() {
            return None;
        }
        let devices = self.devices.get(..usize::from(self.devices_len))?;
        let entry = devices
            .iter()
            .find(|entry| address_eq(&entry.device, device))?;
        let drawn_for = self.jobs.get(usize::from(entry.job))?;
        let rate = entry.min_rates.get(usize::from(payment))?;
        let is_this = address_eq(&drawn_for.job, job) && drawn_for.created_ts == created_ts;
        is_this.then(|| (rate.get(), entry.most_hours.get()))
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
