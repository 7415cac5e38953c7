//! A planted bug, as `tests/mutants/NAME.mutant` describes it.

use crate::paths;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// One bug.
#[derive(Debug)]
pub struct Mutant {
    /// The file's stem.
    pub name: String,
    /// The hazard it stands for, in the design's words.
    pub hazard: String,
    /// The program that is built with it.
    pub program: String,
    /// The source file, from the repository's root.
    pub file: String,
    /// Whether it is among the few that every test run plants.
    pub ci: bool,
    /// Tests of the programs that find it where the walk may not come by.
    pub test: Option<String>,
    old: String,
    new: String,
}

/// All of them, by name.
pub fn all() -> Result<Vec<Mutant>> {
    let folder = paths::root().join("tests/mutants");
    let entries =
        std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "mutant") {
            found.push(read(&path).with_context(|| format!("{}", path.display()))?);
        }
    }
    found.sort_by(|a: &Mutant, b| a.name.cmp(&b.name));
    Ok(found)
}

fn read(path: &Path) -> Result<Mutant> {
    let text = std::fs::read_to_string(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Mutant::parse(&name, &text)
}

impl Mutant {
    /// Lines `key: value`, then `<<<<<<<`, the source as it is, `=======`, as it is planted, `>>>>>>>`.
    fn parse(name: &str, text: &str) -> Result<Self> {
        let (head, rest) = text.split_once("<<<<<<<\n").context("no <<<<<<< line")?;
        let (old, rest) = rest.split_once("=======\n").context("no ======= line")?;
        let (new, _) = rest.split_once(">>>>>>>").context("no >>>>>>> line")?;
        let value = |key: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(key));
            line.and_then(|line| line.strip_prefix(": "))
                .map(str::to_owned)
        };
        let needed = |key: &str| value(key).with_context(|| format!("no line `{key}: …`"));
        if old.is_empty() || old == new {
            bail!("it changes nothing");
        }
        Ok(Self {
            name: name.to_owned(),
            hazard: needed("hazard")?,
            program: needed("program")?,
            file: needed("file")?,
            ci: needed("ci")? == "yes",
            test: value("test"),
            old: old.to_owned(),
            new: new.to_owned(),
        })
    }

    /// The source with the bug.
    ///
    /// # Errors
    /// Where what it replaces is not there exactly once: the program has moved on.
    pub fn apply(&self, source: &str) -> Result<String> {
        match source.matches(&self.old).count() {
            1 => Ok(source.replacen(&self.old, &self.new, 1)),
            found => bail!(
                "the mutant {} no longer fits {}: what it replaces is there {found} times. \
                 Write it anew in tests/mutants",
                self.name,
                self.file
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "hazard: h\nprogram: p\nfile: f\nci: no\n<<<<<<<\nold\n=======\nnew\n>>>>>>>\n";

    #[test]
    fn a_mutant_replaces_what_is_there_once() {
        let mutant = Mutant::parse("m", TEXT).unwrap();
        assert_eq!(mutant.apply("a\nold\nb\n").unwrap(), "a\nnew\nb\n");
        assert!(mutant.apply("a\n").is_err());
        assert!(mutant.apply("old\nold\n").is_err());
        assert!(!mutant.ci && mutant.test.is_none());
    }

    #[test]
    fn half_a_mutant_is_refused() {
        assert!(Mutant::parse("m", &TEXT.replace("=======\n", "")).is_err());
        assert!(Mutant::parse("m", &TEXT.replace("hazard: h\n", "")).is_err());
        assert!(Mutant::parse("m", &TEXT.replace("new", "old")).is_err());
    }
}
