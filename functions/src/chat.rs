//! `POST /api/v1/chat/completions`: from the visitor's request to an answer, or to why there is none.

use crate::{
    driver,
    http::{Answer, Inbound},
    js, memory, relay,
    settings::Site,
};
use gateway::{
    api::{Refusal, admit},
    ask::{Ask, candidates},
    engine::Engine,
    log,
};
use wire::header;
use worker::Context;

pub(crate) async fn answer(inbound: &Inbound, site: &Site, context: &Context) -> Result<Answer, Refusal> {
    let (settings, began) = (&site.settings, js::now());
    let (origin, authorization) = (inbound.header("origin"), inbound.header("authorization"));
    admit(settings, &inbound.host, origin.as_deref(), authorization.as_deref())?;

    let limits = settings.limits;
    let body = inbound.body(limits.max_body_bytes()).await?;
    let ask = Ask::read(inbound.header("content-type").as_deref(), &body, &limits)?
        .counting_tokens(inbound.header(header::COUNT_TOKENS).is_some());
    let candidates = candidates(&ask, &site.chain, inbound.header(header::EXCLUDE).as_deref())?;
    memory::recall(site, context).await;

    let rests = |place: usize| memory::rests(&candidates[place]);
    let mut engine = Engine::new(&candidates, rests, limits, ask.stream(), js::now());
    let outcome = driver::run(&mut engine, &candidates, &ask, site.ai.as_ref()).await;
    memory::note(&engine, site, context);
    let attempts = engine.attempts();
    let answer = match outcome {
        Ok(served) if ask.stream() => {
            let stream = relay::relay(served, engine.ends_at(), &inbound.request_id, attempts.last());
            Answer::event_stream(stream).header(header::IDLE_TIMEOUT, limits.idle_ms.to_string())
        }
        Ok(served) => Answer::text(200, served.into_text()),
        Err(reason) => {
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
