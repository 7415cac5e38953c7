//! A founded network with its operators and a keeper, and the steps of an hour that a test waits for.
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use io_api::Digest;
use io_api::readers::ListedVerdict;
use io_client::oracle::accounts::EpochRecord;
use io_client::pda;
use io_client::status::EpochStatus;
use io_client::timeline::CHALLENGE_CANDIDATES;
use io_keeper::settings::{Crank, Settings};
use io_testbed::{Testbed, free_addresses, genesis, until, within};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::operator::Operator;
use crate::sources::Sources;

/// Real time that one round of agreement gets before the next proposer's turn.
const ROUND: Duration = Duration::from_secs(8);
/// Chain seconds of a round.
const ROUND_S: u32 = 120;
/// Passed, in a list of verdicts.
const PASSED: u8 = 1;

/// Operators before the chain: they are dropped, and end, first.
pub struct Network {
    pub operators: Vec<Operator>,
    _keeper: DropGuard,
    pub bed: Testbed,
}

impl Network {
    /// `count` operators that run; `name` names the folder.
    pub async fn start(name: &str, count: usize, sources: Option<&Sources>) -> Result<Self> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("on-chain-{name}"));
        let addresses = free_addresses(count)?;
        let bed = Testbed::found(folder, genesis()?, &addresses).await?;
        bed.wallet("keeper").await?;
        let settings = Settings {
            rpc_url: bed.url(),
            keypair: bed.key_file("keeper.json"),
            listen: ([127, 0, 0, 1], 0).into(),
            poll_ms: 50,
            max_priority_fee_micro_lamports: 0,
            cranks: Crank::ALL.to_vec(),
        };
        let stop = CancellationToken::new();
        tokio::spawn(io_keeper::run::run(settings, stop.clone()));
        let mut operators = Vec::new();
        for (seat, listen) in addresses.into_iter().enumerate() {
            let mut operator = Operator::new(&bed, seat, listen, sources)?;
            operator.start().await?;
            operators.push(operator);
        }
        Ok(Self {
            operators,
            _keeper: stop.drop_guard(),
            bed,
        })
    }

    /// Those that run.
    pub fn alive(&self) -> impl Iterator<Item = &Operator> {
        self.operators.iter().filter(|operator| operator.runs())
    }

    /// Minute of the epoch in progress, by the chain's clock.
    pub async fn minute_now(&self, epoch: u64) -> Result<u8> {
        let since = self.bed.now().await?.unix_timestamp - self.bed.timeline.start_ts(epoch);
        ensure!(
            (0..3_600).contains(&since),
            "epoch {epoch} is not in progress"
        );
        Ok(u8::try_from(since / 60)?)
    }

    pub async fn record(&self, epoch: u64) -> Result<Option<EpochRecord>> {
        let found: Option<EpochRecord> = self.bed.find(&pda::epoch_record(epoch)).await?;
        Ok(found.filter(|record| record.epoch == epoch))
    }

    /// The epoch's record, once it satisfies `wanted`.
    pub async fn record_where(
        &self,
        epoch: u64,
        what: &str,
        wanted: impl Fn(&EpochRecord) -> bool,
    ) -> Result<EpochRecord> {
        until(&format!("{what} of epoch {epoch}"), async || {
            Ok(self.record(epoch).await?.filter(|record| wanted(record)))
        })
        .await
    }

    /// Goes to the epoch's start, if it is not over, and on until its challenge is drawn.
    pub async fn draw(&self, epoch: u64) -> Result<EpochRecord> {
        self.bed
            .pass_time(self.bed.timeline.start_ts(epoch))
            .await?;
        let mut record = self.record_where(epoch, "the opening", |_| true).await?;
        while record.s0 == 0 {
            let candidate = record.next_candidate;
            ensure!(
                candidate < CHALLENGE_CANDIDATES,
                "epoch {epoch} has no challenge: a candidate was captured too late"
            );
            let slot = self
                .bed
                .timeline
                .candidate_slot(record.opened_slot, candidate);
            self.bed.pass_slot(slot).await?;
            record = self
                .record_where(epoch, "the challenge", |record| {
                    record.s0 > 0 || record.next_candidate > candidate
                })
                .await?;
        }
        Ok(record)
    }

    /// Passes the slots of a beacon and waits until it is captured.
    pub async fn beacon(&self, record: &EpochRecord, which: u8) -> Result<EpochRecord> {
        let last = self.bed.timeline.beacon_last_slot(record.s0, which);
        self.bed.pass_slot(last).await?;
        let captured = |record: &EpochRecord| match which {
            1 => record.beacon1_slot > 0,
            _ => record.beacon2_slot > 0,
        };
        self.record_where(record.epoch, "the beacon", captured)
            .await
    }

    /// Waits until more than a third of the operators list each of `devices` as passed.
    pub async fn judged(&self, epoch: u64, devices: &[u32]) -> Result<()> {
        until("the verdicts", async || {
            let mut lists: Vec<Vec<ListedVerdict>> = Vec::new();
            for operator in self.alive() {
                lists.push(operator.get(&format!("/v1/verdicts/{epoch}")).await?);
            }
            let by = |index: u32| {
                let passed = |list: &&Vec<ListedVerdict>| {
                    let mut found = list.iter().filter(|one| one.index == index);
                    found.any(|one| one.verdict == PASSED)
                };
                lists.iter().filter(passed).count()
            };
            let done = devices
                .iter()
                .all(|index| by(*index) * 3 > self.operators.len());
            Ok(done.then_some(()))
        })
        .await
    }

    /// Ends the epoch and waits until all that run have their summaries on chain and hold each other's.
    pub async fn summaries(&self, epoch: u64) -> Result<EpochRecord> {
        self.bed.pass_time(self.bed.timeline.end_ts(epoch)).await?;
        let posted = |record: &EpochRecord| {
            let posted = |operator: &Operator| record.summary_roots[operator.seat] != [0; 32];
            self.alive().all(posted)
        };
        let record = self.record_where(epoch, "the summaries", posted).await?;
        let roots = record.summary_roots.iter().filter(|root| **root != [0; 32]);
        for root in roots {
            let path = format!("/v1/summaries/{}", Digest(*root));
            for operator in self.alive() {
                until("the summaries to be gathered", async || {
                    Ok(operator.find(&path).await?.map(|_| ()))
                })
                .await?;
            }
        }
        Ok(record)
    }

    /// Closes the summaries and goes on, round by round, until `done` says so of the record.
    pub async fn rounds(
        &self,
        epoch: u64,
        what: &str,
        done: impl Fn(&EpochRecord) -> bool,
    ) -> Result<EpochRecord> {
        let timeline = &self.bed.timeline;
        let cutoff_ts = timeline.cutoff_ts(epoch);
        self.bed.pass_time(cutoff_ts).await?;
        for round in 0..8 {
            if round > 0 {
                self.bed.pass(ROUND_S).await?;
            }
            let found = within(ROUND, async || {
                Ok(self.record(epoch).await?.filter(|record| done(record)))
            });
            if let Some(record) = found.await? {
                return Ok(record);
            }
        }
        bail!("{what} of epoch {epoch} did not come in eight rounds; see the operators' logs")
    }

    /// Settles the epoch.
    pub async fn seal(&self, epoch: u64) -> Result<EpochRecord> {
        let sealed = |record: &EpochRecord| record.status == EpochStatus::Sealed as u8;
        self.rounds(epoch, "the seal", sealed).await
    }
}
