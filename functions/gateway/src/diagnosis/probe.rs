//! The requests of the checks.

use crate::{http::ResponseHead, providers::UpstreamRequest, reading::Failure, time::Millis};
use wire::ProviderId;

/// How long a probe may take.
pub const PROBE_TIMEOUT_MS: Millis = 8_000;

/// A request of the report.
pub struct Probe {
    /// What it finds out.
    pub id: ProbeId,
    /// The request.
    pub request: UpstreamRequest,
    /// The model that it asks for; empty if it asks for none.
    pub(super) model: String,
    /// It is sent with a secret that is about to replace another.
    pub(super) uses_next_secret: bool,
}

/// What a probe finds out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbeId {
    /// Whether the token is a user's, and active.
    UserToken,
    /// Whether the token is the account's, and active.
    AccountToken,
    /// The accounts of the token.
    Accounts,
    /// The gateways of the account.
    Gateways,
    /// The settings or the log of the wanted gateway.
    Gateway,
    /// Whether a provider answers.
    Answer(ProviderId),
}

/// The head and the body of the answer, or why there is none.
pub type ProbeAnswer = Result<(ResponseHead, Vec<u8>), Failure>;

/// The result of a probe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbeResult {
    /// What came.
    pub answer: ProbeAnswer,
    /// How long it took, in milliseconds.
    pub ms: u32,
}

impl Probe {
    /// The method in the report.
    pub fn method(&self) -> &'static str {
        match &self.request {
            UpstreamRequest::Http(request) => request.method(),
            UpstreamRequest::Binding(_) => "RUN",
        }
    }

    /// The address in the report, with the account's id masked.
    pub fn masked_url(&self) -> String {
        match &self.request {
            UpstreamRequest::Http(request) => mask(&request.url),
            UpstreamRequest::Binding(request) => format!("env.AI {}", request.model),
        }
    }
}

/// Replaces every part of a path that is 32 hexadecimal digits, as Cloudflare's ids are, or follows `accounts/`.
fn mask(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let mut follows_accounts = false;
    let mask_part = |part: &str| {
        let is_id = part.len() == 32 && part.bytes().all(|b| b.is_ascii_hexdigit());
        let is_account = std::mem::replace(&mut follows_accounts, part == "accounts");
        if is_id || is_account { "{account}".to_owned() } else { part.to_owned() }
    };
    url.split('/').map(mask_part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_shows_no_account_id() {
        let id = "0123456789abcdef0123456789abcdef";
        assert_eq!(
            mask(&format!("https://api.cloudflare.com/client/v4/accounts/{id}/ai?x={id}")),
            "https://api.cloudflare.com/client/v4/accounts/{account}/ai"
        );
        assert_eq!(mask(&format!("https://h/v1/{id}/gw/compat")), "https://h/v1/{account}/gw/compat");
        assert_eq!(mask("https://h/accounts/not-hex/ai"), "https://h/accounts/{account}/ai");
    }
}
