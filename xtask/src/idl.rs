//! `cargo xtask idl`: the programs' interfaces as JSON, without anchor-cli.
//!
//! Anchor's macros put a test into each program, behind the feature `idl-build`, that prints its
//! IDL between marker lines. The host's toolchain runs it.

use crate::json::{self, Json};
use crate::program::{self, Program};
use crate::{paths, process};
use anyhow::{Context, Result, bail};

/// One line of help.
pub const HELP: &str = "[--check]  write idl/<program>.json; --check fails if one is out of date";

/// Writes or checks the IDL of every program.
pub fn run(args: &[String]) -> Result<()> {
    let check = match args {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("usage: cargo xtask idl [--check]"),
    };
    let folder = paths::root().join("idl");
    std::fs::create_dir_all(&folder)?;
    let mut stale = Vec::new();
    for program in program::find(&paths::programs(), None)? {
        println!("reading the interface of {}", program.name);
        let idl = extract(&program)?;
        let path = folder.join(format!("{}.json", program.name));
        if std::fs::read_to_string(&path).is_ok_and(|old| old == idl) {
            continue;
        }
        if check {
            stale.push(program.name);
        } else {
            std::fs::write(&path, idl)
                .with_context(|| format!("cannot write {}", path.display()))?;
            println!("wrote {}", path.display());
        }
    }
    if !stale.is_empty() {
        bail!(
            "idl/ does not match the programs: {}. Run `cargo xtask idl`",
            stale.join(", ")
        );
    }
    Ok(())
}

fn extract(program: &Program) -> Result<String> {
    let output = process::output(
        process::cargo()
            .args(["test", "--lib", "--features", "idl-build"])
            .args(["--package", &program.name, "__anchor_private_print_idl"])
            .args(["--", "--show-output", "--test-threads=1"])
            .env("CARGO_TARGET_DIR", paths::target().join("idl"))
            .current_dir(paths::programs()),
    )?;
    assemble(&output).with_context(|| format!("cannot read the interface of {}", program.name))
}

/// Puts the printed parts together: types, events and constants sorted by name and without
/// repetitions, errors by code, so that equal programs give equal bytes.
fn assemble(output: &str) -> Result<String> {
    let program = sections(output, "program")?;
    let Some(program) = program.first() else {
        bail!("the program printed no interface. Is it a #[program] with the feature `idl-build`?")
    };
    let address = raw_sections(output, "address")
        .first()
        .map_or("", |text| text)
        .to_owned();
    let mut types = program
        .get("types")
        .map_or(&[][..], Json::elements)
        .to_vec();
    let mut events = Vec::new();
    for section in sections(output, "event")? {
        events.extend(section.get("event").cloned());
        types.extend(
            section
                .get("types")
                .map_or(&[][..], Json::elements)
                .to_vec(),
        );
    }
    let mut errors: Vec<Json> = Vec::new();
    for section in sections(output, "errors")? {
        errors.extend_from_slice(section.elements());
    }
    errors.sort_by_key(|error| error.text("code").parse::<u64>().unwrap_or_default());
    let by_name = |mut list: Vec<Json>| {
        list.sort_by(|a, b| a.text("name").cmp(b.text("name")));
        list.dedup();
        Json::List(list)
    };
    let part = |key: &str| program.get(key).cloned().unwrap_or(Json::List(Vec::new()));
    let members = [
        ("address", Json::Text(address)),
        ("metadata", part("metadata")),
        ("instructions", part("instructions")),
        ("accounts", part("accounts")),
        ("events", by_name(events)),
        ("errors", Json::List(errors)),
        ("types", by_name(types)),
        ("constants", by_name(sections(output, "const")?)),
    ];
    Ok(Json::Object(members.map(|(key, value)| (key.to_owned(), value)).into()).pretty())
}

fn sections(output: &str, name: &str) -> Result<Vec<Json>> {
    raw_sections(output, name)
        .into_iter()
        .map(json::parse)
        .collect()
}

/// The texts between `--- IDL begin <name> ---` and `--- IDL end <name> ---`.
fn raw_sections<'a>(output: &'a str, name: &str) -> Vec<&'a str> {
    let (begin, end) = (
        format!("--- IDL begin {name} ---"),
        format!("--- IDL end {name} ---"),
    );
    let after_begin = output.split(begin.as_str()).skip(1);
    after_begin
        .filter_map(|rest| rest.split_once(end.as_str()))
        .map(|(body, _)| body.trim())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = r#"
--- IDL begin event ---
{"event":{"name":"B","discriminator":[2]},"types":[{"name":"B"},{"name":"A"}]}
--- IDL end event ---
--- IDL begin errors ---
[{"code":6001,"name":"Y"},{"code":6000,"name":"X"}]
--- IDL end errors ---
--- IDL begin address ---
Stake11111111111111111111111111111111111112
--- IDL end address ---
--- IDL begin program ---
{"address":"","metadata":{"name":"p"},"instructions":[],"accounts":[],"types":[{"name":"A"}]}
--- IDL end program ---
"#;

    #[test]
    fn the_parts_become_one_interface() {
        let idl = json::parse(&assemble(OUTPUT).expect("assembles")).expect("is JSON");
        assert_eq!(
            idl.text("address"),
            "Stake11111111111111111111111111111111111112"
        );
        let names = |key: &str| -> Vec<String> {
            let list = idl.get(key).expect("a list");
            list.elements()
                .iter()
                .map(|e| e.text("name").to_owned())
                .collect()
        };
        assert_eq!(names("types"), ["A", "B"]);
        assert_eq!(names("errors"), ["X", "Y"]);
        assert_eq!(names("events"), ["B"]);
    }

    #[test]
    fn no_program_is_an_error() {
        assert!(assemble("running 0 tests").is_err());
    }
}
