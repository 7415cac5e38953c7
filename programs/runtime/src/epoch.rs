//! Which hour it is. Epochs are numbered from 1; epoch e ends at `genesis_ts + e · epoch_length_s`.

/// Epochs completed at `now_ts`: 0 before and during the first one. Rounds down, so an hour counts
/// only once it is over.
#[inline(always)]
pub fn completed_epochs(now_ts: i64, genesis_ts: i64, epoch_length_s: u32) -> u64 {
    match now_ts.checked_sub(genesis_ts) {
        // Positive, so the cast is exact; a zero length is refused at initialize.
        Some(elapsed) if elapsed > 0 => (elapsed as u64)
            .checked_div(u64::from(epoch_length_s))
            .unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::completed_epochs;

    #[test]
    fn an_hour_counts_once_it_is_over() {
        for (now, want) in [
            (i64::MIN, 0),
            (999, 0),
            (1_000, 0),
            (4_599, 0),
            (4_600, 1),
            (8_200, 2),
        ] {
            assert_eq!(completed_epochs(now, 1_000, 3_600), want, "at {now}");
        }
        assert_eq!(completed_epochs(i64::MAX, 0, 1), i64::MAX as u64);
        assert_eq!(
            completed_epochs(i64::MAX, -1, 1),
            0,
            "an elapsed time no clock can show"
        );
        assert_eq!(completed_epochs(10, 0, 0), 0);
    }
}
