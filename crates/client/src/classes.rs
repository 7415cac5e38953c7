//! GPU classes, one number at a time: what counts when, as `oracle`'s `Classes::class` has it.
use crate::oracle::accounts::Classes;
use crate::oracle::types::GpuClass;

/// Class `number` as it counts at `at_ts`, unix seconds; none that is not listed.
#[must_use]
pub fn class_at(classes: &Classes, number: u8, at_ts: i64) -> Option<&GpuClass> {
    match change_of(classes, number) {
        Some((from_ts, next)) if at_ts >= from_ts => Some(next),
        _ if number < classes.count => classes.entries.get(usize::from(number)),
        _ => None,
    }
}

/// What follows on the entry of class `number`, or has followed, and from when on, unix seconds.
#[must_use]
pub fn change_of(classes: &Classes, number: u8) -> Option<(i64, &GpuClass)> {
    let place = usize::from(number);
    let from_ts = *classes.next_from_ts.get(place)?;
    let changes = number < classes.count && from_ts > 0;
    changes.then(|| classes.next_entries.get(place).map(|next| (from_ts, next)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountData;

    #[test]
    fn a_change_counts_from_its_moment_on() {
        let mut classes = Classes::zeroed().expect("its length is right");
        classes.count = 1;
        classes.entries[0].multiplier_milli = 1;
        classes.next_entries[0].multiplier_milli = 2;
        let at =
            |classes: &Classes, ts| class_at(classes, 0, ts).map(|class| class.multiplier_milli);
        assert_eq!(at(&classes, i64::MAX), Some(1), "none is pending");
        classes.next_from_ts[0] = 7_200;
        assert_eq!(at(&classes, 7_199), Some(1));
        assert_eq!(at(&classes, 7_200), Some(2));
        assert!(class_at(&classes, 1, 0).is_none());
        assert!(change_of(&classes, 255).is_none());
    }
}
