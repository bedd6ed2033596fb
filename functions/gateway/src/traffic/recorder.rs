//! What one isolate has seen of its requests, until it is written.

use super::{
    repeats::{Question, Questions},
    sample::Sample,
    schedule::{Plan, Recent, Schedule},
    sums::Sums,
};
use crate::time::{DAY_MS, HOUR_MS, MINUTE_MS, Millis};
use wire::{
    Outcome,
    traffic::{Ending, Record},
};

/// How long after its beginning a request is taken for one whose visitor has left, if nobody has said how it ended. The
/// longest answers take as long as `TOTAL_TIMEOUT_MS`, two minutes by default.
const FORGOTTEN_MS: Millis = 15 * MINUTE_MS;
/// How long a write may take, with the wait before it. After that somebody else may write.
const WRITE_MS: Millis = 40_000;
/// If an isolate cannot write and has more sums than this, it keeps the older ones in longer steps.
const MAX_SUMS: usize = 2_000;

/// What one isolate has seen of its requests, until it is written.
#[derive(Debug, Default)]
pub struct Recorder {
    /// The requests that go on.
    open: Vec<Open>,
    sums: Sums,
    sample: Sample,
    questions: Questions,
    /// What was sent to the database, until it says that it has it.
    sent: Option<Batch>,
    schedule: Schedule,
    /// Those that have ended, for a dataset; `None` where there is none.
    ended: Option<Vec<Record>>,
    /// Until when a write is under way; 0 if none is.
    writes_until: Millis,
    version: u64,
}

/// A request that goes on.
#[derive(Debug)]
struct Open {
    record: Record,
    /// The name of what it asks, once it was read. It is no part of the record, which the owner sees.
    question: Option<String>,
}

/// What is written at once. If it is not known whether it was, it is written again: the database takes one name and time
/// once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// When it was put together.
    pub at: Millis,
    /// The sums of all requests.
    pub sums: Sums,
    /// The single requests that are kept.
    pub records: Vec<Record>,
    /// The questions that were answered.
    pub questions: Questions,
}

impl Recorder {
    /// A request has come. Its record counts once it has ended.
    pub fn open(&mut self, record: Record) {
        self.open.push(Open { record, question: None });
    }

    /// A request asks what has this name.
    pub fn ask(&mut self, request_id: &str, question: String) {
        if let Some(open) = self.open.iter_mut().find(|open| open.record.request_id == request_id) {
            open.question = Some(question);
        }
    }

    /// More is known of a request that goes on.
    pub fn update(&mut self, request_id: &str, update: impl FnOnce(&mut Record)) {
        let mut records = self.open.iter_mut().map(|open| &mut open.record);
        records.find(|record| record.request_id == request_id).map(update);
    }

    /// A request has ended. `complete` adds what is known only now. A request that ended before is left as it was.
    pub fn end(&mut self, request_id: &str, now: Millis, complete: impl FnOnce(&mut Record)) {
        let at = self.open.iter().position(|open| open.record.request_id == request_id);
        if let Some(Open { mut record, question }) = at.map(|at| self.open.swap_remove(at)) {
            record.total_ms = ms_between(record.at, now);
            complete(&mut record);
            if let Some(question) = question.and_then(|question| Question::new(question, &record)) {
                self.questions.add(question);
            }
            self.add(record);
        }
    }

    /// An answer has ended.
    pub fn end_answer(&mut self, request_id: &str, ending: Ending, now: Millis) {
        self.end(request_id, now, |record| record.ending = Some(ending));
    }

    /// Keeps each request that ends until [`Recorder::take_ended`], which there is a dataset for.
    pub fn keep_ended(&mut self) {
        self.ended.get_or_insert_default();
    }

    /// The requests that have ended since the last time.
    pub fn take_ended(&mut self) -> Vec<Record> {
        self.ended.as_mut().map(std::mem::take).unwrap_or_default()
    }

    fn add(&mut self, record: Record) {
        if let Some(ended) = &mut self.ended {
            ended.push(record.clone());
        }
        self.sums.add(&record);
        self.sample.add(record);
    }

    /// What to do after a request: when to write, if nobody is about to.
    pub fn plan(&mut self, now: Millis) -> Option<Millis> {
        if now < self.writes_until {
            return None;
        }
        match self.schedule.plan(now) {
            Plan::After(wait) => {
                self.writes_until = now + wait + WRITE_MS;
                Some(wait)
            }
            Plan::Later => None,
        }
    }

    /// The write that was planned is over.
    pub fn end_write(&mut self) {
        self.writes_until = 0;
    }

    /// What to write now; `None` if there is nothing, or it is not this isolate's turn.
    pub fn take(&mut self, recent: Recent, now: Millis) -> Option<Batch> {
        if !self.schedule.may_write(recent, now) {
            return None;
        }
        self.end_forgotten(now);
        if self.sent.is_none() && !self.sums.is_empty() {
            let records = std::mem::take(&mut self.sample).records();
            let sums = std::mem::take(&mut self.sums);
            let questions = std::mem::take(&mut self.questions);
            self.sent = Some(Batch { at: now, sums, records, questions });
            self.version += 1;
        }
        self.sent.clone()
    }

    /// The database has what was sent to it.
    pub fn confirm(&mut self) {
        self.sent = None;
        self.version += 1;
    }

    /// Changes whenever something is sent to the database, or is known to be there.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Everything that this isolate has seen and the database does not have. `has` says whether it has what was written
    /// at a time, as long as that is not known here.
    pub fn unwritten(&mut self, has: impl Fn(Millis) -> bool, now: Millis) -> (Sums, Vec<Record>) {
        self.end_forgotten(now);
        let mut sums = self.sums.clone();
        let mut records = self.sample.records();
        if let Some(sent) = self.sent.as_ref().filter(|sent| !has(sent.at)) {
            sums.merge(&sent.sums);
            records.extend(sent.records.iter().cloned());
        }
        (sums, records)
    }

    /// The questions that this isolate has seen and the database does not have.
    pub fn unwritten_questions(&self, has: impl Fn(Millis) -> bool) -> Questions {
        let mut questions = self.questions.clone();
        if let Some(sent) = self.sent.as_ref().filter(|sent| !has(sent.at)) {
            questions.merge(&sent.questions);
        }
        questions
    }

    /// Keeps less of what is old, where nothing can be written.
    pub fn shorten(&mut self, now: Millis) {
        self.questions.forget_before(now.saturating_sub(DAY_MS));
        if self.sums.by_key().len() > MAX_SUMS {
            for (ago, width) in [(2 * HOUR_MS, 10), (2 * DAY_MS, 60), (8 * DAY_MS, 1440)] {
                self.sums = self.sums.in_steps_before(now.saturating_sub(ago) / MINUTE_MS, width);
            }
        }
    }

    /// Of requests of which nothing was heard for long, the visitor has left: the runtime ends a request without a word
    /// then.
    fn end_forgotten(&mut self, now: Millis) {
        let records = self.open.iter().map(|open| &open.record);
        let forgotten = records.filter(|record| record.at + FORGOTTEN_MS <= now);
        let ids: Vec<String> = forgotten.map(|record| record.request_id.clone()).collect();
        for id in ids {
            self.end(&id, now, |record| {
                record.ending = (record.outcome == Outcome::Served).then_some(Ending::Left);
            });
        }
    }
}

/// Whole milliseconds between two times.
pub fn ms_between(from: Millis, to: Millis) -> u32 {
    u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX)
}
