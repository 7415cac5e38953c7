//! One program's module.
use crate::idl::Idl;
use crate::instructions::emit_instruction;
use crate::known::{FOREIGN, OWNERS, SINGLETONS};
use crate::names::{byte_array, literal, pascal};
use crate::types::{definition, emit_account, emit_struct, reachable};
use anyhow::{Result, bail};
use std::collections::BTreeSet;

const HEAD: &str = "// Written by `cargo xtask client`; do not edit.\n";

pub fn emit_program(idl: &Idl) -> Result<String> {
    let mut out = String::from(HEAD);
    out += &format!(
        "//! Program `{}`.\nuse solana_pubkey::Pubkey;\nuse std::sync::LazyLock;\n\n\
         /// Address of the program.\npub const ID: Pubkey = Pubkey::from_str_const(\"{}\");\n\n",
        idl.name, idl.address
    );
    for (_, seed) in SINGLETONS
        .iter()
        .filter(|(program, _)| *program == idl.name)
    {
        out += &format!(
            "/// Address of the account derived from `[\"{seed}\"]`.\npub fn {seed}_address() -> Pubkey {{\n\
             static ADDRESS: LazyLock<Pubkey> = LazyLock::new(|| Pubkey::find_program_address(&[b\"{seed}\"], &ID).0);\n\
             *ADDRESS\n}}\n\n"
        );
    }
    out += &emit_accounts(idl)?;
    out += &emit_instructions(idl)?;
    out += &emit_types(idl)?;
    out += &emit_events(idl)?;
    out += &emit_errors(idl);
    Ok(out)
}

/// Account types this program owns; an unknown one is an error, so that none is forgotten.
fn own_accounts(idl: &Idl) -> Result<Vec<&String>> {
    let mut own = Vec::new();
    for name in idl.accounts.keys() {
        match OWNERS.iter().find(|(account, _)| account == name) {
            Some((_, owner)) if *owner == idl.name => own.push(name),
            Some(_) => {}
            None if FOREIGN.contains(&name.as_str()) => {}
            None => bail!(
                "account {name} of the IDL of {} has no owner: add it to OWNERS in crates/codegen/src/known.rs",
                idl.name
            ),
        }
    }
    Ok(own)
}

fn emit_accounts(idl: &Idl) -> Result<String> {
    let mut out = String::from(
        "/// Accounts, read whole.\npub mod accounts {\nuse crate::account::AccountData;\n\
         use crate::wire::{DecodeError, Reader, Wire};\nuse solana_pubkey::Pubkey;\n\n",
    );
    for name in own_accounts(idl)? {
        out += &emit_account(name, &idl.accounts[name], idl)?;
    }
    Ok(out + "}\n\n")
}

fn emit_instructions(idl: &Idl) -> Result<String> {
    let mut out = String::from(
        "/// Instructions: fill in the accounts, call `instruction`.\n#[allow(unused_imports)]\npub mod instructions {\n\
         use super::ID;\nuse crate::wire::{Wire, write_list, write_text};\n\
         use solana_instruction::{AccountMeta, Instruction};\nuse solana_pubkey::Pubkey;\n\n",
    );
    for instruction in &idl.instructions {
        out += &emit_instruction(instruction, idl)?;
    }
    Ok(out + "}\n\n")
}

fn emit_types(idl: &Idl) -> Result<String> {
    let mut names = BTreeSet::new();
    for account in own_accounts(idl)? {
        reachable(&definition(idl, account)?.fields, idl, &mut names)?;
    }
    for event in idl.events.keys() {
        reachable(&definition(idl, event)?.fields, idl, &mut names)?;
    }
    for instruction in &idl.instructions {
        reachable(&instruction.args, idl, &mut names)?;
    }
    let mut out = String::from(
        "/// Types that arguments and accounts are made of.\n#[allow(unused_imports)]\npub mod types {\n\
         use crate::wire::{DecodeError, Reader, Wire};\nuse solana_pubkey::Pubkey;\n\n",
    );
    for name in &names {
        out += &emit_struct(name, definition(idl, name)?, idl, "")?;
    }
    Ok(out + "}\n\n")
}

fn emit_events(idl: &Idl) -> Result<String> {
    let mut out = String::from(
        "/// Events, in the past tense.\n#[allow(unused_imports)]\npub mod events {\n\
         use crate::wire::{DecodeError, Reader, Wire};\nuse solana_pubkey::Pubkey;\n\n\
         /// Any event of the program.\n#[derive(Clone, Debug, PartialEq, Eq)]\npub enum Event {\n",
    );
    for name in idl.events.keys() {
        out += &format!("{name}({name}),\n");
    }
    out += "}\n\nimpl Event {\n/// The event's name.\npub fn name(&self) -> &'static str {\nmatch self {\n";
    for name in idl.events.keys() {
        out += &format!("Self::{name}(_) => {},\n", literal(name));
    }
    out += "}\n}\n\n/// The event whose discriminator `data` starts with; `None` for any other data.\n\
            pub fn decode(data: &[u8]) -> Option<Self> {\nlet (discriminator, fields) = data.split_first_chunk::<8>()?;\n\
            match *discriminator {\n";
    for (name, discriminator) in &idl.events {
        if discriminator.len() != 8 {
            bail!(
                "event {name} has a discriminator of {} bytes, not 8",
                discriminator.len()
            );
        }
        out += &format!(
            "{} => Wire::from_wire(fields).ok().map(Self::{name}),\n",
            byte_array(discriminator)
        );
    }
    out += "_ => None,\n}\n}\n}\n\n";
    for name in idl.events.keys() {
        out += &emit_struct(name, definition(idl, name)?, idl, "super::types::")?;
    }
    Ok(out + "}\n\n")
}

fn emit_errors(idl: &Idl) -> String {
    let name = format!("{}Error", pascal(&idl.name));
    let mut out = format!(
        "/// The program's own error codes.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u32)]\npub enum {name} {{\n"
    );
    for error in &idl.errors {
        out += &format!(
            "/// {}: {}.\n{} = {},\n",
            error.code,
            error.message.trim_end_matches('.'),
            error.name,
            error.code
        );
    }
    out += &format!(
        "}}\n\nimpl {name} {{\n/// Every code, in order.\npub const ALL: &'static [Self] = &["
    );
    for error in &idl.errors {
        out += &format!("Self::{}, ", error.name);
    }
    out += "];\n\n/// The code a transaction fails with.\npub const fn code(self) -> u32 {\nself as u32\n}\n\n\
            /// The error of a code.\npub fn from_code(code: u32) -> Option<Self> {\n\
            Self::ALL.iter().copied().find(|error| error.code() == code)\n}\n\n\
            /// The name in the program's source.\npub const fn name(self) -> &'static str {\nmatch self {\n";
    for error in &idl.errors {
        out += &format!("Self::{} => {},\n", error.name, literal(&error.name));
    }
    out += "}\n}\n\n/// What is wrong and what to do.\npub const fn message(self) -> &'static str {\nmatch self {\n";
    for error in &idl.errors {
        out += &format!("Self::{} => {},\n", error.name, literal(&error.message));
    }
    out += &format!(
        "}}\n}}\n}}\n\nimpl std::fmt::Display for {name} {{\nfn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{\n\
         f.write_str(self.message())\n}}\n}}\n\nimpl std::error::Error for {name} {{}}\n"
    );
    out
}

/// `generated/mod.rs`: what holds for all programs together.
pub fn emit_index(programs: &[&str]) -> String {
    let mut out = String::from(HEAD);
    out += "//! The programs' interfaces.\n#![allow(missing_docs)]\nuse solana_pubkey::Pubkey;\n\n";
    for program in programs {
        out += &format!("pub mod {program};\n");
    }
    out += &format!(
        "\n/// Name and address of each program; its binary is `<name>.so`.\npub const PROGRAMS: [(&str, Pubkey); {}] = [\n",
        programs.len()
    );
    for program in programs {
        out += &format!("({program:?}, {program}::ID),\n");
    }
    out += "];\n\n/// Any event of any program.\n#[derive(Clone, Debug, PartialEq, Eq)]\npub enum ProgramEvent {\n";
    for program in programs {
        out += &format!("{}({program}::events::Event),\n", pascal(program));
    }
    out += "}\n\nimpl ProgramEvent {\n/// The program that logged it.\npub fn program(&self) -> &'static str {\nmatch self {\n";
    for program in programs {
        out += &format!("Self::{}(_) => {program:?},\n", pascal(program));
    }
    out += "}\n}\n\n/// The event's name.\npub fn name(&self) -> &'static str {\nmatch self {\n";
    for program in programs {
        out += &format!("Self::{}(event) => event.name(),\n", pascal(program));
    }
    out += "}\n}\n}\n\n/// Reads an event that `program` logged.\n\
            pub fn decode_event(program: &Pubkey, data: &[u8]) -> Option<ProgramEvent> {\nmatch *program {\n";
    for program in programs {
        out += &format!(
            "{program}::ID => {program}::events::Event::decode(data).map(ProgramEvent::{}),\n",
            pascal(program)
        );
    }
    out += "_ => None,\n}\n}\n\n/// Name of one of the programs.\npub fn program_name(program: &Pubkey) -> Option<&'static str> {\nmatch *program {\n";
    for program in programs {
        out += &format!("{program}::ID => Some({program:?}),\n");
    }
    out += "_ => None,\n}\n}\n\n/// Name and message of a program's own error code.\n\
            pub fn program_error(program: &Pubkey, code: u32) -> Option<(&'static str, &'static str)> {\nmatch *program {\n";
    for program in programs {
        out += &format!(
            "{program}::ID => {program}::{}Error::from_code(code).map(|error| (error.name(), error.message())),\n",
            pascal(program)
        );
    }
    out + "_ => None,\n}\n}\n"
}
