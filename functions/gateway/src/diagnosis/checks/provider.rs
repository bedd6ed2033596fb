//! The check of a provider: whether it answers the smallest question.

use super::{
    answers::{Answers, evidence},
    token::TokenState,
};
use crate::{
    diagnosis::{
        cause::Cause,
        finding::Finding,
        probe::{Probe, ProbeId, ProbeResult},
        subject::Subject,
    },
    http::ResponseHead,
    providers::UpstreamRequest,
    reading::{Envelope, ErrorFacts, Failure, Inspection, Inspector, classify_in_band},
    request::LENGTH_NAMES,
    services::Service,
};
use wire::{Chunk, FinishReason, ProviderId, report::CheckId};

/// Checks a provider. `workers_ai` is the cause of Workers AI's own check. It shows which permission is missing where the
/// gateway refuses the token.
pub(super) fn check_provider(
    subject: &Subject<'_>,
    answers: &Answers<'_>,
    provider: ProviderId,
    token: TokenState,
    workers_ai: Option<Cause>,
) -> Finding {
    let Some((probe, result)) = answers.find(ProbeId::Answer(provider)) else {
        return not_asked(subject, provider);
    };
    let cause = match read_answer(probe, result) {
        Ok(()) => Cause::Ok,
        Err(refused) => match Cause::of(provider, &refused.0, &refused.1) {
            Cause::Unauthorized => {
                let uses_api = subject.settings.ai_gateway.base_url.is_none();
                let is_about_the_gateway = provider == ProviderId::AiGateway
                    && uses_api
                    && workers_ai != Some(Cause::MissingWorkersAiPermission);
                token.cause_of_refusal(if is_about_the_gateway {
                    Cause::MissingAiGatewayPermission
                } else {
                    Cause::MissingWorkersAiPermission
                })
            }
            Cause::WrongRoute if subject.settings.cloudflare.has_malformed_account_id() => {
                Cause::AccountMismatch
            }
            cause => cause,
        },
    };
    let finding = Finding::new(CheckId::Provider(provider), cause.verdict(), cause);
    Finding { evidence: evidence(probe, result), model: probe.model.clone(), ..finding }
}

/// Why a provider was not asked.
fn not_asked(subject: &Subject<'_>, provider: ProviderId) -> Finding {
    let id = CheckId::Provider(provider);
    let names = essential_settings(provider);
    if subject.has_error_in(&names) {
        return Finding::skipped(id, Cause::NotTested).naming(names);
    }
    let entry = subject.chain.iter().find(|entry| entry.id == provider);
    match entry.map_or(&[][..], |entry| entry.missing_settings()) {
        [] if !subject.settings.order.contains(&provider) => Finding::skipped(id, Cause::LeftOut),
        [] => Finding::skipped(id, Cause::NotConfigured),
        missing => Finding::skipped(id, Cause::SettingMissing).naming(missing),
    }
}

/// The settings without which a provider cannot be asked at all.
fn essential_settings(provider: ProviderId) -> Vec<&'static str> {
    match (Service::find(provider), provider) {
        (Some(service), _) => vec![service.settings.key, service.settings.base_url],
        (None, ProviderId::AiGateway) => {
            vec!["AI_GATEWAY_ID", "CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "AI_GATEWAY_BASE_URL"]
        }
        (None, _) => vec!["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_BASE_URL"],
    }
}

fn read_answer(probe: &Probe, result: &ProbeResult) -> Result<(), Box<(Failure, ErrorFacts)>> {
    let (head, body) = match &result.answer {
        Ok(answer) => answer,
        Err(failure) => return Err(Box::new((failure.clone(), ErrorFacts::default()))),
    };
    let facts = ErrorFacts::read(body);
    if is_cut_at_one_token(head, body, &facts) || wants_other_length_name(&facts) {
        return Ok(());
    }
    let mut inspector = Inspector::new(head.clone(), false);
    if let UpstreamRequest::Binding(request) = &probe.request {
        let model = request.model.clone();
        inspector = inspector.translating(Envelope { id: String::new(), created: 0, model, max_tokens: 1 });
    }
    match inspector.inspect_whole(body) {
        Inspection::Content => Ok(()),
        Inspection::Failed(failure) => Err(Box::new((failure, facts))),
        Inspection::NeedMore => Err(Box::new((classify_in_band(head, body), facts))),
    }
}

/// Whether the model refused only the name of the length. Chats are asked with the other name then.
fn wants_other_length_name(facts: &ErrorFacts) -> bool {
    facts.fault.is_unsupported
        && facts.fault.param.as_deref().is_some_and(|name| LENGTH_NAMES.contains(&name))
}

/// Whether the answer was cut at its one token. A model that reasons may use up that token before its first word, which
/// still shows that it answers. OpenAI reports this with a 400.
fn is_cut_at_one_token(head: &ResponseHead, body: &[u8], facts: &ErrorFacts) -> bool {
    let ends_with_length =
        || Chunk::read_whole(body).is_some_and(|whole| whole.finish_reason == Some(FinishReason::Length));
    match head.status {
        200..=299 => !facts.is_error && ends_with_length(),
        400 => facts.message.contains("max_tokens or model output limit was reached"),
        _ => false,
    }
}
