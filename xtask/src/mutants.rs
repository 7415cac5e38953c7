//! `cargo xtask mutants`: bugs planted in the programs, each of which a test must find.
//!
//! A mutant is a file of `tests/mutants`: which hazard it is, and one piece of a program's source with
//! what stands there instead. Each is put into a copy of the programs, built, and walked through by
//! `soak` on its binaries, against the model; where the walk does not come by, by the named tests of the
//! programs. The unchanged binaries pass the same. A mutant that no longer fits the source is an error.

mod copy;
mod mutant;
mod trial;

use crate::{build, debian, program, soak};
use anyhow::{Result, bail};
use copy::Copy;
use mutant::Mutant;
use std::time::Instant;
use trial::{Trial, Verdict};

/// One line of help.
pub const HELP: &str =
    "[--only NAME] [--ci]  plant bugs in the programs and see that the tests find each";

/// Transactions of the walk on each mutant's binaries. Most die within the first thousands.
const STEPS: u32 = 100_000;
/// As above, where every second counts.
const CI_STEPS: u32 = 30_000;

/// What is asked for.
#[derive(Default)]
struct Args {
    only: Option<String>,
    ci: bool,
}

impl Args {
    fn parse(args: &[String]) -> Result<Self> {
        let mut asked = Self::default();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            match (word.as_str(), words.as_slice()) {
                ("--ci", _) => asked.ci = true,
                ("--only", [name, ..]) => {
                    asked.only = Some(name.clone());
                    words.next();
                }
                _ => bail!("usage: cargo xtask mutants [--only NAME] [--ci]"),
            }
        }
        Ok(asked)
    }
}

/// Plants each and tells which were found.
pub fn run(args: &[String]) -> Result<()> {
    let asked = Args::parse(args)?;
    build::run(&[])?;
    let planted = plant(asked.only.as_deref(), asked.ci)?;
    if planted.survived > 0 {
        let Planted { killed, survived } = planted;
        bail!(
            "{survived} of {} mutants survived: no test would notice these bugs",
            killed + survived
        );
    }
    println!("\nall {} were killed", planted.killed);
    Ok(())
}

/// What became of the mutants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Planted {
    pub killed: u64,
    pub survived: u64,
}

/// Plants the mutants chosen in programs that are built.
pub fn plant(only: Option<&str>, ci: bool) -> Result<Planted> {
    let mutants = mutant::all()?;
    let chosen: Vec<&Mutant> = mutants
        .iter()
        .filter(|mutant| only.is_none_or(|name| name == mutant.name) && (!ci || mutant.ci))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = mutants.iter().map(|m| m.name.as_str()).collect();
        bail!("no such mutant. They are: {}", names.join(", "));
    }
    if build::use_solana_tools()? {
        bail!("mutants are built with Debian's compiler: set IO_SBF_TOOLCHAIN=debian");
    }
    let toolchain = debian::Toolchain::ensure()?;
    let copy = Copy::new()?;
    let trial = Trial::new(soak::walker()?, if ci { CI_STEPS } else { STEPS })?;
    trial.control(&chosen)?;
    println!("the unchanged programs pass\n");
    println!("{:<30}{:<12}{:>6}  killed by", "mutant", "program", "s");
    let mut planted = Planted::default();
    for mutant in chosen {
        let begun = Instant::now();
        let verdict = try_one(mutant, &copy, &toolchain, &trial)?;
        let seconds = begun.elapsed().as_secs();
        println!(
            "{:<30}{:<12}{seconds:>6}  {verdict} [{}]",
            mutant.name, mutant.program, mutant.hazard
        );
        match verdict {
            Verdict::Survived => planted.survived += 1,
            _ => planted.killed += 1,
        }
    }
    Ok(planted)
}

fn try_one(
    mutant: &Mutant,
    copy: &Copy,
    toolchain: &debian::Toolchain,
    trial: &Trial,
) -> Result<Verdict> {
    let programs = program::find(&copy.programs, Some(&mutant.program))?;
    let planted = copy.plant(mutant)?;
    let built = toolchain.build_into(&copy.programs, &programs[0], &copy.finished);
    drop(planted);
    built?;
    trial.deploy(&copy.finished, &programs[0].file_name())?;
    trial.judge(mutant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    #[test]
    fn every_mutant_fits_the_source_and_five_run_always() {
        let mutants = mutant::all().unwrap();
        assert!(mutants.len() >= 15, "{}", mutants.len());
        assert_eq!(mutants.iter().filter(|m| m.ci).count(), 5);
        for mutant in &mutants {
            let source = std::fs::read_to_string(paths::root().join(&mutant.file)).unwrap();
            mutant.apply(&source).unwrap();
        }
    }

    #[test]
    fn unknown_words_are_refused() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(Args::parse(&words("--only half_seals --ci")).is_ok());
        assert!(Args::parse(&words("--only")).is_err());
        assert!(Args::parse(&words("--fast")).is_err());
    }
}
