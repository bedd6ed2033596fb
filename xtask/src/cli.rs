//! The command line, by clap. Each command's options are declared beside the command itself.

mod parse;

use crate::{bench, build, check_config, deploy, dev, doctor, emulator, fuzz, setup, test, traffic};
use anyhow::Result;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::{ffi::OsString, process::ExitCode};

/// The project's commands.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site, and serve it on this machine
    Dev(dev::Options),
    /// Build dist/ and the Function, ready for `wrangler pages deploy`
    Build,
    /// Run every check: format, lints, structure, unit tests, the Function, the page in Chromium
    Test(test::Options),
    /// Say what is missing or inconsistent in wrangler.toml and .dev.vars
    CheckConfig(check_config::Options),
    /// Say what is wrong with the providers' settings, why, and how to fix it
    Doctor(doctor::Options),
    /// Create the AI Gateway, and put the settings into the Pages project
    Setup(setup::Options),
    /// Build, check, upload to Cloudflare Pages, and ask the deployed site
    Deploy(deploy::Options),
    /// Say how visitors were served, by whom, how fast, and what failed
    Traffic(traffic::Options),
    /// Run the upstream APIs alone, with faults by scenario; it also serves what is deployed to it
    Emulator(emulator::Options),
    /// Measure what an answer costs and what the page weighs, each figure against its floor or target
    Bench(bench::Options),
    /// Try inputs that nobody thought of on whatever reads what others send
    Fuzz(fuzz::Options),
    /// Check the layers, imports and file sizes of another tree
    #[command(hide = true)]
    Structure(test::StructureOptions),
}

/// Runs the command that the arguments name. Without one it prints the help.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    match Cli::try_parse_from(&args) {
        Ok(Cli { command: Some(command) }) => command.run().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }),
        Ok(Cli { command: None }) => {
            // A reader that has gone, such as `head`, is no error.
            let _ = Cli::command().print_help();
            ExitCode::SUCCESS
        }
        Err(error) => parse::report(&error, &Cli::command(), &args),
    }
}

impl Command {
    fn run(self) -> Result<ExitCode> {
        match self {
            Self::Dev(options) => dev::run(&options)?,
            Self::Build => build::run()?,
            Self::Test(options) => test::run(&options)?,
            Self::CheckConfig(options) => return check_config::run(&options),
            Self::Doctor(options) => return doctor::run(&options),
            Self::Setup(options) => return setup::run(&options),
            Self::Deploy(options) => return deploy::run(&options),
            Self::Traffic(options) => traffic::run(&options)?,
            Self::Emulator(options) => emulator::run(&options)?,
            Self::Bench(options) => bench::run(&options)?,
            Self::Fuzz(options) => fuzz::run(&options)?,
            Self::Structure(options) => test::run_structure(&options)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The names of all commands, hidden ones too.
#[cfg(test)]
pub(crate) fn command_names() -> Vec<String> {
    let command = Cli::command();
    command.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[cfg(test)]
mod tests;
