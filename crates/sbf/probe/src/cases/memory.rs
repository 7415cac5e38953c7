//! Copies, fills and comparisons, of constant and of variable length.

use super::{Operands, Results, checksum, wide};

pub(super) fn copies(w: &Operands, out: &mut Results) {
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

pub(super) fn comparisons(w: &Operands, out: &mut Results) {
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
