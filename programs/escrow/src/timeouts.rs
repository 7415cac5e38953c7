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
    let last_seal_ts = escrow.epoch_end_ts(oracle.sealed_epoch.get())?;
    require!(
        now.ts >= end_ts.max(last_seal_ts).saturating_add(SILENCE_S),
        EscrowError::TooEarly
    );
    // Where an epoch past the end was sealed, what was served could be shown: its supplier must not wait for the silence
    // to keep a guarantee that it lost.
    Ok(last_seal_ts < end_ts)
}
