//! What a person at a terminal sees: progress while it runs, tables at the end.
use std::io::IsTerminal;
use std::time::Instant;

use comfy_table::{CellAlignment, Table, TableComponent, presets};
use io_core::amount::show_amount;
use io_core::units::IO_DECIMALS;

use crate::story::{Hour, Invariant, Story};

/// Lines on standard error, each with the seconds since the start.
pub struct Progress {
    begun: Instant,
    hours: u64,
    colour: bool,
}

impl Progress {
    /// Of a run of so many hours.
    #[must_use]
    pub fn new(hours: u64) -> Self {
        Self {
            begun: Instant::now(),
            hours,
            colour: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        }
    }

    fn line(&self, text: &str) {
        eprintln!("[{:6.1} s] {text}", self.begun.elapsed().as_secs_f64());
    }

    /// Something that happened between the hours.
    pub fn note(&self, what: &str) {
        if self.colour {
            self.line(&format!("\x1b[2m· {what}\x1b[0m"));
        } else {
            self.line(&format!("· {what}"));
        }
    }

    /// The columns of the lines that [`Progress::hour`] writes.
    pub fn heading(&self) {
        self.line(&format!(
            "{:>8}  {:>13}  {:>8}  {:>20}  {:>5}  {:>14}",
            "hour", "proofs", "wallets", "IO owed to suppliers", "votes", "prove + settle"
        ));
    }

    /// An hour that ended.
    pub fn hour(&self, hour: &Hour) {
        let owed = hour
            .rewards_sum
            .map_or("not sealed".to_owned(), |sum| show_amount(sum, IO_DECIMALS));
        self.line(&format!(
            "{:>5}/{:<2}  {:>2} ok {:>2} false  {:>8}  {owed:>20}  {:>5}  {:>5.1} + {:>4.1} s",
            hour.epoch,
            self.hours,
            hour.proofs_passed,
            hour.proofs_failed,
            hour.leaves,
            hour.votes,
            seconds(hour.prove_ms),
            seconds(hour.settle_ms),
        ));
    }
}

/// Exact enough for a display: hours of milliseconds fit a float's 53 bits.
fn seconds(milliseconds: u64) -> f64 {
    milliseconds as f64 / 1e3
}

fn table(heading: &[&str]) -> Table {
    let mut table = Table::new();
    // A line under the heading and no others: the tables are long.
    table.load_preset(presets::NOTHING);
    table.set_style(TableComponent::HeaderLines, '─');
    table.set_style(TableComponent::MiddleHeaderIntersections, '─');
    table.set_header(heading);
    table
}

/// A table of verdicts.
#[must_use]
pub fn verdicts(heading: &str, judged: &[Invariant]) -> Table {
    let mut table = table(&["", heading, "figures"]);
    for one in judged {
        let verdict = if one.holds { "holds" } else { "BROKEN" };
        table.add_row([verdict, one.name.as_str(), one.figures.as_str()]);
    }
    table
}

/// The tables at the end: the day in figures, who got what, what came of it, and each invariant.
#[must_use]
pub fn tables(story: &Story) -> String {
    let mut got = table(&["who", "role", "what"]);
    for receipt in &story.receipts {
        got.add_row([&receipt.who, &receipt.role, &receipt.what]);
    }
    let mut earned = table(&["wallet", "earned by proof and uptime, IO"]);
    for one in &story.earnings {
        let sum = one.points.last().map_or(0, |(_, sum)| *sum);
        earned.add_row([one.name.clone(), show_amount(sum, IO_DECIMALS)]);
    }
    if let Some(column) = earned.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    format!(
        "Who got what\n{got}\n\nWhat the trees owe\n{earned}\n\n{}\n\n{}\n",
        verdicts("what the day showed", &story.outcomes),
        verdicts("invariant", &story.invariants)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Earnings, Receipt};

    #[test]
    fn a_broken_invariant_stands_out_and_amounts_are_exact() {
        let story = Story {
            receipts: vec![Receipt {
                who: "renter".into(),
                role: "renter".into(),
                what: "was refunded".into(),
            }],
            earnings: vec![Earnings {
                name: "worker-0".into(),
                points: vec![(1, 5), (2, 123_456_789)],
            }],
            invariants: vec![
                Invariant::judged("1. one", true, "1 = 1".into()),
                Invariant::judged("2. two", false, "1 > 2".into()),
            ],
            ..Story::default()
        };
        let text = tables(&story);
        assert!(
            text.contains("BROKEN") && text.contains("1.23456789"),
            "{text}"
        );
        assert!(!story.holds());
    }
}
