//! `io epoch`: the hour in progress.
use clap::Args;
use io_client::emissions::accounts::Emission;
use io_client::emissions::emission_address;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::oracle::oracle_address;
use io_client::pda;
use io_client::status::EpochStatus;
use io_client::timeline::Timeline;
use io_core::units::IO_DECIMALS;
use serde_json::Value;

use crate::failure::Failure;
use crate::output::{Answer, text, tokens};
use crate::session::Session;

/// The epoch in progress, or one of the last 64.
#[derive(Args)]
pub struct Epoch {
    /// Number of the epoch; the one in progress if not given.
    epoch: Option<u64>,
}

impl Epoch {
    /// # Errors
    /// [`Failure`].
    pub async fn run(self, session: &Session) -> Result<Answer, Failure> {
        let oracle: Oracle = session.get(&oracle_address()).await?;
        let emission: Emission = session.get(&emission_address()).await?;
        let now_ts = session.chain.clock().await?.unix_timestamp;
        let timeline = oracle.timeline();
        // Before genesis, the first one is what is waited for.
        let current = timeline.epoch_at(now_ts).unwrap_or(1);
        let epoch = self.epoch.unwrap_or(current);
        let record = session
            .find::<EpochRecord>(&pda::epoch_record(epoch))
            .await?
            // The account is used again 64 epochs later.
            .filter(|record| record.epoch == epoch);
        let status = record
            .as_ref()
            .and_then(|record| EpochStatus::from_byte(record.status));
        let sealed = record
            .as_ref()
            .filter(|_| status == Some(EpochStatus::Sealed));
        let (start_ts, end_ts) = times(epoch, &timeline)?;
        Ok(Answer::Record(vec![
            ("epoch", Value::from(epoch)),
            ("in_progress", Value::from(epoch == current)),
            ("status", status.map_or_else(|| text("NotOpened"), text)),
            ("start_ts", Value::from(start_ts)),
            ("end_ts", Value::from(end_ts)),
            ("now_ts", Value::from(now_ts)),
            (
                "challenge_slot",
                record
                    .as_ref()
                    .map(|record| record.s0)
                    .filter(|slot| *slot > 0)
                    .into(),
            ),
            (
                "rewards_sum_io",
                sealed
                    .map(|record| tokens(record.settlement.rewards_sum, IO_DECIMALS))
                    .into(),
            ),
            (
                "wallets_with_rewards",
                sealed.map(|record| record.settlement.n_leaves).into(),
            ),
            ("final_ts", sealed.map(|record| record.final_ts).into()),
            ("final_slot", sealed.map(|record| record.final_slot).into()),
            ("last_sealed_epoch", Value::from(oracle.sealed_epoch)),
            ("accrued_epoch", Value::from(emission.accrued_epoch)),
            ("emitted_io", tokens(emission.emitted, IO_DECIMALS)),
            ("devices", Value::from(oracle.device_count)),
        ]))
    }
}

/// Start and end, unix seconds.
fn times(epoch: u64, timeline: &Timeline) -> Result<(i64, i64), Failure> {
    let (start_ts, end_ts) = (timeline.start_ts(epoch), timeline.end_ts(epoch));
    // The timeline saturates: what has no end is no epoch.
    if epoch == 0 || end_ts == i64::MAX {
        return Err(Failure::Input(format!(
            "there is no epoch {epoch}: they count from 1"
        )));
    }
    Ok((start_ts, end_ts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_count_from_one_and_end_where_the_next_begins() {
        let timeline = Timeline {
            genesis_ts: 1_000,
            ..Timeline::PUBLISHED
        };
        assert_eq!(times(1, &timeline).unwrap(), (1_000, 4_600));
        assert_eq!(times(2, &timeline).unwrap(), (4_600, 8_200));
        for none in [0, u64::MAX] {
            assert!(matches!(times(none, &timeline), Err(Failure::Input(_))));
        }
    }
}
