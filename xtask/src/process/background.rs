//! A program that runs until it is dropped.

use super::name;
use anyhow::{Context, Result};
use std::process::{Child, Command, Stdio};

/// A program that runs beside this one. Dropped, it ends with everything that it started.
pub(crate) struct Background(Child);

impl Background {
    /// Starts a program in a process group of its own.
    ///
    /// # Errors
    /// It cannot be started.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let name = name::of(command);
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self(child))
    }

    /// Its process id, which is also the id of its process group.
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let id = self.0.id();
        let mut end = if cfg!(windows) {
            let mut command = Command::new("taskkill");
            command.args(["/T", "/F", "/PID", &id.to_string()]);
            command
        } else {
            let mut command = Command::new("kill");
            command.args(["-TERM", "--", &format!("-{id}")]);
            command
        };
        let _ = end.stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}
