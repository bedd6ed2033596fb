//! `cargo xtask setup`: from `.dev.vars` to a Cloudflare account that is ready. It creates the AI Gateway through the
//! API, and through wrangler the database, which it binds in `wrangler.toml`. It sets the settings as secrets of the Pages
//! project, for production and previews. Previews have the same settings, overridden by `.dev.vars.preview`. It prints each
//! step before it does it, and leaves alone what is there already.
//!
//! The site's settings come from the file alone. The environment is wrangler's, whose `CLOUDFLARE_API_TOKEN` is another
//! token than the site's.

mod account;
mod database;
mod gateway_api;
mod plan;
mod question;
mod step;
mod wanted;
mod work;

use crate::{dev_vars::DevVars, doctor, paths, progress, wrangler};
use anyhow::{Result, bail};
use clap::Args;
use gateway::settings::Settings;
use question::ask;
use std::{fs, io::IsTerminal, path::PathBuf, process::ExitCode};
use step::Step;
use wanted::Wanted;
use work::Work;

/// Options of `cargo xtask setup`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// The Pages project [default: wrangler.toml's]
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// The AI Gateway [default: AI_GATEWAY_ID]
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
    /// Another file than .dev.vars
    #[arg(long, value_name = "FILE")]
    env_file: Option<PathBuf>,
    /// Another file than wrangler.toml
    #[arg(long, value_name = "FILE")]
    wrangler_toml: Option<PathBuf>,
    /// Print all steps and do none
    #[arg(long)]
    dry_run: bool,
    /// Do all steps without asking
    #[arg(long)]
    yes: bool,
    /// Set the settings that are there already, too
    #[arg(long)]
    replace: bool,
}

/// Does the steps, and prints the report. The exit status is the report's.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    if !options.yes && !options.dry_run && !std::io::stdin().is_terminal() {
        bail!("there is nobody to ask here: --yes does every step, --dry-run only says them");
    }
    let vars = DevVars::read(options.env_file.as_deref())?.without_environment();
    let previews = vars.for_previews();
    if let Some(why) = vars.unreadable.as_ref().or(previews.unreadable.as_ref()) {
        bail!("the settings cannot be read: {why}");
    }
    let settings = match Settings::read(&|name| vars.get(name)) {
        Ok(settings) => settings,
        Err(errors) => {
            let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
            bail!("a setting cannot be used: {}", reasons.join("; "));
        }
    };
    let wrangler_toml = match &options.wrangler_toml {
        Some(path) => path.clone(),
        None => paths::root()?.join("wrangler.toml"),
    };
    let wanted = Wanted {
        has_database: database::is_bound(&fs::read_to_string(&wrangler_toml)?),
        wrangler_toml,
        gateway: gateway_id(options, &settings)?,
        project: options.project.clone().map_or_else(wrangler::configured_name, Ok)?,
        replace: options.replace,
    };
    let account =
        progress::step("looking at what is there already", || Ok(account::inspect(&settings, &wanted)))?;
    let steps = plan::steps(&vars, &previews, &wanted, &account);
    let work = Work { settings: &settings, vars: &vars, previews: &previews, wanted: &wanted };
    carry_out(options, &work, &steps)?;
    if options.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nThe report, over these settings:\n");
    Ok(doctor::run_with(&DevVars::read(options.env_file.as_deref())?.without_environment()))
}

/// The gateway that is wanted. Who gives an account and no gateway is asked for one.
fn gateway_id(options: &Options, settings: &Settings) -> Result<Option<String>> {
    if let Some(id) = options.gateway.clone().or_else(|| settings.ai_gateway.id.clone()) {
        return Ok(Some(id));
    }
    let has_account = settings.cloudflare.account_id.is_some() && settings.cloudflare.token.is_some();
    if !has_account || options.yes || options.dry_run {
        return Ok(None);
    }
    let id = ask("A name for an AI Gateway (empty: none)", "")?;
    Ok(Some(id).filter(|id| !id.is_empty()))
}

/// Prints each step, asks whether to do it, and does it.
fn carry_out(options: &Options, work: &Work<'_>, steps: &[Step]) -> Result<()> {
    for (at, step) in steps.iter().enumerate() {
        println!("{}. {}", at + 1, step.sentence());
        if options.dry_run || !step.is_work() {
            continue;
        }
        if !options.yes && !matches!(ask("   Do it? (y/n)", "y")?.to_lowercase().as_str(), "y" | "yes") {
            println!("   left out");
            continue;
        }
        work.perform(step, options.yes)?;
        println!("   done");
    }
    Ok(())
}
