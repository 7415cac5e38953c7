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
use io_client::status::{JobStatus, LeaseStatus, Payment};
use io_client::token::create_associated;
use io_client::{AccountData, emissions, iosd, pda};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::chain::{Keeper, Turned};

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
struct Tally {
    turned: u32,
    first: Option<anyhow::Error>,
}

impl Tally {
    /// Notes how one ended; whether its crank landed.
    ///
    /// # Errors
    /// The node's failure: the others would meet it too.
    fn note(&mut self, ended: Result<Turned>) -> Result<bool> {
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
        supplier: lease.supplier,
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
        treasury_account: pda::associated_token(&treasury, &job.payment_mint),
        payment_mint: job.payment_mint,
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
    if open == 0 {
        let instruction = Close {
            job: address,
            vault: pda::job_vault(&address),
            renter: job.renter,
            renter_account: pda::associated_token(&job.renter, &job.payment_mint),
        }
        .instruction();
        let moot = ["WrongJobStatus", "LeasesOpen", "FeesDue"];
        tally.note(keeper.turn_on(&address, "close", instruction, &moot).await)?;
    }
    Ok(())
}

async fn expire(keeper: &Keeper, address: Pubkey, job: &Job) -> Result<Turned> {
    let instruction = Expire {
        epoch_record: None,
        job: address,
        vault: pda::job_vault(&address),
        renter_account: pda::associated_token(&job.renter, &job.payment_mint),
    }
    .instruction();
    let moot = ["TooEarly", "WrongJobStatus"];
    keeper.turn_on(&address, "expire", instruction, &moot).await
}

/// Looks once at every job. One that cannot be ended, such as one whose renter has closed the account that is
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
            Due::Wind => wind_up(keeper, &config, address, &job, &mut tally).await?,
            Due::Expire => {
                let ended = expire(keeper, address, &job).await;
                let ended = ended.with_context(|| format!("job {address}"));
                tally.note(ended)?;
            }
        }
    }
    match tally.first {
        None => Ok(tally.turned),
        Some(error) => Err(error),
    }
}
