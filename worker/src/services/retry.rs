//! How long a loop leaves an operator alone that failed.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(250);

/// The wait after so many failures in a row: twice as long each time, up to `longest`.
pub(super) fn wait_after(failures: u32, longest: Duration) -> Duration {
    FIRST
        .saturating_mul(1 << failures.saturating_sub(1).min(10))
        .min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let longest = Duration::from_secs(5);
        let waits = [0, 1, 2, 3, 5, 6, u32::MAX].map(|n| wait_after(n, longest).as_millis());
        assert_eq!(waits, [250, 250, 500, 1_000, 4_000, 5_000, 5_000]);
    }
}
