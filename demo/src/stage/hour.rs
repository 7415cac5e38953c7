//! Drives one hour: lets everyone act in real time and moves the clock over the waits in between. Everything
//! that happens is done by the services; this only looks, and jumps.
mod settle;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use io_api::readers::{ListedVerdict, RewardProof};
use io_chain::{Chain, ChainClock};
use io_client::oracle::accounts::{Commits, EpochRecord, Oracle};
use io_client::oracle::types::CommitEntry;
use io_client::timeline::{CHALLENGE_CANDIDATES, Timeline};
use io_client::{AccountData, oracle, pda};
use io_localnet::Cheats;
use solana_pubkey::Pubkey;

use super::chain_up::SLOT_TIME_MS;
use super::suppliers::CLASS;
use super::wait::until;

/// The longest that a step of the services takes in real time before the demo gives up on it.
const STEP: Duration = Duration::from_secs(20);
/// Passed, in a list of verdicts.
const PASSED: u8 = 1;

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// How many of an hour's proofs passed and failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judged {
    /// Listed as passed by more than a third of the operators.
    pub passed: u32,
    /// Likewise as failed.
    pub failed: u32,
    /// Real milliseconds from the hour's start until all were judged.
    pub took_ms: u64,
}

/// Who looks and jumps.
pub struct Clockwork {
    /// Reads the chain.
    pub chain: Chain,
    /// Moves its clock.
    pub cheats: Cheats,
    /// The oracle's parameters.
    pub params: Timeline,
    /// Addresses of the operators that run.
    pub operators: Vec<SocketAddr>,
    /// Operators in all.
    pub seats: usize,
    /// Seat of the operator that does not run, if there is one.
    pub dead: Option<u8>,
    /// Seat of the operator that lies, if there is one.
    pub liar: Option<usize>,
    /// Wallets and registry indices of the suppliers whose workers run.
    pub suppliers: Vec<(Pubkey, u32)>,
    /// Devices settled each hour, the sample fleet's included.
    pub devices: u64,
    /// Minutes of each hour in which the workers are heard.
    pub minutes: u32,
    /// Reads the operators.
    pub http: reqwest::Client,
}

impl Clockwork {
    async fn record(&self, epoch: u64) -> Result<Option<EpochRecord>> {
        let found = self
            .chain
            .fetch_optional(&pda::epoch_record(epoch), EpochRecord::decode)
            .await?;
        Ok(found.filter(|record: &EpochRecord| record.epoch == epoch))
    }

    /// Waits until the epoch's record satisfies `wanted`.
    async fn record_where(
        &self,
        epoch: u64,
        what: &str,
        wanted: impl Fn(&EpochRecord) -> bool,
    ) -> Result<EpochRecord> {
        let found = until(STEP, async || {
            Ok(self.record(epoch).await?.filter(|record| wanted(record)))
        })
        .await?;
        found.with_context(|| {
            format!(
                "epoch {epoch}: {what} did not happen in {} s; see the logs",
                STEP.as_secs()
            )
        })
    }

    async fn clock(&self) -> Result<ChainClock> {
        Ok(self.chain.clock().await?)
    }

    /// Moves the clock so that `slot` has passed.
    async fn pass_slot(&self, slot: u64) -> Result<()> {
        let ahead = (slot + 1).saturating_sub(self.clock().await?.slot);
        // Rounded up: the slot shall lie behind.
        let seconds = (ahead * SLOT_TIME_MS).div_ceil(1_000);
        if seconds > 0 {
            self.cheats.travel_by(u32::try_from(seconds)?).await?;
        }
        Ok(())
    }

    /// Moves the clock to `target_ts` if it is not there yet.
    async fn pass_time(&self, target_ts: i64) -> Result<()> {
        if self.clock().await?.unix_timestamp < target_ts {
            self.cheats.travel_to(target_ts).await?;
        }
        Ok(())
    }

    async fn draw(&self, epoch: u64) -> Result<EpochRecord> {
        let mut record = self
            .record_where(epoch, "the opening", |record| record.epoch == epoch)
            .await?;
        while record.s0 == 0 {
            let candidate = record.next_candidate;
            if candidate >= CHALLENGE_CANDIDATES {
                bail!("epoch {epoch} has no challenge: its candidates were not captured in time");
            }
            self.pass_slot(self.params.candidate_slot(record.opened_slot, candidate))
                .await?;
            record = self
                .record_where(epoch, "the draw of the challenge", |record| {
                    record.s0 > 0 || record.next_candidate > candidate
                })
                .await?;
        }
        Ok(record)
    }

    /// Waits until every supplier's entry of the epoch satisfies `done`; how many do in the end.
    async fn all_posted(&self, epoch: u64, done: impl Fn(&CommitEntry) -> bool) -> Result<usize> {
        let addresses: Vec<_> = self
            .suppliers
            .iter()
            .map(|(wallet, _)| pda::commits(wallet, CLASS))
            .collect();
        let mut posted = 0;
        until(STEP, async || {
            let accounts = self.chain.accounts(&addresses).await?;
            posted = 0;
            for account in accounts.iter().flatten() {
                let commits = Commits::decode(&account.data)?;
                let entry = commits.entries.iter().find(|entry| entry.epoch == epoch);
                posted += usize::from(entry.is_some_and(&done));
            }
            Ok((posted == addresses.len()).then_some(()))
        })
        .await?;
        Ok(posted)
    }

    /// Sum of one counter over the running operators.
    ///
    /// # Errors
    /// An operator does not answer, or does not count this.
    pub async fn counted(&self, metric: &str) -> Result<u64> {
        let mut sum = 0;
        for operator in &self.operators {
            let url = format!("http://{operator}/metrics");
            let body = self.http.get(url).send().await?.text().await?;
            let value = body.lines().find_map(|line| {
                let (name, value) = line.split_once(' ')?;
                (name == metric).then(|| value.parse::<u64>())?.ok()
            });
            sum += value.with_context(|| format!("operator {operator} counts no {metric}"))?;
        }
        Ok(sum)
    }

    /// One more minute in which every worker is heard by every operator.
    ///
    /// # Errors
    /// An operator or the chain does not answer.
    pub async fn minute(&self) -> Result<()> {
        let metric = "io_oracle_heartbeats_accepted_total";
        let before = self.counted(metric).await?;
        self.cheats.travel_by(60).await?;
        let wanted = before + (self.suppliers.len() * self.operators.len()) as u64;
        until(Duration::from_secs(3), async || {
            Ok((self.counted(metric).await? >= wanted).then_some(()))
        })
        .await?;
        Ok(())
    }

    /// How many suppliers' proofs are listed as passed, and how many as failed, by more than a third of all
    /// operators.
    async fn verdicts(&self, epoch: u64) -> Result<Judged> {
        let mut lists: Vec<Vec<ListedVerdict>> = Vec::new();
        for operator in &self.operators {
            let url = format!("http://{operator}/v1/verdicts/{epoch}");
            lists.push(self.http.get(url).send().await?.json().await?);
        }
        let by = |index: u32, passed: bool| {
            let listed = |list: &&Vec<ListedVerdict>| {
                list.iter()
                    .any(|one| one.index == index && (one.verdict == PASSED) == passed)
            };
            lists.iter().filter(listed).count() * 3 > self.seats
        };
        let count = |passed| {
            let agreed = self.suppliers.iter();
            agreed.filter(|(_, index)| by(*index, passed)).count() as u32
        };
        Ok(Judged {
            passed: count(true),
            failed: count(false),
            took_ms: 0,
        })
    }

    /// Runs epoch `epoch` until its proofs are judged. The clock stands in it, or before it.
    ///
    /// # Errors
    /// A step that others had to do did not happen in time.
    pub async fn prove(&self, epoch: u64) -> Result<Judged> {
        let begun = Instant::now();
        let start_ts = self.params.start_ts(epoch);
        self.pass_time(start_ts).await?;
        let record = self.draw(epoch).await?;
        let (params, s0) = (&self.params, record.s0);
        let committed = self
            .all_posted(epoch, |entry| entry.commit_slot > 0)
            .await?;
        self.pass_slot(params.beacon_last_slot(s0, 1)).await?;
        self.record_where(epoch, "the first beacon", |r| r.beacon1_slot > 0)
            .await?;
        let responded = self
            .all_posted(epoch, |entry| entry.response_slot > 0)
            .await?;
        self.pass_slot(params.beacon_last_slot(s0, 2)).await?;
        self.record_where(epoch, "the second beacon", |r| r.beacon2_slot > 0)
            .await?;
        for _ in 0..self.minutes {
            self.minute().await?;
        }
        let mut judged = Judged::default();
        until(Duration::from_secs(8), async || {
            judged = self.verdicts(epoch).await?;
            Ok((judged.passed + judged.failed >= responded as u32).then_some(()))
        })
        .await?;
        judged.took_ms = milliseconds(begun);
        if committed < self.suppliers.len() || responded < committed {
            eprintln!("  epoch {epoch}: only {committed} commits and {responded} responses");
        }
        Ok(judged)
    }

    /// A wallet's leaf in the latest settlement that the first operator serves; none if it has none.
    ///
    /// # Errors
    /// The operator does not answer.
    pub async fn reward(&self, wallet: &Pubkey) -> Result<Option<RewardProof>> {
        let operator = self.operators.first().context("no operator runs")?;
        let url = format!("http://{operator}/v1/rewards/{wallet}");
        let answer = self.http.get(url).send().await?;
        if !answer.status().is_success() {
            return Ok(None);
        }
        Ok(Some(answer.json().await?))
    }

    /// Root of the rewards that epoch `epoch` was sealed with.
    ///
    /// # Errors
    /// There is no such record.
    pub async fn rewards_root(&self, epoch: u64) -> Result<[u8; 32]> {
        let record = self.record(epoch).await?;
        let record = record.with_context(|| format!("epoch {epoch} has no record"))?;
        Ok(record.settlement.rewards_root)
    }

    /// The oracle's parameters, for the first look.
    ///
    /// # Errors
    /// There is no oracle on the chain.
    pub async fn params(chain: &Chain) -> Result<Timeline> {
        let oracle = chain
            .fetch(&oracle::oracle_address(), Oracle::decode)
            .await?;
        Ok(oracle.timeline())
    }
}
