//! `POST /api/v1/chat/completions`: from a visitor's request to an answer, or to the reason for none.

use super::wrong_codes;
use crate::{
    fallback,
    http::{Answer, InboundRequest},
    provider_health, relay,
    runtime::{js, tasks},
    site::Site,
    usage,
};
use gateway::{
    api::{LogLine, Refusal},
    fallback::{Engine, choose_candidates},
    limits::{LimitReached, tokens_used},
    request::CompletionRequest,
    time::Millis,
};
use wire::header;
use worker::Context;

pub(super) async fn answer(
    inbound: &InboundRequest,
    site: &Site,
    context: &Context,
) -> Result<Answer, Refusal> {
    let (settings, began) = (&site.usable()?.settings, js::now());
    let visitor = admit(inbound, site, began)?;
    let request = read_request(inbound, site).await?;
    let exclude = inbound.header(header::EXCLUDE);
    let candidates = choose_candidates(&request, &site.chain, exclude.as_deref())?;
    let tokens = request.estimated_tokens();
    let reserving = usage::reserve(site, &visitor, tokens, &inbound.request_id, context);
    let reservation = reserving.await.map_err(refuse)?;
    provider_health::refresh(site, context).await;

    let skips = |place: usize| provider_health::should_skip(&candidates[place]);
    let mut engine = Engine::new(&candidates, skips, settings.limits, request.stream(), js::now());
    let result = fallback::run(&mut engine, &candidates, &request, site.ai.as_ref()).await;
    provider_health::record(&engine, site, context);
    let attempts = engine.attempts();
    let of_provider = result.as_ref().map_or(&[][..], |served| &served.left_out);
    let ignored: Vec<&str> =
        request.left_out().iter().map(String::as_str).chain(of_provider.iter().copied()).collect();
    let ignored = ignored.join(", ");
    let answer = match result {
        Ok(served) if request.stream() => {
            let stream = relay::relay(served, engine.ends_at(), inbound, attempts.last());
            Answer::event_stream(stream).header(header::IDLE_TIMEOUT, settings.limits.idle_ms.to_string())
        }
        Ok(served) => {
            let text = served.into_text();
            reservation.settle(tokens_used(&text), site, context);
            Answer::json_text(200, text)
        }
        Err(reason) => {
            reservation.release(site, context);
            let refusal = Refusal::no_answer(reason, engine.retry_after_s());
            Answer::refusal(&refusal, &inbound.request_id, attempts)
        }
    }
    .attempts(attempts)
    .ignored(&ignored);
    let colo = inbound.colo();
    let line = LogLine {
        request_id: &inbound.request_id,
        status: answer.status(),
        stream: request.stream(),
        attempts,
        ms: js::now().saturating_sub(began),
        colo: colo.as_deref(),
    };
    write_log(site, context, &line);
    Ok(answer)
}

/// Lets the caller in, or refuses it before its request is even read. Returns the visitor's name in the counts.
fn admit(inbound: &InboundRequest, site: &Site, now: Millis) -> Result<String, Refusal> {
    let caller = inbound.caller(&site.visitor_salt);
    wrong_codes::with(|wrong_codes| caller.admit_visitor(&site.settings, wrong_codes, now))?;
    usage::check_minute(site, &caller.visitor).map_err(refuse)?;
    Ok(caller.visitor)
}

fn refuse(reached: LimitReached) -> Refusal {
    Refusal::limit_reached(reached, js::now())
}

async fn read_request(inbound: &InboundRequest, site: &Site) -> Result<CompletionRequest, Refusal> {
    let limits = &site.settings.limits;
    let body = inbound.body(limits.max_body_bytes()).await?;
    let content_type = inbound.header("content-type");
    let request = CompletionRequest::read(
        content_type.as_deref(),
        &body,
        limits,
        &site.usable()?.settings.allowed_fields,
    )?;
    Ok(request.counting_tokens(inbound.header(header::COUNT_TOKENS).is_some()))
}

/// Writes a line for the owner. A development server writes only failures: its inspector makes a line cost more than an
/// answer.
fn write_log(site: &Site, context: &Context, line: &LogLine<'_>) {
    if !site.is_local() || line.has_failure() {
        let line = line.to_json();
        tasks::run_afterwards(context, async move { js::log(&line) });
    }
}
