//! `cargo xtask test`: every check. The site is built and tried in a browser while the native checks run beside it.

mod browser;
mod cargo;
mod clients;
#[cfg(test)]
mod documents;
mod lanes;
mod native;
mod playwright;
mod structure;
mod summary;
mod supply_chain;

pub(crate) use structure::{Options as StructureOptions, run as run_structure};

use crate::{
    build, paths,
    progress::{quiet_step, step},
    tools,
};
use anyhow::{Result, bail};
use browser::Browser;
use clap::{Args, Subcommand};
use std::sync::mpsc;
use summary::Counts;

/// Options of `cargo xtask test`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    suite: Option<Suite>,
    /// Run only format, lints, native tests and one journey through the page
    #[arg(long, conflicts_with = "filter")]
    quick: bool,
    /// Run only the browser and Function tests that match: arguments of Playwright, such as `page.spec -g Stop`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILTER")]
    filter: Vec<String>,
}

/// Tests with a name of their own.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
enum Suite {
    /// Have other people's clients ask the site: all of them, each at a version of its own
    Clients {
        /// Run only the tests that match: arguments of Playwright, such as `-g LangChain`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILTER")]
        filter: Vec<String>,
    },
    /// Have 500 visitors ask at once for two minutes
    Load,
    /// Ask the network for known holes in the crates and npm packages
    Advisories,
}

#[cfg(test)]
impl Options {
    pub(crate) fn new(quick: bool, filter: &[&str]) -> Self {
        Self { suite: None, quick, filter: words(filter) }
    }

    pub(crate) fn clients(filter: &[&str]) -> Self {
        Self { suite: Some(Suite::Clients { filter: words(filter) }), quick: false, filter: Vec::new() }
    }
}

#[cfg(test)]
fn words(filter: &[&str]) -> Vec<String> {
    filter.iter().map(|word| (*word).to_owned()).collect()
}

/// Runs the checks that the options ask for.
pub(crate) fn run(options: &Options) -> Result<()> {
    match &options.suite {
        Some(Suite::Clients { filter }) => return clients::run(filter),
        Some(Suite::Load) => {
            build::run()?;
            return Browser::new(tools::chromium()?).run_matching(&["--project=load".to_owned()]);
        }
        Some(Suite::Advisories) => return supply_chain::advisories(),
        None => {}
    }
    if !options.filter.is_empty() {
        build::run()?;
        return Browser::new(tools::chromium()?).run_matching(&options.filter);
    }
    tools::for_build()?;
    let browser = &Browser::new(tools::for_tests()?);
    let counts = &Counts::default();
    let (is_built, built) = mpsc::channel();
    let (site, checks): (lanes::Lane<'_>, lanes::Lane<'_>) = if options.quick {
        (
            Box::new(|stop| {
                build::run()?;
                browser.run_journey(stop, counts)
            }),
            Box::new(|stop| native::quick(stop, counts)),
        )
    } else {
        (
            Box::new(move |stop| {
                build::run()?;
                step("sizes", sizes)?;
                is_built.send(()).ok();
                browser.run_all(stop, counts)
            }),
            Box::new(move |stop| {
                native::all(stop, counts)?;
                // Where the build failed, the other lane reports it.
                if built.recv().is_err() {
                    return Ok(());
                }
                clients::run_everyday(stop, counts)
            }),
        )
    };
    // What is wrong here is found in a second.
    native::format()?;
    quiet_step("structure", || structure::check(&paths::root()?))?;
    let result = lanes::run([site, checks]);
    summary::print(counts);
    result
}

/// The built files hold their budgets.
fn sizes() -> Result<()> {
    let table = bench::sizes(&paths::root()?, &paths::target()?)?;
    println!("{table}");
    match table.missed() {
        0 => Ok(()),
        missed => bail!("{missed} of the sizes are over their budgets"),
    }
}
