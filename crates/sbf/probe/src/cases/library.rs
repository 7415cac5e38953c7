//! What the standard library brings along: collections, text, floats, atomics; and tables of constants.

use super::{Operands, Results, checksum};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering};

pub(super) fn collections(w: &Operands, out: &mut Results) {
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

pub(super) fn floats(w: &Operands, out: &mut Results) {
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

pub(super) fn atomics_and_tables(w: &Operands, out: &mut Results) {
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
