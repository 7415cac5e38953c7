//! Who plays whom: which binary each operator and worker runs.

/// The binary of an honest operator.
pub const OPERATOR: &str = "io-oracle";
/// The binary of an honest worker.
pub const WORKER: &str = "io-worker";

/// Honest ones and others.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    /// Everyone is honest and alive.
    pub honest: bool,
    /// Seats of operators.
    pub operators: usize,
    /// Workers.
    pub workers: usize,
}

impl Cast {
    /// Binary of an operator; none: it is dead. Of four operators or more the last is dead, of seven or more the
    /// one before it lies: two bad ones of fewer are a third of the stake or more, and nothing could be sealed.
    #[must_use]
    pub fn operator(&self, seat: usize) -> Option<&'static str> {
        let from_last = self.operators.saturating_sub(seat);
        let bad = !self.honest;
        match from_last {
            1 if bad && self.operators >= 4 => None,
            2 if bad && self.operators >= 7 => Some("lying-oracle"),
            _ => Some(OPERATOR),
        }
    }

    /// Binary of a worker. Of two or more the last cheats.
    #[must_use]
    pub fn worker(&self, number: usize) -> &'static str {
        if !self.honest && self.workers >= 2 && number + 1 == self.workers {
            "cheating-worker"
        } else {
            WORKER
        }
    }

    /// Seat of the dead operator.
    #[must_use]
    pub fn dead(&self) -> Option<usize> {
        (0..self.operators).find(|seat| self.operator(*seat).is_none())
    }

    /// Seat of the lying operator.
    #[must_use]
    pub fn liar(&self) -> Option<usize> {
        let lies = |seat: &usize| {
            self.operator(*seat)
                .is_some_and(|binary| binary != OPERATOR)
        };
        (0..self.operators).find(lies)
    }

    /// Workers that cheat.
    #[must_use]
    pub fn cheats(&self) -> usize {
        let cheats = |number: &usize| self.worker(*number) != WORKER;
        (0..self.workers).filter(cheats).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_ones_stay_below_a_third() {
        for operators in 1..=32 {
            let cast = Cast {
                honest: false,
                operators,
                workers: 8,
            };
            let bad = usize::from(cast.dead().is_some()) + usize::from(cast.liar().is_some());
            assert!(bad * 3 < operators, "{bad} of {operators}");
        }
    }

    #[test]
    fn the_usual_cast_has_one_of_each() {
        let cast = Cast {
            honest: false,
            operators: 7,
            workers: 8,
        };
        assert_eq!(
            (cast.dead(), cast.liar(), cast.cheats()),
            (Some(6), Some(5), 1)
        );
        let honest = Cast {
            honest: true,
            ..cast
        };
        assert_eq!(
            (honest.dead(), honest.liar(), honest.cheats()),
            (None, None, 0)
        );
    }
}
