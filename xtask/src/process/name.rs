//! How messages name a program.

use std::{path::Path, process::Command};

/// A program and its first argument. The other arguments may hold secrets.
pub(super) fn of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let first = command.get_args().next().map(|arg| format!(" {}", arg.to_string_lossy()));
    format!("`{name}{}`", first.unwrap_or_default())
}
