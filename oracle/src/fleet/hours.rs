//! The generated hour: heartbeats and verdicts of every generated device.

use std::sync::Arc;

use super::{FIRST_INDEX, Fleet};
use crate::summary::{FormatError, MINUTES_MASK, Row, SHARD_ROWS, Shard, verdict};

impl Fleet {
    /// The row of the device at `at` (registry index less [`FIRST_INDEX`]) in `epoch`. Of 256 device hours 2 are
    /// dark, 14 have an outage of up to half an hour, 3 fail their proof; the rest are whole.
    #[must_use]
    pub fn row(&self, at: u32, epoch: u64) -> Row {
        let draw = self.draw(at, epoch);
        let kind = draw & 0xff;
        if kind < 2 {
            return Row {
                verdict: verdict::SILENT,
                ..Row::default()
            };
        }
        let minutes = if kind < 16 {
            let (first, length) = ((draw >> 8) % 30, 1 + (draw >> 16) % 30);
            MINUTES_MASK & !(((1 << length) - 1) << first)
        } else {
            MINUTES_MASK
        };
        let failed = kind > 252;
        Row {
            minutes,
            verdict: if failed { verdict::FAIL } else { verdict::PASS },
            // A generated failure names the fault a lazy fill shows: a probed byte.
            reason: if failed { 7 } else { 0 },
            place: if failed {
                ((draw >> 24) & 0xff) as u32
            } else {
                0
            },
            on_time: true,
        }
    }

    /// The row of a registered host of the population: up all hour, passed.
    #[must_use]
    pub const fn host_row() -> Row {
        Row {
            minutes: MINUTES_MASK,
            verdict: verdict::PASS,
            reason: 0,
            place: 0,
            on_time: true,
        }
    }

    /// The shards of all generated devices in `epoch`, ascending, with their roots.
    ///
    /// # Errors
    /// None for a population that [`Fleet::new`] accepted; the type is the shard's.
    pub fn shards(&self, epoch: u64) -> Result<Vec<(io_api::Digest, Arc<Shard>)>, FormatError> {
        use rayon::prelude::*;
        let end = FIRST_INDEX + self.len();
        let rows = SHARD_ROWS as u32;
        let numbers = FIRST_INDEX / rows..end.div_ceil(rows);
        numbers
            .into_par_iter()
            .map(|number| {
                let from = (number * rows).max(FIRST_INDEX);
                let to = ((number + 1) * rows).min(end);
                let mut shard = Shard::with_capacity(number as u16, (to - from) as usize);
                for index in from..to {
                    let row = self.row(index - FIRST_INDEX, epoch);
                    shard.push((index % rows) as u16, row, None)?;
                }
                Ok((shard.root(), Arc::new(shard)))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::CENSUS;
    use super::*;
    use std::time::Instant;

    #[test]
    fn an_hour_covers_every_device_once_and_differs_from_the_next() {
        let fleet = Fleet::new(7, CENSUS, 16).unwrap();
        let started = Instant::now();
        let shards = fleet.shards(3).unwrap();
        println!(
            "one hour of {} devices: {:?}",
            fleet.len(),
            started.elapsed()
        );
        let rows: usize = shards.iter().map(|(_, shard)| shard.len()).sum();
        assert_eq!(rows, 205_985);
        assert_eq!(shards[0].1.index(0), FIRST_INDEX);
        assert!(shards.is_sorted_by(|a, b| a.1.number() < b.1.number()));
        let again = fleet.shards(3).unwrap();
        assert!(shards.iter().zip(&again).all(|(a, b)| a.0 == b.0));
        let next = fleet.shards(4).unwrap();
        assert!(shards.iter().zip(&next).all(|(a, b)| a.0 != b.0));
        let passed = (0..fleet.len())
            .filter(|at| fleet.row(*at, 3).verdict == verdict::PASS)
            .count();
        assert!((201_000..203_000).contains(&passed), "{passed}");
    }
}
