//! A simulated Cloudflare API, and a site that asks it.

use crate::{
    diagnosis::{Probe, ProbeResult, ReportContext, Subject},
    gateway_log::{Ask, Exchange, GatewayLogQuery},
    http::ResponseHead,
    providers::{UpstreamRequest, build_chain},
    reading::Failure,
    settings::{Deployment, Settings},
    testing::lookup,
};
use serde_json::{Value, json};
use wire::{Outcome, gateway_log::GatewayLog, time::read_timestamp};

pub(super) const REFUSED: &str =
    r#"{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}"#;
pub(super) const NOT_FOUND: &str =
    r#"{"success":false,"errors":[{"code":7002,"message":"Gateway not found"}]}"#;
pub(super) const SITE: [(&str, &str); 3] = [
    ("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef"),
    ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
    ("AI_GATEWAY_ID", "everchat"),
];

/// The API, and the settings of the site that asks it.
pub(super) struct Api {
    pub(super) site: Vec<(&'static str, &'static str)>,
    pub(super) gateway: Value,
    /// The log, the newest first.
    pub(super) log: Vec<Value>,
    /// What is answered otherwise: a part of the address, and the answer.
    pub(super) others: Vec<(&'static str, u16, &'static str)>,
    /// Filters are taken and not applied.
    pub(super) ignores_filters: bool,
    /// The addresses that were asked for, by round.
    pub(super) rounds: Vec<Vec<String>>,
}

impl Api {
    pub(super) fn new(log: Vec<Value>) -> Self {
        let gateway = json!({ "id": "everchat", "collect_logs": true, "cache_ttl": 0, "authentication": true,
            "rate_limiting_limit": 60, "rate_limiting_interval": 60, "log_management": 100_000,
            "log_management_strategy": "DELETE_OLDEST", "cache_invalidate_on_update": false,
            "otel": [{ "authorization": "test-token-9999" }] });
        let (others, rounds) = (Vec::new(), Vec::new());
        Self { site: SITE.to_vec(), gateway, log, others, ignores_filters: false, rounds }
    }

    pub(super) fn answers(mut self, part: &'static str, status: u16, body: &'static str) -> Self {
        self.others.push((part, status, body));
        self
    }

    /// What the owner is told.
    pub(super) fn told(&mut self, query: &str) -> GatewayLog {
        let now = read_timestamp("2026-11-25T12:00:00Z").unwrap();
        let query = GatewayLogQuery::read(query, None, now).unwrap();
        let (settings, errors) = Settings::read_valid(&lookup(&self.site));
        let chain = build_chain(&settings);
        let subject = Subject {
            settings: &settings,
            errors: &errors,
            chain: &chain,
            unreadable_file: None,
            is_emulated: false,
        };
        let mut exchange = Exchange::new(&subject, &query);
        loop {
            let round: Vec<(Ask, Probe)> = exchange.next_round();
            if round.is_empty() {
                break;
            }
            self.rounds.push(round.iter().map(|(_, probe)| path(probe)).collect());
            for (ask, probe) in round {
                let answer = self.answer(&path(&probe));
                exchange.add(ask, probe, ProbeResult { answer, ms: 1 });
            }
        }
        exchange.view(&ReportContext {
            language: query.language,
            deployment: &Deployment::default(),
            version: "0",
            colo: None,
            at: now,
            open_circuits: &[],
            set: Vec::new(),
        })
    }

    fn answer(&self, path: &str) -> Result<(ResponseHead, Vec<u8>), Failure> {
        let other = self.others.iter().find(|(part, _, _)| path.contains(part));
        let (status, body) = match other {
            Some((_, 0, _)) => return Err(Failure::new(Outcome::Network, None)),
            Some((_, status, body)) => (*status, (*body).to_owned()),
            None if path.contains("/logs?") => (200, self.page(path).to_string()),
            None if path.contains("tokens/verify") => {
                (200, json!({ "result": { "status": "active" } }).to_string())
            }
            None if path.ends_with("/everchat") => (200, json!({ "result": self.gateway }).to_string()),
            None => (200, json!({ "result": [] }).to_string()),
        };
        Ok((ResponseHead { status, ..ResponseHead::default() }, body.into_bytes()))
    }

    fn page(&self, path: &str) -> Value {
        let value = |name: &str| {
            let mut pairs = path.split(['?', '&']).filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
        };
        let number = |name| value(name).unwrap().parse::<usize>().unwrap();
        let has = |name: &str, entry: &Value| {
            self.ignores_filters
                || value(name).is_none_or(|value| value == entry[name].to_string().replace('"', ""))
        };
        let is_wanted = |entry: &&Value| ["cached", "success", "model"].iter().all(|name| has(name, entry));
        let wanted: Vec<&Value> = self.log.iter().filter(is_wanted).collect();
        let first = (number("page") - 1) * number("per_page");
        let page: Vec<&&Value> = wanted.iter().skip(first).take(number("per_page")).collect();
        json!({ "result": page, "result_info": { "total_count": wanted.len() }, "success": true })
    }
}

fn path(probe: &Probe) -> String {
    let UpstreamRequest::Http(request) = &probe.request else { panic!("not over HTTP") };
    request.url.strip_prefix("https://api.cloudflare.com/client/v4").unwrap().to_owned()
}

/// An entry, some seconds before noon.
pub(super) fn entry(seconds_ago: u32) -> Value {
    let (minutes, seconds) = (59 - seconds_ago / 60, 59 - seconds_ago % 60);
    json!({ "id": format!("log-{seconds_ago}"), "created_at": format!("2026-11-25T11:{minutes:02}:{seconds:02}Z"),
        "cached": false, "success": true, "status_code": 200, "duration": 100, "provider": "workers-ai", "model": "m",
        "path": "chat/completions", "step": 0, "tokens_in": 10, "tokens_out": 20, "cost": 0.000_000_4,
        "metadata": "{\"who\":\"canary\"}", "request": "canary" })
}
