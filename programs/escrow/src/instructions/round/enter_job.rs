use crate::{
    errors::EscrowError,
    events::JobEntered,
    round::{JobEntry, Round},
    state::{Job, JobStatus},
};
use anchor_lang::prelude::*;
use io_runtime::{clock, emit, ids, Loaded};
use staking::state::{Position, POSITION_SEED};

/// Enters an open job into a round, with its renter's delegated stake as its priority; once more to
/// bring both up to date. Of a job that any supplier may take before the round ends nothing is drawn.
///
/// # Authority
/// Anyone.
///
/// # Special errors
/// `WrongRoundTime`, `WrongRound` for another class, `WrongJobStatus`, `TooLate` when the job is free before the
/// round ends, `WrongPosition`, `AlreadyEntered` for a renter's second job, `RoundFull`.
#[derive(Accounts)]
pub struct EnterJob {
    #[account(mut)]
    pub round: Loaded<Round>,
    pub job: Loaded<Job>,
    /// The renter's position in `staking`; no account is there while it has none.
    pub position: UncheckedAccount,
}

impl EnterJob {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            round,
            job,
            position,
        } = self;
        // round
        round.require_open(now_ts)?;
        // job
        require!(job.class == round.class, EscrowError::WrongRound);
        require!(job.is(JobStatus::Open), EscrowError::WrongJobStatus);
        require!(
            job.match_only_until_ts.get() >= round.ends_ts.get(),
            EscrowError::TooLate
        );
        // position: derived, so that leaving it out cannot take a renter's priority
        anchor_lang::find_and_verify_program_address(
            &[POSITION_SEED, job.renter.as_ref()],
            &ids::STAKING,
            position.address(),
        )
        .map_err(|_| EscrowError::WrongPosition.into())
        .map(|_| ())
    }

    /// The renter's stake at work, IO base units: what cools has no weight.
    fn stake(&self) -> Result<u64> {
        let view = self.position.account();
        if !view.owned_by(&ids::STAKING) {
            return Ok(0);
        }
        Ok(Loaded::<Position>::load(*view)?.amount.get())
    }

    pub fn handle(&mut self) -> Result<()> {
        self.validate(clock::now_ts())?;
        let stake = self.stake()?;
        let Self { round, job, .. } = self;
        let jobs_before = round.jobs_len;
        let mut displaced = Address::default();
        round.add_job(
            &JobEntry {
                job: *job.address(),
                renter: job.renter,
                created_ts: job.created_ts,
                stake: stake.into(),
                rate: job.rate,
                hours: job.hours,
                gpus: job.gpus.get().saturating_sub(job.gpus_matched.get()).into(),
                tier: job.tier,
                region: job.region,
                payment: job.payment,
                _pad: [0; 7],
            },
            &mut displaced,
        )?;
        emit!(JobEntered {
            round: *round.address(),
            job: *job.address(),
            displaced,
            stake,
            jobs_before: u64::from(jobs_before),
            jobs_after: u64::from(round.jobs_len),
        });
        Ok(())
    }
}
