//! Calls: more arguments than registers, results in memory, pointers to functions, recursion.

use super::{Operands, Results, checksum, wide};
use alloc::boxed::Box;

#[allow(clippy::too_many_arguments)] // More than there are argument registers: that is the case.
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

pub(super) fn many_arguments(w: &Operands, out: &mut Results) {
    out.put(nine(
        w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[0] as u8,
    ));
    out.wide(wides(
        wide(w, 0),
        w[2],
        wide(w, 3),
        wide(w, 5) as i128,
        w[7].is_multiple_of(2),
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

pub(super) fn aggregate_results(w: &Operands, out: &mut Results) {
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
        ((u128::from(a) * u128::from(b)) ^ c.rotate_right(7), d > b)
    }
    fn name(&self) -> &'static str {
        "square of it"
    }
}

pub(super) fn indirect_calls(w: &Operands, out: &mut Results) {
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

pub(super) fn recursion(w: &Operands, out: &mut Results) {
    let (acc, mix) = descend(w[0] % 20, wide(w, 1), w[3], w[4], w[5]);
    out.wide(acc);
    out.put(mix);
}
