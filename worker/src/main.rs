//! The supplier's agent.
use std::process::ExitCode;

fn main() -> ExitCode {
    io_worker::cli::main(io_worker::backend::from_settings)
}
