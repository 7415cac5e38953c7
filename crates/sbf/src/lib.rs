//! Makes deployable sBPF binaries from the bitcode that an unmodified rustc emits.
//!
//! Upstream LLVM's BPF back end is made for the Linux kernel: it returns one register, passes
//! five, and knows no 128-bit or signed division. This crate links a program's bitcode, rewrites
//! what the back end lacks through LLVM's C API, generates code, and lays out the ELF file that
//! Solana's loader accepts. See [`compile`] for the order of the steps.
//!
//! The same executable plays two roles inside a cargo build, see [`wrapper`] and [`linker`].

mod abi;
mod archive;
mod branches;
mod checks;
mod codegen;
mod dispatch;
mod error;
mod inlining;
mod legalise;
pub mod linker;
mod llvm;
mod overrides;
mod pairs;
mod pipeline;
mod placement;
mod results;
mod switches;
pub mod wrapper;

pub use error::Fault;
pub use pipeline::{Input, Options, compile};
