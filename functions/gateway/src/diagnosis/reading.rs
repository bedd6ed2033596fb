//! What the answers mean.

use super::{
    Cause, Finding, Subject,
    config::missing,
    probe::{Probe, ProbeId, Taken},
};
use crate::{
    classify::{Fault, Head, classify, classify_in_band},
    error_facts::ErrorFacts,
    inspect::{Inspector, Verdict as Inspected},
    native::Envelope,
    providers::{Readiness, Service, UpstreamRequest},
};
use serde_json::Value;
use wire::{
    Chunk, FinishReason, Outcome, ProviderId,
    report::{CheckId, Code, Evidence, Verdict},
};

/// The answers to the probes of one set of secrets.
pub(super) type All<'a> = &'a [&'a (Probe, Taken)];

/// What is known of the Cloudflare token, for reading what it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It works, and may belong to another account.
    Active { is_another_accounts: bool },
    /// It does not work, for this reason.
    Dead(Cause),
    /// Nobody could tell.
    Unknown,
}

/// The token, as a user's and as the account's: a good one of the one kind looks invalid as the other.
pub(super) fn token(subject: &Subject<'_>, taken: All<'_>) -> (Finding, Standing) {
    let verified = [ProbeId::UserToken, ProbeId::AccountToken]
        .into_iter()
        .filter_map(|id| find(taken, id))
        .map(|(probe, taken)| (verify(taken), probe, taken));
    // The better news counts.
    let Some((cause, probe, answer)) = verified.min_by_key(|(cause, _, _)| rank(*cause)) else {
        return (without_token(subject), Standing::Unknown);
    };
    let standing = match cause {
        Cause::TokenActive => Standing::Active { is_another_accounts: is_another_accounts(subject, taken) },
        Cause::TokenInvalid | Cause::TokenExpired | Cause::TokenDisabled => Standing::Dead(cause),
        _ => Standing::Unknown,
    };
    let finding = Finding::new(CheckId::Token, cause.verdict(), cause);
    (Finding { evidence: evidence(probe, answer), ..finding }, standing)
}

fn rank(cause: Cause) -> usize {
    let order = [Cause::TokenActive, Cause::TokenDisabled, Cause::TokenExpired];
    let place = order.iter().position(|known| *known == cause);
    // "No such token" is only believed if both say so.
    place.unwrap_or(if cause == Cause::TokenInvalid { 9 } else { 5 })
}

fn without_token(subject: &Subject<'_>) -> Finding {
    if is_bad(subject, &["CLOUDFLARE_API_TOKEN"]) {
        return Finding::skipped(CheckId::Token, Cause::NotTested);
    }
    let cloudflare = &subject.settings.cloudflare;
    let is_wanted = cloudflare.account_id.is_some() && !subject.settings.has_ai_binding;
    let cause = if is_wanted { Cause::SettingMissing } else { Cause::NotConfigured };
    Finding::skipped(CheckId::Token, cause).naming(["CLOUDFLARE_API_TOKEN"])
}

fn verify(taken: &Taken) -> Cause {
    let (head, body) = match &taken.answer {
        Ok(came) => came,
        Err(fault) => return of_fault(fault),
    };
    let json: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    match (head.status, json["result"]["status"].as_str()) {
        (200, Some("active")) => Cause::TokenActive,
        (200, Some("disabled")) => Cause::TokenDisabled,
        (200, Some("expired")) => Cause::TokenExpired,
        // 400 where it cannot be a token at all, 404 where the account's id cannot be one.
        (400 | 401 | 403 | 404, _) if ErrorFacts::read(body).is_error => Cause::TokenInvalid,
        _ => of_fault(&classify(head, body)),
    }
}

/// Only an answer that lists accounts, and not this one, says so.
fn is_another_accounts(subject: &Subject<'_>, taken: All<'_>) -> bool {
    let own = subject.settings.cloudflare.account_id.as_deref();
    let Some(ids) = find(taken, ProbeId::Accounts).and_then(|(_, taken)| ids(taken)) else { return false };
    !ids.is_empty() && own.is_some_and(|own| ids.iter().all(|id| id != own))
}

/// The ids of a list in Cloudflare's envelope.
fn ids(taken: &Taken) -> Option<Vec<String>> {
    let (_, body) = taken.answer.as_ref().ok().filter(|(head, _)| head.status == 200)?;
    let json: Value = serde_json::from_slice(body).ok()?;
    let list = json["result"].as_array()?;
    Some(list.iter().filter_map(|item| item["id"].as_str()).map(str::to_owned).collect())
}

/// The list of gateways. Only the report needs it, so a missing permission is a warning.
pub(super) fn gateways(subject: &Subject<'_>, taken: All<'_>, standing: Standing) -> Finding {
    let id = CheckId::AiGatewayApi;
    let Some((probe, answer)) = find(taken, ProbeId::Gateways) else {
        let names = ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN"];
        let cause = if is_bad(subject, &names) { Cause::NotTested } else { Cause::NotConfigured };
        return Finding::skipped(id, cause).naming(names);
    };
    let wanted = subject.settings.ai_gateway.id.as_deref();
    let (verdict, cause, names) = match (ids(answer), wanted) {
        // The account's own gateway is made when it is first used.
        (Some(_), None | Some("default")) => (Verdict::Ok, Cause::Ok, Vec::new()),
        (Some(there), Some(wanted)) if there.iter().any(|id| id == wanted) => {
            (Verdict::Ok, Cause::Ok, Vec::new())
        }
        (Some(there), Some(_)) => (Verdict::Failed, Cause::GatewayMissing, there),
        (None, _) => {
            let cause = refusal(subject, answer, standing, Cause::MissingAiGatewayPermission);
            let is_minor = cause == Cause::MissingAiGatewayPermission;
            (if is_minor { Verdict::Warning } else { cause.verdict() }, cause, Vec::new())
        }
    };
    Finding { evidence: evidence(probe, answer), ..Finding::new(id, verdict, cause).naming(names) }
}

fn refusal(subject: &Subject<'_>, taken: &Taken, standing: Standing, permission: Cause) -> Cause {
    let (fault, facts) = match &taken.answer {
        Ok((head, body)) if head.status == 200 => {
            (Fault::new(Outcome::Malformed, Some(200)), ErrorFacts::read(body))
        }
        Ok((head, body)) => (classify(head, body), ErrorFacts::read(body)),
        Err(fault) => (fault.clone(), ErrorFacts::default()),
    };
    match Cause::of(ProviderId::AiGateway, &fault, &facts) {
        Cause::Unauthorized | Cause::Forbidden => unauthorized(standing, permission),
        Cause::WrongRoute if subject.settings.cloudflare.account_id_is_malformed() => Cause::AccountMismatch,
        cause => cause,
    }
}

/// Code 10000: the token is dead, or another account's, or it lacks a permission.
const fn unauthorized(standing: Standing, permission: Cause) -> Cause {
    match standing {
        Standing::Active { is_another_accounts: true } => Cause::AccountMismatch,
        Standing::Active { is_another_accounts: false } => permission,
        Standing::Dead(cause) => cause,
        Standing::Unknown => Cause::Unauthorized,
    }
}

/// One provider's answer to the smallest question. `workers_ai` is what Workers AI itself answered, which
/// tells whose permission it is that a call through the gateway lacks.
pub(super) fn provider(
    subject: &Subject<'_>,
    taken: All<'_>,
    provider: ProviderId,
    standing: Standing,
    workers_ai: Option<Cause>,
) -> Finding {
    let id = CheckId::Provider(provider);
    let Some((probe, answer)) = find(taken, ProbeId::Answer(provider)) else {
        return not_asked(subject, provider);
    };
    let cause = match read_answer(probe, answer) {
        Ok(()) => Cause::Ok,
        Err((fault, facts)) => match Cause::of(provider, &fault, &facts) {
            Cause::Unauthorized => {
                let through_api = subject.settings.ai_gateway.base_url.is_none();
                let is_gateways = provider == ProviderId::AiGateway
                    && through_api
                    && workers_ai != Some(Cause::MissingWorkersAiPermission);
                let permission = if is_gateways {
                    Cause::MissingAiGatewayPermission
                } else {
                    Cause::MissingWorkersAiPermission
                };
                unauthorized(standing, permission)
            }
            Cause::WrongRoute if subject.settings.cloudflare.account_id_is_malformed() => {
                Cause::AccountMismatch
            }
            cause => cause,
        },
    };
    let finding = Finding::new(id, cause.verdict(), cause);
    Finding { evidence: evidence(probe, answer), model: probe.model.clone(), ..finding }
}

fn not_asked(subject: &Subject<'_>, provider: ProviderId) -> Finding {
    let id = CheckId::Provider(provider);
    let of_service = Service::of(provider).map(|service| [service.settings.key, service.settings.base_url]);
    let own: &[&str] = match (&of_service, provider) {
        (Some(own), _) => own,
        (None, ProviderId::AiGateway) => {
            &["AI_GATEWAY_ID", "CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "AI_GATEWAY_BASE_URL"]
        }
        (None, _) => &["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_BASE_URL"],
    };
    if is_bad(subject, own) {
        return Finding::skipped(id, Cause::NotTested).naming(own);
    }
    let found = subject.chain.iter().find(|(found, _)| *found == provider);
    match found.map(|(_, readiness)| readiness) {
        Some(incomplete @ Readiness::Incomplete(_)) => {
            Finding::skipped(id, Cause::SettingMissing).naming(missing(incomplete))
        }
        _ if !subject.settings.order.contains(&provider) => Finding::skipped(id, Cause::LeftOut),
        _ => Finding::skipped(id, Cause::NotConfigured),
    }
}

fn read_answer(probe: &Probe, taken: &Taken) -> Result<(), (Fault, ErrorFacts)> {
    let (head, body) = match &taken.answer {
        Ok(came) => came,
        Err(fault) => return Err((fault.clone(), ErrorFacts::default())),
    };
    let facts = ErrorFacts::read(body);
    if is_cut_at_one_token(head, body, &facts) {
        return Ok(());
    }
    let mut inspector = Inspector::new(head.clone(), false);
    if let UpstreamRequest::Binding(request) = &probe.request {
        let model = request.model.clone();
        inspector = inspector.translating(Envelope { id: String::new(), created: 0, model, max_tokens: 1 });
    }
    let mut verdict = inspector.head();
    if verdict == Inspected::NeedMore {
        verdict = inspector.push(body);
    }
    if verdict == Inspected::NeedMore {
        verdict = inspector.end();
    }
    match verdict {
        Inspected::Content => Ok(()),
        Inspected::Failed(fault) => Err((fault, facts)),
        Inspected::NeedMore => Err((classify_in_band(head, body), facts)),
    }
}

/// A model that reasons may spend its one token before the first word: it answers all the same. OpenAI
/// says so with a 400.
fn is_cut_at_one_token(head: &Head, body: &[u8], facts: &ErrorFacts) -> bool {
    let is_cut =
        || Chunk::read_whole(body).is_some_and(|whole| whole.finish_reason == Some(FinishReason::Length));
    match head.status {
        200..=299 => !facts.is_error && is_cut(),
        400 => facts.message.contains("max_tokens or model output limit was reached"),
        _ => false,
    }
}

fn of_fault(fault: &Fault) -> Cause {
    Cause::of(ProviderId::WorkersAi, fault, &ErrorFacts::default())
}

fn find(taken: All<'_>, id: ProbeId) -> Option<(&Probe, &Taken)> {
    taken.iter().find(|(probe, _)| probe.id == id).map(|(probe, taken)| (probe, taken))
}

fn is_bad(subject: &Subject<'_>, names: &[&str]) -> bool {
    subject.errors.iter().any(|error| names.contains(&error.name))
}

fn evidence(probe: &Probe, taken: &Taken) -> Evidence {
    let (status, codes) = match &taken.answer {
        Ok((head, body)) => {
            let facts = ErrorFacts::read(body);
            let numbers = facts.codes.into_iter().map(Code::Number);
            (Some(head.status), numbers.chain(facts.words.into_iter().map(Code::Word)).collect())
        }
        Err(fault) => (fault.status, Vec::new()),
    };
    let (method, url) = (Some(probe.method().to_owned()), Some(probe.masked_url()));
    Evidence { method, url, status, codes, ms: Some(taken.ms) }
}
