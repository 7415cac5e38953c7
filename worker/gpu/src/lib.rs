//! The GPU proof of work on NVIDIA cards.
//!
//! The kernels, `kernels/*.cu`, give the bytes of [`io_pow`], the reference; `cargo xtask kernels` compares them without a
//! card. They are compiled for the card at hand when it is opened ([`source`]). NVIDIA's libraries are looked for
//! when they are used: nothing of CUDA is needed to build this crate or to start a program that has it.
//!
//! No part of what launches the kernels has run on a card yet; [`compare::layout`] is the test that must pass there first.

pub mod calibrate;
pub mod card;
pub mod compare;
mod engine;
pub mod error;
mod library;
pub mod plan;
pub mod proof;
pub mod source;
pub mod telemetry;

pub use card::Card;
pub use engine::{Gpu, Product};
pub use error::GpuError;
pub use proof::GpuProof;
