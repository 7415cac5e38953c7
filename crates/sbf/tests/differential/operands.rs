//! Operands: words at the edges of every width, and seeded random ones of every length.

use super::cases::OPERANDS;

const EDGES: [u64; 26] = [
    0,
    1,
    2,
    3,
    7,
    10,
    63,
    64,
    65,
    127,
    128,
    255,
    0x7fff,
    0x8000,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0x1_0000_0000,
    0x1_0000_0001,
    0x5f37_59df_0000_0000,
    0x7fff_ffff_ffff_ffff,
    0x8000_0000_0000_0000,
    0x8000_0000_0000_0001,
    0xffff_ffff_0000_0000,
    0xffff_ffff_ffff_fffe,
    0xffff_ffff_ffff_ffff,
];

/// Random sets a case.
const RANDOM_SETS: usize = 4000;

/// xorshift64*: reproducible, and independent of the code under test.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
    /// A word of a random number of bits, or an edge, or one next to an edge.
    fn word(&mut self) -> u64 {
        let choice = self.next();
        let edge = EDGES[(choice >> 8) as usize % EDGES.len()];
        match choice % 8 {
            0 | 1 => edge,
            2 => edge.wrapping_add(self.next() % 5).wrapping_sub(2),
            _ => self.next() >> ((choice >> 32) % 64),
        }
    }
}

/// The sets for a case: all pairs of edges as low words, each with edges above them, and random
/// ones.
pub fn sets(case: u64) -> Vec<[u64; OPERANDS]> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (case + 1).wrapping_mul(0xd134_2543_de82_ef95));
    let mut sets = Vec::new();
    for a in EDGES {
        for b in EDGES {
            let mut set = std::array::from_fn(|_| random.word());
            set[0] = a;
            set[2] = b;
            sets.push(set);
            // The same pair as 64-bit values (sign bits spread), and as high words.
            set[1] = ((a as i64) >> 63) as u64;
            set[3] = ((b as i64) >> 63) as u64;
            sets.push(set);
            set[1] = a;
            set[3] = b;
            sets.push(set);
            set[1] = a;
            set[3] = 0;
            sets.push(set);
        }
    }
    sets.extend((0..RANDOM_SETS).map(|_| std::array::from_fn(|_| random.word())));
    sets
}
