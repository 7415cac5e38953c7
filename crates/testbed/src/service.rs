//! A service as a process of its own.
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// Lines of a log that are shown when something went wrong.
const TAIL: usize = 15;

/// A running service. Dropping it kills it; if the test's process is killed, the kernel kills it too.
pub struct Service {
    name: String,
    child: Child,
    log: PathBuf,
    killed: bool,
}

impl Service {
    /// Starts `program`, whose output goes behind that of earlier runs in `FOLDER/NAME.log`.
    ///
    /// Call from the test's own thread: the kernel ends a child with the thread that started it.
    ///
    /// # Errors
    /// The log cannot be written, or the program not started.
    pub fn start(name: &str, program: &Path, arguments: &[&str], folder: &Path) -> Result<Self> {
        let log = folder.join(format!("{name}.log"));
        let file = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .with_context(|| format!("cannot write the log {}", log.display()))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file);
        die_with_the_parent(&mut command);
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            log,
            killed: false,
        })
    }

    /// That it has not ended.
    ///
    /// # Errors
    /// It has; with the end of its log.
    pub fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => {
                anyhow::bail!(
                    "{} ended ({status}); its log ends with:\n{}",
                    self.name,
                    self.tail()
                )
            }
        }
    }

    /// Kills it at once, without a chance to tidy up, as a power cut would.
    ///
    /// # Errors
    /// The system refuses.
    pub fn kill(mut self) -> Result<()> {
        self.killed = true;
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// The end of its log.
    #[must_use]
    pub fn tail(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(TAIL)..].join("\n")
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if self.killed {
            return;
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        // Not read where the test passes: the runner holds back its output.
        println!("--- end of {}\n{}", self.log.display(), self.tail());
    }
}

#[cfg(target_os = "linux")]
fn die_with_the_parent(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    // SAFETY: the closure runs between fork and exec and makes one system call, which is async-signal-safe.
    unsafe {
        command.pre_exec(|| {
            if libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) == 0 {
                Ok(())
            } else {
                Err(std::io::Error::last_os_error())
            }
        });
    }
}

#[cfg(not(target_os = "linux"))]
fn die_with_the_parent(_: &mut Command) {}
