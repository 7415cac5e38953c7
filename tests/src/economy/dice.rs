//! The source of chance: a seed gives the same walk on every machine.
use crate::city::IO;

/// SplitMix64.
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    /// An index below `of`.
    pub fn pick(&mut self, of: usize) -> usize {
        self.roll(of as u64) as usize
    }

    /// Dust, a few hundred IO with odd units, all of `whole`, a part of it, or a little too much.
    pub fn amount(&mut self, whole: u64) -> u64 {
        match self.roll(10) {
            0 => self.roll(3),
            1 => whole,
            2 => whole.saturating_add(1),
            3..=5 => whole / 100 * self.roll(100) + self.roll(7),
            _ => 50 * IO + self.roll(400 * IO),
        }
    }
}
