//! What the Cloudflare account has.

use super::{gateway_api, wanted::Wanted};
use crate::wrangler;
use gateway::settings::Settings;

/// What the account has, as far as the token may see it.
#[derive(Debug)]
pub(super) struct Account {
    /// Ids of gateways, or why they cannot be seen; `None` without an account or a token.
    pub(super) gateways: Option<Result<Vec<String>, String>>,
    pub(super) project: Project,
    /// The names and ids of databases, or why they cannot be seen.
    pub(super) databases: Result<Vec<(String, String)>, String>,
}

/// The Pages project.
#[derive(Debug)]
pub(super) enum Project {
    /// Why nothing is known of it.
    Unknown(String),
    Missing,
    /// The names of its secrets.
    There {
        production: Vec<String>,
        preview: Vec<String>,
    },
}

/// Looks at what the account has already.
pub(super) fn inspect(settings: &Settings, wanted: &Wanted) -> Account {
    let cloudflare = &settings.cloudflare;
    let gateways = match (&cloudflare.account_id, &cloudflare.token) {
        (Some(_), Some(_)) => Some(gateway_api::list(cloudflare)),
        _ => None,
    };
    let account = cloudflare.account_id.as_deref();
    let databases = if wanted.has_database {
        Ok(Vec::new())
    } else {
        wrangler::databases(account).map_err(|error| error.to_string())
    };
    Account { gateways, project: inspect_project(account, &wanted.project), databases }
}

fn inspect_project(account: wrangler::Account<'_>, name: &str) -> Project {
    match wrangler::project_names(account) {
        Err(error) => Project::Unknown(error.to_string()),
        Ok(names) if !names.iter().any(|known| known == name) => Project::Missing,
        Ok(_) => match ["production", "preview"].map(|place| wrangler::secret_names(account, name, place)) {
            [Ok(production), Ok(preview)] => Project::There { production, preview },
            [Err(error), _] | [_, Err(error)] => Project::Unknown(error.to_string()),
        },
    }
}
