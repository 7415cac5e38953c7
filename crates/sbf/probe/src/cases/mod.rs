//! What the toolchain must get right: each case maps operands to results, on any machine alike.
//!
//! Compiled twice, for sBPF by the probe and for the host by the test that compares them.

mod calls;
mod integers;
mod library;
mod memory;

/// Operand words of a case.
pub const OPERANDS: usize = 8;
/// The most result words of a case.
pub const MAX_RESULTS: usize = 200;

/// Where a case writes its results.
pub struct Results<'a> {
    words: &'a mut [u64],
    count: usize,
}

impl<'a> Results<'a> {
    /// Starts with none.
    pub fn new(words: &'a mut [u64]) -> Self {
        Self { words, count: 0 }
    }
    /// How many were written.
    pub fn count(&self) -> u64 {
        self.count as u64
    }
    fn put(&mut self, word: u64) {
        self.words[self.count] = word;
        self.count += 1;
    }
    fn wide(&mut self, value: u128) {
        self.put(value as u64);
        self.put((value >> 64) as u64);
    }
}

type Operands = [u64; OPERANDS];
/// One case.
pub type Case = fn(&Operands, &mut Results);

/// All cases by name. The table itself exercises relocated function pointers and strings.
pub const CASES: &[(&str, Case)] = &[
    ("u64 arithmetic", integers::u64_arithmetic),
    ("i64 arithmetic", integers::i64_arithmetic),
    ("u128 arithmetic", integers::u128_arithmetic),
    ("i128 arithmetic", integers::i128_arithmetic),
    ("u128 by words and constants", integers::u128_by_words),
    ("narrow arithmetic", integers::narrow_arithmetic),
    ("shifts and rotations", integers::shifts),
    ("bits", integers::bits),
    ("constant divisors", integers::constant_divisors),
    ("copies", memory::copies),
    ("comparisons", memory::comparisons),
    ("many arguments", calls::many_arguments),
    ("aggregate results", calls::aggregate_results),
    ("calls through pointers", calls::indirect_calls),
    ("recursion", calls::recursion),
    ("collections", library::collections),
    ("floats", library::floats),
    ("atomics and tables", library::atomics_and_tables),
    ("panic: add overflows", |w, out| out.put(w[0] + w[1])),
    ("panic: mul overflows", |w, out| {
        out.wide(wide(w, 0) * wide(w, 2))
    }),
    ("panic: i128 sub overflows", |w, out| {
        out.wide((wide(w, 0) as i128 - wide(w, 2) as i128) as u128)
    }),
    ("panic: division by zero", |w, out| {
        out.put(w[0] / (w[1] & 1))
    }),
    ("panic: index", |w, out| out.put(w[(w[0] % 16) as usize])),
    ("panic: unwrap", |w, out| {
        out.put(w[0].checked_sub(w[1]).unwrap())
    }),
    ("panic: slice", |w, out| {
        let from = (w[0] % 10) as usize;
        let to = (w[1] % 10) as usize;
        out.put(w[from..to].iter().fold(0, |a, b| a ^ b));
    }),
    ("panic: message", |w, out| {
        assert!(w[0] % 2 == 0, "{} is odd, {:?}", w[0], w);
        out.put(1);
    }),
];

fn wide(w: &Operands, at: usize) -> u128 {
    u128::from(w[at]) | u128::from(w[at + 1]) << 64
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    })
}
