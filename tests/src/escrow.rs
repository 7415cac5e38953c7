//! `escrow`: its instructions, its accounts as tests read them, its error codes, and the oracle's and
//! staking's accounts it reads, written as bytes.

mod receipts;
mod scene;

pub use receipts::*;
pub use scene::*;

use crate::{
    instruction::Ix,
    iosd::{iosd, iosd_mint},
    staking::{pool, stake_vault},
    token::{TOKEN_PROGRAM, associated, read_key, read_u64},
    world::{ESCROW, IOSD, ORACLE, STAKING, SYSTEM_PROGRAM, World, pda, program_data},
};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

pub const OPEN_TIMEOUT_S: u32 = 86_400;
pub const MATCHED_TIMEOUT_S: u32 = 3_600;
pub const EXPIRY_GRACE_S: u32 = 7 * 86_400;

pub mod errors;

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
    pub usdc_payment_bps: u16,
    pub treasury: Pubkey,
}

/// `initialize` with the times given.
pub fn initialize(
    authority: &Pubkey,
    usdc_mint: Pubkey,
    fees: &Fees,
    times: [u32; 3],
) -> Instruction {
    let ix = Ix::new(ESCROW, "initialize")
        .payer(*authority)
        .reads(program_data(&ESCROW))
        .writes(escrow())
        .reads(iosd_mint())
        .reads(usdc_mint)
        .reads(pool())
        .reads(oracle_account("oracle"))
        .reads(SYSTEM_PROGRAM)
        .u16(fees.reservation_bps)
        .u16(fees.payment_bps)
        .u16(fees.burn_bps)
        .u16(fees.usdc_payment_bps);
    times
        .iter()
        .fold(ix, |ix, time| ix.u32(*time))
        .key(fees.treasury)
        // No rounds.
        .u32(0)
        .u32(0)
        .u32(0)
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
    pub max_rate: u64,
}

/// `create_job`, paid in IOSD.
pub fn create_job(renter: &Pubkey, nonce: u64, order: &Order) -> Instruction {
    create_job_in(&iosd_mint(), renter, nonce, order)
}

/// `create_job`: accounts renter, escrow, oracle, operators, prices, price ring, classes, iosd, job,
/// vault, mint, source, token program, system program.
pub fn create_job_in(mint: &Pubkey, renter: &Pubkey, nonce: u64, order: &Order) -> Instruction {
    let job = job(renter, nonce);
    Ix::new(ESCROW, "create_job")
        .payer(*renter)
        .writes(escrow())
        .reads(oracle_account("oracle"))
        .reads(oracle_account("operators"))
        .reads(oracle_account("prices"))
        .reads(oracle_account("price_ring"))
        .reads(oracle_account("classes"))
        .reads(iosd())
        .writes(job)
        .writes(vault(&job))
        .reads(*mint)
        .writes(associated(renter, mint))
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
        .u64(order.max_rate)
        .build()
}

/// `extend`: accounts renter, job, vault, source, token program, mint.
pub fn extend(mint: &Pubkey, renter: &Pubkey, job: &Pubkey, hours: u32) -> Instruction {
    Ix::new(ESCROW, "extend")
        .signer(*renter)
        .writes(*job)
        .writes(vault(job))
        .writes(associated(renter, mint))
        .reads(TOKEN_PROGRAM)
        .reads(*mint)
        .u32(hours)
        .build()
}

/// `accept`, for as long as the renter may wish.
pub fn accept(world: &World, job: &Pubkey, host: &Host, min_rate: u64) -> Instruction {
    accept_for(world, job, host, min_rate, u32::MAX)
}

/// `accept`: accounts supplier, escrow, job, lease, hire, device, device stake, pool, oracle, price
/// ring, classes, staking program, system program, round or the program for none.
pub fn accept_for(
    world: &World,
    job: &Pubkey,
    host: &Host,
    min_rate: u64,
    most_hours: u32,
) -> Instruction {
    let created_ts = read_job(world, job).map_or(0, |j| j.created_ts);
    Ix::new(ESCROW, "accept")
        .payer(host.key())
        .reads(escrow())
        .writes(*job)
        .writes(lease(job, &host.device, created_ts))
        .writes(hire(&host.device))
        .reads(host.device)
        .writes(host.stake)
        .reads(pool())
        .reads(oracle_account("oracle"))
        .reads(oracle_account("price_ring"))
        .reads(oracle_account("classes"))
        .reads(STAKING)
        .reads(SYSTEM_PROGRAM)
        // Drawn in no round.
        .reads(ESCROW)
        .u64(min_rate)
        .u32(most_hours)
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

/// `withdraw` from a job paid in IOSD.
pub fn withdraw(job: &Pubkey, lease: &Pubkey, payee: &Pubkey, usage: &Usage) -> Instruction {
    withdraw_in(&iosd_mint(), job, lease, payee, usage)
}

/// `withdraw`: accounts job, lease, escrow, record, vault, payee account, token program, mint.
pub fn withdraw_in(
    mint: &Pubkey,
    job: &Pubkey,
    lease: &Pubkey,
    payee: &Pubkey,
    usage: &Usage,
) -> Instruction {
    Ix::new(ESCROW, "withdraw")
        .writes(*job)
        .writes(*lease)
        .reads(escrow())
        .reads(usage.record)
        .writes(vault(job))
        .writes(associated(payee, mint))
        .reads(TOKEN_PROGRAM)
        .reads(*mint)
        .u32(usage.index)
        .u64(usage.cumulative_s)
        .u32(usage.first_hour_s)
        .bytes(&usage.proof)
        .build()
}

/// `collect_fees` of a job paid in IOSD.
pub fn collect_fees(job: &Pubkey) -> Instruction {
    collect_fees_in(&iosd_mint(), job, iosd(), IOSD)
}

/// `collect_fees`: accounts job, escrow, vault, treasury account, mint, books, books' program, token
/// program.
pub fn collect_fees_in(mint: &Pubkey, job: &Pubkey, books: Pubkey, program: Pubkey) -> Instruction {
    Ix::new(ESCROW, "collect_fees")
        .writes(*job)
        .reads(escrow())
        .writes(vault(job))
        .writes(associated(&treasury(), mint))
        .writes(*mint)
        .writes(books)
        .reads(program)
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `cancel`: accounts renter, job, vault, renter account, token program, mint.
pub fn cancel(renter: &Pubkey, job: &Pubkey) -> Instruction {
    cancel_in(&iosd_mint(), renter, job)
}

/// As [`cancel`], of a job paid in `mint`.
pub fn cancel_in(mint: &Pubkey, renter: &Pubkey, job: &Pubkey) -> Instruction {
    Ix::new(ESCROW, "cancel")
        .signer(*renter)
        .writes(*job)
        .writes(vault(job))
        .writes(associated(renter, mint))
        .reads(TOKEN_PROGRAM)
        .reads(*mint)
        .build()
}

/// `expire` of a job paid in IOSD.
pub fn expire(renter: &Pubkey, job: &Pubkey, record: Option<Pubkey>) -> Instruction {
    expire_in(&iosd_mint(), renter, job, record)
}

/// `expire`: accounts escrow, oracle, record or the program for none, job, vault, renter account or the program
/// for none, token program, mint.
pub fn expire_in(
    mint: &Pubkey,
    renter: &Pubkey,
    job: &Pubkey,
    record: Option<Pubkey>,
) -> Instruction {
    Ix::new(ESCROW, "expire")
        .reads(escrow())
        .reads(oracle_account("oracle"))
        .reads(record.unwrap_or(ESCROW))
        .writes(*job)
        .writes(vault(job))
        .writes(associated(renter, mint))
        .reads(TOKEN_PROGRAM)
        .reads(*mint)
        .build()
}

/// As [`expire_in`], where the renter cannot be paid.
pub fn expire_unpaid(mint: &Pubkey, job: &Pubkey, record: Option<Pubkey>) -> Instruction {
    let mut instruction = expire_in(mint, &Pubkey::default(), job, record);
    instruction.accounts[5] = AccountMeta::new_readonly(ESCROW, false);
    instruction
}

/// `close_lease` of a lease whose guarantee goes back to its owner.
pub fn close_lease(job: &Pubkey, lease: &Pubkey, host: &Host) -> Instruction {
    close_lease_to(job, lease, host, ESCROW)
}

/// `close_lease`: accounts job, lease, hire, supplier, escrow, device stake, pool, stake vault, renter
/// account or the program for none, staking program, token program.
pub fn close_lease_to(
    job: &Pubkey,
    lease: &Pubkey,
    host: &Host,
    renter_account: Pubkey,
) -> Instruction {
    Ix::new(ESCROW, "close_lease")
        .writes(*job)
        .writes(*lease)
        .writes(hire(&host.device))
        .writes(host.key())
        .reads(escrow())
        .writes(host.stake)
        .writes(pool())
        .writes(stake_vault())
        .account(if renter_account == ESCROW {
            AccountMeta::new_readonly(ESCROW, false)
        } else {
            AccountMeta::new(renter_account, false)
        })
        .reads(STAKING)
        .reads(TOKEN_PROGRAM)
        .build()
}

/// `close` of a job paid in IOSD.
pub fn close(renter: &Pubkey, job: &Pubkey) -> Instruction {
    close_in(&iosd_mint(), renter, job)
}

/// `close`: accounts job, vault, renter, renter account, token program, mint.
pub fn close_in(mint: &Pubkey, renter: &Pubkey, job: &Pubkey) -> Instruction {
    Ix::new(ESCROW, "close")
        .writes(*job)
        .writes(vault(job))
        .writes(*renter)
        .writes(associated(renter, mint))
        .reads(TOKEN_PROGRAM)
        .reads(*mint)
        .build()
}

/// `set_params`: fees, and the times to match, to start and to settle; no rounds.
pub fn set_params(authority: &Pubkey, fees: &Fees, times: [u32; 3]) -> Instruction {
    set_params_with(authority, fees, times, [0; 3])
}

/// `set_params`, with a round's window and draw, and the time that jobs wait for one.
pub fn set_params_with(
    authority: &Pubkey,
    fees: &Fees,
    times: [u32; 3],
    rounds: [u32; 3],
) -> Instruction {
    let ix = Ix::new(ESCROW, "set_params")
        .signer(*authority)
        .writes(escrow())
        .u16(fees.reservation_bps)
        .u16(fees.payment_bps)
        .u16(fees.burn_bps)
        .u16(fees.usdc_payment_bps);
    times
        .iter()
        .fold(ix, |ix, time| ix.u32(*time))
        .key(fees.treasury)
        .u32(rounds[0])
        .u32(rounds[1])
        .u32(rounds[2])
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
    pub hours: u32,
    pub burn_due: u64,
    pub treasury_due: u64,
    pub match_only_until_ts: i64,
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
        hours: u32::from_le_bytes(data[92..96].try_into().expect("4 bytes")),
        burn_due: u(192),
        treasury_due: u(200),
        match_only_until_ts: u(210).cast_signed(),
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
    pub at_fault: bool,
    pub guarantee: u64,
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
        at_fault: data[11] == 1,
        guarantee: read_u64(&data, 176),
    })
}
