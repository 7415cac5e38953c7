//! An IDL out of its JSON.
use super::{Account, ErrorCode, Field, Idl, Instruction, Pda, Seed, Struct, Type};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;

impl Idl {
    /// Reads `text`, the contents of `idl/<name>.json`.
    pub fn parse(text: &str) -> Result<Self> {
        let json: Value = serde_json::from_str(text).context("the file is not JSON")?;
        let spec = json.pointer("/metadata/spec").and_then(Value::as_str);
        if spec != Some("0.1.0") {
            bail!("IDL specification {spec:?} is not supported: this generator reads 0.1.0");
        }
        let mut types = BTreeMap::new();
        let mut aliases = BTreeMap::new();
        for entry in list(&json, "types") {
            let name = text_of(entry, "name")?;
            let body = &entry["type"];
            match body["kind"].as_str() {
                Some("struct") => {
                    let fields = list(body, "fields")
                        .iter()
                        .map(field)
                        .collect::<Result<_>>()
                        .with_context(|| format!("in type {name}"))?;
                    types.insert(
                        name,
                        Struct {
                            docs: docs(entry),
                            fields,
                        },
                    );
                }
                Some("type") => {
                    aliases.insert(name, ty(&body["alias"])?);
                }
                kind => bail!("type {name} is of kind {kind:?}: only structs and aliases are read"),
            }
        }
        let mut idl = Self {
            name: text_of(&json["metadata"], "name")?,
            address: text_of(&json, "address")?,
            instructions: list(&json, "instructions")
                .iter()
                .map(instruction)
                .collect::<Result<_>>()?,
            accounts: discriminators(&json, "accounts")?,
            events: discriminators(&json, "events")?,
            errors: list(&json, "errors")
                .iter()
                .map(error_code)
                .collect::<Result<_>>()?,
            types,
        };
        idl.resolve(&aliases);
        Ok(idl)
    }

    fn resolve(&mut self, aliases: &BTreeMap<String, Type>) {
        let arguments = self.instructions.iter_mut().flat_map(|i| &mut i.args);
        let fields = self.types.values_mut().flat_map(|t| &mut t.fields);
        for field in arguments.chain(fields) {
            field.ty = field.ty.resolved(aliases);
        }
    }
}

fn list<'a>(json: &'a Value, key: &str) -> &'a [Value] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

fn text_of(json: &Value, key: &str) -> Result<String> {
    json[key]
        .as_str()
        .map(str::to_string)
        .with_context(|| format!("`{key}` is missing in {json}"))
}

fn docs(json: &Value) -> Vec<String> {
    list(json, "docs")
        .iter()
        .filter_map(|line| line.as_str().map(str::to_string))
        .collect()
}

fn bytes(json: &Value) -> Result<Vec<u8>> {
    json.as_array()
        .with_context(|| format!("{json} is not a list of bytes"))?
        .iter()
        .map(|byte| {
            byte.as_u64()
                .and_then(|byte| u8::try_from(byte).ok())
                .with_context(|| format!("{byte} is not a byte"))
        })
        .collect()
}

fn discriminators(json: &Value, key: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    list(json, key)
        .iter()
        .map(|entry| Ok((text_of(entry, "name")?, bytes(&entry["discriminator"])?)))
        .collect()
}

fn instruction(json: &Value) -> Result<Instruction> {
    let name = text_of(json, "name")?;
    let inside = || format!("in instruction {name}");
    Ok(Instruction {
        docs: docs(json),
        discriminator: bytes(&json["discriminator"]).with_context(inside)?,
        accounts: list(json, "accounts")
            .iter()
            .map(account)
            .collect::<Result<_>>()
            .with_context(inside)?,
        args: list(json, "args")
            .iter()
            .map(field)
            .collect::<Result<_>>()
            .with_context(inside)?,
        name,
    })
}

fn account(json: &Value) -> Result<Account> {
    if json.get("accounts").is_some() {
        bail!("nested account groups are not read: list the accounts flat");
    }
    let flag = |key: &str| json[key].as_bool().unwrap_or(false);
    let pda = match json.get("pda") {
        None => None,
        Some(pda) => Some(Pda {
            seeds: list(pda, "seeds").iter().map(seed).collect::<Result<_>>()?,
            program: pda.get("program").map(seed).transpose()?,
        }),
    };
    Ok(Account {
        name: text_of(json, "name")?,
        docs: docs(json),
        writable: flag("writable"),
        signer: flag("signer"),
        optional: flag("optional"),
        address: json["address"]
            .as_str()
            .filter(|text| is_address(text))
            .map(str::to_string),
        pda,
    })
}

/// Anchor also writes paths here (`escrow.iosd_mint`), whose value only the chain knows. Base58 has
/// neither dots nor underscores, and 32 bytes take 32 to 44 of its letters.
fn is_address(text: &str) -> bool {
    (32..=44).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn seed(json: &Value) -> Result<Seed> {
    Ok(match json["kind"].as_str() {
        Some("const") => Seed::Const(bytes(&json["value"])?),
        Some("arg") => Seed::Arg(text_of(json, "path")?),
        Some("account") => Seed::Account(text_of(json, "path")?),
        kind => bail!("a seed is of kind {kind:?}: only const, arg and account are read"),
    })
}

fn error_code(json: &Value) -> Result<ErrorCode> {
    Ok(ErrorCode {
        code: json["code"]
            .as_u64()
            .and_then(|code| u32::try_from(code).ok())
            .with_context(|| format!("an error has no code: {json}"))?,
        name: text_of(json, "name")?,
        message: text_of(json, "msg")?,
    })
}

fn field(json: &Value) -> Result<Field> {
    let name = text_of(json, "name")?;
    Ok(Field {
        docs: docs(json),
        ty: ty(&json["type"]).with_context(|| format!("in field {name}"))?,
        name,
    })
}

fn ty(json: &Value) -> Result<Type> {
    if let Some(word) = json.as_str() {
        return Ok(match word {
            "string" => Type::Text,
            "pubkey" => Type::Pubkey,
            "bytes" => Type::List(Box::new(Type::Primitive("u8".into()))),
            "bool" | "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "u64" | "i64" | "u128"
            | "i128" => Type::Primitive(word.into()),
            other => bail!("type {other} is not read (floats have no place in money)"),
        });
    }
    if let Some([inner, count]) = json["array"].as_array().map(Vec::as_slice) {
        let count = count
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .with_context(|| format!("{count} is not an array length"))?;
        return Ok(Type::Array(Box::new(ty(inner)?), count));
    }
    if let Some(inner) = json.get("vec") {
        return Ok(Type::List(Box::new(ty(inner)?)));
    }
    if let Some(inner) = json.get("option") {
        return Ok(Type::Option(Box::new(ty(inner)?)));
    }
    if let Some(name) = json.pointer("/defined/name").and_then(Value::as_str) {
        return Ok(Type::Defined(name.into()));
    }
    bail!("type {json} is not read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pod_aliases_become_plain_integers() {
        let idl = Idl::parse(
            r#"{"address":"x","metadata":{"name":"p","spec":"0.1.0"},"types":[
                {"name":"PodU64","type":{"kind":"type","alias":"u64"}},
                {"name":"T","type":{"kind":"struct","fields":[
                    {"name":"a","type":{"array":[{"defined":{"name":"PodU64"}},4]}}]}}]}"#,
        )
        .unwrap();
        assert_eq!(
            idl.types["T"].fields[0].ty,
            Type::Array(Box::new(Type::Primitive("u64".into())), 4)
        );
    }

    #[test]
    fn a_path_is_not_an_address() {
        assert!(is_address("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"));
        assert!(!is_address("escrow.iosd_mint"));
    }

    #[test]
    fn floats_and_unknown_specifications_are_refused() {
        let float = r#"{"address":"x","metadata":{"name":"p","spec":"0.1.0"},"types":[
            {"name":"T","type":{"kind":"struct","fields":[{"name":"a","type":"f64"}]}}]}"#;
        assert!(format!("{:#}", Idl::parse(float).unwrap_err()).contains("f64"));
        let other = r#"{"address":"x","metadata":{"name":"p","spec":"9.9.9"}}"#;
        assert!(Idl::parse(other).unwrap_err().to_string().contains("9.9.9"));
    }
}
