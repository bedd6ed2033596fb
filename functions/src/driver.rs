//! Does what the fallback engine says, and tells it what happens.

use crate::{
    binding::Ai,
    js, memory,
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
    providers::Provider,
};
use std::{cell::RefCell, pin::pin, rc::Rc, time::Duration};
use web_sys::AbortController;
use wire::Outcome;
use worker::Delay;

/// Ends what an attempt has asked for last: that is another request once another key is tried.
type Leash = Rc<RefCell<AbortController>>;

/// Runs the plan to its end: an answer whose first content is there, or the reason for none.
pub(crate) async fn run(
    engine: &mut Engine,
    candidates: &[Candidate],
    ask: &Ask,
    ai: Option<&Ai>,
) -> Result<Served, GiveUp> {
    let mut live = FuturesUnordered::new();
    let mut leashes: Vec<(AttemptId, Leash)> = Vec::new();
    let mut ready: Option<Served> = None;
    loop {
        while let Some(action) = engine.poll() {
            match action {
                Action::Start { attempt, candidate, is_last } => {
                    let controller = AbortController::new().map_err(|_| GiveUp::AllFailed)?;
                    let leash = Rc::new(RefCell::new(controller));
                    let asking = start(&candidates[candidate], ask, is_last, ai, Rc::clone(&leash));
                    live.push(async move { (attempt, asking.await) });
                    leashes.push((attempt, leash));
                }
                Action::Abort(id) => {
                    let ended = leashes.iter().find(|(attempt, _)| *attempt == id);
                    ended.inspect(|(_, leash)| leash.borrow().abort());
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
    leash: Leash,
) -> Result<Served, Fault> {
    let Some(provider) = &candidate.upstream else { return Err(Fault::new(Outcome::NotConfigured, None)) };
    let spare_works = memory::spare_works(candidate.provider);
    let (first, second) = provider.by_key(spare_works);
    let send = |provider: &Provider, controller| {
        let request = provider.request(ask, &candidate.model, is_last);
        async move { upstream::ask(&request, ask.stream(), ai, controller).await }
    };
    let controller = leash.borrow().clone();
    let answer = send(first, controller).await;
    match (&answer, second) {
        (Err(fault), Some(second)) if fault.is_of_the_key() => {
            let controller = AbortController::new().map_err(|_| Fault::new(Outcome::Network, None))?;
            leash.replace(controller.clone());
            let answer = send(second, controller).await;
            if answer.is_ok() {
                memory::note_key(candidate.provider, !spare_works);
            }
            answer
        }
        _ => answer,
    }
}
