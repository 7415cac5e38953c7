//! Rounds, in which devices are drawn for jobs: enters the jobs that wait for one, draws, accepts in the name of
//! the suppliers that were drawn, and closes.
use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use io_client::escrow::{
    self,
    accounts::{Escrow, Job},
    instructions::Accept,
};
use io_client::market::{
    self,
    accounts::Round,
    instructions::{CloseRound, Draw, EnterJob, OpenRound},
};
use io_client::rounds::RoundTimes;
use io_client::status::JobStatus;
use io_client::{AccountData, pda};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::chain::{Keeper, Turned};
use crate::services::jobs::Tally;

/// What a drawn device may be refused for, none of it the keeper's fault: its supplier or the renter has changed
/// something, or another keeper was first.
const ACCEPTANCE_MOOT: [&str; 8] = [
    "WrongJobStatus",
    "TooLate",
    "NotDrawn",
    "DeviceNotOffered",
    "DeviceDoesNotFit",
    "TooManyGpus",
    "StakeBelowRequirement",
    "InsufficientStake",
];

/// What a round is due for.
#[derive(Debug, PartialEq, Eq)]
enum Due {
    Draw,
    Accept,
    Close,
    Nothing,
}

fn due(round: &Round, now_ts: i64) -> Due {
    if now_ts >= round.ends_ts {
        Due::Close
    } else if now_ts < round.closes_ts {
        Due::Nothing
    } else if round.drawn == 0 {
        Due::Draw
    } else {
        Due::Accept
    }
}

/// GPU-hours that a job still wants, as `market` compares them.
fn gpu_hours(gpus: u16, hours: u32) -> u64 {
    u64::from(gpus).saturating_mul(u64::from(hours))
}

fn wanted(job: &Job) -> u64 {
    gpu_hours(job.gpus.saturating_sub(job.gpus_matched), job.hours)
}

/// The jobs that wait for a round that ends at `ends_ts`, by class: of each renter the one that wants most, and of
/// those that want as much the oldest.
fn waiting(jobs: &[(Pubkey, Job)], ends_ts: i64) -> BTreeMap<u8, Vec<&(Pubkey, Job)>> {
    let mut of_renters: BTreeMap<(u8, Pubkey), &(Pubkey, Job)> = BTreeMap::new();
    let rank = |(address, job): &(Pubkey, Job)| (Reverse(wanted(job)), job.created_ts, *address);
    for found in jobs {
        let job = &found.1;
        if job.status == JobStatus::Open as u8 && job.match_only_until_ts >= ends_ts {
            let best = of_renters.entry((job.class, job.renter)).or_insert(found);
            if rank(found) < rank(best) {
                *best = found;
            }
        }
    }
    let mut classes: BTreeMap<u8, Vec<&(Pubkey, Job)>> = BTreeMap::new();
    for ((class, _), found) in of_renters {
        classes.entry(class).or_default().push(found);
    }
    classes
}

/// Whether `job` has a place to take in the round: its renter has none there, or one of a smaller job that it has
/// not named.
fn is_to_enter(round: Option<&Round>, address: &Pubkey, job: &Job) -> bool {
    let mut entries = round.into_iter().flat_map(Round::entered_jobs);
    let own = entries.find(|entry| entry.renter == job.renter);
    own.is_none_or(|entry| {
        entry.job != *address
            && entry.named == 0
            && wanted(job) > gpu_hours(entry.gpus, entry.hours)
    })
}

/// Whether an account of `program` is at the address: SOL that somebody has sent there does not make one.
async fn is_of(keeper: &Keeper, program: &Pubkey, address: &Pubkey) -> bool {
    let found = keeper.chain.account(address).await;
    matches!(found, Ok(Some(account)) if account.owner == *program)
}

async fn open(keeper: &Keeper, class: u8, opens_ts: i64) -> Result<Turned> {
    let round = pda::round(class, opens_ts);
    let instruction = OpenRound {
        payer: keeper.payer.pubkey(),
        round,
    }
    .instruction(class, opens_ts);
    let moot = ["WrongRound", "NoRounds"];
    match keeper.turn("open_round", instruction, &moot).await {
        // Somebody else has opened it meanwhile; the refusal is the system program's.
        Err(_) if is_of(keeper, &market::ID, &round).await => Ok(Turned::Moot("open already")),
        other => other,
    }
}

async fn enter(keeper: &Keeper, round: Pubkey, job: Pubkey, renter: &Pubkey) -> Result<Turned> {
    let instruction = EnterJob {
        round,
        job,
        position: pda::position(renter),
        // Named by nobody but the renter.
        renter: None,
    }
    .instruction();
    let moot = [
        "WrongRoundTime",
        "WrongJobStatus",
        "AlreadyEntered",
        "RoundFull",
        "TooLate",
    ];
    keeper.turn_on(&job, "enter_job", instruction, &moot).await
}

async fn enter_jobs(
    keeper: &Keeper,
    times: &RoundTimes,
    rounds: &[(Pubkey, Round)],
    tally: &mut Tally,
) -> Result<()> {
    let mut jobs = Vec::new();
    for (address, account) in keeper
        .chain
        .program_accounts(&escrow::ID, &Job::DISCRIMINATOR, &[])
        .await?
    {
        jobs.push((address, Job::decode(&account.data)?));
    }
    for (class, waiting) in waiting(&jobs, times.ends_ts) {
        let address = pda::round(class, times.opens_ts);
        let known = rounds.iter().find(|(at, _)| *at == address);
        if known.is_none() {
            let opened = open(keeper, class, times.opens_ts).await;
            tally.note(opened)?;
        }
        for (job, order) in waiting {
            if is_to_enter(known.map(|(_, round)| round), job, order) {
                let entered = enter(keeper, address, *job, &order.renter).await;
                tally.note(entered)?;
            }
        }
    }
    Ok(())
}

async fn accept_drawn(
    keeper: &Keeper,
    address: Pubkey,
    round: &Round,
    tally: &mut Tally,
) -> Result<()> {
    for entry in round.entered_devices() {
        let Some(job) = round.drawn_for(entry) else {
            continue;
        };
        if is_of(keeper, &escrow::ID, &pda::hire(&entry.device)).await {
            continue;
        }
        let instruction = Accept {
            supplier: keeper.payer.pubkey(),
            job: job.job,
            lease: pda::lease(&job.job, &entry.device, job.created_ts),
            device: entry.device,
            device_stake: pda::device_stake(&entry.device),
            round: Some(address),
        }
        // What the supplier opted in with counts instead.
        .instruction(0, 0);
        let accepted = keeper
            .turn_on(&job.job, "accept", instruction, &ACCEPTANCE_MOOT)
            .await;
        tally.note(accepted)?;
    }
    Ok(())
}

/// Looks once at every round, and at the jobs that wait for one.
///
/// # Errors
/// See [`super::tick`].
pub async fn tick(keeper: &Keeper) -> Result<u32> {
    let now_ts = keeper.now().await?.clock.unix_timestamp;
    let config: Escrow = keeper.require(&escrow::escrow_address()).await?;
    let mut rounds = Vec::new();
    for (address, account) in keeper
        .chain
        .program_accounts(&market::ID, &Round::DISCRIMINATOR, &[])
        .await?
    {
        rounds.push((address, Round::decode(&account.data)?));
    }
    let mut tally = Tally::default();
    for (address, round) in &rounds {
        match due(round, now_ts) {
            Due::Nothing => {}
            Due::Draw => {
                let instruction = Draw { round: *address }.instruction();
                let moot = ["WrongRoundTime", "AlreadyDrawn", "SlotNotReached"];
                tally.note(keeper.turn("draw", instruction, &moot).await)?;
            }
            Due::Accept => accept_drawn(keeper, *address, round, &mut tally).await?,
            Due::Close => {
                let instruction = CloseRound {
                    round: *address,
                    payer: round.payer,
                }
                .instruction();
                let closed = keeper
                    .turn_on(address, "close_round", instruction, &["WrongRoundTime"])
                    .await;
                tally.note(closed)?;
            }
        }
    }
    let times = config.round_times(now_ts);
    if let Some(times) = times.filter(|times| (times.opens_ts..times.closes_ts).contains(&now_ts)) {
        enter_jobs(keeper, &times, &rounds, &mut tally).await?;
    }
    tally.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_drawn_then_accepted_then_closed() {
        let mut round = Round::zeroed().unwrap();
        (round.closes_ts, round.ends_ts) = (600, 720);
        assert_eq!(due(&round, 599), Due::Nothing);
        assert_eq!(due(&round, 600), Due::Draw);
        round.drawn = 1;
        assert_eq!(due(&round, 719), Due::Accept);
        assert_eq!(due(&round, 720), Due::Close);
    }

    #[test]
    fn the_largest_job_of_each_renter_waits_unless_it_is_free_too_early() {
        let job = |renter: u8, class: u8, created_ts: i64, until_ts: i64| {
            let mut job = Job::zeroed().unwrap();
            (job.gpus, job.hours) = (8, 2);
            job.renter = Pubkey::new_from_array([renter; 32]);
            (job.class, job.created_ts, job.match_only_until_ts) = (class, created_ts, until_ts);
            (Pubkey::new_unique(), job)
        };
        let mut matched = job(9, 0, 1, 900);
        matched.1.status = JobStatus::Matched as u8;
        let mut large = job(4, 1, 40, 900);
        large.1.gpus = 9;
        let jobs = [
            job(1, 0, 20, 900),
            job(1, 0, 10, 900),
            job(4, 1, 1, 900),
            large,
            job(2, 0, 30, 719),
            job(3, 1, 5, 720),
            matched,
        ];
        let found = waiting(&jobs, 720);
        let of = |class: u8| -> Vec<Pubkey> { found[&class].iter().map(|(at, _)| *at).collect() };
        assert_eq!(found.len(), 2);
        assert_eq!(of(0), [jobs[1].0]);
        assert_eq!(of(1), [jobs[5].0, jobs[3].0]);
    }
    #[test]
    fn a_smaller_job_gives_way_unless_its_renter_has_named_it() {
        let mut order = Job::zeroed().unwrap();
        order.renter = Pubkey::new_from_array([7; 32]);
        (order.gpus, order.gpus_matched, order.hours) = (9, 1, 3);
        let (small, large) = (Pubkey::new_unique(), Pubkey::new_unique());
        assert!(is_to_enter(None, &large, &order));
        let mut round = Round::zeroed().unwrap();
        assert!(is_to_enter(Some(&round), &large, &order));
        round.jobs_len = 1;
        assert!(
            is_to_enter(Some(&round), &large, &order),
            "another renter's"
        );
        let entry = &mut round.jobs[0];
        (entry.renter, entry.job) = (order.renter, small);
        (entry.gpus, entry.hours) = (8, 2);
        assert!(is_to_enter(Some(&round), &large, &order));
        assert!(!is_to_enter(Some(&round), &small, &order), "it is in");
        round.jobs[0].hours = 3;
        assert!(!is_to_enter(Some(&round), &large, &order), "as large");
        (round.jobs[0].hours, round.jobs[0].named) = (2, 1);
        assert!(!is_to_enter(Some(&round), &large, &order), "named");
    }
}
