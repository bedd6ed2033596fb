//! Programs that are run to their end.

use super::name;
use crate::paths;
use anyhow::{Context, Result, bail};
use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

/// Runs a program and passes on what it prints.
///
/// # Errors
/// It cannot be started, or its exit status is not 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = name::of(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs a program and returns what it prints on stdout.
///
/// # Errors
/// As for [`run`]; the message has what the program printed on stderr.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = name::of(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    stdout_of(&name, &output)
}

/// The same with a text for the program's stdin.
///
/// # Errors
/// As for [`output`], or the program does not read the text.
pub(crate) fn output_with_input(command: &mut Command, input: &str) -> Result<String> {
    let name = name::of(command);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().with_context(|| format!("cannot start {name}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).with_context(|| format!("{name} reads no input"))?;
    }
    stdout_of(&name, &child.wait_with_output()?)
}

/// The output of git in the repository; `None` outside a repository, or if git prints nothing.
pub(crate) fn git(args: &[&str]) -> Option<String> {
    let printed = output(Command::new("git").args(args).current_dir(paths::root().ok()?)).ok()?;
    Some(printed.trim().to_owned()).filter(|printed| !printed.is_empty())
}

fn stdout_of(name: &str, output: &Output) -> Result<String> {
    if !output.status.success() {
        bail!("{name} failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
