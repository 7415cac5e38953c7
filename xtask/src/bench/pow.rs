//! The figures of the proof of work, from the bench of `crates/pow`.

use super::Row;
use super::limits::{Bound, POW};
use crate::{paths, process};
use anyhow::{Context, Result, bail};

/// Runs the bench; its figures as rows.
pub fn rows() -> Result<Vec<Row>> {
    println!("timing the proof of work");
    let out = process::output(
        process::cargo()
            .args(["bench", "--quiet", "--profile", "dev"])
            .args(["--package", "io-pow", "--bench", "pow"])
            .current_dir(paths::root()),
    )?;
    let rows: Vec<Row> = out.lines().map(row).collect::<Result<_>>()?;
    if rows.is_empty() {
        bail!("the proof's bench printed nothing");
    }
    Ok(rows)
}

/// A line: name, tab, value, tab, unit, tab, what it is compared with.
fn row(line: &str) -> Result<Row> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [name, value, unit, note] = cells[..] else {
        bail!("the proof's bench printed `{line}`");
    };
    let figure: f64 = value
        .parse()
        .with_context(|| format!("the proof's bench printed `{line}`"))?;
    let bound = POW.iter().find(|(of, _)| *of == name);
    let (limit, within) = match bound {
        Some((_, Bound::Most(most))) => (format!("<= {most}"), figure <= *most),
        Some((_, Bound::Least(least))) => (format!(">= {least}"), figure >= *least),
        None => (String::new(), true),
    };
    Ok(Row {
        what: name.to_owned(),
        measured: format!("{value} {unit}"),
        limit,
        peer: note.to_owned(),
        within,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_held_to_its_bound() {
        let within = |line| row(line).unwrap().within;
        assert!(within("verify a device, dispatched\t2.4\tms\tAVX2"));
        assert!(!within("verify a device, dispatched\t2.6\tms\tAVX2"));
        assert!(!within("one probed byte, AVX-512 to portable\t7.9\tx\t"));
        assert!(within("something else\t1e9\tms\t"));
        assert!(row("no figure").is_err());
        assert!(row("name\tmuch\tms\t").is_err());
    }
}
