//! `cargo xtask doctor`: the deployment report from a terminal, before anything is deployed. It makes the
//! same checks as the site, over `.dev.vars` or the environment.

mod table;

use crate::{dev_vars::DevVars, http, process};
use anyhow::{Result, bail};
use gateway::{
    diagnosis::{self, Probe, ProbeResult, ReportContext, Subject},
    providers::build_chain,
    settings::{Deployment, Settings, names},
    time::Millis,
};
use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};
use wire::{
    Environment, Language,
    report::{Report, Verdict},
};

/// How the report is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    format: Format,
    language: Language,
    /// Another file than `.dev.vars`.
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Table,
    Json,
    Markdown,
}

impl Options {
    pub(crate) fn read(args: &[String]) -> Result<Self> {
        let mut options = Self { format: Format::Table, language: of_the_terminal(), file: None };
        let mut args = args.iter().map(String::as_str);
        while let Some(arg) = args.next() {
            match (arg, if arg == "--json" { None } else { args.next() }) {
                ("--json", _) | ("--format", Some("json")) => options.format = Format::Json,
                ("--format", Some("markdown")) => options.format = Format::Markdown,
                ("--format", Some("table")) => options.format = Format::Table,
                ("--format", _) => bail!("--format takes table, json or markdown"),
                ("--lang", Some(tag)) => match Language::from_tag(tag) {
                    Some(language) => options.language = language,
                    None => bail!("--lang takes zh or en, not {tag:?}"),
                },
                ("--lang", None) => bail!("--lang takes zh or en"),
                ("--env-file", Some(path)) => options.file = Some(path.into()),
                ("--env-file", None) => bail!("--env-file takes a path"),
                (other, _) => bail!("doctor takes --json, --format, --lang and --env-file, not {other:?}"),
            }
        }
        Ok(options)
    }
}

/// What the environment says of the reader's language.
fn of_the_terminal() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let told = names.into_iter().filter_map(|name| std::env::var(name).ok()).find(|tag| !tag.is_empty());
    told.and_then(|tag| Language::from_tag(&tag.replace('_', "-"))).unwrap_or_default()
}

/// Makes the checks and prints the report. The exit status says whether some provider can answer.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let report = examine(&DevVars::read(options.file.as_deref())?, options.language);
    let text = match options.format {
        Format::Table => table::render(&report, colours()),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
        Format::Markdown => diagnosis::markdown(&report, options.language),
    };
    // A reader that has gone, such as `head`, is no error of ours.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(exit_code(&report))
}

/// The same as a table, over settings that have been read.
pub(crate) fn run_over(vars: &DevVars) -> ExitCode {
    let report = examine(vars, of_the_terminal());
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
    let findings = diagnosis::conclude(&subject, &check(diagnosis::plan(&subject)));
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

/// Asks all at once, and says how far it is.
fn check(probes: Vec<Probe>) -> Vec<(Probe, ProbeResult)> {
    let all = probes.len();
    let progress = Progress::new(all);
    let taken: Vec<ProbeResult> = std::thread::scope(|scope| {
        let asking: Vec<_> = probes
            .iter()
            .map(|probe| {
                let progress = &progress;
                scope.spawn(move || {
                    let taken = http::take(&probe.request);
                    progress.one_more();
                    taken
                })
            })
            .collect();
        asking.into_iter().map(|thread| thread.join().unwrap_or_else(|_| http::unreachable())).collect()
    });
    progress.end();
    probes.into_iter().zip(taken).collect()
}

/// `Checking 3/8`, on the error stream, so that the report alone is on the other.
struct Progress {
    all: usize,
    done: std::sync::atomic::AtomicUsize,
    is_terminal: bool,
}

impl Progress {
    fn new(all: usize) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        if !is_terminal && all > 0 {
            eprintln!("Checking: {all} requests");
        }
        Self { all, done: 0.into(), is_terminal }
    }

    fn one_more(&self) {
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if self.is_terminal {
            eprint!("\rChecking {done}/{}", self.all);
        }
    }

    fn end(&self) {
        if self.is_terminal {
            eprint!("\r\x1b[K");
        }
    }
}

/// What git says of this checkout, as Pages would of a deployment.
fn deployment() -> Deployment {
    Deployment {
        environment: Environment::Local,
        branch: process::git(&["branch", "--show-current"]),
        commit: process::git(&["rev-parse", "--short", "HEAD"]),
        ..Deployment::default()
    }
}

fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_millis() as Millis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_are_read_and_a_wrong_one_is_named() {
        let read = |args: &[&str]| Options::read(&crate::args::of(args));
        let options = read(&["--lang", "zh", "--format", "markdown"]).unwrap();
        assert_eq!((options.format, options.language), (Format::Markdown, Language::Chinese));
        assert_eq!(read(&["--json", "--lang", "en"]).unwrap().format, Format::Json);
        for (args, word) in [
            (&["--lang", "fr"][..], "--lang takes zh or en"),
            (&["--lang"], "--lang takes zh or en"),
            (&["--format", "pdf"], "--format takes table, json or markdown"),
            (&["--yaml"], "not \"--yaml\""),
        ] {
            assert!(read(args).unwrap_err().to_string().contains(word), "{args:?}");
        }
    }
}
