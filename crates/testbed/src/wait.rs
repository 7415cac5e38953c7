//! Waiting for what others do, with an end.
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(40);
/// The longest anything may take in real time, on a machine that is busy with other things.
const LONGEST: Duration = Duration::from_secs(60);

/// Looks until there is an answer or `limit` is over; none in the latter case.
///
/// # Errors
/// The look's.
pub async fn within<T>(
    limit: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<Option<T>> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(answer) = look().await? {
            return Ok(Some(answer));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Looks until there is an answer, for a minute at most.
///
/// # Errors
/// The look's; and when there is no answer, a sentence with `what` was waited for.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(LONGEST, look).await?.with_context(|| {
        format!(
            "waited {} s in vain for {what}; see the services' logs",
            LONGEST.as_secs()
        )
    })
}
