//! The gateways, each with the same two providers.

use crate::{
    client,
    served::Served,
    sites::{Sites, two_providers},
};
use anyhow::{Result, bail};
use serde_json::{Value, json};
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How long a provider may be silent, in milliseconds.
pub(super) const FIRST_WORDS_MS: u64 = 1_000;
/// How long a gateway may take to start.
const START: Duration = Duration::from_secs(90);

/// Starts a gateway. What it prints goes into a file of the folder.
type Start<'a> = &'a dyn Fn(&Path) -> Result<Served>;

/// How the gateways of others are started.
#[derive(Clone, Copy)]
pub struct StartPeers<'a> {
    /// Portkey's gateway (<https://github.com/Portkey-AI/gateway>).
    pub portkey: Start<'a>,
    /// LiteLLM's proxy (<https://docs.litellm.ai/docs/simple_proxy>), with the configuration `litellm.yaml` of the folder.
    pub litellm: Start<'a>,
}

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

/// The two providers: their keys and addresses.
fn providers(emulator: &str) -> [(&'static str, String); 2] {
    [
        ("test-token-1111", format!("{emulator}/v1beta/openai")),
        ("test-token-2222", format!("{emulator}/openai/v1")),
    ]
}

/// Portkey's configuration for the two providers, which each request has in a header.
fn portkey_configuration(emulator: &str) -> Value {
    let target = |(key, address)| json!({ "provider": "openai", "api_key": key, "custom_host": address });
    json!({
        "strategy": { "mode": "fallback" },
        "request_timeout": FIRST_WORDS_MS,
        "targets": providers(emulator).map(target),
    })
}

/// LiteLLM's configuration for the two providers. JSON is YAML too.
fn litellm_configuration(emulator: &str) -> Value {
    let seconds = FIRST_WORDS_MS / 1000;
    let model = |(name, (key, address))| {
        json!({
            "model_name": name,
            "litellm_params": {
                "model": "openai/emulator-model",
                "api_base": address,
                "api_key": key,
                "timeout": seconds,
                "stream_timeout": seconds,
                "max_retries": 0,
            },
        })
    };
    let [first, second] = providers(emulator);
    let models = [("first", first), ("second", second)].map(model);
    json!({
        "model_list": models,
        "litellm_settings": { "num_retries": 0, "telemetry": false },
        // As with ours, which forgets what has failed: each fault meets a gateway that knows of none.
        "router_settings": { "num_retries": 0, "disable_cooldowns": true, "fallbacks": [{ "first": ["second"] }] },
    })
}

/// Starts ours and those of others.
pub(super) fn start_all(sites: &Sites<'_>, start: StartPeers<'_>) -> Result<Vec<Gateway>> {
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
    let dir = sites.dir("");
    let portkey = Gateway {
        name: "Portkey",
        served: (start.portkey)(&dir)?,
        path: "/v1/chat/completions",
        headers: format!("x-portkey-config: {}\r\n", portkey_configuration(&emulator.url())),
        model: "emulator-model",
        process: None,
        forget: None,
    };
    fs::write(dir.join("litellm.yaml"), litellm_configuration(&emulator.url()).to_string())?;
    let litellm = Gateway {
        name: "LiteLLM",
        served: (start.litellm)(&dir)?,
        path: "/v1/chat/completions",
        headers: String::new(),
        model: "first",
        process: None,
        forget: None,
    };
    for peer in [&portkey, &litellm] {
        wait_until_alive(peer)?;
    }
    Ok(vec![ours, portkey, litellm])
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
