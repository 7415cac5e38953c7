//! What the lines cover: the summary for people, and the gaps that fail.

use super::{Answer, Kind, Line, Play};
use crate::interface::{Call, Slot, interface};
use std::{collections::BTreeMap, io::Write as _};

/// One instruction of the summary.
#[derive(Clone, Debug)]
pub struct Row {
    pub program: String,
    pub instruction: String,
    kinds: BTreeMap<Kind, usize>,
}

impl Row {
    pub fn new(program: &str, instruction: &str, lines: &[Line]) -> Self {
        let mut row = Self {
            program: program.to_owned(),
            instruction: instruction.to_owned(),
            kinds: BTreeMap::new(),
        };
        row.count(lines);
        row
    }

    /// Adds lines of another scene of the same instruction.
    pub fn count(&mut self, lines: &[Line]) {
        for line in lines {
            *self.kinds.entry(line.forgery.kind).or_default() += 1;
        }
    }

    /// Forgeries tried.
    pub fn tried(&self) -> usize {
        self.kinds.values().sum()
    }
}

/// Prints the summary past the test runner's capture: it is for people, and every run shows it.
pub fn print(program: &str, rows: &[Row]) {
    let heads = Kind::ALL.map(|kind| format!("{kind:?}").to_lowercase());
    let mut text = format!("\n{program:<24}{:>6}", "tried");
    for head in &heads {
        text += &format!("{head:>10}");
    }
    text += "  all refused, nothing changed\n";
    for row in rows {
        text += &format!("{:<24}{:>6}", row.instruction, row.tried());
        for kind in Kind::ALL {
            let count = row.kinds.get(&kind).map_or("·".into(), usize::to_string);
            text += &format!("{count:>10}");
        }
        text += "  yes\n";
    }
    let total: usize = rows.iter().map(Row::tried).sum();
    text += &format!("{:<24}{total:>6}\n", "in all");
    // Nothing depends on whether the terminal takes it.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// What `plays` leave out of the program's IDL, a sentence each. `unreachable` names errors that no
/// transaction can bring about: program, error, and why.
pub fn gaps(program: &str, plays: &[Play], unreachable: &[(&str, &str, &str)]) -> Vec<String> {
    let mut found = errors_never_met(program, plays, unreachable);
    for call in &interface(program).calls {
        let of_call: Vec<&Play> = plays
            .iter()
            .filter(|play| play.instruction == call.name)
            .collect();
        if of_call.is_empty() {
            found.push(format!("{program}.{} is never played", call.name));
            continue;
        }
        let lines: Vec<&Line> = of_call.iter().flat_map(|play| &play.lines).collect();
        let repeats = of_call.iter().any(|play| play.repeats.is_some());
        for gap in gaps_of(call, &lines, repeats) {
            found.push(format!("{program}.{}: {gap}", call.name));
        }
    }
    for play in plays {
        let known = interface(program).calls.iter();
        if !known.clone().any(|call| call.name == play.instruction) {
            found.push(format!("{program} has no {}", play.instruction));
        }
    }
    found
}

/// Errors of the program that answer no line, and those said to be out of reach that do.
fn errors_never_met(
    program: &str,
    plays: &[Play],
    unreachable: &[(&str, &str, &str)],
) -> Vec<String> {
    let answers: Vec<&Answer> = plays
        .iter()
        .flat_map(|play| play.lines.iter().map(|line| &line.answer))
        .collect();
    let is_met = |code: u32| {
        answers
            .iter()
            .any(|answer| matches!(answer, Answer::Own(met, _) if *met == code))
    };
    let is_excused = |name: &str| {
        unreachable
            .iter()
            .any(|(of, error, _)| *of == program && *error == name)
    };
    let mut found = Vec::new();
    for (code, name) in &interface(program).errors {
        match (is_met(*code), is_excused(name)) {
            (false, false) => {
                found.push(format!("{program}: no line is answered by {code} {name}"))
            }
            (true, true) => found.push(format!(
                "{program}: {name} is not out of reach, a line meets it"
            )),
            _ => {}
        }
    }
    found
}

/// What the lines of one instruction leave out: a signature, an account, a duplicate, a replay.
fn gaps_of(call: &Call, lines: &[&Line], repeats: bool) -> Vec<String> {
    let mut found = Vec::new();
    if lines.is_empty() {
        found.push("no forgery".into());
    }
    let tried = |slot: &Slot, kinds: &[Kind]| {
        lines.iter().any(|line| {
            line.forgery.account == Some(slot.name.as_str()) && kinds.contains(&line.forgery.kind)
        })
    };
    for slot in &call.accounts {
        if slot.signer && !tried(slot, &[Kind::Signer]) {
            found.push(format!("{} always signs", slot.name));
        }
        if slot.fixed && !tried(slot, &[Kind::Program]) {
            found.push(format!("{} is never another program", slot.name));
        }
        let wrong = [Kind::Owner, Kind::Address, Kind::Mint, Kind::Program];
        if !slot.signer && !slot.fixed && !tried(slot, &wrong) {
            found.push(format!("{} is never a wrong account", slot.name));
        }
    }
    let any = |kind| lines.iter().any(|line| line.forgery.kind == kind);
    let written = call.accounts.iter().any(|slot| slot.writable);
    if written && call.accounts.len() > 1 && !any(Kind::Duplicate) {
        found.push("no account is passed twice".into());
    }
    if !repeats && !any(Kind::Replay) {
        found.push("it is never replayed, and no play says why it may repeat".into());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forge::{Scene, foreign, own, replayed, same, unsigned},
        forgeries,
    };

    fn never() -> Scene {
        unreachable!("gaps are found without playing")
    }

    #[test]
    fn an_instruction_without_lines_is_a_gap() {
        let found = gaps("emissions", &[], &[]);
        let emissions = interface("emissions");
        assert_eq!(found.len(), emissions.calls.len() + emissions.errors.len());
        assert!(
            found.contains(&"emissions: no line is answered by 6007 NotTheAuthority".to_owned())
        );
        assert!(found.contains(&"emissions.claim is never played".to_owned()));
    }

    #[test]
    fn a_signer_an_account_a_duplicate_and_a_replay_are_asked_for() {
        let bare = forgeries! { set_split in never {} };
        let found = gaps("emissions", &bare, &[]);
        for gap in [
            "no forgery",
            "authority always signs",
            "emission is never a wrong account",
            "no account is passed twice",
            "it is never replayed, and no play says why it may repeat",
        ] {
            let sentence = format!("emissions.set_split: {gap}");
            assert!(found.contains(&sentence), "{sentence} not in {found:?}");
        }
        let answer = || own(6007, "NotTheAuthority");
        let whole = forgeries! {
            set_split in never {
                unsigned("authority") => answer(),
                foreign("emission") => answer(),
                same("emission", "authority") => answer(),
                replayed() => answer(),
            }
        };
        let found = gaps("emissions", &whole, &[]);
        assert!(
            !found.iter().any(|gap| gap.contains("set_split")),
            "{found:?}"
        );
        let absent = forgeries! { mint_more in never {} };
        let unknown = gaps("emissions", &absent, &[]);
        assert!(unknown.contains(&"emissions has no mint_more".to_owned()));
    }
}
