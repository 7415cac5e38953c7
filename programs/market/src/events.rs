//! What happened. Stakes are base units of IO, times unix seconds.
use anchor_lang::prelude::*;

#[event(bytemuck)]
pub struct RoundOpened {
    pub round: Address,
    pub payer: Address,
    pub class: u64,
    pub opens_ts: i64,
    pub closes_ts: i64,
    pub ends_ts: i64,
}

#[event(bytemuck)]
pub struct DeviceEntered {
    pub round: Address,
    pub device: Address,
    /// The one whose place it took; zero: none's.
    pub displaced: Address,
    /// What it weighs, IO base units.
    pub stake: u64,
    pub devices_before: u64,
    pub devices_after: u64,
}

#[event(bytemuck)]
pub struct JobEntered {
    pub round: Address,
    pub job: Address,
    /// The one whose place it took, the renter's own or another's; zero: none's.
    pub displaced: Address,
    /// The renter's, IO base units.
    pub stake: u64,
    /// 1: the renter has named it.
    pub named: u64,
    pub jobs_before: u64,
    pub jobs_after: u64,
}

#[event(bytemuck)]
pub struct RoundArmed {
    pub round: Address,
    /// 0: it was not; another slot: its hash has left the chain's memory.
    pub armed_before: u64,
    pub armed_slot: u64,
}

#[event(bytemuck)]
pub struct RoundDrawn {
    pub round: Address,
    pub seed: [u8; 32],
    pub devices: u64,
    pub jobs: u64,
    /// Devices that were drawn for a job.
    pub given: u64,
}

#[event(bytemuck)]
pub struct RoundClosed {
    pub round: Address,
    pub payer: Address,
    /// 1 when it was drawn.
    pub drawn: u64,
}
