//! `POST /api/v1/chat/completions`: from the visitor's request to an answer, or to why there is none.

use crate::{
    access, driver,
    http::{Answer, Inbound},
    js, limits, memory, relay,
    settings::Site,
};
use gateway::{
    api::Refusal,
    ask::{Ask, candidates},
    engine::Engine,
    limits::tokens_used,
    log,
};
use wire::header;
use worker::Context;

pub(crate) async fn answer(inbound: &Inbound, site: &Site, context: &Context) -> Result<Answer, Refusal> {
    let (settings, began) = (&site.usable()?.settings, js::now());
    let caller = inbound.caller(&site.salt);
    access::with_tries(|tries| caller.admit(settings, tries, began))?;
    limits::glance(site, &caller.visitor).map_err(|over| Refusal::over(over, began))?;

    let limits = settings.limits;
    let body = inbound.body(limits.max_body_bytes()).await?;
    let ask = Ask::read(inbound.header("content-type").as_deref(), &body, &limits)?
        .counting_tokens(inbound.header(header::COUNT_TOKENS).is_some());
    let candidates = candidates(&ask, &site.chain, inbound.header(header::EXCLUDE).as_deref())?;
    let ticket = limits::take(site, &caller.visitor, ask.tokens(), &inbound.request_id, context);
    let ticket = ticket.await.map_err(|over| Refusal::over(over, js::now()))?;
    memory::recall(site, context).await;

    let rests = |place: usize| memory::rests(&candidates[place]);
    let mut engine = Engine::new(&candidates, rests, limits, ask.stream(), js::now());
    let outcome = driver::run(&mut engine, &candidates, &ask, site.ai.as_ref()).await;
    memory::note(&engine, site, context);
    let attempts = engine.attempts();
    let answer = match outcome {
        Ok(served) if ask.stream() => {
            let stream = relay::relay(served, engine.ends_at(), inbound, attempts.last());
            Answer::event_stream(stream).header(header::IDLE_TIMEOUT, limits.idle_ms.to_string())
        }
        Ok(served) => {
            let text = served.into_text();
            ticket.used(tokens_used(&text), site, context);
            Answer::text(200, text)
        }
        Err(reason) => {
            ticket.unspent(site, context);
            let refusal = Refusal::give_up(reason, engine.retry_after_s());
            Answer::refusal(&refusal, &inbound.request_id, attempts)
        }
    }
    .attempts(attempts);
    let colo = inbound.colo();
    write_log(
        site,
        context,
        &log::Line {
            request_id: &inbound.request_id,
            status: answer.status(),
            stream: ask.stream(),
            attempts,
            ms: js::now().saturating_sub(began),
            colo: colo.as_deref(),
        },
    );
    Ok(answer)
}

/// For the owner. A development server's inspector makes a line dearer than the answer, so there only
/// failures are told.
fn write_log(site: &Site, context: &Context, line: &log::Line<'_>) {
    if !site.is_local() || line.tells_of_a_failure() {
        let line = line.to_json();
        js::afterwards(context, async move { js::log(&line) });
    }
}
