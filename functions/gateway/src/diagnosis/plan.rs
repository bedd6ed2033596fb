//! Which probes the settings call for. They are cheap: a list where that suffices, else an answer of one token.

use super::{
    probe::{Probe, ProbeId},
    subject::Subject,
};
use crate::{
    http::{HttpRequest, bearer},
    providers::{Adaptation, ChainEntry, UpstreamRequest, build_chain},
    request::CompletionRequest,
    secret::Secret,
    settings::Cloudflare,
};

/// The probes that the settings call for. Where a secret is being changed, probes that use it are made with either.
pub fn plan(subject: &Subject<'_>) -> Vec<Probe> {
    let mut probes = plan_with_current_secrets(subject);
    if let Some(settings) = subject.settings.with_next_secrets() {
        let chain = build_chain(&settings);
        let known: Vec<String> = probes.iter().map(|probe| probe.request.fingerprint()).collect();
        let next = plan_with_current_secrets(&Subject { settings: &settings, chain: &chain, ..*subject });
        let new = next.into_iter().filter(|probe| !known.contains(&probe.request.fingerprint()));
        probes.extend(new.map(|probe| Probe { uses_next_secret: true, ..probe }));
    }
    probes
}

fn plan_with_current_secrets(subject: &Subject<'_>) -> Vec<Probe> {
    let mut probes = plan_token(subject);
    probes.extend(gateway_probe(ProbeId::Gateways, subject, "?per_page=100"));
    probes.extend(subject.chain.iter().filter_map(answer_probe));
    probes
}

/// The probes that find out the state of the token.
pub(crate) fn plan_token(subject: &Subject<'_>) -> Vec<Probe> {
    let cloudflare = &subject.settings.cloudflare;
    let Some(token) = &cloudflare.token else { return Vec::new() };
    let get = |id, path: &str| api_probe(id, cloudflare, token, path);
    let mut probes = vec![get(ProbeId::UserToken, "/user/tokens/verify")];
    if let Some(account) = &cloudflare.account_id {
        probes.push(get(ProbeId::AccountToken, &format!("/accounts/{account}/tokens/verify")));
        probes.push(get(ProbeId::Accounts, "/accounts?per_page=50"));
    }
    probes
}

/// A GET of the account's gateways, or of what lies below; `None` without an account or a token.
pub(crate) fn gateway_probe(id: ProbeId, subject: &Subject<'_>, below: &str) -> Option<Probe> {
    let cloudflare = &subject.settings.cloudflare;
    let path = format!("/accounts/{}/ai-gateway/gateways{below}", cloudflare.account_id.as_ref()?);
    Some(api_probe(id, cloudflare, cloudflare.token.as_ref()?, &path))
}

/// A GET of the Cloudflare API.
fn api_probe(id: ProbeId, cloudflare: &Cloudflare, token: &Secret, path: &str) -> Probe {
    let request = UpstreamRequest::Http(HttpRequest {
        url: format!("{}{path}", cloudflare.base_url),
        headers: vec![("authorization", bearer(token)), ("accept", Secret::new("application/json"))],
        body: None,
    });
    Probe { id, request, model: String::new(), uses_next_secret: false }
}

/// The smallest question to a provider. It is never the last one of the chain: "busy" is an answer too, so the probe
/// need not wait in a queue.
fn answer_probe(entry: &ChainEntry) -> Option<Probe> {
    let provider = entry.provider()?;
    let model = provider.models.first()?.clone();
    let request = provider.request(&CompletionRequest::probe(), &model, false, &Adaptation::default());
    Some(Probe { id: ProbeId::Answer(entry.id), request, model, uses_next_secret: false })
}
