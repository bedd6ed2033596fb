//! `POST /api/v1/chat/completions`: from the visitor's request to an answer, or to why there is none.

use crate::{
    HEALTH, driver,
    http::{Answer, Inbound},
    js, relay,
    settings::Site,
};
use gateway::{
    api::{Refusal, admit},
    ask::{Ask, candidates},
    engine::Engine,
};
use wire::header;

pub(crate) async fn answer(inbound: &Inbound, site: &Site) -> Result<Answer, Refusal> {
    let settings = &site.settings;
    let (origin, authorization) = (inbound.header("origin"), inbound.header("authorization"));
    admit(settings, &inbound.host, origin.as_deref(), authorization.as_deref())?;

    let limits = settings.limits;
    let body = inbound.body(limits.max_body_bytes()).await?;
    let ask = Ask::read(inbound.header("content-type").as_deref(), &body, &limits)?;
    let candidates = candidates(&ask, &site.chain, inbound.header(header::EXCLUDE).as_deref())?;

    let mut engine = Engine::new(&candidates, limits, ask.stream(), js::now());
    let outcome = driver::run(&mut engine, &candidates, &ask).await;
    let attempts = engine.attempts();
    HEALTH.with_borrow_mut(|health| health.note(attempts, js::now()));
    Ok(match outcome {
        Ok(served) if ask.stream() => {
            let stream = relay::relay(served, engine.ends_at(), &inbound.request_id);
            Answer::event_stream(stream).attempts(attempts)
        }
        Ok(served) => Answer::text(200, served.into_text()).attempts(attempts),
        Err(reason) => {
            let refusal = Refusal::give_up(reason, engine.retry_after_s());
            Answer::refusal(&refusal, &inbound.request_id, attempts)
        }
    })
}
