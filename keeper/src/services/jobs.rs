//! The exits of jobs: expires what nobody served or settled, closes leases that can earn nothing more, and
//! closes jobs that have ended.
use anyhow::{Context, Result};
use io_chain::ChainError;
use io_client::escrow::{
    self,
    accounts::{Escrow, Job, Lease},
    instructions::{Close, CloseLease, CollectFees, Expire},
};
use io_client::filter::LEASE_JOB_AT;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::status::{EpochStatus, JobStatus, LeaseStatus, Payment};
use io_client::token::create_associated;
use io_client::token::takes_payments;
use io_client::{AccountData, emissions, iosd, oracle, pda};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::chain::{Keeper, Now, Turned};

/// How far back a final epoch is looked for: the challenge window is two, and the ring of records holds 64.
const LOOK_BACK_EPOCHS: u64 = 48;

/// What a job is due for.
#[derive(Debug, PartialEq, Eq)]
enum Due {
    /// Its time is over without service.
    Expire,
    /// It has ended: leases first, then the job.
    Wind,
    /// Nothing yet.
    Nothing,
}

fn due(job: &Job, now_ts: i64) -> Due {
    let past = |since: i64, limit: u32| now_ts >= since.saturating_add(i64::from(limit));
    match JobStatus::from_byte(job.status) {
        Some(JobStatus::Open) if past(job.created_ts, job.open_timeout_s) => Due::Expire,
        Some(JobStatus::Matched) if past(job.matched_ts, job.matched_timeout_s) => Due::Expire,
        Some(JobStatus::Running | JobStatus::Cancelled) if now_ts >= job.end_ts => Due::Wind,
        Some(JobStatus::Expired) => Due::Wind,
        _ => Due::Nothing,
    }
}

/// Keeps the first of several failures: what cannot be ended must not hold up the rest.
#[derive(Default)]
pub(super) struct Tally {
    turned: u32,
    first: Option<anyhow::Error>,
}

impl Tally {
    /// Notes how one ended; whether its crank landed.
    ///
    /// # Errors
    /// The node's failure: the others would meet it too.
    pub(super) fn note(&mut self, ended: Result<Turned>) -> Result<bool> {
        match ended {
            Ok(Turned::Done) => {
                self.turned += 1;
                Ok(true)
            }
            Ok(Turned::Moot(_)) => Ok(false),
            Err(error) if is_node(&error) => Err(error),
            Err(error) => {
                self.first.get_or_insert(error);
                Ok(false)
            }
        }
    }
}

impl Tally {
    /// How many landed, or the first failure.
    ///
    /// # Errors
    /// That failure.
    pub(super) fn finish(self) -> Result<u32> {
        match self.first {
            None => Ok(self.turned),
            Some(error) => Err(error),
        }
    }
}

fn is_node(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<ChainError>();
    error.is_some_and(|error| error.is_transient() || matches!(error, ChainError::Unknown { .. }))
}

/// Closes a lease; where its guarantee is the renter's, into his account of IO.
async fn close_lease(
    keeper: &Keeper,
    config: &Escrow,
    (address, lease): (Pubkey, &Lease),
    (job_address, job): (Pubkey, &Job),
) -> Result<Turned> {
    let forfeited = if lease.status == LeaseStatus::Settled as u8 {
        lease.at_fault == 1
    } else {
        job.start_ts != job.end_ts && job.unjudged == 0
    };
    let renter_account = if forfeited {
        let account = pda::associated_token(&job.renter, &config.io_mint);
        if keeper.chain.account(&account).await?.is_none() {
            let payer = keeper.payer.pubkey();
            let create = create_associated(&payer, &job.renter, &config.io_mint);
            keeper.turn("create_account", create, &[]).await?;
        }
        Some(account)
    } else {
        None
    };
    let instruction = CloseLease {
        job: job_address,
        lease: address,
        hire: pda::hire(&lease.device),
        payer: lease.payer,
        device_stake: pda::device_stake(&lease.device),
        renter_account,
    }
    .instruction();
    keeper
        .turn_on(&address, "close_lease", instruction, &["LeaseNotSettled"])
        .await
}

/// Moves the fees that the job's payments have taken.
async fn collect_fees(
    keeper: &Keeper,
    config: &Escrow,
    address: Pubkey,
    job: &Job,
) -> Result<Turned> {
    let now_ts = keeper.now().await?.clock.unix_timestamp;
    let treasury = config.params_at(now_ts).treasury;
    let (books, books_program) = if job.payment == Payment::Io as u8 {
        (emissions::emission_address(), emissions::ID)
    } else {
        (iosd::iosd_address(), iosd::ID)
    };
    let instruction = CollectFees {
        job: address,
        vault: pda::job_vault(&address),
        treasury_account: job.account_of(&treasury),
        payment_mint: job.payment_mint,
        token_program: job.token_program(),
        books,
        books_program,
    }
    .instruction();
    keeper
        .turn_on(&address, "collect_fees", instruction, &["NothingDue"])
        .await
}

async fn wind_up(
    keeper: &Keeper,
    config: &Escrow,
    now: &Now,
    address: Pubkey,
    job: &Job,
    tally: &mut Tally,
) -> Result<()> {
    let leases = keeper
        .chain
        .program_accounts(
            &escrow::ID,
            &Lease::DISCRIMINATOR,
            &[(LEASE_JOB_AT, address.as_ref())],
        )
        .await?;
    let mut open = leases.len();
    for (lease_address, account) in leases {
        let lease = Lease::decode(&account.data)?;
        let over = lease.status == LeaseStatus::Settled as u8
            || job.status == JobStatus::Expired as u8
            || job.start_ts == job.end_ts;
        if !over {
            continue;
        }
        let closed = close_lease(keeper, config, (lease_address, &lease), (address, job)).await;
        if tally.note(closed)? {
            open -= 1;
        }
    }
    if job.burn_due > 0 || job.treasury_due > 0 {
        let collected = collect_fees(keeper, config, address, job).await;
        tally.note(collected)?;
    }
    if open > 0 && is_overdue(job, now.clock.unix_timestamp) {
        // A lease of which nothing was attested has no leaf, and is never settled.
        let record = final_past(keeper, now, job.end_ts).await?;
        tally.note(expire(keeper, address, job, record).await)?;
    }
    if open == 0 {
        let instruction = Close {
            job: address,
            vault: pda::job_vault(&address),
            renter: job.renter,
            renter_account: job.account_of(&job.renter),
            token_program: job.token_program(),
            payment_mint: job.payment_mint,
        }
        .instruction();
        let moot = ["WrongJobStatus", "LeasesOpen", "FeesDue"];
        tally.note(keeper.turn_on(&address, "close", instruction, &moot).await)?;
    }
    Ok(())
}

/// Whether a job that ran has had its time to be settled: the end and the grace are past.
fn is_overdue(job: &Job, now_ts: i64) -> bool {
    let ran = job.start_ts < job.end_ts && job.status != JobStatus::Expired as u8;
    ran && now_ts >= job.end_ts.saturating_add(i64::from(job.expiry_grace_s))
}

/// The newest final epoch that ends at or past `end_ts`; none where nothing has been sealed since.
async fn final_past(keeper: &Keeper, now: &Now, end_ts: i64) -> Result<Option<Pubkey>> {
    let state: Oracle = keeper.require(&oracle::oracle_address()).await?;
    let oldest = state.sealed_epoch.saturating_sub(LOOK_BACK_EPOCHS).max(1);
    for epoch in (oldest..=state.sealed_epoch).rev() {
        if now.timeline.end_ts(epoch) < end_ts {
            break;
        }
        let address = pda::epoch_record(epoch);
        let record: Option<EpochRecord> = keeper.read(&address).await?;
        let is_final = record.is_some_and(|record| {
            record.epoch == epoch
                && record.status == EpochStatus::Sealed as u8
                && record.is_window_over(now.clock.unix_timestamp, now.clock.slot)
        });
        if is_final {
            return Ok(Some(address));
        }
    }
    Ok(None)
}

async fn expire(
    keeper: &Keeper,
    address: Pubkey,
    job: &Job,
    epoch_record: Option<Pubkey>,
) -> Result<Turned> {
    let account = job.account_of(&job.renter);
    let found = keeper.chain.account(&account).await?;
    // Closed, given away, frozen or asking for a memo: what is left stays in the vault until the renter can be paid.
    let is_payable = found.is_some_and(|found| takes_payments(&found.data, &job.renter));
    let instruction = Expire {
        epoch_record,
        job: address,
        vault: pda::job_vault(&address),
        renter_account: is_payable.then_some(account),
        token_program: job.token_program(),
        payment_mint: job.payment_mint,
    }
    .instruction();
    let moot = ["TooEarly", "WrongJobStatus"];
    keeper.turn_on(&address, "expire", instruction, &moot).await
}

/// Looks once at every job. One that cannot be closed, such as one whose renter has closed the account that is
/// refunded, is told of once all others have been seen to.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now = keeper.now().await?;
    let jobs = keeper
        .chain
        .program_accounts(&escrow::ID, &Job::DISCRIMINATOR, &[])
        .await?;
    let config: Escrow = keeper.require(&escrow::escrow_address()).await?;
    let mut tally = Tally::default();
    for (address, account) in jobs {
        let job = Job::decode(&account.data)?;
        match due(&job, now.clock.unix_timestamp) {
            Due::Nothing => {}
            Due::Wind => wind_up(keeper, &config, &now, address, &job, &mut tally).await?,
            Due::Expire => {
                let ended = expire(keeper, address, &job, None).await;
                let ended = ended.with_context(|| format!("job {address}"));
                tally.note(ended)?;
            }
        }
    }
    tally.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_ran_is_overdue_after_its_grace_and_no_other_is() {
        let mut job = Job::zeroed().unwrap();
        (job.start_ts, job.end_ts, job.expiry_grace_s) = (100, 200, 50);
        for (status, overdue) in [
            (JobStatus::Running, true),
            (JobStatus::Cancelled, true),
            (JobStatus::Expired, false),
        ] {
            job.status = status as u8;
            assert!(!is_overdue(&job, 249));
            assert_eq!(is_overdue(&job, 250), overdue, "{status}");
        }
        // Cancelled before it ran: its leases close as they are.
        (job.status, job.start_ts) = (JobStatus::Cancelled as u8, 200);
        assert!(!is_overdue(&job, 1_000));
    }
}
