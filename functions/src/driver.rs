//! Does what the fallback engine says, and tells it what happens.

use crate::{
    binding::Ai,
    js,
    upstream::{self, Served},
};
use futures_util::{
    StreamExt,
    future::{Either, select},
    stream::FuturesUnordered,
};
use gateway::{
    ask::{Ask, Candidate},
    classify::Fault,
    engine::{Action, AttemptId, Engine, Event, GiveUp},
};
use std::{pin::pin, time::Duration};
use web_sys::AbortController;
use wire::Outcome;
use worker::Delay;

/// Runs the plan to its end: an answer whose first content is there, or the reason for none.
pub(crate) async fn run(
    engine: &mut Engine,
    candidates: &[Candidate],
    ask: &Ask,
    ai: Option<&Ai>,
) -> Result<Served, GiveUp> {
    let mut live = FuturesUnordered::new();
    let mut controllers: Vec<(AttemptId, AbortController)> = Vec::new();
    let mut ready: Option<Served> = None;
    loop {
        while let Some(action) = engine.poll() {
            match action {
                Action::Start { attempt, candidate, is_last } => {
                    let controller = AbortController::new().map_err(|_| GiveUp::AllFailed)?;
                    let asking = start(&candidates[candidate], ask, is_last, ai, controller.clone());
                    live.push(async move { (attempt, asking.await) });
                    controllers.push((attempt, controller));
                }
                Action::Abort(id) => {
                    let ended = controllers.iter().find(|(attempt, _)| *attempt == id);
                    ended.inspect(|(_, controller)| controller.abort());
                }
                Action::Commit(_) => return ready.ok_or(GiveUp::AllFailed),
                Action::GiveUp(reason) => return Err(reason),
            }
        }
        let wait = engine.deadline().unwrap_or_default().saturating_sub(js::now());
        let timer = Delay::from(Duration::from_millis(wait));
        match select(live.next(), pin!(timer)).await {
            Either::Left((Some((id, Ok(served))), _)) => {
                let status = served.status();
                ready = Some(served);
                engine.handle(Event::Content(id, status), js::now());
            }
            Either::Left((Some((id, Err(fault))), _)) => engine.handle(Event::Failed(id, fault), js::now()),
            Either::Left((None, timer)) => {
                timer.await;
                engine.tick(js::now());
            }
            Either::Right(_) => engine.tick(js::now()),
        }
    }
}

async fn start(
    candidate: &Candidate,
    ask: &Ask,
    is_last: bool,
    ai: Option<&Ai>,
    controller: AbortController,
) -> Result<Served, Fault> {
    match &candidate.upstream {
        Some(provider) => {
            let request = provider.request(ask, &candidate.model, is_last);
            upstream::ask(&request, ask.stream(), ai, controller).await
        }
        None => Err(Fault::new(Outcome::NotConfigured, None)),
    }
}
