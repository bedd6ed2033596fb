//! The fallback plan of a request, as a state machine without I/O. Its caller reports what happened and what time it is,
//! and asks what to do next. It commits at the first content, not at the head of an answer, and to one attempt at most.
//!
//! ```text
//! poll -> Start(a) -> the caller asks -> handle(Content(a)) -> poll -> Commit(a)
//!                                     -> handle(Failed(a))  -> poll -> Start(b) or GiveUp
//!              deadline() passes      -> tick(now)          -> poll -> Abort(a), Start(b) or GiveUp
//!              the hedge is due       -> tick(now)          -> poll -> Start(b), beside a
//! ```

use super::{
    action::{Action, AttemptId, Event, GiveUpReason},
    attempt_log::AttemptLog,
    candidates::Candidate,
    order::{Order, Step},
};
use crate::{
    reading::{Failure, RetryAfter},
    settings::Limits,
    time::Millis,
};
use std::collections::VecDeque;
use wire::{Attempt, Outcome};

/// An attempt that has not ended.
#[derive(Debug)]
struct Running {
    id: AttemptId,
    candidate: usize,
    started: Millis,
    deadline: Millis,
}

/// The plan of one request.
#[derive(Debug)]
pub struct Engine {
    limits: Limits,
    stream: bool,
    ends_at: Millis,
    order: Order,
    /// When the next candidate is asked beside a silent one.
    hedge_at: Option<Millis>,
    started_count: usize,
    running: Vec<Running>,
    log: AttemptLog,
    actions: VecDeque<Action>,
    is_over: bool,
}

impl Engine {
    /// Begins a request. The first action can be polled at once. `skips` says of a candidate, by its place, whether its
    /// circuit is open, so that it is asked only if no other one answers.
    pub fn new(
        candidates: &[Candidate],
        skips: impl FnMut(usize) -> bool,
        limits: Limits,
        stream: bool,
        now: Millis,
    ) -> Self {
        let mut engine = Self {
            limits,
            stream,
            ends_at: now + limits.total_ms,
            order: Order::new(candidates, skips),
            hedge_at: None,
            started_count: 0,
            running: Vec::new(),
            log: AttemptLog::new(candidates),
            actions: VecDeque::new(),
            is_over: false,
        };
        engine.start_next(now);
        engine
    }

    /// The next thing to do, if any.
    pub fn poll(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// When to call [`Self::tick`], if nothing happens before.
    pub fn deadline(&self) -> Option<Millis> {
        let attempts = self.running.iter().map(|running| running.deadline);
        attempts.chain([self.ends_at]).chain(self.hedge_at).min().filter(|_| !self.is_over)
    }

    /// When the request must be over.
    pub const fn ends_at(&self) -> Millis {
        self.ends_at
    }

    /// Every attempt that has ended, in order. One that served is the last.
    pub fn attempts(&self) -> &[Attempt] {
        self.log.attempts()
    }

    /// Every attempt that has ended, and when its provider says that another request may succeed.
    pub fn attempts_with_retry_after(&self) -> impl Iterator<Item = (&Attempt, RetryAfter)> {
        self.log.with_retry_after()
    }

    /// The soonest time at which a provider says that another request may succeed, in seconds.
    pub const fn retry_after_s(&self) -> Option<u32> {
        self.log.soonest_retry_s()
    }

    /// Handles what happened. An event of an attempt that has ended changes nothing.
    pub fn handle(&mut self, event: Event, now: Millis) {
        match event {
            Event::Content(id, status) => {
                if let Some(running) = self.remove_running(id) {
                    self.abort_all(Outcome::Aborted, now);
                    self.record(&running, &Failure::new(Outcome::Served, Some(status)), now);
                    self.finish(Action::Commit(id));
                }
            }
            Event::SignOfLife(id) => self.extend(id, now),
            Event::Failed(id, failure) => {
                if let Some(running) = self.remove_running(id) {
                    self.record(&running, &failure, now);
                    self.fall_back(&failure, now);
                }
            }
        }
    }

    /// Handles the passing of time: attempts that are too slow end, and a due hedge starts.
    pub fn tick(&mut self, now: Millis) {
        if self.is_over {
            return;
        }
        if now >= self.ends_at {
            self.abort_all(Outcome::Timeout, now);
            self.finish(Action::GiveUp(GiveUpReason::OutOfTime));
            return;
        }
        while let Some(at) = self.running.iter().position(|running| running.deadline <= now) {
            let late = self.running.remove(at);
            self.actions.push_back(Action::Abort(late.id));
            let timeout = Failure::new(Outcome::Timeout, None);
            self.record(&late, &timeout, now);
            self.fall_back(&timeout, now);
        }
        if self.hedge_at.is_some_and(|at| at <= now) && !self.is_over {
            self.start_next(now);
        }
    }

    /// Gives a model that thinks more time for its first words, as long as its connection is alive.
    fn extend(&mut self, id: AttemptId, now: Millis) {
        let Limits { first_token_ms, thinking_ms, .. } = self.limits;
        if let Some(running) = self.running.iter_mut().find(|running| running.id == id) {
            let alive_until = now.saturating_add(first_token_ms);
            let extended = alive_until.min(running.started.saturating_add(thinking_ms)).min(self.ends_at);
            running.deadline = running.deadline.max(extended);
        }
    }

    fn fall_back(&mut self, failure: &Failure, now: Millis) {
        if !failure.allows_fallback() {
            self.give_up(GiveUpReason::AllFailed, now);
        } else if self.running.is_empty() {
            self.start_next(now);
        }
    }

    fn start_next(&mut self, now: Millis) {
        self.hedge_at = None;
        while let Some(step) = self.order.next() {
            match step {
                Step::Skip(candidate, outcome) => {
                    self.log.push(candidate, &Failure::new(outcome, None), now, now);
                }
                Step::Ask(candidate) => {
                    let attempt = AttemptId(self.started_count);
                    self.started_count += 1;
                    let deadline = self.attempt_deadline(now);
                    self.running.push(Running { id: attempt, candidate, started: now, deadline });
                    let is_last = self.order.candidates_left() == 0;
                    self.actions.push_back(Action::Start { attempt, candidate, is_last });
                    self.hedge_at = self.next_hedge(now).filter(|_| !is_last);
                    return;
                }
            }
        }
        self.give_up(self.log.give_up_reason(), now);
    }

    /// Only a stream is hedged: a whole answer is always silent at first.
    fn next_hedge(&self, now: Millis) -> Option<Millis> {
        let after = self.limits.hedge_after_ms;
        (self.stream && after > 0).then(|| now.saturating_add(after))
    }

    /// A stream has its limit for the first token. A whole answer shows nothing until it is complete, so it gets its
    /// share of the time that is left, and no less than the limit for a first token.
    fn attempt_deadline(&self, now: Millis) -> Millis {
        let left = self.ends_at.saturating_sub(now);
        let share = left / (self.order.candidates_left() as Millis + 1);
        let first_token_ms = self.limits.first_token_ms;
        let patience = if self.stream { first_token_ms } else { share.max(first_token_ms) };
        now.saturating_add(patience.min(left))
    }

    fn give_up(&mut self, reason: GiveUpReason, now: Millis) {
        self.abort_all(Outcome::Aborted, now);
        self.finish(Action::GiveUp(reason));
    }

    fn finish(&mut self, last: Action) {
        self.actions.push_back(last);
        self.is_over = true;
    }

    fn abort_all(&mut self, outcome: Outcome, now: Millis) {
        for running in std::mem::take(&mut self.running) {
            self.actions.push_back(Action::Abort(running.id));
            self.record(&running, &Failure::new(outcome, None), now);
        }
    }

    fn remove_running(&mut self, id: AttemptId) -> Option<Running> {
        let at = self.running.iter().position(|running| running.id == id)?;
        Some(self.running.remove(at))
    }

    fn record(&mut self, running: &Running, failure: &Failure, now: Millis) {
        self.log.push(running.candidate, failure, running.started, now);
    }
}

#[cfg(test)]
mod tests;
