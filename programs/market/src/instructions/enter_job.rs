use crate::{entries, errors::MarketError, events::JobEntered};
use anchor_lang::{address_eq, prelude::*};
use escrow::state::{Job, JobStatus};
use io_round::{JobEntry, Round};
use io_runtime::{clock, emit, ids, Loaded};
use staking::state::{Position, POSITION_SEED};

/// Enters an open job into a round, with its renter's delegated stake as its priority; once more to
/// bring both up to date. Of a job that any supplier may take before the round ends nothing is drawn.
///
/// A renter has one job in a round: the one that it names, or else the largest that anybody enters.
///
/// # Authority
/// Anyone; by its signature the renter names the job.
///
/// # Special errors
/// `WrongRoundTime`, `WrongRound` for another class, `WrongJobStatus`, `TooLate` when the job is free before the
/// round ends, `NotTheRenter`, `WrongPosition`, `AlreadyEntered` for a renter's second job, `RoundFull`.
#[derive(Accounts)]
pub struct EnterJob {
    #[account(mut)]
    pub round: Loaded<Round>,
    pub job: Loaded<Job>,
    /// The renter's position in `staking`; no account is there while it has none.
    pub position: UncheckedAccount,
    pub renter: Option<Signer>,
}

impl EnterJob {
    fn validate(&self, now_ts: i64) -> Result<()> {
        let Self {
            round,
            job,
            position,
            renter,
        } = self;
        // round
        entries::require_open(round, now_ts)?;
        // job
        require!(job.class == round.class, MarketError::WrongRound);
        require!(job.is(JobStatus::Open), MarketError::WrongJobStatus);
        require!(
            job.match_only_until_ts.get() >= round.ends_ts.get(),
            MarketError::TooLate
        );
        // renter
        require!(
            renter
                .as_ref()
                .is_none_or(|renter| address_eq(renter.address(), &job.renter)),
            MarketError::NotTheRenter
        );
        // position: derived, so that leaving it out cannot take a renter's priority
        anchor_lang::find_and_verify_program_address(
            &[POSITION_SEED, job.renter.as_ref()],
            &ids::STAKING,
            position.address(),
        )
        .map_err(|_| MarketError::WrongPosition.into())
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
        let named = u8::from(self.renter.is_some());
        let Self { round, job, .. } = self;
        let jobs_before = round.jobs_len;
        let mut displaced = Address::default();
        entries::add_job(
            round,
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
                named,
                _pad: [0; 6],
            },
            &mut displaced,
        )?;
        emit!(JobEntered {
            round: *round.address(),
            job: *job.address(),
            displaced,
            stake,
            named: u64::from(named),
            jobs_before: u64::from(jobs_before),
            jobs_after: u64::from(round.jobs_len),
        });
        Ok(())
    }
}
