//! One builder per instruction: the accounts that only the caller knows as fields, the arguments as
//! parameters, everything that follows from them filled in.
use crate::idl::{Account, Idl, Instruction, Pda, Seed, Type};
use crate::known::address_by_name;
use crate::names::{byte_array, doc_comment, ident, pascal, upper};
use crate::types::rust_type;
use anyhow::Result;

/// Where an account's address comes from.
enum Source {
    /// The caller: a field.
    Field,
    /// The instruction itself: a Rust expression.
    Known(String),
}

pub fn emit_instruction(instruction: &Instruction, idl: &Idl) -> Result<String> {
    let sources: Vec<Source> = instruction
        .accounts
        .iter()
        .map(|account| source(account, instruction, idl))
        .collect();
    let name = pascal(&instruction.name);
    let mut out = if instruction.docs.is_empty() {
        format!("/// `{}` of `{}`.\n", instruction.name, idl.name)
    } else {
        doc_comment(&instruction.docs)
    };
    out += &format!("#[derive(Clone, Debug, PartialEq, Eq)]\npub struct {name} {{\n");
    for (account, source) in instruction.accounts.iter().zip(&sources) {
        if matches!(source, Source::Field) {
            out += &field(account);
        }
    }
    out += &format!("}}\n\nimpl {name} {{\n");
    out += &format!(
        "/// First bytes of the instruction's data.\npub const DISCRIMINATOR: &'static [u8] = &{};\n",
        byte_array(&instruction.discriminator)
    );
    for (place, account) in instruction.accounts.iter().enumerate() {
        out += &format!(
            "/// Place of `{}` among the accounts.\npub const {}: usize = {place};\n",
            account.name,
            upper(&account.name)
        );
    }
    out += &build(instruction, &sources)?;
    out += "}\n\n";
    Ok(out)
}

fn field(account: &Account) -> String {
    let role = match (account.signer, account.writable) {
        (true, true) => "Signs, is written.",
        (true, false) => "Signs.",
        (false, true) => "Is written.",
        (false, false) => "Is read.",
    };
    let ty = if account.optional {
        "Option<Pubkey>"
    } else {
        "Pubkey"
    };
    format!(
        "{}/// {role}\npub {}: {ty},\n",
        doc_comment(&account.docs),
        ident(&account.name)
    )
}

fn build(instruction: &Instruction, sources: &[Source]) -> Result<String> {
    let mut out = String::from("/// The instruction, ready for a transaction.\n");
    // Accounts and arguments of one name would shadow each other; arguments keep theirs.
    let parameters: Vec<String> = instruction
        .args
        .iter()
        .map(|arg| format!("{}: {}", ident(&arg.name), parameter_type(&arg.ty)))
        .collect();
    if parameters.len() > 6 {
        out += "#[allow(clippy::too_many_arguments)]\n";
    }
    out += &format!(
        "pub fn instruction(&self, {}) -> Instruction {{\n",
        parameters.join(", ")
    );
    out += if instruction.args.is_empty() {
        "let data = Self::DISCRIMINATOR.to_vec();\n"
    } else {
        "let mut data = Self::DISCRIMINATOR.to_vec();\n"
    };
    for arg in &instruction.args {
        let name = ident(&arg.name);
        out += &match &arg.ty {
            Type::Text => format!("write_text({name}, &mut data);\n"),
            Type::List(_) => format!("write_list({name}, &mut data);\n"),
            _ => format!("{name}.write(&mut data);\n"),
        };
    }
    out += "Instruction { program_id: ID, accounts: vec![\n";
    for (account, source) in instruction.accounts.iter().zip(sources) {
        out += &meta(account, source);
    }
    out += "], data }\n}\n";
    Ok(out)
}

fn meta(account: &Account, source: &Source) -> String {
    let constructor = if account.writable {
        "new"
    } else {
        "new_readonly"
    };
    let address = match source {
        Source::Known(expression) => expression.clone(),
        Source::Field if account.optional => {
            // Anchor's sign for "left out" is the program's own address, read-only.
            return format!(
                "self.{0}.map_or(AccountMeta::new_readonly(ID, false), |key| AccountMeta::{constructor}(key, {1})),\n",
                ident(&account.name),
                account.signer
            );
        }
        Source::Field => format!("self.{}", ident(&account.name)),
    };
    format!(
        "AccountMeta::{constructor}({address}, {}),\n",
        account.signer
    )
}

/// Small values by value, the rest borrowed.
fn parameter_type(ty: &Type) -> String {
    match ty {
        Type::Text => "&str".into(),
        Type::List(inner) => format!("&[{}]", rust_type(inner, "super::types::")),
        Type::Defined(_) => format!("&{}", rust_type(ty, "super::types::")),
        _ => rust_type(ty, "super::types::"),
    }
}

fn source(account: &Account, instruction: &Instruction, idl: &Idl) -> Source {
    if let Some(address) = &account.address {
        return Source::Known(format!("Pubkey::from_str_const(\"{address}\")"));
    }
    if account.optional {
        return Source::Field;
    }
    if let Some(known) = address_by_name(&account.name) {
        return Source::Known(known);
    }
    account
        .pda
        .as_ref()
        .and_then(|pda| derivation(pda, instruction, idl))
        .map_or(Source::Field, Source::Known)
}

/// The derivation as an expression, when all seeds are constants, arguments or accounts the caller
/// passes.
fn derivation(pda: &Pda, instruction: &Instruction, idl: &Idl) -> Option<String> {
    if pda.program.is_some() {
        return None;
    }
    let seeds = pda
        .seeds
        .iter()
        .map(|seed| match seed {
            Seed::Const(bytes) => Some(match std::str::from_utf8(bytes) {
                Ok(text) => format!("b{text:?}"),
                Err(_) => format!("&{}", byte_array(bytes)),
            }),
            Seed::Arg(path) => {
                let arg = instruction.args.iter().find(|arg| arg.name == *path)?;
                // A text's seed has no length before it, so only plain values can be used.
                matches!(arg.ty, Type::Primitive(_) | Type::Pubkey)
                    .then(|| format!("&{}.to_wire()", ident(path)))
            }
            Seed::Account(path) => {
                let account = instruction.accounts.iter().find(|a| a.name == *path)?;
                match source(account, instruction, idl) {
                    Source::Field if !account.optional => {
                        Some(format!("self.{}.as_ref()", ident(path)))
                    }
                    Source::Known(expression) => Some(format!("{expression}.as_ref()")),
                    Source::Field => None,
                }
            }
        })
        .collect::<Option<Vec<String>>>()?;
    Some(format!(
        "Pubkey::find_program_address(&[{}], &ID).0",
        seeds.join(", ")
    ))
}
