//! Is there structure in `W` that would make it cheaper than its product? Ranks of its bits and bytes over small
//! fields, and of what the protocol does not keep, for contrast.

use io_pow::ClassParams;
use io_pow::HostSha256 as H;
use io_pow::fill::fill;
use io_pow::operand::{Side, dot, key};
use io_pow::seed::GpuSeed;

/// An inner dimension far below `n`: whatever is linear in the sums has a rank of at most `k`.
const PARAMS: ClassParams = ClassParams {
    n: 256,
    k: 64,
    panels: 1,
    ..ClassParams::TEST
};
const N: usize = PARAMS.n as usize;
const SEED: GpuSeed = GpuSeed([9; 32]);

/// Rank of an `n × n` matrix modulo a prime below 2¹⁵.
fn rank(matrix: impl Fn(usize, usize) -> u32, prime: u32) -> usize {
    let mut rows: Vec<Vec<u32>> = (0..N)
        .map(|i| (0..N).map(|j| matrix(i, j) % prime).collect())
        .collect();
    let inverse = |x: u32| (1..prime).find(|y| x * y % prime == 1).unwrap();
    let mut rank = 0;
    for column in 0..N {
        let Some(pivot) = (rank..N).find(|i| rows[*i][column] != 0) else {
            continue;
        };
        rows.swap(rank, pivot);
        let scale = inverse(rows[rank][column]);
        let first: Vec<u32> = rows[rank].iter().map(|x| x * scale % prime).collect();
        for row in &mut rows[rank + 1..] {
            let factor = prime - row[column];
            for (x, y) in row.iter_mut().zip(&first) {
                *x = (*x + factor * y) % prime;
            }
        }
        rank += 1;
    }
    rank
}

#[test]
fn the_kept_bits_and_bytes_have_full_rank_over_small_fields() {
    let memory = fill::<H>(&SEED, &PARAMS).unwrap();
    let byte = |i: usize, j: usize| u32::from(memory[i * N + j]);
    // A random square matrix over GF(2) lacks r ranks with a chance of about 2^(-r²): three or more are 1 in 500.
    for bit in 0..8 {
        let found = rank(|i, j| byte(i, j) >> bit & 1, 2);
        assert!(found + 3 > N, "bit {bit}: rank {found} of {N}");
    }
    for prime in [3, 5, 7, 17, 251, 257] {
        let found = rank(byte, prime);
        assert!(found + 2 > N, "modulo {prime}: rank {found} of {N}");
    }
}

#[test]
fn what_is_linear_in_the_sums_would_have_no_more_rank_than_k() {
    let keys = |side| (0..PARAMS.n).map(move |i| key::<H>(&SEED, side, 0, i));
    let (rows, columns): (Vec<u64>, Vec<u64>) =
        (keys(Side::Row).collect(), keys(Side::Column).collect());
    let sums: Vec<i32> = rows
        .iter()
        .flat_map(|x| columns.iter().map(|y| dot(*x, *y, PARAMS.k)))
        .collect();
    let k = PARAMS.k as usize;
    // The lowest bit of a sum is the sum of the lowest bits: the reason why bits 8..15 are kept and not 0..7.
    assert!(rank(|i, j| sums[i * N + j] as u32 & 1, 2) <= k);
    for prime in [3, 251] {
        let reduced = |i: usize, j: usize| sums[i * N + j].rem_euclid(prime as i32) as u32;
        assert!(rank(reduced, prime) <= k, "modulo {prime}");
    }
}
