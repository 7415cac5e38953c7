//! The services as child processes. None outlives the demo, however it ends: on an orderly end they are told
//! to stop, in reverse order, and killed if they do not; if the demo itself is killed, the kernel kills them.
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Time a service gets to end by itself.
const PATIENCE: Duration = Duration::from_secs(8);

struct Running {
    name: String,
    child: Child,
    log: PathBuf,
}

/// The running services, in the order of their start.
pub struct Children {
    logs: PathBuf,
    running: Vec<Running>,
}

impl Children {
    /// None yet; each will write its log to `logs/NAME.log`.
    pub fn new(logs: &Path) -> Self {
        Self {
            logs: logs.to_path_buf(),
            running: Vec::new(),
        }
    }

    /// Starts `program`. Its standard error goes to the log; so does its standard output, unless `piped`.
    /// Call from the main thread: the kernel ends a child with the thread that started it.
    ///
    /// # Errors
    /// The log cannot be made, or the program not started.
    pub fn start(
        &mut self,
        name: &str,
        program: &Path,
        arguments: &[&str],
        piped: bool,
    ) -> Result<&mut Child> {
        let log = self.logs.join(format!("{name}.log"));
        let file = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .with_context(|| format!("cannot write the log {}", log.display()))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(file.try_clone()?)
            .stdout(if piped { Stdio::piped() } else { file.into() });
        die_with_the_parent(&mut command);
        let child = command.spawn().with_context(|| {
            format!(
                "cannot start {} ({}); build it first",
                name,
                program.display()
            )
        })?;
        self.running.push(Running {
            name: name.to_owned(),
            child,
            log,
        });
        let last = self.running.last_mut();
        Ok(&mut last.context("just started")?.child)
    }

    /// That all still run.
    ///
    /// # Errors
    /// The first that does not, with the end of its log.
    pub fn check(&mut self) -> Result<()> {
        for running in &mut self.running {
            if let Some(status) = running.child.try_wait()? {
                let log = std::fs::read_to_string(&running.log).unwrap_or_default();
                let last: Vec<&str> = log.lines().rev().take(5).collect();
                let last: Vec<&str> = last.into_iter().rev().collect();
                bail!(
                    "{} ended ({status}); its log {} ends with:\n{}",
                    running.name,
                    running.log.display(),
                    last.join("\n")
                );
            }
        }
        Ok(())
    }

    /// Kills one at once, without a chance to tidy up, as a power cut would.
    ///
    /// # Errors
    /// There is none of that name, or the system refuses.
    pub fn kill(&mut self, name: &str) -> Result<()> {
        let at = self
            .running
            .iter()
            .position(|running| running.name == name)
            .with_context(|| format!("no service {name} is running"))?;
        let mut running = self.running.remove(at);
        running.child.kill()?;
        running.child.wait()?;
        Ok(())
    }
}

impl Drop for Children {
    /// The services first, all at once; the chain, started first, after them.
    fn drop(&mut self) {
        let (first, rest) = match self.running.split_first_mut() {
            Some(split) => split,
            None => return,
        };
        stop(rest);
        stop(std::slice::from_mut(first));
    }
}

fn stop(running: &mut [Running]) {
    for one in running.iter().rev() {
        terminate(&one.child);
    }
    let deadline = Instant::now() + PATIENCE;
    for one in running.iter_mut().rev() {
        while matches!(one.child.try_wait(), Ok(None)) {
            if Instant::now() >= deadline {
                eprintln!("{} did not stop in time and is killed", one.name);
                let _ = one.child.kill();
                let _ = one.child.wait();
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn terminate(child: &Child) {
    let Ok(pid) = libc::pid_t::try_from(child.id()) else {
        return;
    };
    // SAFETY: kill(2) reads its two integers only. The child was not waited for, so its number is still its own.
    unsafe {
        libc::kill(pid, libc::SIGTERM);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("io-demo-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn is_alive(pid: u32) -> bool {
        Path::new(&format!("/proc/{pid}")).exists()
    }

    #[test]
    fn children_end_with_their_owner() {
        let mut children = Children::new(&folder("end"));
        let sleep = Path::new("/bin/sleep");
        let first = children.start("a", sleep, &["60"], false).unwrap().id();
        let second = children.start("b", sleep, &["60"], false).unwrap().id();
        children.check().unwrap();
        assert!(is_alive(first) && is_alive(second));
        drop(children);
        assert!(!is_alive(first) && !is_alive(second));
    }

    #[test]
    fn one_that_ended_is_told_with_its_log() {
        let mut children = Children::new(&folder("told"));
        let shell = Path::new("/bin/sh");
        children
            .start("c", shell, &["-c", "echo broken >&2; exit 3"], false)
            .unwrap()
            .wait()
            .unwrap();
        let error = children.check().unwrap_err().to_string();
        assert!(error.starts_with("c ended"), "{error}");
        assert!(error.ends_with("broken"), "{error}");
    }
}
