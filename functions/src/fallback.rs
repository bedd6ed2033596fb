//! Does what the fallback engine says, and tells it what happens.

use crate::{
    provider_health,
    runtime::{ai::Ai, js},
    upstream::{self, ServedAnswer},
};
use futures_util::{
    StreamExt,
    future::{Either, select},
    stream::FuturesUnordered,
};
use gateway::{
    fallback::{Action, AttemptId, Candidate, Engine, Event, GiveUpReason},
    providers::Provider,
    reading::Failure,
    request::CompletionRequest,
    time::Millis,
};
use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
    time::Duration,
};
use web_sys::AbortController;
use wire::Outcome;
use worker::Delay;

/// What the plan keeps of an attempt that goes on.
#[derive(Clone)]
struct Handle {
    /// Of the attempt's latest request: an attempt makes another one where a secret is being changed, or where the model
    /// refused a field.
    controller: Rc<RefCell<AbortController>>,
    /// When the provider last showed that it is alive.
    last_sign: Rc<Cell<Option<Millis>>>,
}

impl Handle {
    fn new() -> Result<Self, Failure> {
        let controller = Rc::new(RefCell::new(new_controller()?));
        Ok(Self { controller, last_sign: Rc::default() })
    }

    fn abort(&self) {
        self.controller.borrow().abort();
    }

    /// A controller for the attempt's next request.
    fn renew(&self) -> Result<AbortController, Failure> {
        let controller = new_controller()?;
        self.controller.replace(controller.clone());
        Ok(controller)
    }
}

fn new_controller() -> Result<AbortController, Failure> {
    AbortController::new().map_err(|_| Failure::new(Outcome::Network, None))
}

/// Runs the plan to its end: an answer whose first content has come, or the reason for none.
pub(crate) async fn run(
    engine: &mut Engine,
    candidates: &[Candidate],
    request: &CompletionRequest,
    ai: Option<&Ai>,
) -> Result<ServedAnswer, GiveUpReason> {
    let mut running = FuturesUnordered::new();
    let mut attempts: Vec<(AttemptId, Handle)> = Vec::new();
    let mut served: Option<ServedAnswer> = None;
    loop {
        while let Some(action) = engine.poll() {
            match action {
                Action::Start { attempt, candidate, is_last } => {
                    let handle = Handle::new().map_err(|_| GiveUpReason::AllFailed)?;
                    let asking = ask(&candidates[candidate], request, is_last, ai, handle.clone());
                    running.push(async move { (attempt, asking.await) });
                    attempts.push((attempt, handle));
                }
                Action::Abort(id) => {
                    let aborted = attempts.iter().find(|(attempt, _)| *attempt == id);
                    aborted.inspect(|(_, handle)| handle.abort());
                }
                Action::Commit(_) => return served.ok_or(GiveUpReason::AllFailed),
                Action::GiveUp(reason) => return Err(reason),
            }
        }
        let wait_ms = engine.deadline().unwrap_or_default().saturating_sub(js::now());
        let timer = Delay::from(Duration::from_millis(wait_ms));
        match select(running.next(), pin!(timer)).await {
            Either::Left((Some((id, Ok(answer))), _)) => {
                let status = answer.status();
                served = Some(answer);
                engine.handle(Event::Content(id, status), js::now());
            }
            Either::Left((Some((id, Err(failure))), _)) => {
                engine.handle(Event::Failed(id, failure), js::now());
            }
            Either::Left((None, timer)) => {
                timer.await;
                engine.tick(js::now());
            }
            Either::Right(_) => {
                // A sign of life only moves a deadline, so there is time to tell of it until then.
                for (id, handle) in &attempts {
                    if let Some(at) = handle.last_sign.take() {
                        engine.handle(Event::SignOfLife(*id), at);
                    }
                }
                engine.tick(js::now());
            }
        }
    }
}

/// Asks a candidate. Where its model refuses a field that it can do without, it is asked again without that field.
async fn ask(
    candidate: &Candidate,
    request: &CompletionRequest,
    is_last: bool,
    ai: Option<&Ai>,
    handle: Handle,
) -> Result<ServedAnswer, Failure> {
    let Some(provider) = &candidate.provider else {
        return Err(Failure::new(Outcome::NotConfigured, None));
    };
    let mut adaptation = provider_health::adaptation(candidate);
    loop {
        let send = |provider: &Provider, controller| {
            let upstream_request = provider.request(request, &candidate.model, is_last, &adaptation);
            let last_sign = &handle.last_sign;
            async move { upstream::ask(&upstream_request, request.stream(), ai, controller, last_sign).await }
        };
        let answer = with_either_secret(provider, send, &handle).await;
        let adapted = answer.as_ref().err().and_then(|failure| provider.adapt(request, &adaptation, failure));
        let Some(adapted) = adapted else {
            return answer.map(|answer| {
                provider_health::keep_adaptation(candidate, &adaptation);
                answer.without(adaptation.left_out())
            });
        };
        adaptation = adapted;
        handle.renew()?;
    }
}

/// Asks a provider. Where its secret is refused and there is a second one, asks with that too.
async fn with_either_secret<F: Future<Output = Result<ServedAnswer, Failure>>>(
    provider: &Provider,
    send: impl Fn(&Provider, AbortController) -> F,
    handle: &Handle,
) -> Result<ServedAnswer, Failure> {
    let prefers_next = provider_health::prefers_next_secret(provider.id);
    let (first, second) = provider.by_secret(prefers_next);
    let controller = handle.controller.borrow().clone();
    let answer = send(first, controller).await;
    match (&answer, second) {
        (Err(failure), Some(second)) if failure.is_of_the_credentials() => {
            let answer = send(second, handle.renew()?).await;
            if answer.is_ok() {
                provider_health::set_prefers_next_secret(provider.id, !prefers_next);
            }
            answer
        }
        _ => answer,
    }
}
