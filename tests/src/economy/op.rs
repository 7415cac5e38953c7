//! What can happen. One line of JSON each, so that a walk can be written down and taken again.

mod power;
mod proof;
mod round;

pub use power::{ClassTerms, EscrowTerms, IosdTerms, OFFICES, Office, Power, Rules};
pub use proof::Proof;
pub use round::Round;

use super::staking::Step;
use serde::{Deserialize, Serialize};

/// What a job is paid in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Coin {
    Iosd,
    Io,
    Usdc,
}

/// A job by its renter and the renter's number for it.
pub type JobId = (usize, u64);

/// What is wrong with a transaction that must be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Forgery {
    /// The account at this place, counted round, is replaced by another, drawn from the seed.
    Account { place: usize, seed: u64 },
    /// Whoever must sign does not.
    Unsigned,
    /// Somebody else signs: a wallet, or after those an officer.
    SignedBy { who: usize },
    /// One bit of the discriminator or the arguments' first byte is another program's word.
    Discriminator,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// Time passes, seconds.
    Wait(u64),
    /// The chain stands still: time passes and one slot.
    Halt(u64),
    Accrue,
    /// `staking`, but for what only its siblings may call.
    Staking(Step),
    /// As above without the crank before it.
    Unaccrued(Step),
    ClaimVested {
        grant: u8,
    },
    /// A wallet takes what its leaf in an epoch's record says.
    Claim {
        wallet: usize,
        epoch: u64,
    },
    BurnIo {
        wallet: usize,
        amount: u64,
    },
    BurnIosd {
        wallet: usize,
        amount: u64,
    },
    /// Kinds: 0 mint, exact in; 1 mint, exact out; 2 redeem, exact in; 3 redeem, exact out.
    Request {
        who: (usize, u64),
        kind: u8,
        locked: u64,
        out: u64,
    },
    /// `entry`: where in the ring the price is that is shown; none: where the right one is.
    Execute {
        who: (usize, u64),
        entry: Option<u8>,
    },
    Refund {
        who: (usize, u64),
        entry: Option<u8>,
    },
    Skip {
        who: (usize, u64),
    },
    PauseMinting,
    /// An operator's prices of IO and of a GPU-hour, USD × 10⁸.
    Post {
        seat: usize,
        io: u64,
        gpu: u64,
    },
    OpenEpoch,
    /// Off chain: the operators agree on what an epoch settles. `earned`: who earns how much more;
    /// `lie`: whose place in the tree falls by how much, which is no honest settlement; `seed`: what
    /// the leases served.
    Propose {
        epoch: u64,
        earned: Vec<(usize, u64)>,
        lie: Option<(usize, u64)>,
        seed: u64,
    },
    /// Somebody puts down a bond: the leaf at this place is not as it should be.
    Challenge {
        who: usize,
        epoch: u64,
        place: u32,
    },
    /// The leaf of the tree before (side 0) or of the settlement's is shown.
    Prove {
        who: usize,
        epoch: u64,
        side: u8,
    },
    Judge {
        who: usize,
        epoch: u64,
    },
    Vote {
        seat: usize,
        epoch: u64,
    },
    Void {
        epoch: u64,
    },
    PauseSealing,
    Bond {
        seat: usize,
        amount: u64,
    },
    Unbond {
        seat: usize,
    },
    WithdrawBond {
        seat: usize,
    },
    /// Whoever sat in the lowest free seat before is listed again.
    AddOperator,
    Create {
        job: JobId,
        coin: Coin,
        tier: u8,
        gpus: u16,
        hours: u32,
    },
    Accept {
        job: JobId,
        device: usize,
        most_hours: u32,
    },
    Start {
        job: JobId,
        device: usize,
        by_renter: bool,
    },
    Extend {
        job: JobId,
        hours: u32,
    },
    Withdraw {
        job: JobId,
        device: usize,
        epoch: u64,
    },
    Cancel {
        job: JobId,
    },
    /// `epoch`: whose record is shown, if any.
    Expire {
        job: JobId,
        epoch: Option<u64>,
    },
    CollectFees {
        job: JobId,
    },
    CloseLease {
        job: JobId,
        device: usize,
    },
    Close {
        job: JobId,
    },
    /// Somebody sends tokens to a job's vault.
    Donate {
        job: JobId,
        from: usize,
        amount: u64,
    },
    /// The authority changes the stakers' and the CPUs' shares, basis points.
    SetSplit {
        stakers_bps: u16,
        cpu_bps: u16,
    },
    /// A supplier puts its device on the list, or takes it off.
    Offer {
        device: usize,
        offered: bool,
    },
    /// A supplier names who is paid for what the device earns in later leases.
    SetPayee {
        device: usize,
        to: usize,
    },
    /// A supplier registers another host.
    Register {
        device: usize,
    },
    /// A supplier takes its device off the list for good.
    Retire {
        device: usize,
    },
    /// The host signs with another key.
    RotateDevice {
        device: usize,
        key: usize,
    },
    /// The owner says what co-stakers earn, and whether others may join.
    Terms {
        device: usize,
        share_bps: u16,
        open: bool,
    },
    /// Whether anybody may turn the wallet's rewards into stake.
    Compounding {
        who: usize,
        enabled: bool,
    },
    /// An operator changes its key.
    Rotate {
        seat: usize,
        key: usize,
    },
    Power(Power),
    Proof(Proof),
    Round(Round),
    /// A lease is paid by what the renter has signed.
    Receipt {
        job: JobId,
        device: usize,
        seconds: u64,
    },
    /// The wallet closes its account of IOSD, or makes it again.
    CloseAccount {
        who: usize,
    },
    OpenAccount {
        who: usize,
    },
    /// An owner takes what his request could not deliver.
    Collect {
        who: (usize, u64),
    },
    /// The hours are accrued and `emissions` asserts every total that the design names.
    Check,
    /// A transaction that would land, but for one thing.
    Forged {
        op: Box<Op>,
        forgery: Forgery,
    },
}

impl Op {
    /// The operation's name.
    pub fn name(&self) -> String {
        let (prefix, text) = match self {
            Self::Staking(step) => ("Staking.", format!("{step:?}")),
            Self::Unaccrued(step) => ("Unaccrued.", format!("{step:?}")),
            Self::Power(power) => ("Power.", format!("{power:?}")),
            Self::Proof(proof) => ("Proof.", format!("{proof:?}")),
            Self::Round(round) => ("Round.", format!("{round:?}")),
            Self::Forged { op, .. } => return format!("Forged.{}", op.name()),
            op => ("", format!("{op:?}")),
        };
        let end = text.find([' ', '(']).unwrap_or(text.len());
        format!("{prefix}{}", &text[..end])
    }

    /// As a line of a trace.
    pub fn line(&self) -> String {
        serde_json::to_string(self).expect("an operation has nothing that JSON has not")
    }

    /// The operation of a line.
    ///
    /// # Errors
    /// A line that is none.
    pub fn of_line(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }
}
