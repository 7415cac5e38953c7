//! The programs' interfaces as `idl/*.json` publish them: what an instruction's accounts are called,
//! and where in its bytes an argument stands.

use serde_json::Value;
use solana_pubkey::Pubkey;
use std::{ops::Range, path::Path, sync::LazyLock};

/// The programs, in the order of genesis; `market` and `disputes` have none.
pub const PROGRAMS: [&str; 7] = [
    "oracle",
    "disputes",
    "staking",
    "emissions",
    "iosd",
    "escrow",
    "market",
];

/// One program.
#[derive(Debug)]
pub struct Interface {
    pub name: String,
    pub id: Pubkey,
    pub calls: Vec<Call>,
    /// Its own errors, numbers and names.
    pub errors: Vec<(u32, String)>,
    types: Vec<Value>,
}

/// One instruction.
#[derive(Debug)]
pub struct Call {
    pub name: String,
    pub accounts: Vec<Slot>,
    discriminator: Vec<u8>,
    args: Vec<Value>,
}

/// One account of an instruction.
#[derive(Debug)]
pub struct Slot {
    pub name: String,
    pub writable: bool,
    pub signer: bool,
    /// The only address it may have, such as a program's.
    pub fixed: bool,
}

static ALL: LazyLock<Vec<Interface>> = LazyLock::new(|| PROGRAMS.map(read).into());

/// The interface of the program of this name.
pub fn interface(program: &str) -> &'static Interface {
    ALL.iter()
        .find(|interface| interface.name == program)
        .unwrap_or_else(|| panic!("no program is called {program}"))
}

/// The program and the instruction that `data` calls.
pub fn called(program: &Pubkey, data: &[u8]) -> (&'static Interface, &'static Call) {
    found(program, data).expect("an instruction of ours, in the IDL")
}

/// As [`called`]; none where it is another's program, or an event.
pub fn found(program: &Pubkey, data: &[u8]) -> Option<(&'static Interface, &'static Call)> {
    let interface = ALL.iter().find(|interface| interface.id == *program)?;
    let mut calls = interface.calls.iter();
    let call = calls.find(|call| data.starts_with(&call.discriminator))?;
    Some((interface, call))
}

/// Every instruction that the files of the interface folder name, as `program.instruction`.
pub fn every_instruction() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../idl");
    let files = std::fs::read_dir(folder).expect("the interface folder");
    let mut names = Vec::new();
    for file in files {
        let path = file.expect("readable").path();
        let program = path.file_stem().and_then(|stem| stem.to_str());
        let interface = interface(program.expect("a program's name"));
        let calls = interface.calls.iter();
        names.extend(calls.map(|call| format!("{}.{}", interface.name, call.name)));
    }
    names.sort();
    names
}

impl Interface {
    /// Where in `data`, an instruction's bytes, the argument stands that `path` names: an argument,
    /// or a field of one after a dot.
    #[track_caller]
    pub fn argument(&self, call: &Call, path: &str, data: &[u8]) -> Range<usize> {
        self.field(&call.args, path, data, call.discriminator.len())
            .unwrap_or_else(|| panic!("{} has no {path}", call.name))
    }

    fn field(
        &self,
        fields: &[Value],
        path: &str,
        data: &[u8],
        mut at: usize,
    ) -> Option<Range<usize>> {
        let (name, inner) = match path.split_once('.') {
            Some((name, inner)) => (name, Some(inner)),
            None => (path, None),
        };
        for field in fields {
            let ty = &field["type"];
            let end = self.end(ty, data, at);
            if field["name"] == name {
                return match inner {
                    Some(inner) => self.field(self.fields(ty), inner, data, at),
                    None => Some(at..end),
                };
            }
            at = end;
        }
        None
    }

    /// Where the value of `ty` that starts at `at` ends, borsh.
    fn end(&self, ty: &Value, data: &[u8], at: usize) -> usize {
        let length = || {
            let bytes = data[at..at + 4].try_into().expect("4 bytes");
            usize::try_from(u32::from_le_bytes(bytes)).expect("a usize has 32 bits")
        };
        match ty.as_str() {
            Some("u8" | "bool") => at + 1,
            Some("u16") => at + 2,
            Some("u32") => at + 4,
            Some("u64" | "i64") => at + 8,
            Some("pubkey") => at + 32,
            Some("string" | "bytes") => at + 4 + length(),
            Some(other) => panic!("arguments of type {other} are not read yet"),
            None if ty["vec"].is_object() => {
                (0..length()).fold(at + 4, |at, _| self.end(&ty["vec"], data, at))
            }
            None if ty["array"].is_array() => {
                let count = ty["array"][1].as_u64().expect("a count");
                (0..count).fold(at, |at, _| self.end(&ty["array"][0], data, at))
            }
            None => self
                .fields(ty)
                .iter()
                .fold(at, |at, field| self.end(&field["type"], data, at)),
        }
    }

    fn fields(&self, ty: &Value) -> &[Value] {
        let name = &ty["defined"]["name"];
        let found = self.types.iter().find(|known| known["name"] == *name);
        let fields = found.and_then(|known| known["type"]["fields"].as_array());
        fields.unwrap_or_else(|| panic!("{ty} is not a struct of {}", self.name))
    }
}

fn read(program: &str) -> Interface {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../idl/{program}.json"));
    let text = std::fs::read_to_string(&path).expect("the IDL is checked in");
    let idl: Value = serde_json::from_str(&text).expect("the IDL is JSON");
    let id = idl["address"].as_str().expect("an address");
    Interface {
        name: program.to_owned(),
        id: id.parse().expect("base58"),
        calls: list(&idl["instructions"]).iter().map(call).collect(),
        errors: list(&idl["errors"]).iter().map(error).collect(),
        types: list(&idl["types"]).to_vec(),
    }
}

fn error(value: &Value) -> (u32, String) {
    let code = value["code"].as_u64().and_then(|code| code.try_into().ok());
    (code.expect("a number"), text(&value["name"]))
}

fn call(value: &Value) -> Call {
    let byte = |value: &Value| u8::try_from(value.as_u64().expect("a number")).expect("a byte");
    Call {
        name: text(&value["name"]),
        accounts: list(&value["accounts"]).iter().map(slot).collect(),
        discriminator: list(&value["discriminator"]).iter().map(byte).collect(),
        args: list(&value["args"]).to_vec(),
    }
}

fn slot(value: &Value) -> Slot {
    Slot {
        name: text(&value["name"]),
        writable: value["writable"] == true,
        signer: value["signer"] == true,
        // Also a path, such as `device.supplier`, where the program compares with a field.
        fixed: value["address"]
            .as_str()
            .is_some_and(|at| at.parse::<Pubkey>().is_ok()),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a name").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::instructions::post_prices;

    #[test]
    fn arguments_are_found_in_the_bytes() {
        let data = post_prices(&Pubkey::default(), &[(3, 7), (4, 8)]).data;
        let (interface, call) = called(&crate::world::ORACLE, &data);
        assert_eq!(call.name, "post_prices");
        assert_eq!(interface.argument(call, "prices", &data), 8..8 + 4 + 18);

        let vote = interface.calls.iter().find(|call| call.name == "vote");
        let vote = vote.expect("it is there");
        let data = [0; 8 + 180];
        let sum = interface.argument(vote, "settlement.rewards_sum", &data);
        assert_eq!(sum, 8 + 72..8 + 80);
    }
}
