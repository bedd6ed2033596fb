//! `cargo xtask traffic`: how visitors were served, in a terminal. It asks the deployed site, with the owner's code.
//! `--demo` makes up a week in the database of this machine.

mod demo;
pub(crate) mod month;
mod sql;
mod table;
mod visitors;

use crate::{clock::now, dev_vars::DevVars, http, wrangler};
use anyhow::{Context, Result, bail};
use clap::Args;
use gateway::{
    http::{HttpRequest, bearer},
    secret::Secret,
};
use std::path::PathBuf;
use wire::{tolerant, traffic::Traffic};

/// Options of `cargo xtask traffic`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command")]
pub(crate) struct Options {
    /// How far back: minutes, hours or days
    #[arg(long, value_name = "TIME", default_value = "24h", value_parser = parse_span)]
    since: u64,
    /// What the site answers, as it is
    #[arg(long)]
    json: bool,
    /// The site's address [default: the Pages project's]
    #[arg(long, value_name = "URL")]
    site: Option<String>,
    /// Another file than .dev.vars, for ADMIN_CODE
    #[arg(long, value_name = "FILE")]
    env_file: Option<PathBuf>,
    /// Make up a week in the database of this machine
    #[arg(long, conflicts_with_all = ["no_demo", "json", "site"])]
    demo: bool,
    /// Print the statements that make it up, for another database
    #[arg(long, requires = "demo")]
    sql: bool,
    /// Take the made-up week away again
    #[arg(long, conflicts_with_all = ["json", "site"])]
    no_demo: bool,
}

/// Prints the sums, or changes the demo.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.sql {
        print!("{}", demo::statements(true, now()));
        return Ok(());
    }
    if options.demo || options.no_demo {
        return demo::change(options.demo, now());
    }
    let site = match &options.site {
        Some(site) => site.trim_end_matches('/').to_owned(),
        None => format!("https://{}.pages.dev", wrangler::configured_name()?),
    };
    let json = ask(&site, options)?;
    if options.json {
        println!("{json}");
        return Ok(());
    }
    let traffic = tolerant::parse(&json);
    let traffic =
        traffic.as_ref().and_then(Traffic::read).context("the site answers as another version does")?;
    print!("{}", table::render(&traffic));
    Ok(())
}

fn ask(site: &str, options: &Options) -> Result<String> {
    let code = DevVars::read(options.env_file.as_deref())?.get("ADMIN_CODE");
    let to = now() / 1000;
    let url = format!("{site}/api/traffic?from={}&to={}", to - options.since, to + 60);
    let headers = code.map(|code| ("authorization", bearer(&Secret::new(code)))).into_iter().collect();
    let Ok((head, body)) = http::send(&HttpRequest { url, headers, body: None }) else {
        bail!("{site} cannot be reached");
    };
    match head.status {
        200 => Ok(String::from_utf8_lossy(&body).into_owned()),
        401 => bail!("the site wants another ADMIN_CODE; it is read from the environment, or from .dev.vars"),
        404 => {
            bail!("{site} has no ADMIN_CODE, or is no Everchat: `npx wrangler pages secret put ADMIN_CODE`")
        }
        status => bail!("{site} answered {status}"),
    }
}

/// Seconds.
fn parse_span(text: &str) -> Result<u64, String> {
    let wanted = || format!("{text:?} is no time: 90m, 24h or 30d are");
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wanted)?;
    let seconds = match unit {
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return Err(wanted()),
    };
    let number =
        number.parse::<u64>().ok().filter(|number| (1..=10_000).contains(number)).ok_or_else(wanted)?;
    Ok(number * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_minutes_hours_and_days() {
        assert_eq!(parse_span("90m"), Ok(5_400));
        assert_eq!(parse_span("24h"), Ok(86_400));
        assert_eq!(parse_span("30d"), Ok(2_592_000));
        for text in ["", "h", "24", "-1h", "0h", "1.5h", "24 h", "天", "99999d"] {
            assert!(parse_span(text).is_err(), "{text}");
        }
    }
}
