//! Forged transactions, one line each: what is forged, and the error that must answer.
//!
//! A [`Play`] is one instruction in a [`Scene`] where it works, with its lines. [`run`] first shows
//! that it works, then sends each forgery to a copy of the same chain: it must be refused with the
//! named error, and no account but the fee payer's may change.
//!
//! ```ignore
//! play("unstake", unstake, forged! {
//!     unsigned("owner")            => runtime(MissingRequiredSignature),
//!     other("position", "bob's")   => own(6003, "NotTheOwner"),
//!     argument("amount", 0u64)     => own(6000, "ZeroAmount"),
//! })
//! ```

mod answer;
mod forgery;
mod matrix;
mod run;
mod scene;
mod value;

pub use answer::{Answer, borrowed, own, runtime, system, token};
pub use forgery::*;
pub use matrix::{Row, gaps, print};
pub use run::run;
pub use scene::Scene;
pub use value::{Value, blob};

/// What is forged, and what answers.
pub struct Line {
    pub forgery: Forgery,
    pub answer: Answer,
}

/// One instruction, a scene where it works, and forgeries of it.
pub struct Play {
    pub instruction: &'static str,
    pub scene: fn() -> Scene,
    pub lines: Vec<Line>,
    /// Why the same transaction may land twice; none when it may not.
    pub repeats: Option<&'static str>,
}

/// An instruction that may land once: one of its lines must be [`replayed`].
pub fn play(instruction: &'static str, scene: fn() -> Scene, lines: Vec<Line>) -> Play {
    Play {
        instruction,
        scene,
        lines,
        repeats: None,
    }
}

impl Play {
    /// Says why the same transaction may land twice; [`run`] checks that it does.
    pub fn repeats(mut self, why: &'static str) -> Self {
        self.repeats = Some(why);
        self
    }
}

/// Lines of `forgery => answer,`.
#[macro_export]
macro_rules! forged {
    ($($forgery:expr => $answer:expr,)*) => {
        vec![$($crate::forge::Line { forgery: $forgery, answer: $answer }),*]
    };
}
