//! Other programs: run to their end, or started and ended together with all that they started.

use crate::paths;
use anyhow::{Context, Result, bail};
use std::{
    ffi::OsString,
    io::Write,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Runs a program and passes on what it prints.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs a program and returns what it prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!("{name} failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program that is given a text to read, and returns what it prints.
pub(crate) fn output_with_input(command: &mut Command, input: &str) -> Result<String> {
    let name = describe(command);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().with_context(|| format!("cannot start {name}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).with_context(|| format!("{name} reads nothing"))?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{name} failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What git says of the repository; `None` if it is none, or git says nothing.
pub(crate) fn git(args: &[&str]) -> Option<String> {
    let said = output(Command::new("git").args(args).current_dir(paths::root().ok()?)).ok()?;
    Some(said.trim().to_owned()).filter(|said| !said.is_empty())
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let first = command.get_args().next().map(|arg| format!(" {}", arg.to_string_lossy()));
    format!("`{name}{}`", first.unwrap_or_default())
}

/// A program that npm installed, run by the Node that npm installed: wrangler needs a newer one
/// than many machines have.
pub(crate) fn npm_program(name: &str) -> Result<Command> {
    let mut command = Command::new(paths::npm_bin(name)?);
    command
        .env("PATH", path_with_node()?)
        .env("WRANGLER_SEND_METRICS", "false")
        .env("NO_UPDATE_NOTIFIER", "1");
    Ok(command)
}

fn path_with_node() -> Result<OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let bin = paths::root()?.join("node_modules/.bin");
    Ok(std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&old)))?)
}

/// A program that runs beside this one. Dropped, it ends with everything that it started.
pub(crate) struct Background(Child);

impl Background {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let name = describe(command);
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self(child))
    }

    /// Its process id, which is its group's too.
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
