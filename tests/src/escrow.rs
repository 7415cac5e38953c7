//! `escrow`: its instructions, its accounts as tests read them, its error codes, and the oracle's and
//! staking's accounts it reads, written as bytes.

mod scene;

pub use scene::*;

use crate::{
    instruction::Ix,
    iosd::iosd_mint,
    token::{TOKEN_PROGRAM, associated, read_key, read_u64},
    world::{ESCROW, ORACLE, SYSTEM_PROGRAM, World, pda, program_data},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub const OPEN_TIMEOUT_S: u32 = 86_400;
pub const MATCHED_TIMEOUT_S: u32 = 3_600;
pub const EXPIRY_GRACE_S: u32 = 7 * 86_400;

/// Error codes, as the program numbers them.
pub mod errors {
    pub const BAD_PARAMETER: u32 = 6000;
    pub const WRONG_PAYMENT_MINT: u32 = 6001;
    pub const UNKNOWN_CLASS: u32 = 6002;
    pub const UNKNOWN_SCENARIO: u32 = 6003;
    pub const PRICE_ABOVE_MAX: u32 = 6004;
    pub const WRONG_JOB_STATUS: u32 = 6005;
    pub const TOO_LATE: u32 = 6006;
    pub const NOT_THE_SUPPLIER: u32 = 6007;
    pub const DEVICE_NOT_OFFERED: u32 = 6008;
    pub const DEVICE_DOES_NOT_FIT: u32 = 6009;
    pub const TOO_MANY_GPUS: u32 = 6010;
    pub const WRONG_DEVICE_STAKE: u32 = 6011;
    pub const STAKE_BELOW_REQUIREMENT: u32 = 6012;
    pub const RATE_BELOW_MINIMUM: u32 = 6013;
    pub const WRONG_LEASE: u32 = 6014;
    pub const NOT_A_PARTY: u32 = 6015;
    pub const NOT_THE_RENTER: u32 = 6016;
    pub const EPOCH_NOT_FINAL: u32 = 6017;
    pub const BAD_USAGE_PROOF: u32 = 6018;
    pub const NOTHING_DUE: u32 = 6019;
    pub const LEASE_SETTLED: u32 = 6020;
    pub const WRONG_TREASURY: u32 = 6021;
    pub const WRONG_VAULT: u32 = 6022;
    pub const JOB_ENDED: u32 = 6023;
    pub const TOO_EARLY: u32 = 6024;
    pub const LEASE_NOT_SETTLED: u32 = 6025;
    pub const LEASES_OPEN: u32 = 6026;
    pub const WRONG_RECIPIENT: u32 = 6027;
    pub const WRONG_HIRE: u32 = 6028;
    pub const NOT_THE_AUTHORITY: u32 = 6029;
    pub const NOT_THE_PENDING_AUTHORITY: u32 = 6030;
    pub const FEE_ABOVE_LIMIT: u32 = 6032;
    pub const TIME_OUT_OF_RANGE: u32 = 6033;
    /// `CoreError::ProofLength`.
    pub const PROOF_LENGTH: u32 = 7008;
    /// `CoreError::UnknownTier`.
    pub const UNKNOWN_TIER: u32 = 7018;
    /// `CoreError::EmptyLease`.
    pub const EMPTY_LEASE: u32 = 7019;
    /// `RuntimeError::NotTheUpgradeAuthority`.
    pub const NOT_THE_UPGRADE_AUTHORITY: u32 = 7901;
    /// `RuntimeError::WrongTokenMint`.
    pub const WRONG_TOKEN_MINT: u32 = 7902;
    /// `RuntimeError::WrongTokenOwner`.
    pub const WRONG_TOKEN_OWNER: u32 = 7903;
    /// `RuntimeError::NotTheAssociatedAccount`.
    pub const NOT_THE_ASSOCIATED_ACCOUNT: u32 = 7904;
}

/// PDA of the program's account.
pub fn escrow() -> Pubkey {
    pda(&[b"escrow"], &ESCROW)
}

/// PDA of a job.
pub fn job(renter: &Pubkey, nonce: u64) -> Pubkey {
    pda(&[b"job", renter.as_ref(), &nonce.to_le_bytes()], &ESCROW)
}

/// PDA of a job's vault.
pub fn vault(job: &Pubkey) -> Pubkey {
    pda(&[b"vault", job.as_ref()], &ESCROW)
}

/// PDA of a lease of a job created at `created_ts`.
pub fn lease(job: &Pubkey, device: &Pubkey, created_ts: i64) -> Pubkey {
    pda(
        &[
            b"lease",
            job.as_ref(),
            device.as_ref(),
            &created_ts.to_le_bytes(),
        ],
        &ESCROW,
    )
}

/// PDA of a device's hire.
pub fn hire(device: &Pubkey) -> Pubkey {
    pda(&[b"hire", device.as_ref()], &ESCROW)
}

/// First nonce from `from` on whose job and vault have the bump 255.
pub fn cheap_nonce(renter: &Pubkey, from: u64) -> u64 {
    (from..)
        .find(|nonce| {
            let seeds: [&[u8]; 3] = [b"job", renter.as_ref(), &nonce.to_le_bytes()];
            let (job, bump) = Pubkey::find_program_address(&seeds, &ESCROW);
            let vault = Pubkey::find_program_address(&[b"vault", job.as_ref()], &ESCROW);
            bump == 255 && vault.1 == 255
        })
        .expect("a quarter of all nonces do")
}

/// Fees and treasury of `initialize`; its times are the defaults.
#[derive(Clone, Copy, Debug)]
pub struct Fees {
    pub reservation_bps: u16,
    pub payment_bps: u16,
    pub burn_bps: u16,
    pub treasury: Pubkey,
}

/// `initialize` with the times given.
pub fn initialize(authority: &Pubkey, fees: &Fees, times: [u32; 3]) -> Instruction {
    let ix = Ix::new(ESCROW, "initialize")
        .payer(*authority)
        .reads(program_data(&ESCROW))
        .writes(escrow())
        .reads(iosd_mint())
        .reads(oracle_account("oracle"))
        .reads(SYSTEM_PROGRAM)
        .u16(fees.reservation_bps)
        .u16(fees.payment_bps)
        .u16(fees.burn_bps);
    times
        .iter()
        .fold(ix, |ix, time| ix.u32(*time))
        .key(fees.treasury)
        .build()
}

/// A singleton of the oracle.
pub fn oracle_account(seed: &str) -> Pubkey {
    pda(&[seed.as_bytes()], &ORACLE)
}

/// What a renter asks for.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub class: u8,
    pub tier: u8,
    pub region: u8,
    pub scenario: u8,
    pub gpus: u16,
    pub hours: u32,
    pub max_price: u64,
}

/// `create_job`: accounts renter, escrow, oracle, operators, prices, classes, job, vault, mint,
/// source, token program, system program.
pub fn create_job(renter: &Pubkey, nonce: u64, order: &Order) -> Instruction {
    let job = job(renter, nonce);
    Ix::new(ESCROW, "create_job")
        .payer(*renter)
        .writes(escrow())
        .reads(oracle_account("oracle"))
        .reads(oracle_account("operators"))
        .reads(oracle_account("prices"))
        .reads(oracle_account("classes"))
        .writes(job)
        .writes(vault(&job))
        .reads(iosd_mint())
        .writes(associated(renter, &iosd_mint()))
        .reads(TOKEN_PROGRAM)
        .reads(SYSTEM_PROGRAM)
        .u64(nonce)
        .u8(order.class)
        .u8(order.tier)
        .u8(order.region)
        .u8(order.scenario)
        .u16(order.gpus)
        .u32(order.hours)
        .u64(order.max_price)
        .build()
}

/// `accept`: accounts supplier, job, lease, hire, device, device stake, classes, system
/// program.
pub fn accept(world: &World, job: &Pubkey, host: &Host, min_rate: u64) -> Instruction {
    let created_ts = read_job(world, job).map_or(0, |j| j.created_ts);
    Ix::new(ESCROW, "accept")
        .payer(host.key())
        .writes(*job)
        .writes(lease(job, &host.device, created_ts))
        .writes(hire(&host.device))
        .reads(host.device)
        .reads(host.stake)
        .reads(oracle_account("classes"))
        .reads(SYSTEM_PROGRAM)
        .u64(min_rate)
        .build()
}

/// `start`.
pub fn start(signer: &Pubkey, job: &Pubkey, lease: &Pubkey) -> Instruction {
    Ix::new(ESCROW, "start")
        .signer(*signer)
        .writes(*job)
        .reads(*lease)
        .build()
}

/// `withdraw`: accounts job, lease, escrow, record, vault, payee account, treasury account, mint,
/// token program.
pub fn withdraw(job: &Pubkey, lease: &Pubkey, payee: &Pubkey, usage: &Usage) -> Instruction {
    Ix::new(ESCROW, "withdraw")
        .writes(*job)
        .writes(*lease)
        .reads(escrow())
        .reads(usage.record)
        .writes(vault(job))
        .writes(associated(payee, &iosd_mint()))
        .writes(associated(&treasury(), &iosd_mint()))
        .writes(iosd_mint())
        .reads(TOKEN_PROGRAM)
        .u32(usage.index)
        .u64(usage.cumulative_s)
        .u32(usage.first_hour_s)
        .bytes(&usage.proof)
        .build()
}

/// `cancel`: accounts renter, job, vault, renter account, token program.
pub fn cancel(renter: &Pubkey, job: &Pubkey) -> Instruction {
    Ix::new(ESCROW, "cancel")
        .signer(*renter)
        .writes(*job)
        .writes(vault(job))
        .writes(associated(renter, &iosd_mint()))
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `expire`: accounts escrow, oracle, record or the program for none, job, vault, renter account,
/// token program.
pub fn expire(renter: &Pubkey, job: &Pubkey, record: Option<Pubkey>) -> Instruction {
    Ix::new(ESCROW, "expire")
        .reads(escrow())
        .reads(oracle_account("oracle"))
        .reads(record.unwrap_or(ESCROW))
        .writes(*job)
        .writes(vault(job))
        .writes(associated(renter, &iosd_mint()))
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `close_lease`: accounts job, lease, hire, supplier.
pub fn close_lease(job: &Pubkey, lease: &Pubkey, host: &Host) -> Instruction {
    Ix::new(ESCROW, "close_lease")
        .writes(*job)
        .writes(*lease)
        .writes(hire(&host.device))
        .writes(host.key())
        .build()
}

/// `close`: accounts job, vault, renter, renter account, token program.
pub fn close(renter: &Pubkey, job: &Pubkey) -> Instruction {
    Ix::new(ESCROW, "close")
        .writes(*job)
        .writes(vault(job))
        .writes(*renter)
        .writes(associated(renter, &iosd_mint()))
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `set_params`: fees, and the times to match, to start and to settle.
pub fn set_params(authority: &Pubkey, fees: &Fees, times: [u32; 3]) -> Instruction {
    let ix = Ix::new(ESCROW, "set_params")
        .signer(*authority)
        .writes(escrow())
        .u16(fees.reservation_bps)
        .u16(fees.payment_bps)
        .u16(fees.burn_bps);
    times
        .iter()
        .fold(ix, |ix, time| ix.u32(*time))
        .key(fees.treasury)
        .build()
}

/// `set_authority`.
pub fn set_authority(authority: Pubkey, pending: Pubkey) -> Instruction {
    Ix::new(ESCROW, "set_authority")
        .signer(authority)
        .writes(escrow())
        .key(pending)
        .build()
}

/// `accept_authority`.
pub fn accept_authority(pending: Pubkey) -> Instruction {
    Ix::new(ESCROW, "accept_authority")
        .signer(pending)
        .writes(escrow())
        .build()
}

/// A job as tests read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobView {
    pub status: u8,
    pub renter: Pubkey,
    pub gpus: u16,
    pub gpus_matched: u16,
    pub rate: u64,
    pub deposit: u64,
    pub fee_reserved: u64,
    pub paid: u64,
    pub fee_paid: u64,
    pub refunded: u64,
    pub created_ts: i64,
    pub start_ts: i64,
    pub end_ts: i64,
    pub leases_open: u16,
}

/// Reads a job; none when it is closed.
pub fn read_job(world: &World, job: &Pubkey) -> Option<JobView> {
    let data = world.svm.get_account(job).filter(|a| a.lamports > 0)?.data;
    let u = |at: usize| read_u64(&data, 8 + at);
    let h = |at: usize| u16::from_le_bytes(data[8 + at..10 + at].try_into().expect("2 bytes"));
    Some(JobView {
        status: data[11],
        renter: read_key(&data, 16),
        gpus: h(80),
        gpus_matched: h(82),
        rate: u(88),
        deposit: u(96),
        fee_reserved: u(104),
        paid: u(112),
        fee_paid: u(120),
        refunded: u(128),
        created_ts: u(136).cast_signed(),
        start_ts: u(152).cast_signed(),
        end_ts: u(160).cast_signed(),
        leases_open: h(168),
    })
}

/// A lease as tests read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseView {
    pub status: u8,
    pub gpus: u16,
    pub payee: Pubkey,
    pub paid_s: u64,
    pub paid: u64,
}

/// Reads a lease; none when it is closed.
pub fn read_lease(world: &World, lease: &Pubkey) -> Option<LeaseView> {
    let data = world
        .svm
        .get_account(lease)
        .filter(|a| a.lamports > 0)?
        .data;
    Some(LeaseView {
        status: data[10],
        gpus: u16::from_le_bytes(data[14..16].try_into().expect("2 bytes")),
        payee: read_key(&data, 112),
        paid_s: read_u64(&data, 152),
        paid: read_u64(&data, 160),
    })
}
