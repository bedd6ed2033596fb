//! Does the steps of the setup.

use super::{
    database,
    gateway_api::{self, Limits},
    question::number,
    step::Step,
    wanted::Wanted,
};
use crate::{dev_vars::DevVars, wrangler};
use anyhow::{Context, Result};
use gateway::settings::Settings;
use std::fs;

/// What the steps need.
pub(super) struct Work<'a> {
    pub(super) settings: &'a Settings,
    pub(super) vars: &'a DevVars,
    pub(super) previews: &'a DevVars,
    pub(super) wanted: &'a Wanted,
}

impl Work<'_> {
    /// Does one step. `is_silent` takes defaults where it would ask.
    pub(super) fn perform(&self, step: &Step, is_silent: bool) -> Result<()> {
        match step {
            Step::CreateGateway { id } => {
                gateway_api::create(&self.settings.cloudflare, id, &limits(is_silent)?)
            }
            Step::NameGateway { id } => self.vars.append("AI_GATEWAY_ID", id),
            Step::CreateDatabase { name } => wrangler::create_database(self.account(), name),
            Step::BindDatabase { name } => self.bind_database(name),
            Step::CreateProject { name } => wrangler::create(self.account(), name),
            Step::PutSecrets { project, environment, names } => {
                let vars = if *environment == "preview" { self.previews } else { self.vars };
                let pair = |name: &String| Some((name.clone(), self.value(vars, name)?.into()));
                wrangler::put_secrets(
                    self.account(),
                    project,
                    environment,
                    names.iter().filter_map(pair).collect(),
                )
            }
            Step::Note(_) => Ok(()),
        }
    }

    fn account(&self) -> wrangler::Account<'_> {
        self.settings.cloudflare.account_id.as_deref()
    }

    /// Writes the database's id, which may have been made only a step ago.
    fn bind_database(&self, name: &str) -> Result<()> {
        let all = wrangler::databases(self.account())?;
        let found = all.into_iter().find(|(known, _)| known == name);
        let (_, id) = found.with_context(|| format!("wrangler lists no database {name}"))?;
        let path = &self.wanted.wrangler_toml;
        let text = fs::read_to_string(path)?;
        Ok(fs::write(path, database::bind(&text, &id))?)
    }

    /// The value of a setting. The gateway's name may have been written only a step ago.
    fn value(&self, vars: &DevVars, name: &str) -> Option<String> {
        let written = || self.wanted.gateway.clone().filter(|_| name == "AI_GATEWAY_ID");
        vars.get(name).or_else(written)
    }
}

/// By default there is no cache, since visitors expect a fresh answer, and a limit on what a stranger can spend.
fn limits(is_silent: bool) -> Result<Limits> {
    if is_silent {
        return Ok(Limits { cache_ttl_s: 0, requests_a_minute: 100 });
    }
    Ok(Limits {
        cache_ttl_s: number("   For how many seconds may it repeat an answer? 0: never", 0)?,
        requests_a_minute: number("   How many requests a minute may it take? 0: any", 100)?,
    })
}
