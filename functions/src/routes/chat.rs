//! `POST /api/v1/chat/completions` and `POST /api/v1/responses`: from a visitor's request to an answer, or to the reason
//! for none.

mod question;

use super::wrong_codes;
use crate::{
    alerts, fallback,
    http::{Answer, InboundRequest},
    provider_health, relay,
    runtime::{js, tasks},
    site::Site,
    traffic,
    upstream::ServedAnswer,
    usage,
};
use gateway::{
    alerts::Attempted,
    api::{LogLine, Refusal},
    fallback::{Engine, choose_candidates},
    limits::{LimitReached, tokens_used},
    responses::Envelope,
    time::Millis,
    traffic::{Client, Ending, Record, ms_between, question_name},
};
pub(super) use question::Dialect;
use question::Question;
use wire::{Attempt, Outcome, header};
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
    traffic::open(site, || new_record(inbound, began));
    let place = usage::take_place(site, &visitor, &inbound.request_id, context).await;
    let answer = match place {
        Ok(()) => answer_admitted(dialect, &visitor, began, inbound, site, context).await,
        Err(reached) => Err(refuse(reached)),
    };
    alerts::after_request(site, context);
    // An answer ends by itself once it has begun.
    answer.inspect_err(|refusal| {
        usage::end_answer(&inbound.request_id);
        traffic::end(&inbound.request_id, context, |record| record.outcome = refusal.outcome());
    })
}

/// What is known of a request before it is read.
fn new_record(inbound: &InboundRequest, at: Millis) -> Record {
    let is_from_page = inbound.is_from_page();
    Record {
        at,
        request_id: inbound.request_id.clone(),
        client: if is_from_page { Client::Page } else { Client::Api },
        is_stream: false,
        is_rescue: is_from_page && inbound.header(header::EXCLUDE).is_some(),
        attempts: Vec::new(),
        // Until there is an answer, the only other end is that the visitor leaves.
        outcome: Outcome::Aborted,
        first_words_ms: None,
        total_ms: 0,
        ending: None,
        tokens: None,
        is_from_cache: false,
        colo: inbound.colo().map(str::to_owned),
    }
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
    traffic::ask(site, &inbound.request_id, || question_name(&request, &site.visitor_salt, began));
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
    alerts::see(site, attempts, result.as_ref().map_or_else(Attempted::from_reason, |_| Attempted::Answered));
    traffic::update(&inbound.request_id, |record| {
        record.is_stream = request.stream();
        record.attempts = attempts.to_vec();
        record.outcome = attempts.last().map_or(Outcome::NotConfigured, |last| last.outcome);
        record.first_words_ms = result.is_ok().then(|| ms_between(began, js::now()));
        record.is_from_cache = result.as_ref().is_ok_and(|served| served.is_from_cache);
    });
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
            let stream =
                relay::relay(served, engine.ends_at(), inbound, visitor, attempts.last(), envelope, context);
            Answer::event_stream(stream).header(header::IDLE_TIMEOUT, settings.limits.idle_ms.to_string())
        }
        Ok(served) => {
            let text = served.into_text();
            let tokens = tokens_used(&text);
            usage::end_answer(&inbound.request_id);
            reservation.settle(attempts, tokens.map(|tokens| tokens.total), site, context);
            traffic::end(&inbound.request_id, context, |record| {
                record.ending = Some(Ending::Whole);
                record.tokens = tokens.map(|tokens| tokens.parts);
            });
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
            traffic::end(&inbound.request_id, context, |_| ());
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
    let line = LogLine {
        request_id: &inbound.request_id,
        status: answer.status(),
        stream,
        attempts,
        ms: js::now().saturating_sub(began),
        colo: inbound.colo(),
    };
    if !site.is_local() || line.has_failure() {
        let line = line.to_json();
        tasks::run_afterwards(context, async move { js::log(&line) });
    }
}
