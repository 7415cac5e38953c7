//! `io epoch`: the hour in progress.
use clap::Args;
use io_client::emissions::accounts::Emission;
use io_client::emissions::emission_address;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::oracle::oracle_address;
use io_client::pda;
use io_client::status::EpochStatus;
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
        let current = epoch_at(now_ts, oracle.genesis_ts, oracle.epoch_length_s);
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
        let (start_ts, end_ts) = times(epoch, oracle.genesis_ts, oracle.epoch_length_s)?;
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
            ("last_sealed_epoch", Value::from(oracle.sealed_epoch)),
            ("accrued_epoch", Value::from(emission.accrued_epoch)),
            ("emitted_io", tokens(emission.emitted, IO_DECIMALS)),
            ("devices", Value::from(oracle.device_count)),
        ]))
    }
}

/// The epoch in progress; 1 before the first begins.
fn epoch_at(now_ts: i64, genesis_ts: i64, length_s: u32) -> u64 {
    let elapsed = u64::try_from(now_ts.saturating_sub(genesis_ts)).unwrap_or(0);
    // Rounds down: an epoch counts as over once it is.
    let completed = elapsed.checked_div(u64::from(length_s)).unwrap_or(0);
    completed.saturating_add(1)
}

/// Start and end, unix seconds.
fn times(epoch: u64, genesis_ts: i64, length_s: u32) -> Result<(i64, i64), Failure> {
    let at = |epochs: u64| {
        let seconds = epochs
            .checked_mul(u64::from(length_s))
            .and_then(|s| i64::try_from(s).ok())?;
        genesis_ts.checked_add(seconds)
    };
    epoch
        .checked_sub(1)
        .and_then(|before| Some((at(before)?, at(epoch)?)))
        .ok_or_else(|| Failure::Input(format!("there is no epoch {epoch}: they count from 1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_count_from_one_and_end_where_the_next_begins() {
        for (now, want) in [(0, 1), (1_000, 1), (4_599, 1), (4_600, 2), (8_200, 3)] {
            assert_eq!(epoch_at(now, 1_000, 3_600), want, "at {now}");
        }
        assert_eq!(times(1, 1_000, 3_600).unwrap(), (1_000, 4_600));
        assert_eq!(times(2, 1_000, 3_600).unwrap(), (4_600, 8_200));
        assert!(matches!(times(0, 1_000, 3_600), Err(Failure::Input(_))));
        assert!(matches!(
            times(u64::MAX, 1_000, 3_600),
            Err(Failure::Input(_))
        ));
    }
}
