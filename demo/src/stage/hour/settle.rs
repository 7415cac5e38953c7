//! The end of an hour: summaries, rounds of agreement, the seal.
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use io_client::status::EpochStatus;
use io_oracle::rotation::{ROUND_S, proposer};

use super::{Clockwork, Judged, milliseconds};
use crate::stage::wait::until;
use crate::story::Hour;

/// The longest that one round of agreement takes in real time; the next proposer's turn comes then.
const ROUND: Duration = Duration::from_secs(6);
/// Likewise for the summaries of all operators, which share the machine's cores.
const SUMMARIES: Duration = Duration::from_secs(25);
/// Rounds until an hour counts as missed.
const ROUNDS: u32 = 8;

impl Clockwork {
    /// Ends epoch `epoch` and sees it settled, or not.
    ///
    /// # Errors
    /// The chain does not answer.
    pub async fn settle(&self, epoch: u64, judged: Judged) -> Result<Hour> {
        let params = &self.params;
        let end_ts = params.end_ts(epoch);
        self.pass_time(end_ts + 1).await?;
        let ended = Instant::now();
        let mut summaries = 0;
        until(SUMMARIES, async || {
            let record = self.record(epoch).await?;
            summaries = record.map_or(0, |record| {
                let posted = record.summary_roots.iter().filter(|root| **root != [0; 32]);
                posted.count()
            });
            Ok((summaries >= self.operators.len()).then_some(()))
        })
        .await?;
        if summaries < self.operators.len() {
            eprintln!("  epoch {epoch}: only {summaries} summaries");
        }
        self.pass_time(end_ts + i64::from(params.summary_window_s))
            .await?;
        let sealed = self.agree(epoch).await?;
        let record = self
            .record(epoch)
            .await?
            .with_context(|| format!("the record of epoch {epoch} is gone"))?;
        // Cast votes are hashes of what was voted for; the sealed one is what most of them are.
        let nothing = [0; 32];
        let mut tally: Vec<([u8; 32], u32)> = Vec::new();
        for vote in record.votes.iter().filter(|vote| **vote != nothing) {
            match tally.iter_mut().find(|(of, _)| of == vote) {
                Some((_, count)) => *count += 1,
                None => tally.push((*vote, 1)),
            }
        }
        let (most_voted, votes) = tally
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .unwrap_or((nothing, 0));
        let liars = self.liar.and_then(|seat| record.votes.get(seat));
        let liars = liars.copied().filter(|vote| *vote != nothing);
        Ok(Hour {
            epoch,
            devices: self.devices,
            proofs_passed: judged.passed,
            proofs_failed: judged.failed,
            prove_ms: judged.took_ms,
            leaves: u64::from(record.settlement.n_leaves),
            emitted: io_core::emission::epoch_emission(epoch),
            supplier_cap: record.supplier_cap,
            rewards_sum: sealed.then_some(record.settlement.rewards_sum),
            votes,
            liar_voted: liars.is_some_and(|vote| vote != most_voted),
            liar_sealed: sealed && liars == Some(most_voted),
            settle_ms: milliseconds(ended),
        })
    }

    /// Waits for the seal, round by round; whether it came. A round whose proposer does not run is not waited for,
    /// and one whose proposal most operators refuse is over with that.
    async fn agree(&self, epoch: u64) -> Result<bool> {
        let metric = "io_oracle_proposals_refused_total";
        let record = self.record(epoch).await?;
        let record = record.with_context(|| format!("epoch {epoch} has no record"))?;
        let seats = record.weights.get(..self.seats).unwrap_or(&record.weights);
        for round in 0..ROUNDS {
            if round > 0 {
                self.cheats.travel_by(u32::try_from(ROUND_S)?).await?;
            }
            if proposer(&record.seed, epoch, round, seats) == self.dead {
                eprintln!("  epoch {epoch}: round {round} was the dead operator's");
                continue;
            }
            let before = self.counted(metric).await?;
            let mut refusals = 0;
            let sealed = until(ROUND, async || {
                let record = self.record(epoch).await?;
                if record.is_some_and(|record| record.status == EpochStatus::Sealed as u8) {
                    return Ok(Some(true));
                }
                refusals = self.counted(metric).await?.saturating_sub(before);
                // Everyone but the proposer itself.
                let all = self.operators.len().saturating_sub(1) as u64;
                Ok((refusals >= all.max(1)).then_some(false))
            })
            .await?;
            if sealed == Some(true) {
                return Ok(true);
            }
            eprintln!(
                "  epoch {epoch}: no seal in round {round}, {refusals} refused what was proposed"
            );
        }
        Ok(false)
    }
}
