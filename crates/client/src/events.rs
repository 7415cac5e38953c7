//! Events out of a transaction's logs. A program logs `Program data: <base64>`; only lines printed while
//! one of our programs runs count, so that nobody can forge an event by logging its bytes.
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use solana_pubkey::Pubkey;
use std::str::FromStr;

use crate::generated::decode_event;

pub use crate::generated::ProgramEvent;

/// The events of one transaction, in the order they were logged. Lines that are no event of ours are
/// passed over; so are those of an unknown version.
pub fn parse_events<S: AsRef<str>>(logs: &[S]) -> Vec<ProgramEvent> {
    let mut running: Vec<Option<Pubkey>> = Vec::new();
    let mut events = Vec::new();
    for line in logs {
        let line = line.as_ref();
        if let Some(data) = line.strip_prefix("Program data: ") {
            let program = running.last().copied().flatten();
            let bytes = STANDARD.decode(data.trim()).unwrap_or_default();
            if let Some(event) = program.and_then(|program| decode_event(&program, &bytes)) {
                events.push(event);
            }
            continue;
        }
        let mut words = line.split_whitespace();
        if words.next() != Some("Program") {
            continue;
        }
        // A line of a program's own begins with "Program log:", whose second word is no address.
        let Some(program) = words.next().and_then(|word| Pubkey::from_str(word).ok()) else {
            continue;
        };
        match words.next() {
            Some("invoke") => running.push(Some(program)),
            Some("success" | "failed:") => {
                running.pop();
            }
            _ => {}
        }
    }
    events
}
