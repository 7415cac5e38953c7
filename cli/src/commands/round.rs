//! Rounds: the present one, and the one that a job is in.
use io_client::escrow::accounts::{Escrow, Job};
use io_client::escrow::escrow_address;
use io_client::market::accounts::Round;
use io_client::pda;
use io_client::rounds::RoundTimes;
use io_client::status::JobStatus;
use io_core::units::IO_DECIMALS;
use serde_json::Value;
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::output::{text, tokens};
use crate::session::Session;

/// The round that takes entries now.
///
/// # Errors
/// [`Failure::Refused`] where none are held, or while the last one is drawn.
pub(super) async fn present(session: &Session) -> Result<RoundTimes, Failure> {
    let config: Escrow = session.get(&escrow_address()).await?;
    let now_ts = session.chain.clock().await?.unix_timestamp;
    let times = config.round_times(now_ts).ok_or_else(|| {
        Failure::Refused(
            "no rounds are held here: take an open job with `io lease accept`".to_string(),
        )
    })?;
    if now_ts < times.opens_ts {
        let wait_s = times.opens_ts.saturating_sub(now_ts);
        return Err(Failure::Refused(format!(
            "the last round is being drawn: the next one opens in {wait_s} s"
        )));
    }
    Ok(times)
}

/// What there is to say of a job's rounds: until when it waits for them, and the one it is in, drawn or not. Whether the
/// draw was by the rule is computed here, not taken from anyone.
///
/// # Errors
/// [`Failure`].
pub(super) async fn round_of(
    session: &Session,
    address: &Pubkey,
    job: &Job,
) -> Result<Vec<(&'static str, Value)>, Failure> {
    if job.match_only_until_ts == 0 || job.status != JobStatus::Open as u8 {
        return Ok(Vec::new());
    }
    let mut said = vec![("drawn_only_until_ts", Value::from(job.match_only_until_ts))];
    let config: Escrow = session.get(&escrow_address()).await?;
    let now_ts = session.chain.clock().await?.unix_timestamp;
    let window_s = i64::from(config.params_at(now_ts).match_window_s);
    // The one that takes entries now, and the one that is drawn now.
    for at_ts in [now_ts, now_ts.saturating_sub(window_s)] {
        let Some(times) = config.round_times(at_ts) else {
            continue;
        };
        let at = pda::round(job.class, times.opens_ts);
        let Some(round) = session.find::<Round>(&at).await? else {
            continue;
        };
        let Some(entry) = round
            .entered_jobs()
            .iter()
            .find(|entry| entry.job == *address)
        else {
            continue;
        };
        let devices: Vec<Value> = round
            .entered_devices()
            .iter()
            .filter(|device| round.drawn_for(device).is_some_and(|of| of.job == *address))
            .map(|device| text(device.device))
            .collect();
        said.extend([
            ("round", text(at)),
            ("round_priority_io", tokens(entry.stake, IO_DECIMALS)),
            ("round_jobs", Value::from(round.jobs_len)),
            ("round_devices", Value::from(round.devices_len)),
            ("round_closes_ts", Value::from(round.closes_ts)),
            ("round_ends_ts", Value::from(round.ends_ts)),
        ]);
        if round.drawn == 1 {
            said.push(("drawn_devices", Value::from(devices)));
            said.push((
                "drawn_by_the_rule",
                Value::from(round.is_drawn_by_the_rule()?),
            ));
        }
        break;
    }
    Ok(said)
}
