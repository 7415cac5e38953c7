//! The exits of jobs: expires what nobody served or settled, closes leases that can earn nothing more, and
//! closes jobs that have ended.
use anyhow::Result;
use io_client::escrow::{
    self,
    accounts::{Escrow, Job, Lease},
    instructions::{Close, CloseLease, Expire},
};
use io_client::status::{JobStatus, LeaseStatus};
use io_client::{AccountData, pda};
use solana_pubkey::Pubkey;

use crate::chain::{Keeper, Turned};

/// `Lease::job` in the account: discriminator 8, then version, bump, status, padding 3, gpus 2.
const LEASE_JOB_OFFSET: usize = 16;

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

fn due(escrow: &Escrow, job: &Job, now_ts: i64) -> Due {
    let past = |since: i64, limit: u32| now_ts >= since.saturating_add(i64::from(limit));
    match JobStatus::from_byte(job.status) {
        Some(JobStatus::Open) if past(job.created_ts, escrow.open_timeout_s) => Due::Expire,
        Some(JobStatus::Matched) if past(job.matched_ts, escrow.matched_timeout_s) => Due::Expire,
        Some(JobStatus::Running | JobStatus::Cancelled) if now_ts >= job.end_ts => Due::Wind,
        Some(JobStatus::Expired) => Due::Wind,
        _ => Due::Nothing,
    }
}

async fn wind_up(keeper: &Keeper, address: Pubkey, job: &Job) -> Result<u32> {
    let mut turned = 0;
    let leases = keeper
        .chain
        .program_accounts(
            &escrow::ID,
            &Lease::DISCRIMINATOR,
            &[(LEASE_JOB_OFFSET, address.as_ref())],
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
        let instruction = CloseLease {
            job: address,
            lease: lease_address,
            hire: pda::hire(&lease.device),
            supplier: lease.supplier,
        }
        .instruction();
        if keeper
            .turn("close_lease", instruction, &["LeaseNotSettled"])
            .await?
            == Turned::Done
        {
            open -= 1;
            turned += 1;
        }
    }
    if open == 0 {
        let instruction = Close {
            job: address,
            vault: pda::job_vault(&address),
            renter: job.renter,
            renter_account: pda::associated_token(&job.renter, &job.payment_mint),
        }
        .instruction();
        if keeper
            .turn("close", instruction, &["WrongJobStatus", "LeasesOpen"])
            .await?
            == Turned::Done
        {
            turned += 1;
        }
    }
    Ok(turned)
}

/// Looks once at every job.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now = keeper.now().await?;
    let config: Escrow = keeper.require(&escrow::escrow_address()).await?;
    let jobs = keeper
        .chain
        .program_accounts(&escrow::ID, &Job::DISCRIMINATOR, &[])
        .await?;
    let mut turned = 0;
    for (address, account) in jobs {
        let job = Job::decode(&account.data)?;
        match due(&config, &job, now.clock.unix_timestamp) {
            Due::Nothing => {}
            Due::Wind => turned += wind_up(keeper, address, &job).await?,
            Due::Expire => {
                let instruction = Expire {
                    epoch_record: None,
                    job: address,
                    vault: pda::job_vault(&address),
                    renter_account: pda::associated_token(&job.renter, &job.payment_mint),
                }
                .instruction();
                if keeper
                    .turn("expire", instruction, &["TooEarly", "WrongJobStatus"])
                    .await?
                    == Turned::Done
                {
                    turned += 1;
                }
            }
        }
    }
    Ok(turned)
}
