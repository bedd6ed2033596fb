//! `cargo xtask doctor`: the deployment report from a terminal, before anything is deployed. It makes the same checks as
//! the site, with the settings of `.dev.vars` and the environment.

mod options;
mod probes;
mod table;

pub(crate) use options::Options;

use crate::{clock::now, dev_vars::DevVars, process};
use anyhow::Result;
use gateway::{
    diagnosis::{self, ReportContext, Subject},
    providers::build_chain,
    settings::{Deployment, Settings, names},
};
use options::{Format, terminal_language};
use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};
use wire::{
    Environment, Language,
    report::{Report, Verdict},
};

/// Makes the checks and prints the report. The exit status is 0 if some provider can answer.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let report = examine(&DevVars::read(options.env_file.as_deref())?, options.language());
    let text = match options.format() {
        Format::Table => table::render(&report, colours()),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
        Format::Markdown => diagnosis::markdown(&report, options.language()),
    };
    // A reader that has gone, such as `head`, is no error.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(exit_code(&report))
}

/// The same as a table, with settings that have been read already.
pub(crate) fn run_with(vars: &DevVars) -> ExitCode {
    let report = examine(vars, terminal_language());
    print!("{}", table::render(&report, colours()));
    exit_code(&report)
}

/// A report has failed only if no provider can answer.
fn exit_code(report: &Report) -> ExitCode {
    if report.verdict == Verdict::Failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn examine(vars: &DevVars, language: Language) -> Report {
    let lookup = |name: &str| vars.get(name);
    let (settings, errors) = Settings::read_valid(&lookup);
    let chain = build_chain(&settings);
    let subject = Subject {
        settings: &settings,
        errors: &errors,
        chain: &chain,
        unreadable_file: vars.unreadable.as_deref(),
        is_emulated: false,
    };
    let findings = diagnosis::conclude(&subject, &probes::run(diagnosis::plan(&subject)));
    let context = ReportContext {
        language,
        deployment: &deployment(),
        version: env!("CARGO_PKG_VERSION"),
        colo: None,
        at: now(),
        open_circuits: &[],
        set: names().filter(|name| lookup(name).is_some()).collect(),
    };
    diagnosis::report(&subject, &findings, &context)
}

/// This checkout, described as Pages describes a deployment.
fn deployment() -> Deployment {
    Deployment {
        environment: Environment::Local,
        branch: process::git(&["branch", "--show-current"]),
        commit: process::git(&["rev-parse", "--short", "HEAD"]),
        ..Deployment::default()
    }
}
