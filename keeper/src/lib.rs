//! The keeper: looks at the chain, finds what is due, and does it.
//!
//! Each loop under [`services`] looks at a few accounts and turns one kind of crank. It keeps no state of
//! its own: what is due follows from the chain alone, so a keeper may be killed anywhere and started
//! again, and several may run at once. The chain refuses the second of two, which is not an error here.
#![forbid(unsafe_code)]

pub mod chain;
pub mod health;
pub mod run;
pub mod services;
pub mod settings;
