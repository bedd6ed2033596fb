//! Which requests the checks make. They are cheap: lists where these suffice, else one token.

use super::Subject;
use crate::{
    ask::Ask,
    classify::{Fault, Head},
    providers::{HttpRequest, Readiness, UpstreamRequest, bearer, chain},
    secret::Secret,
};
use wire::ProviderId;

/// One request of the report.
pub struct Probe {
    /// What it is for.
    pub id: ProbeId,
    /// What to ask.
    pub request: UpstreamRequest,
    /// The model that it asks for, if any.
    pub(super) model: String,
    /// It asks with the secret that is to take another's place.
    pub(super) is_next: bool,
}

/// What a probe is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbeId {
    /// Whether the token is a user's, and active.
    UserToken,
    /// Whether the token is the account's, and active.
    AccountToken,
    /// Which accounts the token belongs to.
    Accounts,
    /// Which gateways there are.
    Gateways,
    /// Whether a provider answers.
    Answer(ProviderId),
}

/// What came: the head and the body, or why nothing did.
pub type Answer = Result<(Head, Vec<u8>), Fault>;

/// An answer, and how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What came.
    pub answer: Answer,
    /// In milliseconds.
    pub ms: u32,
}

impl Probe {
    /// The method, as the report tells it.
    pub fn method(&self) -> &'static str {
        match &self.request {
            UpstreamRequest::Http(request) => request.method(),
            UpstreamRequest::Binding(_) => "RUN",
        }
    }

    /// Where it goes, without what identifies an account.
    pub fn masked_url(&self) -> String {
        match &self.request {
            UpstreamRequest::Http(request) => mask(&request.url),
            UpstreamRequest::Binding(request) => format!("env.AI {}", request.model),
        }
    }
}

/// Every run of 32 hexadecimal digits, which is what Cloudflare's ids are, and whatever stands after
/// `accounts/` becomes `{account}`.
fn mask(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let mut after_accounts = false;
    let mask_part = |part: &str| {
        let is_id = part.len() == 32 && part.bytes().all(|b| b.is_ascii_hexdigit());
        let is_account = std::mem::replace(&mut after_accounts, part == "accounts");
        if is_id || is_account { "{account}".to_owned() } else { part.to_owned() }
    };
    url.split('/').map(mask_part).collect::<Vec<_>>().join("/")
}

/// The requests that the settings call for; where a secret is being changed, those that it is in with either.
pub fn plan(subject: &Subject<'_>) -> Vec<Probe> {
    let mut probes = plan_once(subject);
    if let Some(rotated) = subject.settings.rotated() {
        let chain = chain(&rotated);
        let known: Vec<u64> = probes.iter().map(|probe| probe.request.fingerprint()).collect();
        let next = plan_once(&Subject { settings: &rotated, chain: &chain, ..*subject }).into_iter();
        let new = next.filter(|probe| !known.contains(&probe.request.fingerprint()));
        probes.extend(new.map(|probe| Probe { is_next: true, ..probe }));
    }
    probes
}

fn plan_once(subject: &Subject<'_>) -> Vec<Probe> {
    let cloudflare = &subject.settings.cloudflare;
    let mut probes = Vec::new();
    if let Some(token) = &cloudflare.token {
        let get = |id, path: &str| Probe {
            id,
            request: UpstreamRequest::Http(HttpRequest {
                url: format!("{}{path}", cloudflare.base_url),
                headers: vec![("authorization", bearer(token)), ("accept", Secret::new("application/json"))],
                body: None,
            }),
            model: String::new(),
            is_next: false,
        };
        probes.push(get(ProbeId::UserToken, "/user/tokens/verify"));
        if let Some(account) = &cloudflare.account_id {
            probes.push(get(ProbeId::AccountToken, &format!("/accounts/{account}/tokens/verify")));
            probes.push(get(ProbeId::Accounts, "/accounts?per_page=50"));
            let gateways = format!("/accounts/{account}/ai-gateway/gateways?per_page=100");
            probes.push(get(ProbeId::Gateways, &gateways));
        }
    }
    probes.extend(subject.chain.iter().filter_map(|(id, readiness)| {
        let Readiness::Ready(provider) = readiness else { return None };
        let model = provider.models.first()?.clone();
        // Busy is an answer too: not `is_last`, so that it does not queue.
        let request = provider.request(&Ask::probe(), &model, false);
        Some(Probe { id: ProbeId::Answer(*id), request, model, is_next: false })
    }));
    probes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_do_not_show() {
        let id = "0123456789abcdef0123456789abcdef";
        assert_eq!(
            mask(&format!("https://api.cloudflare.com/client/v4/accounts/{id}/ai?x={id}")),
            "https://api.cloudflare.com/client/v4/accounts/{account}/ai"
        );
        assert_eq!(mask(&format!("https://h/v1/{id}/gw/compat")), "https://h/v1/{account}/gw/compat");
        assert_eq!(mask("https://h/accounts/not-hex/ai"), "https://h/accounts/{account}/ai");
    }
}
