//! wrangler as a program.

use crate::{paths, process};
use anyhow::Result;
use std::process::Command;

/// The id of the account that a project is in. Without one, wrangler finds it out from its login.
pub(crate) type Account<'a> = Option<&'a str>;

/// wrangler, in the repository, for this account.
pub(crate) fn wrangler(account: Account<'_>) -> Result<Command> {
    let mut command = process::npm_program("wrangler")?;
    command.current_dir(paths::root()?).env("FORCE_COLOR", "0").env("NO_COLOR", "1");
    if let Some(account) = account {
        command.env("CLOUDFLARE_ACCOUNT_ID", account);
    }
    Ok(command)
}
