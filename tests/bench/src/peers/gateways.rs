//! The gateways, each with the same two providers.

use crate::{
    client,
    served::Served,
    sites::{Sites, two_providers},
};
use anyhow::{Result, bail};
use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How long a provider may be silent, in milliseconds.
pub(super) const FIRST_WORDS_MS: u64 = 1_000;
/// How long a gateway may take to start.
const START: Duration = Duration::from_secs(90);

/// Starts Portkey's gateway (<https://github.com/Portkey-AI/gateway>). What it prints goes into a file of the folder.
pub type StartPortkey<'a> = &'a dyn Fn(&Path) -> Result<Served>;

/// A gateway that runs, and how it is asked.
pub(super) struct Gateway {
    pub(super) name: &'static str,
    pub(super) served: Served,
    pub(super) path: &'static str,
    /// Further lines of a request's head.
    pub(super) headers: String,
    pub(super) model: &'static str,
    /// The processes that count; all, if none is named.
    pub(super) process: Option<&'static str>,
    /// Where it forgets which providers failed.
    pub(super) forget: Option<&'static str>,
}

/// Portkey's configuration for the two providers, which each request has in a header.
fn portkey_configuration(emulator: &str) -> String {
    serde_json::json!({
        "strategy": { "mode": "fallback" },
        "request_timeout": FIRST_WORDS_MS,
        "targets": [
            { "provider": "openai", "api_key": "test-token-1111", "custom_host": format!("{emulator}/v1beta/openai") },
            { "provider": "openai", "api_key": "test-token-2222", "custom_host": format!("{emulator}/openai/v1") },
        ],
    })
    .to_string()
}

/// Starts ours and those of others.
pub(super) fn start_all(sites: &Sites<'_>, start: StartPortkey<'_>) -> Result<Vec<Gateway>> {
    let emulator = &sites.emulator;
    let mut settings = two_providers(emulator);
    settings.extend([
        ("FIRST_TOKEN_TIMEOUT_MS", FIRST_WORDS_MS.to_string()),
        ("THINKING_TIMEOUT_MS", FIRST_WORDS_MS.to_string()),
    ]);
    let ours = Gateway {
        name: "Everchat",
        served: sites.site("everchat", &settings)?,
        path: "/api/v1/chat/completions",
        headers: String::new(),
        model: "auto",
        process: Some("workerd"),
        forget: Some("/api/_forget"),
    };
    let portkey = Gateway {
        name: "Portkey",
        served: start(&sites.dir(""))?,
        path: "/v1/chat/completions",
        headers: format!("x-portkey-config: {}\r\n", portkey_configuration(&emulator.url())),
        model: "emulator-model",
        process: None,
        forget: None,
    };
    wait_until_alive(&portkey)?;
    Ok(vec![ours, portkey])
}

fn wait_until_alive(gateway: &Gateway) -> Result<()> {
    let started = Instant::now();
    while !client::get(gateway.served.port, "/").is_ok_and(|response| response.starts_with("HTTP/1.1 200")) {
        if started.elapsed() > START {
            bail!("{} did not answer in {} seconds", gateway.name, START.as_secs());
        }
        thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}
