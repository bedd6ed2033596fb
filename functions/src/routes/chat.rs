//! `POST /api/v1/chat/completions` and `POST /api/v1/responses`: from a visitor's request to an answer, or to the reason
//! for none.

mod question;

use super::wrong_codes;
use crate::{
    fallback,
    http::{Answer, InboundRequest},
    provider_health, relay,
    runtime::{js, tasks},
    site::Site,
    upstream::ServedAnswer,
    usage,
};
use gateway::{
    api::{LogLine, Refusal},
    fallback::{Engine, choose_candidates},
    limits::{LimitReached, tokens_used},
    responses::Envelope,
    time::Millis,
};
pub(super) use question::Dialect;
use question::Question;
use wire::{Attempt, header};
use worker::Context;

/// Answers a client in its dialect.
pub(super) async fn answer(
    dialect: Dialect,
    inbound: &InboundRequest,
    site: &Site,
    context: &Context,
) -> Result<Answer, Refusal> {
    ask(dialect, inbound, site, context).await.map_err(|refusal| dialect.refusal(refusal))
}

async fn ask(
    dialect: Dialect,
    inbound: &InboundRequest,
    site: &Site,
    context: &Context,
) -> Result<Answer, Refusal> {
    let began = js::now();
    let visitor = admit(inbound, site, began)?;
    usage::take_place(site, &visitor, &inbound.request_id, context).await.map_err(refuse)?;
    let answer = answer_admitted(dialect, &visitor, began, inbound, site, context).await;
    // An answer ends by itself once it has begun.
    answer.inspect_err(|_| usage::end_answer(&inbound.request_id))
}

async fn answer_admitted(
    dialect: Dialect,
    visitor: &str,
    began: Millis,
    inbound: &InboundRequest,
    site: &Site,
    context: &Context,
) -> Result<Answer, Refusal> {
    let settings = &site.usable()?.settings;
    let Question { request, left_out, echo } = Question::read(dialect, inbound, site).await?;
    let exclude = inbound.header(header::EXCLUDE);
    let candidates = choose_candidates(&request, &site.chain, exclude)?;
    let tokens = request.estimated_tokens();
    let reserving = usage::reserve(site, visitor, tokens, &inbound.request_id, context);
    let reservation = reserving.await.map_err(refuse)?;
    provider_health::refresh(site, context).await;

    let skips = |place: usize| provider_health::should_skip(&candidates[place], visitor);
    let mut engine = Engine::new(&candidates, skips, settings.limits, request.stream(), js::now());
    let result = fallback::run(&mut engine, &candidates, &request, site.ai.as_ref()).await;
    provider_health::record(&engine, visitor, site, context);
    let attempts = engine.attempts();
    let ignored = ignored(&left_out, result.as_ref().ok());
    let envelope = echo.map(|echo| Envelope {
        id: js::random_uuid().replace('-', ""),
        created: js::now() / 1000,
        model: attempts.last().map(|attempt| attempt.model.clone()).unwrap_or_default(),
        echo,
    });
    let answer = match result {
        Ok(served) if request.stream() => {
            reservation.settle(attempts, None, site, context);
            let stream = relay::relay(served, engine.ends_at(), inbound, visitor, attempts.last(), envelope);
            Answer::event_stream(stream).header(header::IDLE_TIMEOUT, settings.limits.idle_ms.to_string())
        }
        Ok(served) => {
            let text = served.into_text();
            usage::end_answer(&inbound.request_id);
            reservation.settle(attempts, tokens_used(&text), site, context);
            Answer::json_text(
                200,
                match envelope {
                    Some(envelope) => envelope.answer(&text),
                    None => text,
                },
            )
        }
        Err(reason) => {
            usage::end_answer(&inbound.request_id);
            reservation.settle(attempts, None, site, context);
            let refusal = dialect.refusal(Refusal::no_answer(reason, engine.retry_after_s()));
            Answer::refusal(&refusal, &inbound.request_id, attempts)
        }
    }
    .attempts(attempts)
    .ignored(&ignored);
    write_log(&answer, request.stream(), attempts, began, inbound, site, context);
    Ok(answer)
}

/// The fields that the request was answered without: those that no provider gets, and those that one could not take.
fn ignored(left_out: &[String], served: Option<&ServedAnswer>) -> String {
    let of_provider = served.map_or(&[][..], |served| &served.left_out);
    left_out.iter().map(String::as_str).chain(of_provider.iter().copied()).collect::<Vec<_>>().join(", ")
}

/// Lets the caller in, or refuses it before its request is even read. Returns the visitor's name in the counts.
fn admit(inbound: &InboundRequest, site: &Site, now: Millis) -> Result<String, Refusal> {
    let caller = inbound.caller(&site.usable()?.visitor_salt);
    wrong_codes::with(|wrong_codes| caller.admit_visitor(&site.settings, wrong_codes, now))?;
    Ok(caller.visitor)
}

fn refuse(reached: LimitReached) -> Refusal {
    Refusal::limit_reached(reached, js::now())
}

/// Writes a line for the owner. A development server writes only failures: its inspector makes a line cost more than an
/// answer.
fn write_log(
    answer: &Answer,
    stream: bool,
    attempts: &[Attempt],
    began: Millis,
    inbound: &InboundRequest,
    site: &Site,
    context: &Context,
) {
    let colo = inbound.colo();
    let line = LogLine {
        request_id: &inbound.request_id,
        status: answer.status(),
        stream,
        attempts,
        ms: js::now().saturating_sub(began),
        colo: colo.as_deref(),
    };
    if !site.is_local() || line.has_failure() {
        let line = line.to_json();
        tasks::run_afterwards(context, async move { js::log(&line) });
    }
}
