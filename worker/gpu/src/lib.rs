//! The GPU proof of work on NVIDIA cards.
//!
//! The kernels, `kernels/*.cu`, give the bytes of [`io_pow`], the reference; `cargo xtask kernels` compares them without a
//! card. They are compiled for the card at hand when the worker starts ([`source`]). NVIDIA's libraries are looked for
//! when they are used: nothing of CUDA is needed to build this crate or to start a program that has it.

pub mod error;
pub mod source;

pub use error::GpuError;
