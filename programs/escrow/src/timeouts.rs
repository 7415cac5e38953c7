//! When a job may expire: the exits that need nobody's consent.
use crate::{
    errors::EscrowError,
    state::{Escrow, Job, JobStatus},
};
use anchor_lang::prelude::*;
use io_runtime::clock::Now;
use oracle::state::{EpochRecord, Oracle};

/// After this long without any seal, a job past its end no longer waits for one: 14 days.
pub const SILENCE_S: i64 = 14 * 86_400;
/// After this long a supplier may show what its renter signed. Half of the above, so that whoever wants the job
/// expired cannot be first.
pub const RECEIPTS_AFTER_S: i64 = SILENCE_S / 2;

/// Whether suppliers had their time to accept or start, and did not use it.
#[inline(never)]
pub fn unserved_timed_out(job: &Job, now_ts: i64) -> bool {
    let (since, limit) = if job.is(JobStatus::Open) {
        (job.created_ts.get(), job.open_timeout_s.get())
    } else {
        (job.matched_ts.get(), job.matched_timeout_s.get())
    };
    now_ts >= since.saturating_add(i64::from(limit))
}

/// Checks that a job that ran may expire: its leases could have settled with an epoch past the end,
/// final for all to see, and the grace has passed; or nothing has been sealed for 14 days, and the
/// last final epoch is all there is to be paid by. Returns whether nothing past the end
/// was ever sealed.
///
/// # Errors
/// `TooEarly`.
pub fn require_expirable(
    escrow: &Escrow,
    oracle: &Oracle,
    record: Option<&EpochRecord>,
    job: &Job,
    now: Now,
) -> Result<bool> {
    let end_ts = job.end_ts.get();
    let grace = i64::from(job.expiry_grace_s.get());
    if now.ts >= end_ts.saturating_add(grace) {
        if let Some(record) = record {
            let past_the_end = escrow.epoch_end_ts(record.epoch.get())? >= end_ts;
            if past_the_end && record.is_final(now) {
                return Ok(false);
            }
        }
    }
    let since_ts = silent_since(escrow, oracle, job)?;
    require!(
        now.ts >= since_ts.saturating_add(SILENCE_S),
        EscrowError::TooEarly
    );
    // Where an epoch past the end was sealed, what was served could be shown: its supplier must not wait for the silence
    // to keep a guarantee that it lost.
    Ok(escrow.epoch_end_ts(oracle.sealed_epoch.get())? < end_ts)
}

/// From when on a job past its end waits in silence: its end, or the end of the last sealed epoch.
///
/// # Errors
/// `InvariantBroken` beyond an i64.
pub fn silent_since(escrow: &Escrow, oracle: &Oracle, job: &Job) -> Result<i64> {
    let last_seal_ts = escrow.epoch_end_ts(oracle.sealed_epoch.get())?;
    Ok(job.end_ts.get().max(last_seal_ts))
}
