//! What is printed for a command line that cannot be parsed, or that asks for help.

use clap::{
    Arg, Command,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use std::{ffi::OsString, process::ExitCode};

/// Prints help on stdout, and a wrong command line on stderr. Exit status 1 means a wrong command line.
pub(super) fn report(error: &Error, cli: &Command, args: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        // A reader that has gone, such as `head`, is no error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    match message(error, cli, args) {
        Some(message) => eprintln!("error: {message}"),
        None => drop(error.print()),
    }
    ExitCode::FAILURE
}

/// A message that says more than clap's own: which commands or flags there are.
pub(super) fn message(error: &Error, cli: &Command, args: &[OsString]) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand)?;
            Some(format!("there is no command {name:?}\n\n{}", cli.clone().render_help()))
        }
        ErrorKind::UnknownArgument => {
            let flag = text(ContextKind::InvalidArg).filter(|arg| arg.starts_with('-'))?;
            let command = cli.find_subcommand(args.get(1)?)?;
            let name = command.get_name();
            Some(format!("unexpected argument: `cargo xtask {name}` takes {}, not {flag:?}", flags(command)))
        }
        _ => None,
    }
}

/// The flags of a command as a list in words.
fn flags(command: &Command) -> String {
    let flags = command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(Arg::get_long);
    let flags: Vec<String> = flags.map(|name| format!("--{name}")).collect();
    match flags.split_last() {
        None => "no flags".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
