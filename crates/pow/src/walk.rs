//! The walk: addresses, the mix of one step, and checkpoints.
//!
//! The mix is one-way in the line on purpose. Were it not, a cheat could commit made-up checkpoints, wait for
//! the sample, walk only the sampled segments and solve the last line of each for the state it had committed:
//! 32 wrong bytes in 8,192 pass 256 probes with probability 1/e. Hence every word of the line enters twice, in
//! two orders, and the state before is added at the end.

use crate::hash::{Hash, Sha256, scale, tag, word_of};
use crate::operand::finalise;
use crate::params::{LINE_BYTES, SEGMENT_STEPS};
use crate::seed::GpuSeed;

/// State of a lane: 32 bytes as four little-endian words.
pub type State = [u64; 4];

/// 128 bytes of `W`.
pub type Line = [u8; LINE_BYTES];

/// A lane's constants.
#[derive(Debug, Clone, Copy)]
pub struct LaneKey {
    seed: State,
    seed_bytes: Hash,
    lane: u32,
}

/// The 32 bytes of a state.
#[must_use]
pub fn state_bytes(state: &State) -> Hash {
    let mut bytes = [0; 32];
    for (out, word) in bytes.chunks_exact_mut(8).zip(state) {
        out.copy_from_slice(&word.to_le_bytes());
    }
    bytes
}

/// The state that 32 bytes stand for.
#[must_use]
pub fn state_of(bytes: &Hash) -> State {
    [0, 1, 2, 3].map(|index| word_of(bytes, index))
}

impl LaneKey {
    /// The constants of lane `lane` under a GPU's seed.
    #[must_use]
    pub fn new(seed: &GpuSeed, lane: u32) -> Self {
        Self {
            seed: state_of(&seed.0),
            seed_bytes: seed.0,
            lane,
        }
    }

    /// The lane's state before step 0: `SHA256('L' ‖ Sd ‖ lane)`.
    #[must_use]
    pub fn start<H: Sha256>(&self) -> Hash {
        H::hash_parts(&[
            &[tag::LANE_START],
            &self.seed_bytes,
            &self.lane.to_le_bytes(),
        ])
    }

    /// Checkpoint `index` (1..=segments): `SHA256('C' ‖ Sd ‖ lane ‖ index ‖ state)` of the state after step
    /// `64 · index − 1`. It is both the state that the next segment starts from and a leaf of the lane's tree.
    #[must_use]
    pub fn checkpoint<H: Sha256>(&self, index: u32, state: &State) -> Hash {
        H::hash_parts(&[
            &[tag::CHECKPOINT],
            &self.seed_bytes,
            &self.lane.to_le_bytes(),
            &index.to_le_bytes(),
            &state_bytes(state),
        ])
    }

    /// What tells steps and lanes apart: `finalise(d₀ + (lane · 2³² + step))`, a bijection of (lane, step), so
    /// lanes that meet in a state part again at once.
    #[must_use]
    pub const fn tweak(&self, step: u32) -> u64 {
        finalise(self.seed[0].wrapping_add(((self.lane as u64) << 32) | step as u64))
    }

    /// The line read at `step` (counted from the lane's start): `⌊finalise(s₀ ⊕ tweak) · lines / 2⁶⁴⌋`.
    #[must_use]
    pub const fn address(&self, state: &State, step: u32, lines: u32) -> u32 {
        scale(finalise(state[0] ^ self.tweak(step)), lines)
    }

    /// The state after `step`, having read `line`.
    #[must_use]
    pub fn mix(&self, state: &State, step: u32, line: &Line) -> State {
        let mut m = [0_u64; 16];
        for (word, bytes) in m.iter_mut().zip(line.chunks_exact(8)) {
            let mut le = [0; 8];
            le.copy_from_slice(bytes);
            *word = u64::from_le_bytes(le);
        }
        let d = &self.seed;
        let mut v = [
            state[0] ^ d[1],
            state[1] ^ d[2],
            state[2] ^ d[3],
            state[3] ^ self.tweak(step),
        ];
        // Roles turn by one word each time; after four the assignment is the first again.
        for quad in ORDER.chunks_exact(8) {
            let [a, b, c, d] = &mut v;
            quarter(a, b, c, d, m[quad[0]], m[quad[1]]);
            quarter(b, c, d, a, m[quad[2]], m[quad[3]]);
            quarter(c, d, a, b, m[quad[4]], m[quad[5]]);
            quarter(d, a, b, c, m[quad[6]], m[quad[7]]);
        }
        [
            v[0] ^ state[0],
            v[1] ^ state[1],
            v[2] ^ state[2],
            v[3] ^ state[3],
        ]
    }
}

/// The order in which a line's words enter: as they lie, then word `5i + 3 mod 16` as the i-th, which pairs
/// no two words that were paired before.
const ORDER: [usize; 32] = {
    let mut order = [0; 32];
    let mut i = 0;
    while i < 16 {
        order[i] = i;
        order[16 + i] = (5 * i + 3) % 16;
        i += 1;
    }
    order
};

/// BLAKE2b's quarter round (RFC 7693, function G) with message words `x` and `y`.
#[inline(always)]
fn quarter(a: &mut u64, b: &mut u64, c: &mut u64, d: &mut u64, x: u64, y: u64) {
    *a = a.wrapping_add(*b).wrapping_add(x);
    *d = (*d ^ *a).rotate_right(32);
    *c = c.wrapping_add(*d);
    *b = (*b ^ *c).rotate_right(24);
    *a = a.wrapping_add(*b).wrapping_add(y);
    *d = (*d ^ *a).rotate_right(16);
    *c = c.wrapping_add(*d);
    *b = (*b ^ *c).rotate_right(63);
}

/// The lane's step number of step `step` (0..64) of segment `segment`.
#[must_use]
pub const fn step_number(segment: u32, step: u32) -> u32 {
    segment * SEGMENT_STEPS + step
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(lane: u32) -> LaneKey {
        LaneKey::new(&GpuSeed([7; 32]), lane)
    }

    #[test]
    fn both_orders_use_every_word_once_and_share_no_pair() {
        let (first, second) = ORDER.split_at(16);
        for pass in [first, second] {
            let mut seen = pass.to_vec();
            seen.sort_unstable();
            assert_eq!(seen, (0..16).collect::<Vec<_>>());
        }
        let pair = |p: &[usize]| (p[0].min(p[1]), p[0].max(p[1]));
        for a in first.chunks_exact(2) {
            assert!(second.chunks_exact(2).all(|b| pair(a) != pair(b)));
        }
    }

    #[test]
    fn every_bit_of_line_state_seed_lane_and_step_moves_about_half_the_state() {
        let (state, line) = ([1, 2, 3, 4], [9; LINE_BYTES]);
        let base = lane(5).mix(&state, 77, &line);
        let flipped = |other: State| -> u32 {
            base.iter()
                .zip(other)
                .map(|(a, b)| (a ^ b).count_ones())
                .sum()
        };
        // 128 expected, standard deviation 8; 1,024 + 256 draws stay within 6 of those.
        let near_half = |bits: u32| (80..=176).contains(&bits);
        for bit in 0..LINE_BYTES * 8 {
            let mut changed = line;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(near_half(flipped(lane(5).mix(&state, 77, &changed))));
        }
        for bit in 0..256 {
            let mut changed = state;
            changed[bit / 64] ^= 1 << (bit % 64);
            assert!(near_half(flipped(lane(5).mix(&changed, 77, &line))));
            let mut seed = [7; 32];
            seed[bit / 8] ^= 1 << (bit % 8);
            let other = LaneKey::new(&GpuSeed(seed), 5);
            assert!(near_half(flipped(other.mix(&state, 77, &line))));
        }
        assert!(near_half(flipped(lane(4).mix(&state, 77, &line))));
        assert!(near_half(flipped(lane(5).mix(&state, 76, &line))));
    }

    #[test]
    fn lanes_that_meet_in_a_state_part_at_once() {
        let state = [1, 2, 3, 4];
        let mut addresses: Vec<u32> = (0..1000)
            .map(|l| lane(l).address(&state, 3, u32::MAX))
            .collect();
        addresses.sort_unstable();
        addresses.dedup();
        assert!(addresses.len() > 995);
    }

    #[test]
    fn addresses_are_uniform() {
        // Chi-squared over 64 cells, 64,000 draws: mean 63, standard deviation 11.2.
        let mut cells = [0_i64; 64];
        for i in 0..64_000_u64 {
            let state = [finalise(i), 0, 0, 0];
            cells[lane(0).address(&state, 9, 64) as usize] += 1;
        }
        let chi: i64 = cells.iter().map(|c| (c - 1000).pow(2)).sum::<i64>() / 1000;
        assert!(chi < 63 + 6 * 11, "chi-squared {chi}");
    }
}
