//! `cargo xtask dev`: build, and serve with `wrangler pages dev`. Without a provider in `.dev.vars`
//! the emulator stands in for all of them.

use crate::{
    DEV_PORT, build,
    dev_vars::DevVars,
    paths,
    wrangler::{Wrangler, free_port, is_free},
};
use anyhow::{Context, Result, bail};
use emulator::Emulator;
use gateway::services::{SERVICES, SettingNames};
use std::{io::Write, sync::mpsc, time::Duration};

pub(crate) fn run(port: Option<u16>) -> Result<()> {
    build::run()?;
    let port = choose(port)?;
    let emulator = if has_provider()? { None } else { Some(Emulator::start(0)?) };
    let settings: Vec<_> = emulator.iter().flat_map(stand_ins).collect();
    let mut wrangler = Wrangler::start(&paths::root()?, port, &settings)?;

    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = stop.send(());
    })?;
    if !wrangler.wait_for("/api/status", || stopped.try_recv().is_ok())? {
        return Ok(());
    }
    announce(port, emulator.as_ref());
    while stopped.recv_timeout(Duration::from_millis(200)).is_err() {
        wrangler.check()?;
    }
    Ok(())
}

fn announce(port: u16, emulator: Option<&Emulator>) {
    if let Some(emulator) = emulator {
        println!("No provider in .dev.vars: the emulator stands in for them, on {}", emulator.url());
        println!("To set a real one: cp .dev.vars.example .dev.vars, and fill it in");
    }
    println!("Ready on http://localhost:{port}");
    println!("Ctrl-C stops it");
    let _ = std::io::stdout().flush();
}

/// Every provider, at the emulator.
fn stand_ins(emulator: &Emulator) -> Vec<(&'static str, String)> {
    let keys = [
        ("EMULATOR", "on"),
        ("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef"),
        ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
        ("AI_GATEWAY_ID", "default"),
        ("GEMINI_API_KEY", "test-token-1111"),
        ("OPENAI_API_KEY", "test-token-2222"),
        ("OPENAI_MODEL", "emulator-model"),
    ];
    let keys = keys.map(|(name, value)| (name, value.to_owned()));
    keys.into_iter().chain(addresses(&emulator.url())).chain([openai(&emulator.url())]).collect()
}

/// Where an emulator has the services that have an address of their own.
pub(crate) fn addresses(emulator: &str) -> [(&'static str, String); 2] {
    [
        ("CLOUDFLARE_API_BASE_URL", format!("{emulator}/client/v4")),
        ("GEMINI_BASE_URL", format!("{emulator}/v1beta")),
    ]
}

/// Where it has any other. To name an address is to set this provider up.
pub(crate) fn openai(emulator: &str) -> (&'static str, String) {
    ("OPENAI_BASE_URL", format!("{emulator}/openai/v1"))
}

/// Whether the owner has set a provider, be it only half.
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

/// The wanted port, or the next free one if none was asked for by name.
fn choose(wanted: Option<u16>) -> Result<u16> {
    match wanted {
        Some(0) => free_port(),
        Some(port) if is_free(port) => Ok(port),
        Some(port) => bail!("port {port} is in use; --port takes another"),
        None => {
            let port = (DEV_PORT..DEV_PORT + 100).find(|&port| is_free(port)).context("no free port")?;
            if port != DEV_PORT {
                eprintln!("Port {DEV_PORT} is in use; taking {port}");
            }
            Ok(port)
        }
    }
}
