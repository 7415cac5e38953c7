//! Whether the tests notice.

use super::mutant::Mutant;
use crate::{paths, process, program};
use anyhow::{Context, Result, bail};
use std::{
    fmt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Where the walk begins.
const SEED: &str = "1";
/// Environment variable by which the tests find other binaries than the build's.
const DEPLOY_VAR: &str = "IO_DEPLOY_DIR";

/// What became of a mutant.
pub enum Verdict {
    /// The walk parted from the model.
    Walk {
        /// Operations until then.
        operations: String,
        /// The one that showed it.
        name: String,
    },
    /// The network could not even be founded.
    Founding,
    /// One of the programs' tests failed.
    Test(String),
    /// Nobody noticed.
    Survived,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Walk { operations, name } => {
                write!(f, "the walk, operation {operations}, {name}")
            }
            Self::Founding => f.write_str("the founding of the network"),
            Self::Test(name) => write!(f, "the test {name}"),
            Self::Survived => f.write_str("NOBODY: IT SURVIVED"),
        }
    }
}

/// A folder of binaries, and what walks on them.
pub struct Trial {
    walker: PathBuf,
    deploy: PathBuf,
    steps: u32,
}

impl Trial {
    pub fn new(walker: PathBuf, steps: u32) -> Result<Self> {
        let deploy = paths::root().join("target/mutants/deploy");
        std::fs::create_dir_all(&deploy)?;
        Ok(Self {
            walker,
            deploy,
            steps,
        })
    }

    /// Puts one binary of `finished` among the real ones.
    pub fn deploy(&self, finished: &Path, file: &str) -> Result<()> {
        for program in program::find(&paths::programs(), None)? {
            let name = program.file_name();
            std::fs::copy(paths::deploy().join(&name), self.deploy.join(&name))?;
        }
        std::fs::copy(finished.join(file), self.deploy.join(file))
            .with_context(|| format!("the build left no {file}"))?;
        Ok(())
    }

    /// The unchanged binaries pass all that the mutants are judged by.
    pub fn control(&self, mutants: &[&Mutant]) -> Result<()> {
        let walked = self.walk(&paths::deploy())?;
        if !walked.status.success() {
            let said = String::from_utf8_lossy(&walked.stdout);
            bail!("the unchanged programs do not pass the walk: {said}");
        }
        let mut tests: Vec<&str> = mutants.iter().filter_map(|m| m.test.as_deref()).collect();
        tests.sort_unstable();
        tests.dedup();
        for test in tests {
            let ran = test_on(&paths::deploy(), test)?;
            let said = String::from_utf8_lossy(&ran.stdout);
            if !ran.status.success() || said.contains(" 0 passed") {
                bail!("the unchanged programs do not pass the tests {test}, or there are none");
            }
        }
        Ok(())
    }

    /// What finds the mutant that is deployed.
    pub fn judge(&self, mutant: &Mutant) -> Result<Verdict> {
        let walked = self.walk(&self.deploy)?;
        let said = String::from_utf8_lossy(&walked.stdout);
        match walked.status.code() {
            Some(0) => {}
            Some(1) => {
                return Ok(Verdict::Walk {
                    operations: member(&said, "operation"),
                    name: member(&said, "name"),
                });
            }
            Some(101) => return Ok(Verdict::Founding),
            _ => bail!("the walk ended with {}: {said}", walked.status),
        }
        let Some(test) = &mutant.test else {
            return Ok(Verdict::Survived);
        };
        let ran = test_on(&self.deploy, test)?;
        let said = String::from_utf8_lossy(&ran.stdout);
        let failed = said
            .lines()
            .find_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
        Ok(match failed {
            Some(name) => Verdict::Test(name.to_owned()),
            None => Verdict::Survived,
        })
    }

    fn walk(&self, deploy: &Path) -> Result<Output> {
        let mut command = Command::new(&self.walker);
        command
            .args(["--steps", &self.steps.to_string(), "--seed", SEED])
            .args(["--minimise", "0", "--output", "json"])
            .env(DEPLOY_VAR, deploy)
            .current_dir(paths::root());
        command.output().context("cannot start the walk")
    }
}

fn test_on(deploy: &Path, filter: &str) -> Result<Output> {
    process::cargo()
        .args(["test", "--test", "programs", filter])
        .env(DEPLOY_VAR, deploy)
        .current_dir(paths::root())
        .output()
        .context("cannot start cargo test")
}

/// The value of a member that is a number or a plain string, of one line of JSON that `soak` prints.
fn member(json: &str, key: &str) -> String {
    let mark = format!("\"{key}\":");
    let Some(at) = json.find(&mark) else {
        return "?".to_owned();
    };
    let rest = json[at + mark.len()..].trim_start_matches('"');
    rest.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '.')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::member;

    #[test]
    fn members_are_read_from_a_line() {
        let line = "{\"name\":\"Staking.Claim\",\"ok\":false,\"operation\":317}";
        assert_eq!(member(line, "operation"), "317");
        assert_eq!(member(line, "name"), "Staking.Claim");
        assert_eq!(member(line, "seed"), "?");
    }
}
