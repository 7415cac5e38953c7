//! Structs with their wire format: accounts, events and argument types.
use crate::idl::{Field, Idl, Struct, Type};
use crate::names::{byte_array, doc_comment, ident, literal};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;

/// A type as Rust writes it; `prefix` leads to the module of defined types.
pub fn rust_type(ty: &Type, prefix: &str) -> String {
    match ty {
        Type::Primitive(word) => word.clone(),
        Type::Text => "String".into(),
        Type::Pubkey => "Pubkey".into(),
        Type::Array(inner, count) => format!("[{}; {count}]", rust_type(inner, prefix)),
        Type::List(inner) => format!("Vec<{}>", rust_type(inner, prefix)),
        Type::Option(inner) => format!("Option<{}>", rust_type(inner, prefix)),
        Type::Defined(name) => format!("{prefix}{name}"),
    }
}

/// Bytes a type takes; an error when that depends on the value.
pub fn size(ty: &Type, idl: &Idl) -> Result<usize> {
    Ok(match ty {
        Type::Primitive(word) => match word.as_str() {
            "bool" | "u8" | "i8" => 1,
            "u16" | "i16" => 2,
            "u32" | "i32" => 4,
            "u64" | "i64" => 8,
            _ => 16,
        },
        Type::Pubkey => 32,
        Type::Array(inner, count) => size(inner, idl)?
            .checked_mul(*count)
            .context("an array is too large")?,
        Type::Defined(name) => fields_size(&definition(idl, name)?.fields, idl)?,
        Type::Text | Type::List(_) | Type::Option(_) => {
            bail!("a list, text or option has no fixed size: accounts must not hold one")
        }
    })
}

fn fields_size(fields: &[Field], idl: &Idl) -> Result<usize> {
    fields.iter().try_fold(0usize, |total, field| {
        total
            .checked_add(size(&field.ty, idl)?)
            .context("a struct is too large")
    })
}

pub fn definition<'a>(idl: &'a Idl, name: &str) -> Result<&'a Struct> {
    idl.types
        .get(name)
        .with_context(|| format!("type {name} is used and not defined in the IDL"))
}

/// Names of the structs that `fields` are made of, with all they contain.
pub fn reachable<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    idl: &'a Idl,
    found: &mut BTreeSet<String>,
) -> Result<()> {
    for field in fields {
        if let Some(name) = field.ty.defined()
            && found.insert(name.to_string())
        {
            reachable(&definition(idl, name)?.fields, idl, found)?;
        }
    }
    Ok(())
}

/// Padding and reserved bytes: not part of the Rust struct, zero when written.
fn is_padding(field: &Field) -> bool {
    field.name.starts_with('_')
}

/// The struct and its `Wire`.
pub fn emit_struct(name: &str, body: &Struct, idl: &Idl, prefix: &str) -> Result<String> {
    let shown: Vec<&Field> = body.fields.iter().filter(|f| !is_padding(f)).collect();
    let mut out = doc_comment(&body.docs);
    out += &format!("#[derive(Clone, Debug, PartialEq, Eq)]\npub struct {name} {{\n");
    for field in &shown {
        out += &doc_comment(&field.docs);
        out += &format!(
            "pub {}: {},\n",
            ident(&field.name),
            rust_type(&field.ty, prefix)
        );
    }
    out += &format!(
        "}}\n\nimpl Wire for {name} {{\nfn read({}: &mut Reader<'_>) -> Result<Self, DecodeError> {{\n",
        if body.fields.is_empty() {
            "_"
        } else {
            "reader"
        }
    );
    for field in &body.fields {
        out += &if is_padding(field) {
            format!("reader.take({})?;\n", size(&field.ty, idl)?)
        } else {
            format!("let {} = Wire::read(reader)?;\n", ident(&field.name))
        };
    }
    let names: Vec<String> = shown.iter().map(|field| ident(&field.name)).collect();
    out += &format!("Ok(Self {{ {} }})\n}}\n\n", names.join(", "));
    out += &format!(
        "fn write(&self, {}: &mut Vec<u8>) {{\n",
        if body.fields.is_empty() { "_" } else { "out" }
    );
    for field in &body.fields {
        out += &if is_padding(field) {
            format!("out.extend_from_slice(&[0; {}]);\n", size(&field.ty, idl)?)
        } else {
            format!("self.{}.write(out);\n", ident(&field.name))
        };
    }
    out += "}\n}\n\n";
    Ok(out)
}

/// `AccountData` of an account type.
pub fn emit_account(name: &str, discriminator: &[u8], idl: &Idl) -> Result<String> {
    let body = definition(idl, name)?;
    let len = fields_size(&body.fields, idl)
        .with_context(|| format!("in account {name}"))?
        .checked_add(8)
        .context("an account is too large")?;
    if discriminator.len() != 8 {
        bail!(
            "account {name} has a discriminator of {} bytes, not 8",
            discriminator.len()
        );
    }
    Ok(format!(
        "{}impl AccountData for {name} {{\nconst NAME: &'static str = {};\nconst PROGRAM_ID: Pubkey = super::ID;\n\
         const DISCRIMINATOR: [u8; 8] = {};\nconst LEN: usize = {len};\n}}\n\n",
        emit_struct(name, body, idl, "super::types::")?,
        literal(name),
        byte_array(discriminator),
    ))
}
