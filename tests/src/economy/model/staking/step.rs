//! What can happen to stakes.
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    Staker(usize),
    Device(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Stake {
        who: usize,
        amount: u64,
    },
    Unstake {
        who: usize,
        amount: u64,
    },
    Withdraw {
        who: usize,
    },
    Claim {
        who: usize,
    },
    Compound {
        who: usize,
    },
    StakeDevice {
        device: usize,
        amount: u64,
    },
    UnstakeDevice {
        device: usize,
        amount: u64,
    },
    WithdrawDevice {
        device: usize,
    },
    Surplus {
        device: usize,
        amount: u64,
    },
    Note {
        device: usize,
    },
    Processors {
        device: usize,
        count: u64,
    },
    Join {
        who: usize,
        device: usize,
        amount: u64,
    },
    Leave {
        who: usize,
        device: usize,
        shares: u64,
    },
    WithdrawCo {
        who: usize,
        device: usize,
    },
    Propose {
        target: Target,
        amount: u64,
    },
    Confirm {
        proposal: usize,
    },
    Lapse {
        proposal: usize,
        by_governance: bool,
    },
    Execute {
        target: Target,
        amount: u64,
    },
    LockGuarantee {
        device: usize,
        amount: u64,
    },
    ReleaseGuarantee {
        device: usize,
        amount: u64,
    },
    PayGuarantee {
        device: usize,
        amount: u64,
        to: usize,
    },
    Hours(u64),
    Seconds(u64),
}
