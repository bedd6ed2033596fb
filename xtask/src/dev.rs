//! `cargo xtask dev`: builds, and serves with `wrangler pages dev`. Without a provider in `.dev.vars` the emulator
//! answers in place of all of them.

use crate::{
    build,
    dev_vars::DevVars,
    emulator_settings, paths,
    wrangler::{DevServer, free_port, is_free, parse_port},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use emulator::Emulator;
use gateway::services::{SERVICES, SettingNames};
use std::{io::Write, sync::mpsc, time::Duration};

/// The port that `wrangler pages dev` takes too.
const PORT: u16 = 8788;

/// Options of `cargo xtask dev`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// The port; 0 takes any free one [default: 8788, or the next free one]
    #[arg(long, value_name = "PORT", value_parser = parse_port)]
    port: Option<u16>,
}

/// Serves the site until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<()> {
    build::run()?;
    let port = choose_port(options.port)?;
    let emulator = if has_provider()? { None } else { Some(Emulator::start(0)?) };
    let settings = emulator.as_ref().map(|emulator| emulator_settings::all(&emulator.url()));
    let mut server = DevServer::start(&paths::root()?, port, &settings.unwrap_or_default())?;

    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = stop.send(());
    })?;
    if !server.wait_for("/api/status", || stopped.try_recv().is_ok())? {
        return Ok(());
    }
    announce(port, emulator.as_ref());
    while stopped.recv_timeout(Duration::from_millis(200)).is_err() {
        server.check()?;
    }
    Ok(())
}

fn announce(port: u16, emulator: Option<&Emulator>) {
    let mut text = String::new();
    if let Some(emulator) = emulator {
        text = format!(
            "No provider in .dev.vars: the emulator stands in for them, on {}\n\
             To set a real one: cp .dev.vars.example .dev.vars, and fill it in\n",
            emulator.url()
        );
    }
    // The server goes on where nobody reads this, or no more after the second line.
    let mut stdout = std::io::stdout();
    let _ = writeln!(stdout, "{text}Ready on http://localhost:{port}\nCtrl-C stops it");
    let _ = stdout.flush();
}

/// Whether the owner has set up a provider, completely or not.
fn has_provider() -> Result<bool> {
    let vars = DevVars::read(None)?;
    if let Some(why) = &vars.unreadable {
        eprintln!("warning: .dev.vars: {why}; `cargo xtask doctor` says more");
    }
    let of_services = SERVICES.iter().flat_map(|service| {
        let SettingNames { key, base_url, .. } = service.settings;
        [Some(key), service.any_service.then_some(base_url)]
    });
    let mut names = ["CLOUDFLARE_API_TOKEN"].into_iter().chain(of_services.flatten());
    Ok(names.any(|name| vars.in_file(name).is_some()))
}

/// The port that was asked for, or else the first free one from 8788 on.
fn choose_port(wanted: Option<u16>) -> Result<u16> {
    match wanted {
        Some(0) => free_port(),
        Some(port) if is_free(port) => Ok(port),
        Some(port) => bail!("port {port} is in use; --port takes another"),
        None => {
            let port = (PORT..PORT + 100).find(|&port| is_free(port)).context("no free port")?;
            if port != PORT {
                eprintln!("Port {PORT} is in use; taking {port}");
            }
            Ok(port)
        }
    }
}
