//! `cargo xtask bench`: what the network costs, measured now, beside what it may cost.
//!
//! Compute units come from the programs' tests on their real binaries in the VM, sizes from the binaries, times
//! from the benches of `crates/core`. Compute units hold for one compiler only; times for this machine, which is
//! why each comes with a ratio to bare work of the same kind measured in the same run.

use crate::json::{self, Json};
use crate::{build, paths, process, program};
use anyhow::{Context, Result, bail};
use limits::{COMPUTE_UNITS, Limit, PROGRAM_BYTES, TIMES};
use std::path::Path;

mod limits;
mod pow;

/// One line of help.
pub const HELP: &str = "[pow]  measure compute units, binary sizes, the settlement and the proof; compare with the targets";

/// A row of the table.
struct Row {
    what: String,
    measured: String,
    limit: String,
    /// The same elsewhere, or what a figure is compared with.
    peer: String,
    within: bool,
}

/// Measures everything, or the part asked for, and prints one table.
pub fn run(args: &[String]) -> Result<()> {
    let (rows, notes) = match args {
        [] => {
            build::run(&[])?;
            let mut rows = sizes()?;
            rows.extend(compute_units()?);
            let (times, notes) = times()?;
            rows.extend(times);
            rows.extend(pow::rows()?);
            (rows, notes)
        }
        [part] if part == "pow" => (pow::rows()?, Vec::new()),
        _ => bail!("usage: cargo xtask bench [pow]"),
    };
    print(&rows);
    for note in notes {
        println!("{note}");
    }
    let over = rows.iter().filter(|row| !row.within).count();
    if over > 0 {
        bail!("{over} of {} figures are over their limit", rows.len());
    }
    Ok(())
}

fn sizes() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for program in program::find(&paths::programs(), None)? {
        let path = paths::deploy().join(program.file_name());
        let bytes = std::fs::metadata(&path)
            .with_context(|| format!("the build left no {}", path.display()))?
            .len();
        rows.push(Row {
            what: format!("binary of {}", program.name),
            measured: format!("{} bytes", grouped(bytes)),
            limit: grouped(PROGRAM_BYTES),
            peer: String::new(),
            within: bytes <= PROGRAM_BYTES,
        });
    }
    Ok(rows)
}

fn compute_units() -> Result<Vec<Row>> {
    let report = paths::target().join("cu-report.json");
    // What an earlier run measured is no measurement.
    if report.exists() {
        std::fs::remove_file(&report)?;
    }
    println!("measuring compute units on the programs' binaries");
    process::run(
        process::cargo()
            .args(["test", "--quiet", "--test", "programs"])
            .env("IO_CU_REPORT", &report)
            .current_dir(paths::root()),
    )?;
    let measured = measured(&report)?;
    COMPUTE_UNITS
        .iter()
        .map(
            |Limit {
                 name,
                 what,
                 most,
                 peer,
             }| {
                let units = measured
                    .iter()
                    .find(|(of, _)| of == name)
                    .map(|(_, units)| *units)
                    .with_context(|| format!("no test measured {name}"))?;
                Ok(Row {
                    what: (*what).to_owned(),
                    measured: format!("{} CU", grouped(units)),
                    limit: grouped(*most),
                    peer: (*peer).to_owned(),
                    within: units <= *most,
                })
            },
        )
        .collect()
}

/// Names and units of the report: a map of toolchains, one here.
fn measured(report: &Path) -> Result<Vec<(String, u64)>> {
    let text = std::fs::read_to_string(report)
        .with_context(|| format!("the tests left no {}", report.display()))?;
    let Json::Object(toolchains) = json::parse(&text)? else {
        bail!("{} is no JSON object", report.display());
    };
    let mut found = Vec::new();
    for (_, figures) in toolchains {
        if let Json::Object(figures) = figures {
            for (name, units) in figures {
                if let Json::Plain(units) = units {
                    found.push((name, units.parse()?));
                }
            }
        }
    }
    Ok(found)
}

/// Rows with a limit, and the bench's other lines as they are.
fn times() -> Result<(Vec<Row>, Vec<String>)> {
    println!("timing the hourly settlement");
    let out = process::output(
        process::cargo()
            .args([
                "bench",
                "--quiet",
                "--profile",
                "dev",
                "--package",
                "io-core",
            ])
            .args(["--bench", "hourly"])
            .current_dir(paths::root()),
    )?;
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for line in out.lines() {
        // name, tab, microseconds, tab, what it is compared with
        let mut cells = line.split('\t');
        let (Some(name), Some(us), Some(ratio)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let us: u64 = us
            .trim()
            .parse()
            .with_context(|| format!("the bench printed `{line}`"))?;
        let measured = format!("{}.{:03} ms", grouped(us / 1_000), us % 1_000);
        match TIMES.iter().find(|(of, _)| *of == name) {
            Some((_, most_ms)) => rows.push(Row {
                what: format!("{name} ({ratio})"),
                measured,
                limit: format!("{most_ms} ms"),
                peer: String::new(),
                within: us <= most_ms * 1_000,
            }),
            None => notes.push(format!("{name}: {measured} ({ratio})")),
        }
    }
    if rows.len() < TIMES.len() {
        bail!("the bench printed no time for one of its limits:\n{out}");
    }
    Ok((rows, notes))
}

fn print(rows: &[Row]) {
    let width = rows
        .iter()
        .map(|row| row.what.chars().count())
        .max()
        .unwrap_or(0);
    println!(
        "\n{:<width$}  {:>16}  {:>10}  elsewhere",
        "what", "measured", "limit"
    );
    for row in rows {
        let mark = if row.within { "" } else { "  OVER" };
        println!(
            "{:<width$}  {:>16}  {:>10}  {}{mark}",
            row.what, row.measured, row.limit, row.peer
        );
    }
    println!();
}

/// 1234567 as 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn a_report_is_read() {
        let path = std::env::temp_dir().join(format!("cu-report-{}.json", std::process::id()));
        std::fs::write(&path, "{\"t\": {\"a.b\": 12, \"c\": 3}}").unwrap();
        let found = measured(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(found, [("a.b".to_owned(), 12), ("c".to_owned(), 3)]);
    }
}
