//! `calibrate` and `verify-layout`: what is to be known of a card before a class is live or a device staked.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use io_gpu::calibrate::Calibration;
use io_gpu::{Gpu, compare};

/// Which card.
#[derive(Debug, Args)]
pub struct Chosen {
    /// The driver's number of the card.
    #[arg(long, default_value_t = 0)]
    card: u32,
}

/// What to calibrate.
#[derive(Debug, Args)]
pub struct Wanted {
    #[command(flatten)]
    chosen: Chosen,
    /// Inner dimension: 32768, or 65536 for the fast cards.
    #[arg(long, default_value_t = 32_768)]
    k: u32,
}

/// Measures how long the proof takes on a card and prints the class that follows, as a genesis file has it.
///
/// # Errors
/// What the card says.
pub fn calibrate(wanted: &Wanted) -> Result<ExitCode> {
    let gpu = Gpu::open(wanted.chosen.card)?;
    let measured = Calibration::measure(&gpu, wanted.k)?;
    for (product, seconds) in &measured.fill_s {
        eprintln!("fill by {}: {seconds:.2} s", product.name());
    }
    eprintln!(
        "walk: {:.2} billion steps a second",
        measured.steps_per_s / 1e9
    );
    println!("{}", measured.section(&gpu.card().name));
    Ok(ExitCode::SUCCESS)
}

/// Compares a card's bytes with the CPU's.
///
/// # Errors
/// The first difference, or what the card says.
pub fn verify_layout(chosen: &Chosen) -> Result<ExitCode> {
    let gpu = Arc::new(Gpu::open(chosen.card)?);
    for what in compare::layout(&gpu)? {
        println!("same bytes: {what}");
    }
    Ok(ExitCode::SUCCESS)
}
