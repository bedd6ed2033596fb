//! `cargo xtask setup`: from `.dev.vars` to a Cloudflare account that is ready: the AI Gateway, made through
//! the API, and the settings as secrets of the Pages project, for production and previews, put there by
//! wrangler; previews get what `.dev.vars.preview` sets, and else the same. It says each step before it does it; what
//! is there already is left alone.
//!
//! The site's settings come from the file alone. The environment is wrangler's, whose
//! `CLOUDFLARE_API_TOKEN` is another token than the site's.

mod gateway_api;
mod plan;

use crate::{args, dev_vars::DevVars, doctor, pages, progress::step};
use ::gateway::settings::Settings;
use anyhow::{Result, bail};
use plan::{Account, Project, Step};
use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

/// What is to be set up, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// The Pages project; `wrangler.toml`'s otherwise.
    project: Option<String>,
    /// The gateway, where `AI_GATEWAY_ID` names none.
    gateway: Option<String>,
    /// Another file than `.dev.vars`.
    file: Option<PathBuf>,
    /// Says all steps and does none.
    dry_run: bool,
    /// Asks nothing.
    yes: bool,
    /// Puts the settings that are there already, too.
    replace: bool,
}

impl Options {
    pub(crate) fn read(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let all = "setup takes --project, --gateway, --env-file, --dry-run, --yes and --replace";
        args::read(args, all, |arg, value| {
            match arg {
                "--project" => options.project = Some(value()?),
                "--gateway" => options.gateway = Some(value()?),
                "--env-file" => options.file = Some(value()?.into()),
                "--dry-run" => options.dry_run = true,
                "--yes" => options.yes = true,
                "--replace" => options.replace = true,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(options)
    }
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    if !options.yes && !options.dry_run && !std::io::stdin().is_terminal() {
        bail!("there is nobody to ask here: --yes does every step, --dry-run only says them");
    }
    let vars = DevVars::read(options.file.as_deref())?.of_file_alone();
    let previews = vars.for_previews();
    if let Some(why) = vars.unreadable.as_ref().or(previews.unreadable.as_ref()) {
        bail!("the settings cannot be read: {why}");
    }
    let settings = match Settings::read(&|name| vars.get(name)) {
        Ok(settings) => settings,
        Err(errors) => {
            let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
            bail!("a setting cannot be used: {}", said.join("; "));
        }
    };
    let wanted = plan::Wanted {
        gateway: gateway_id(options, &settings)?,
        project: options.project.clone().map_or_else(pages::configured_name, Ok)?,
        replace: options.replace,
    };
    let account = step("looking at what is there already", || Ok(look(&settings, &wanted)))?;
    let steps = plan::steps(&vars, &previews, &wanted, &account);
    Setup { options, settings: &settings, vars: &vars, previews: &previews, wanted: &wanted }
        .carry_out(&steps)?;
    if options.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nThe report, over these settings:\n");
    Ok(doctor::run_over(&DevVars::read(options.file.as_deref())?.of_file_alone()))
}

/// What the account has already.
fn look(settings: &Settings, wanted: &plan::Wanted) -> Account {
    let cloudflare = &settings.cloudflare;
    let gateways = match (&cloudflare.account_id, &cloudflare.token) {
        (Some(_), Some(_)) => Some(gateway_api::list(cloudflare)),
        _ => None,
    };
    Account { gateways, project: look_at_project(cloudflare.account_id.as_deref(), &wanted.project) }
}

fn look_at_project(account: pages::Account<'_>, name: &str) -> Project {
    match pages::projects(account) {
        Err(error) => Project::Unknown(error.to_string()),
        Ok(names) if !names.iter().any(|known| known == name) => Project::Missing,
        Ok(_) => match ["production", "preview"].map(|place| pages::secrets(account, name, place)) {
            [Ok(production), Ok(preview)] => Project::There { production, preview },
            [Err(error), _] | [_, Err(error)] => Project::Unknown(error.to_string()),
        },
    }
}

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

struct Setup<'a> {
    options: &'a Options,
    settings: &'a Settings,
    vars: &'a DevVars,
    previews: &'a DevVars,
    wanted: &'a plan::Wanted,
}

impl Setup<'_> {
    fn carry_out(&self, steps: &[Step]) -> Result<()> {
        for (at, step) in steps.iter().enumerate() {
            println!("{}. {}", at + 1, step.sentence());
            if self.options.dry_run || !step.is_work() {
                continue;
            }
            if !self.options.yes
                && !matches!(ask("   Do it? (y/n)", "y")?.to_lowercase().as_str(), "y" | "yes")
            {
                println!("   left out");
                continue;
            }
            self.perform(step)?;
            println!("   done");
        }
        Ok(())
    }

    fn perform(&self, step: &Step) -> Result<()> {
        match step {
            Step::CreateGateway { id } => {
                gateway_api::create(&self.settings.cloudflare, id, &limits(self.options)?)
            }
            Step::NameGateway { id } => self.vars.append("AI_GATEWAY_ID", id),
            Step::CreateProject { name } => {
                pages::create(self.settings.cloudflare.account_id.as_deref(), name)
            }
            Step::PutSecrets { project, environment, names } => {
                let vars = if *environment == "preview" { self.previews } else { self.vars };
                let pair = |name: &String| Some((name.clone(), self.value(vars, name)?.into()));
                let account = self.settings.cloudflare.account_id.as_deref();
                pages::put(account, project, environment, names.iter().filter_map(pair).collect())
            }
            Step::Note(_) => Ok(()),
        }
    }

    /// The gateway's name may have been written a step ago.
    fn value(&self, vars: &DevVars, name: &str) -> Option<String> {
        let written = || self.wanted.gateway.clone().filter(|_| name == "AI_GATEWAY_ID");
        vars.get(name).or_else(written)
    }
}

/// The limits of a new gateway.
struct Limits {
    cache_ttl_s: u64,
    requests_a_minute: u64,
}

/// No cache, since visitors expect a fresh answer; and a brake on what a stranger could spend.
fn limits(options: &Options) -> Result<Limits> {
    if options.yes {
        return Ok(Limits { cache_ttl_s: 0, requests_a_minute: 100 });
    }
    Ok(Limits {
        cache_ttl_s: number("   For how many seconds may it repeat an answer? 0: never", 0)?,
        requests_a_minute: number("   How many requests a minute may it take? 0: any", 100)?,
    })
}

fn number(question: &str, default: u64) -> Result<u64> {
    loop {
        let answer = ask(question, &default.to_string())?;
        match answer.parse() {
            Ok(number) => return Ok(number),
            Err(_) => println!("   {answer:?} is not a whole number"),
        }
    }
}

fn ask(question: &str, default: &str) -> Result<String> {
    let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    print!("{question}{shown}: ");
    std::io::stdout().flush()?;
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line)? == 0 {
        bail!("there is nobody to ask any more");
    }
    let line = line.trim();
    Ok(if line.is_empty() { default.to_owned() } else { line.to_owned() })
}
