//! What the toolchain must get right: each case maps operands to results, on any machine alike.
//!
//! Compiled twice, for sBPF by the probe and for the host by the test that compares them.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering};

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
    ("u64 arithmetic", u64_arithmetic),
    ("i64 arithmetic", i64_arithmetic),
    ("u128 arithmetic", u128_arithmetic),
    ("i128 arithmetic", i128_arithmetic),
    ("u128 by words and constants", u128_by_words),
    ("narrow arithmetic", narrow_arithmetic),
    ("shifts and rotations", shifts),
    ("bits", bits),
    ("constant divisors", constant_divisors),
    ("copies", copies),
    ("comparisons", comparisons),
    ("many arguments", many_arguments),
    ("aggregate results", aggregate_results),
    ("calls through pointers", indirect_calls),
    ("recursion", recursion),
    ("collections", collections),
    ("floats", floats),
    ("atomics and tables", atomics_and_tables),
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

macro_rules! arithmetic {
    ($name:ident, $ty:ty, $unsigned:ty, $get:expr) => {
        fn $name(w: &Operands, out: &mut Results) {
            let get: fn(&Operands, usize) -> $ty = $get;
            let (a, b) = (get(w, 0), get(w, 2));
            let mut put = |v: $ty| out.wide((v as $unsigned).into());
            put(a.wrapping_add(b));
            put(a.wrapping_sub(b));
            put(a.wrapping_mul(b));
            put(a.saturating_add(b));
            put(a.saturating_sub(b));
            put(a.saturating_mul(b));
            let options = [
                a.checked_add(b),
                a.checked_sub(b),
                a.checked_mul(b),
                a.checked_div(b),
                a.checked_rem(b),
                a.checked_neg(),
                a.checked_pow((b & 7) as u32),
                a.checked_div_euclid(b),
                a.checked_rem_euclid(b),
            ];
            for option in options {
                put(option.unwrap_or(77));
                put(option.is_some() as $ty);
            }
            for (value, flag) in [
                a.overflowing_add(b),
                a.overflowing_sub(b),
                a.overflowing_mul(b),
                a.overflowing_neg(),
            ] {
                put(value);
                put(flag as $ty);
            }
            put(a.max(b));
            put(a.min(b));
            put(a.abs_diff(b) as $ty);
            put((a < b) as $ty | ((a <= b) as $ty) << 1 | ((a == b) as $ty) << 2);
        }
    };
}

arithmetic!(u64_arithmetic, u64, u64, |w, i| w[i]);
arithmetic!(i64_arithmetic, i64, u64, |w, i| w[i] as i64);
arithmetic!(u128_arithmetic, u128, u128, wide);
arithmetic!(i128_arithmetic, i128, u128, |w, i| wide(w, i) as i128);

fn u128_by_words(w: &Operands, out: &mut Results) {
    let a = wide(w, 0);
    let product = u128::from(w[2]) * u128::from(w[3]);
    out.wide(product);
    out.wide(u128::from(w[2]).checked_mul(u128::from(w[3])).unwrap_or(1));
    out.wide(a / u128::from(w[2] | 1));
    out.wide(a % u128::from(w[2] | 1));
    out.wide(a / u128::from((w[2] as u32) | 1));
    out.wide(product / u128::from(w[2] | 1));
    out.wide(a / 1_000_000_007);
    out.wide(a % 10_000);
    out.wide(a / (1 << 65 | 12345));
    out.wide(a.wrapping_mul(1_000_000));
    out.wide(a.wrapping_mul(10u128.pow(30)));
    out.wide(u128::from(w[2]) * 3600);
    out.wide((i128::from(w[2] as i64) * i128::from(w[3] as i64)) as u128);
    out.wide(a.isqrt());
    out.put(a.checked_ilog10().unwrap_or(99).into());
}

fn narrow_arithmetic(w: &Operands, out: &mut Results) {
    macro_rules! narrow {
        ($($ty:ty),*) => {$({
            let (a, b) = (w[0] as $ty, w[2] as $ty);
            out.put(a.wrapping_mul(b) as u64);
            out.put(a.checked_mul(b).map_or(7, |v| v as u64));
            out.put(a.checked_div(b).map_or(7, |v| v as u64));
            out.put(a.checked_rem(b).map_or(7, |v| v as u64));
            out.put(a.saturating_add(b) as u64);
            out.put(a.saturating_sub(b) as u64);
            out.put(a.wrapping_shl(w[4] as u32) as u64);
            out.put(a.wrapping_shr(w[4] as u32) as u64);
            out.put(a.rotate_left((w[4] % 64) as u32) as u64);
            out.put(u64::from(a.leading_zeros()));
        })*};
    }
    narrow!(u8, i8, u16, i16, u32, i32);
}

fn shifts(w: &Operands, out: &mut Results) {
    let (a, n) = (wide(w, 0), (w[4] % 256) as u32);
    out.wide(a.wrapping_shl(n));
    out.wide(a.wrapping_shr(n));
    out.wide((a as i128).wrapping_shr(n) as u128);
    out.wide(a.checked_shl(n).unwrap_or(3));
    out.wide(a.rotate_left(n % 128));
    out.wide(a.rotate_right(n % 128));
    out.put(w[0].wrapping_shl(n));
    out.put(w[0].wrapping_shr(n));
    out.put((w[0] as i64).wrapping_shr(n) as u64);
    out.put(w[0].rotate_left(n % 64));
    out.put(w[0].rotate_right(n % 64));
    out.wide(a << 1 ^ a >> 63 ^ a << 64 ^ a >> 65);
}

fn bits(w: &Operands, out: &mut Results) {
    let a = wide(w, 0);
    out.put(u64::from(w[0].leading_zeros()));
    out.put(u64::from(w[0].trailing_zeros()));
    out.put(u64::from(w[0].count_ones()));
    out.put(u64::from(a.leading_zeros()));
    out.put(u64::from(a.trailing_zeros()));
    out.put(u64::from(a.count_ones()));
    out.put(w[0].swap_bytes());
    out.put(w[0].reverse_bits());
    out.wide(a.swap_bytes());
    out.wide(a.reverse_bits());
    out.put(u64::from((w[0] as u32).swap_bytes()));
    out.put(u64::from((w[0] as u16).to_be()));
    out.put(w[0].isqrt());
    out.put(w[0].next_power_of_two_or_one());
    out.put(w[0].checked_ilog2().unwrap_or(99).into());
}

trait NextPower {
    fn next_power_of_two_or_one(self) -> u64;
}
impl NextPower for u64 {
    fn next_power_of_two_or_one(self) -> u64 {
        self.checked_next_power_of_two().unwrap_or(1)
    }
}

fn constant_divisors(w: &Operands, out: &mut Results) {
    let (a, b) = (w[0], w[0] as i64);
    for word in [
        a / 3,
        a % 3,
        a / 3600,
        a % 10_000,
        a / 1_000_000_007,
        a / (1 << 63 | 1),
    ] {
        out.put(word);
    }
    for word in [
        b / 3,
        b % 3,
        b / -7,
        b % -7,
        b / 8,
        b % 8,
        b / 3600,
        b.rem_euclid(3600),
    ] {
        out.put(word as u64);
    }
}

fn copies(w: &Operands, out: &mut Results) {
    let mut bytes = [0u8; 320];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = (w[i % 8] >> (i % 57)) as u8;
    }
    macro_rules! fixed {
        ($($n:literal),*) => {$({
            let mut copy = [0xAAu8; $n];
            copy.copy_from_slice(&bytes[7..7 + $n]);
            out.put(checksum(core::hint::black_box(&copy)));
            let mut filled = [0u8; $n];
            filled.fill(w[0] as u8);
            out.put(checksum(core::hint::black_box(&filled)));
        })*};
    }
    fixed!(
        1, 3, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 96, 97, 128, 129, 256, 300
    );
    let (from, to) = ((w[5] % 100) as usize, (w[6] % 100) as usize);
    let len = (w[7] % 200) as usize;
    bytes.copy_within(from..from + len, to);
    out.put(checksum(&bytes));
    bytes[to..to + len].fill(w[1] as u8);
    out.put(checksum(&bytes));
    bytes[..].reverse();
    out.put(checksum(&bytes));
    bytes.rotate_left(from);
    out.put(checksum(&bytes));
    let (left, right) = bytes.split_at_mut(160);
    left.swap_with_slice(right);
    out.put(checksum(&bytes));
    for offset in 0..9 {
        let at = from + offset;
        out.put(u64::from_le_bytes(
            bytes[at..at + 8].try_into().unwrap_or_default(),
        ));
        out.put(u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap_or_default()).into());
    }
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    })
}

fn comparisons(w: &Operands, out: &mut Results) {
    let mut a = [0u8; 80];
    for (i, byte) in a.iter_mut().enumerate() {
        *byte = (w[i % 8] >> (i % 8)) as u8;
    }
    let mut b = a;
    let flip = (w[0] % 100) as usize;
    if let Some(byte) = b.get_mut(flip) {
        *byte ^= 1 | w[1] as u8;
    }
    macro_rules! fixed {
        ($($n:literal),*) => {$({
            let (x, y): (&[u8; $n], &[u8; $n]) = (
                a[..$n].try_into().unwrap(), b[..$n].try_into().unwrap());
            out.put(u64::from(x == y) | u64::from(x < y) << 1 | u64::from(x >= y) << 2);
        })*};
    }
    fixed!(
        0, 1, 2, 3, 5, 7, 8, 12, 16, 20, 31, 32, 33, 48, 63, 64, 65, 80
    );
    let len = (w[2] % 81) as usize;
    out.put(a[..len].cmp(&b[..len]) as i8 as u64);
    out.put(u64::from(a[..len] == b[..len]));
    out.put(u64::from(a[..len].starts_with(&b[..len / 2])));
    out.put(w[..4].cmp(&w[4..]) as i8 as u64);
    let words: [u64; 4] = [w[0], w[1], w[2], w[3]];
    out.put(u64::from(words == [w[4], w[5], w[6], w[7]]));
    out.put((w[0] as i64).cmp(&(w[1] as i64)) as i8 as u64);
    out.put((wide(w, 0) as i128).cmp(&(wide(w, 2) as i128)) as i8 as u64);
}

#[inline(never)]
fn nine(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64, h: u64, i: u8) -> u64 {
    a ^ b.rotate_left(1)
        ^ c.rotate_left(2)
        ^ d.rotate_left(3)
        ^ e.rotate_left(4)
        ^ f.rotate_left(5)
        ^ g.rotate_left(6)
        ^ h.rotate_left(7)
        ^ u64::from(i)
}

#[inline(never)]
fn wides(a: u128, b: u64, c: u128, d: i128, e: bool) -> u128 {
    if e {
        a ^ u128::from(b) ^ c.rotate_left(9) ^ d as u128
    } else {
        a.wrapping_sub(c)
    }
}

#[inline(never)]
fn slices(a: &[u64], b: &[u64], c: &[u64], d: Option<u64>) -> (u64, u128) {
    let sum = a
        .iter()
        .chain(b)
        .chain(c)
        .fold(d.unwrap_or(5), |x, y| x.wrapping_mul(31) ^ y);
    (sum, u128::from(sum) << a.len() | b.len() as u128)
}

fn many_arguments(w: &Operands, out: &mut Results) {
    out.put(nine(
        w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[0] as u8,
    ));
    out.wide(wides(
        wide(w, 0),
        w[2],
        wide(w, 3),
        wide(w, 5) as i128,
        w[7] % 2 == 0,
    ));
    let cut = (w[0] % 8) as usize;
    let (sum, mix) = slices(&w[..cut], &w[cut..], &w[1..3], w[3].checked_sub(w[4]));
    out.put(sum);
    out.wide(mix);
}

#[derive(Clone, Copy, PartialEq)]
struct Ledger {
    minted: u128,
    burned: u64,
    rate: Option<u128>,
    tag: u8,
}

#[inline(never)]
fn ledger(w: &Operands) -> Ledger {
    Ledger {
        minted: wide(w, 0),
        burned: w[2],
        rate: wide(w, 3).checked_mul(wide(w, 5)),
        tag: 9,
    }
}

#[inline(never)]
fn fallible(a: u64, b: u64) -> Result<(u64, [u8; 32]), (u32, u128)> {
    match a.checked_add(b) {
        Some(sum) => Ok((sum, [sum as u8; 32])),
        None => Err((b as u32, u128::from(a) * u128::from(b))),
    }
}

#[inline(never)]
fn pair(a: u64, b: u64) -> (u64, bool) {
    (a.wrapping_mul(b), a > b)
}

fn aggregate_results(w: &Operands, out: &mut Results) {
    let first = ledger(w);
    let mut second = ledger(&[w[7], w[6], w[5], w[4], w[3], w[2], w[1], w[0]]);
    second.tag = first.tag;
    out.wide(first.minted);
    out.put(second.burned);
    out.wide(first.rate.or(second.rate).unwrap_or(4));
    out.put(u64::from(first == second));
    match fallible(w[0], w[1]) {
        Ok((sum, bytes)) => out.put(sum ^ checksum(&bytes)),
        Err((code, product)) => {
            out.put(code.into());
            out.wide(product);
        }
    }
    let (x, above) = pair(w[2], w[3]);
    let (y, below) = pair(x, w[4]);
    out.put(y ^ u64::from(above) ^ u64::from(below) << 1);
}

trait Rule {
    fn weigh(&self, a: u64, b: u64, c: u128, d: u64) -> (u128, bool);
    fn name(&self) -> &'static str;
}
struct Linear(u64);
struct Square;
impl Rule for Linear {
    fn weigh(&self, a: u64, b: u64, c: u128, d: u64) -> (u128, bool) {
        (u128::from(a).wrapping_mul(self.0.into()) ^ c, b > d)
    }
    fn name(&self) -> &'static str {
        "linear"
    }
}
impl Rule for Square {
    fn weigh(&self, a: u64, b: u64, c: u128, d: u64) -> (u128, bool) {
        (u128::from(a) * u128::from(b) ^ c.rotate_right(7), d > b)
    }
    fn name(&self) -> &'static str {
        "square of it"
    }
}

fn indirect_calls(w: &Operands, out: &mut Results) {
    let rules: [Box<dyn Rule>; 3] = [
        Box::new(Linear(w[3])),
        Box::new(Square),
        Box::new(Linear(7)),
    ];
    for rule in &rules {
        let (weight, flag) = rule.weigh(w[0], w[1], wide(w, 4), w[2]);
        out.wide(weight);
        out.put(u64::from(flag) + rule.name().len() as u64);
    }
    let table: [fn(u128, u128) -> Option<u128>; 4] = [
        u128::checked_add,
        u128::checked_sub,
        u128::checked_mul,
        u128::checked_div,
    ];
    let chosen = table[(w[6] % 4) as usize];
    out.wide(chosen(wide(w, 0), wide(w, 2)).unwrap_or(11));
    let mut calls = 0;
    let mut closure = |x: u64| {
        calls += 1;
        x.wrapping_mul(w[7])
    };
    let through: &mut dyn FnMut(u64) -> u64 = &mut closure;
    let sum = through(w[0]) ^ through(w[1]);
    out.put(sum);
    out.put(calls);
}

#[inline(never)]
fn descend(depth: u64, acc: u128, a: u64, b: u64, c: u64) -> (u128, u64) {
    if depth == 0 {
        return (acc, a ^ b ^ c);
    }
    let (acc, mix) = descend(
        depth - 1,
        acc.rotate_left(3) ^ u128::from(a),
        b,
        c,
        a.wrapping_add(depth),
    );
    (acc.wrapping_add(mix.into()), mix.rotate_left(1))
}

fn recursion(w: &Operands, out: &mut Results) {
    let (acc, mix) = descend(w[0] % 20, wide(w, 1), w[3], w[4], w[5]);
    out.wide(acc);
    out.put(mix);
}

fn collections(w: &Operands, out: &mut Results) {
    let mut list: Vec<u64> = w.iter().flat_map(|x| [*x, x >> 7, x << 3]).collect();
    list.sort_unstable();
    list.dedup();
    out.put(list.iter().fold(0, |a: u64, b| a.wrapping_mul(17) ^ b));
    list.sort_unstable_by(|a, b| (b % 1000).cmp(&(a % 1000)).then(a.cmp(b)));
    out.put(list.iter().fold(0, |a: u64, b| a.wrapping_mul(17) ^ b));
    out.put(list.binary_search(&w[0]).map_or(99, |_| 1));
    let mut map = BTreeMap::new();
    for (i, x) in w.iter().enumerate() {
        *map.entry(x % 5).or_insert(0u128) += u128::from(*x) + i as u128;
    }
    for (key, value) in &map {
        out.put(*key);
        out.wide(*value);
    }
    let text = alloc::string::String::from_utf8_lossy(&w[0].to_le_bytes()).into_owned();
    out.put(checksum(text.as_bytes()));
    out.put(core::str::from_utf8(&w[1].to_le_bytes()).map_or(0, |s| s.chars().count() as u64 + 1));
}

fn floats(w: &Operands, out: &mut Results) {
    let number = |word: u64| (word as i64 as f64) / 1024.0;
    let (a, b) = (number(w[0]), number(w[1]));
    for value in [
        a + b,
        a - b,
        a * b,
        a / (b.abs() + 1.0),
        -a,
        w[2] as f64,
        f64::from(w[3] as f32),
    ] {
        out.put(value.to_bits());
    }
    out.put(
        u64::from(a < b) | u64::from(a <= b) << 1 | u64::from(a == b) << 2 | u64::from(a != b) << 3,
    );
    let nan = f64::from_bits(w[4]);
    out.put(u64::from(nan < a) | u64::from(nan >= a) << 1 | u64::from(nan.is_nan()) << 2);
    out.put((a * 1.5) as u64);
    out.put((a * 1.5) as i64 as u64);
    out.put(f64::from_bits(w[5]) as u64);
    out.put(f64::from_bits(w[5]) as i64 as u64);
    out.put((w[2] as f32 * 2.5).to_bits().into());
}

fn atomics_and_tables(w: &Operands, out: &mut Results) {
    let cell = AtomicU64::new(w[0]);
    out.put(cell.fetch_add(w[1], Ordering::SeqCst));
    out.put(cell.swap(w[2], Ordering::AcqRel));
    let _ = cell.compare_exchange(w[2], w[3], Ordering::SeqCst, Ordering::Relaxed);
    out.put(cell.load(Ordering::Acquire));
    const NAMES: [&str; 7] = ["a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg"];
    out.put(checksum(NAMES[(w[4] % 7) as usize].as_bytes()));
    out.put(match w[5] % 12 {
        0 => 11,
        1 => w[6],
        2 => w[6] ^ 5,
        3 => 17,
        4 => w[6] / 3,
        5 => 170,
        6 => !w[6],
        7 => 3,
        9 => w[6] << 4,
        10 => 99,
        _ => 1,
    });
}
