//! Forged transactions, one line each: what is forged, and the error that must answer.
//!
//! A [`Play`] is one instruction in a [`Scene`] where it works, with its lines. [`run`] first shows
//! that it works, then sends each forgery to a copy of the same chain: it must be refused with the
//! named error, and no account but the fee payer's may change.
//!
//! ```ignore
//! forgeries! {
//!     unstake in a_city_with_stakers, repeats "each takes a ticket of its own" {
//!         unsigned("owner") => runtime(MissingRequiredSignature),
//!         other("position", "bob.position") => own(6003, "NotTheOwner"),
//!         argument("amount", 0u64) => own(6000, "ZeroAmount"),
//!     }
//! }
//! ```

mod answer;
mod forgery;
mod matrix;
mod run;
mod scene;
mod value;

pub use answer::{Answer, borrowed, called, own, runtime, system, token};
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

/// A table: for each instruction the scene where it works, then lines of `forgery => answer,`.
///
/// `also more` adds the lines of a function; `repeats "why"` says why the same transaction may land
/// twice, which [`run`] checks. Without it one of the lines must be [`replayed`].
#[macro_export]
macro_rules! forgeries {
    ($($instruction:ident in $scene:path
        $(, also $more:path)?
        $(, repeats $why:literal)?
        { $($forgery:expr => $answer:expr,)* }
    )*) => {
        vec![$({
            #[allow(unused_mut)]
            let mut lines: Vec<$crate::forge::Line> = $crate::lines! { $($forgery => $answer,)* };
            $(lines.extend($more());)?
            #[allow(unused_mut, unused_assignments)]
            let mut repeats: Option<&'static str> = None;
            $(repeats = Some($why);)?
            $crate::forge::Play {
                instruction: stringify!($instruction),
                scene: $scene,
                lines,
                repeats,
            }
        }),*]
    };
}

/// Lines of `forgery => answer,`.
#[macro_export]
macro_rules! lines {
    ($($forgery:expr => $answer:expr,)*) => {
        vec![$($crate::forge::Line { forgery: $forgery, answer: $answer }),*]
    };
}
