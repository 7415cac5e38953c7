//! What the keeper's watch found: it rebuilds every settlement from the leaves that operators publish.
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};

use super::wait::until;
use crate::story::Invariant;

/// The last settlement is sealed as the day ends: the watch may take this long for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Settlements by what the watch found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Checked {
    sound: u64,
    wrong: u64,
}

/// What a running keeper has counted since its start.
///
/// # Errors
/// It does not answer, or counts something else.
pub async fn checked(http: &reqwest::Client, keeper: SocketAddr) -> Result<Checked> {
    let url = format!("http://{keeper}/metrics");
    let body = http.get(url).send().await?.text().await?;
    let count = |verdict: &str| {
        let name = format!("io_keeper_settlements_total{{verdict=\"{verdict}\"}} ");
        let value = body.lines().find_map(|line| line.strip_prefix(&name));
        let value = value.with_context(|| format!("the keeper does not count {verdict}"))?;
        Ok::<u64, anyhow::Error>(value.parse()?)
    };
    Ok(Checked {
        sound: count("sound")?,
        wrong: count("faulty")? + count("unpublished")?,
    })
}

/// Judges the watch of a day of `hours`; `before` is what it had counted when it was killed.
///
/// # Errors
/// See [`checked`].
pub async fn judge(
    http: &reqwest::Client,
    keeper: SocketAddr,
    before: Checked,
    hours: u64,
) -> Result<Invariant> {
    let all = until(PATIENCE, async || {
        let now = checked(http, keeper).await?;
        Ok((before.sound + now.sound >= hours).then_some(now))
    })
    .await?;
    let now = match all {
        Some(now) => now,
        None => checked(http, keeper).await?,
    };
    let wrong = before.wrong + now.wrong;
    Ok(Invariant::judged(
        "the watch rebuilt every settlement from its published leaves and found it sound",
        before.sound + now.sound >= hours && wrong == 0,
        format!(
            "{} checks before the restart and {} after it, {wrong} faults",
            before.sound, now.sound
        ),
    ))
}
