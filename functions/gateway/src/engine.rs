//! The fallback plan as a state machine without I/O: it is told what happened and the time, and
//! answers what to do next. It commits at the first content, not at the headers, and never to more
//! than one attempt.
//!
//! ```text
//! poll -> Start(a) -> the glue asks -> handle(Content(a)) -> poll -> Commit(a)
//!                                   -> handle(Failed(a))  -> poll -> Start(b) or GiveUp
//!              deadline() passes    -> tick(now)          -> poll -> Abort(a), Start(b) or GiveUp
//!              the hedge is due     -> tick(now)          -> poll -> Start(b), beside a
//! ```
//!
//! Providers that rest are passed by, and tried last: a chain that rests entirely is still tried.

mod order;

use crate::{
    Millis,
    ask::Candidate,
    classify::{Fault, Wait},
    settings::Limits,
};
use order::{Step, steps};
use std::collections::VecDeque;
use wire::{Attempt, Outcome, ProviderId};

/// One attempt of this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttemptId(usize);

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first content came; its answer had this status.
    Content(AttemptId, u16),
    /// The attempt failed.
    Failed(AttemptId, Fault),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask a candidate.
    Start {
        /// How to call the attempt from now on.
        attempt: AttemptId,
        /// Its place among the candidates.
        candidate: usize,
        /// No other candidate is left.
        is_last: bool,
    },
    /// End an attempt and close its connection.
    Abort(AttemptId),
    /// Hand this attempt's answer to the visitor.
    Commit(AttemptId),
    /// There is no answer.
    GiveUp(GiveUp),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiveUp {
    /// No provider can be asked at all.
    NoneConfigured,
    /// A provider found the request itself wrong.
    BadRequest,
    /// The input is too long for the model.
    TooLarge,
    /// The time for the whole request is over, or no provider answered in its own.
    OutOfTime,
    /// Every provider failed.
    AllFailed,
}

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
    candidates: Vec<(ProviderId, String)>,
    limits: Limits,
    stream: bool,
    ends_at: Millis,
    steps: VecDeque<Step>,
    /// When the next candidate starts beside a silent one.
    hedge_at: Option<Millis>,
    started: usize,
    running: Vec<Running>,
    log: Vec<Attempt>,
    /// What each entry of the log said of asking again.
    waits: Vec<Wait>,
    retry_after_s: Option<u32>,
    actions: VecDeque<Action>,
    is_over: bool,
}

impl Engine {
    /// Begins a request; the first action is there to be polled. `rests` tells of a candidate, by
    /// its place, whether it is asked only if nobody else answers.
    pub fn new(
        candidates: &[Candidate],
        rests: impl FnMut(usize) -> bool,
        limits: Limits,
        stream: bool,
        now: Millis,
    ) -> Self {
        let mut engine = Self {
            candidates: candidates.iter().map(|c| (c.provider, c.model.clone())).collect(),
            limits,
            stream,
            ends_at: now + limits.total_ms,
            steps: steps(candidates, rests),
            hedge_at: None,
            started: 0,
            running: Vec::new(),
            log: Vec::new(),
            waits: Vec::new(),
            retry_after_s: None,
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
        self.running
            .iter()
            .map(|running| running.deadline)
            .chain([self.ends_at])
            .chain(self.hedge_at)
            .min()
            .filter(|_| !self.is_over)
    }

    /// When the request must be over.
    pub const fn ends_at(&self) -> Millis {
        self.ends_at
    }

    /// Every attempt that has ended, in order; the one that served is last.
    pub fn attempts(&self) -> &[Attempt] {
        &self.log
    }

    /// Every attempt that has ended, with what it said of asking again.
    pub fn endings(&self) -> impl Iterator<Item = (&Attempt, Wait)> {
        self.log.iter().zip(self.waits.iter().copied())
    }

    /// The soonest that a provider said asking again may help, in seconds.
    pub const fn retry_after_s(&self) -> Option<u32> {
        self.retry_after_s
    }

    /// Takes note of what happened. Word of an attempt that has ended changes nothing.
    pub fn handle(&mut self, event: Event, now: Millis) {
        match event {
            Event::Content(id, status) => {
                if let Some(running) = self.take(id) {
                    self.abort_all(Outcome::Aborted, now);
                    self.record(&running, &Fault::new(Outcome::Served, Some(status)), now);
                    self.finish(Action::Commit(id));
                }
            }
            Event::Failed(id, fault) => {
                if let Some(running) = self.take(id) {
                    self.record(&running, &fault, now);
                    self.retry_after_s = match (self.retry_after_s, fault.wait.seconds(now)) {
                        (Some(a), Some(b)) => Some(a.min(b)),
                        (a, b) => a.or(b),
                    };
                    self.move_on(&fault, now);
                }
            }
        }
    }

    /// Takes note of the time: attempts that are too slow end.
    pub fn tick(&mut self, now: Millis) {
        if self.is_over {
            return;
        }
        if now >= self.ends_at {
            self.abort_all(Outcome::Timeout, now);
            self.finish(Action::GiveUp(GiveUp::OutOfTime));
            return;
        }
        while let Some(at) = self.running.iter().position(|running| running.deadline <= now) {
            let late = self.running.remove(at);
            self.actions.push_back(Action::Abort(late.id));
            let fault = Fault::new(Outcome::Timeout, None);
            self.record(&late, &fault, now);
            self.move_on(&fault, now);
        }
        if self.hedge_at.is_some_and(|at| at <= now) && !self.is_over {
            self.start_next(now);
        }
    }

    fn move_on(&mut self, fault: &Fault, now: Millis) {
        match fault.outcome {
            Outcome::TooLarge => self.stop(GiveUp::TooLarge, now),
            _ if !fault.moves_on() => self.stop(GiveUp::BadRequest, now),
            _ if self.running.is_empty() => self.start_next(now),
            _ => {}
        }
    }

    fn start_next(&mut self, now: Millis) {
        self.hedge_at = None;
        while let Some(step) = self.steps.pop_front() {
            match step {
                Step::Pass(candidate, outcome) => {
                    self.log(candidate, &Fault::new(outcome, None), 0);
                }
                Step::Try(candidate) => {
                    let attempt = AttemptId(self.started);
                    self.started += 1;
                    let deadline = self.attempt_deadline(now);
                    self.running.push(Running { id: attempt, candidate, started: now, deadline });
                    let is_last = self.left() == 0;
                    self.actions.push_back(Action::Start { attempt, candidate, is_last });
                    self.hedge_at = self.hedge(now).filter(|_| !is_last);
                    return;
                }
            }
        }
        self.stop(self.reason_of_failure(), now);
    }

    /// Only a stream shows by silence that it is slow; a whole answer is always silent at first.
    fn hedge(&self, now: Millis) -> Option<Millis> {
        let after = self.limits.hedge_after_ms;
        (self.stream && after > 0).then(|| now.saturating_add(after))
    }

    /// A stream shows life with its first token. A whole answer shows none until it is complete, so
    /// it gets its share of the time that is left, and no less than a first token would.
    fn attempt_deadline(&self, now: Millis) -> Millis {
        let left = self.ends_at.saturating_sub(now);
        let share = left / (self.left() as Millis + 1);
        let wait =
            if self.stream { self.limits.first_token_ms } else { share.max(self.limits.first_token_ms) };
        now.saturating_add(wait.min(left))
    }

    /// How many are still to be asked.
    fn left(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step, Step::Try(_))).count()
    }

    fn reason_of_failure(&self) -> GiveUp {
        let was_asked = |outcome| !matches!(outcome, Outcome::NotConfigured | Outcome::Skipped);
        let mut asked = self.log.iter().filter(|attempt| was_asked(attempt.outcome)).peekable();
        if asked.peek().is_none() {
            return GiveUp::NoneConfigured;
        }
        if asked.all(|attempt| attempt.outcome == Outcome::Timeout) {
            return GiveUp::OutOfTime;
        }
        GiveUp::AllFailed
    }

    fn stop(&mut self, reason: GiveUp, now: Millis) {
        self.abort_all(Outcome::Aborted, now);
        self.finish(Action::GiveUp(reason));
    }

    fn finish(&mut self, action: Action) {
        self.actions.push_back(action);
        self.is_over = true;
    }

    fn abort_all(&mut self, outcome: Outcome, now: Millis) {
        for running in std::mem::take(&mut self.running) {
            self.actions.push_back(Action::Abort(running.id));
            self.record(&running, &Fault::new(outcome, None), now);
        }
    }

    fn take(&mut self, id: AttemptId) -> Option<Running> {
        let at = self.running.iter().position(|running| running.id == id)?;
        Some(self.running.remove(at))
    }

    fn record(&mut self, running: &Running, fault: &Fault, now: Millis) {
        let ms = u32::try_from(now.saturating_sub(running.started)).unwrap_or(u32::MAX);
        self.log(running.candidate, fault, ms);
    }

    fn log(&mut self, candidate: usize, fault: &Fault, ms: u32) {
        let (provider, model) = self.candidates[candidate].clone();
        self.log.push(Attempt { provider, model, outcome: fault.outcome, status: fault.status, ms });
        self.waits.push(fault.wait);
    }
}

#[cfg(test)]
mod tests;
