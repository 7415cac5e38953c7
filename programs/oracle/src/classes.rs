//! GPU classes: the one in force at a time, and changes from the next epoch on. A supplier knows what an
//! hour demands before it begins.
use crate::state::{Classes, GpuClass};
use io_runtime::params::in_force;

impl Classes {
    /// Class `index` as it counts at `at_ts`, unix seconds; none that is not listed.
    #[inline(never)]
    pub fn class(&self, index: u8, at_ts: i64) -> Option<&GpuClass> {
        if index >= self.count {
            return None;
        }
        let place = usize::from(index);
        if in_force(*self.next_from_ts.get(place)?, at_ts) {
            self.next_entries.get(place)
        } else {
            self.entries.get(place)
        }
    }

    /// Writes class `index`, which is listed or the next one, from `from_ts` on; 0, and a new one: at once.
    /// What follows already at `now_ts` takes its place first; what only would have followed is replaced.
    /// The moment from which it counts, 0 for at once; none for any other index.
    pub fn write(&mut self, index: u8, class: &GpuClass, now_ts: i64, from_ts: i64) -> Option<i64> {
        let place = usize::from(index);
        let entry = self.entries.get_mut(place)?;
        let next_entry = self.next_entries.get_mut(place)?;
        let next_from_ts = self.next_from_ts.get_mut(place)?;
        if in_force(*next_from_ts, now_ts) {
            *entry = *next_entry;
        }
        let is_new = index == self.count;
        let from_ts = if is_new { 0 } else { from_ts };
        *next_from_ts = from_ts.into();
        *(if from_ts == 0 { entry } else { next_entry }) = *class;
        if is_new {
            self.count = index.wrapping_add(1);
        }
        Some(from_ts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use bytemuck::Zeroable;

    fn of(multiplier: u32) -> GpuClass {
        let mut class = GpuClass::zeroed();
        class.multiplier_milli = multiplier.into();
        class
    }

    fn multiplier(classes: &Classes, index: u8, at_ts: i64) -> Option<u32> {
        classes
            .class(index, at_ts)
            .map(|class| class.multiplier_milli.get())
    }

    #[test]
    fn a_change_counts_from_its_moment_and_the_last_word_before_it() {
        let mut classes = Box::new(Classes::zeroed());
        assert_eq!(multiplier(&classes, 0, 0), None);
        // A new one at once, whatever moment is named.
        classes.write(0, &of(1), 100, 200).unwrap();
        assert_eq!((classes.count, multiplier(&classes, 0, 100)), (1, Some(1)));
        assert_eq!(multiplier(&classes, 0, i64::MAX), Some(1));
        classes.write(0, &of(2), 100, 200).unwrap();
        assert_eq!(multiplier(&classes, 0, 199), Some(1));
        assert_eq!(multiplier(&classes, 0, 200), Some(2));
        // Replaced while it is pending.
        classes.write(0, &of(3), 199, 200).unwrap();
        assert_eq!(multiplier(&classes, 0, 199), Some(1));
        assert_eq!(multiplier(&classes, 0, 200), Some(3));
        // In force, and followed by the next: it stays what counts until then.
        classes.write(0, &of(4), 200, 300).unwrap();
        assert_eq!(multiplier(&classes, 0, 200), Some(3));
        assert_eq!(multiplier(&classes, 0, 299), Some(3));
        assert_eq!(multiplier(&classes, 0, 300), Some(4));
        // At once, and nothing follows any more.
        classes.write(0, &of(5), 250, 0).unwrap();
        assert_eq!(multiplier(&classes, 0, 0), Some(5));
        assert_eq!(multiplier(&classes, 0, i64::MAX), Some(5));
        assert_eq!(multiplier(&classes, 1, 0), None);
        assert_eq!(classes.write(32, &of(1), 0, 0), None);
    }
}
