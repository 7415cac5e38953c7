//! A smaller trace that still fails.

use super::{op::Op, walk::replay};
use std::time::{Duration, Instant};

/// Delta debugging: takes out ever smaller pieces as long as the rest still fails, for at most `limit`.
/// The result fails too, though perhaps of something else: the smaller trace says of what.
pub fn minimise(trace: &[Op], limit: Duration) -> Vec<Op> {
    let started = Instant::now();
    let mut kept = trace.to_vec();
    let mut piece = kept.len().div_ceil(2);
    while piece > 0 && started.elapsed() < limit {
        let mut at = 0;
        let mut smaller = false;
        while at < kept.len() && started.elapsed() < limit {
            let mut rest = kept.clone();
            rest.drain(at..(at + piece).min(rest.len()));
            match replay(&rest) {
                // What came after the failure is not needed either.
                Err(failure) => {
                    kept = failure.trace;
                    smaller = true;
                }
                Ok(_) => at += piece,
            }
        }
        if piece == 1 && !smaller {
            break;
        }
        piece = if piece == 1 {
            1
        } else {
            piece.div_ceil(2).min(piece - 1)
        };
    }
    kept
}
