//! What the owner asks for.

use crate::{
    query::{QueryError, TIME, read_time, time, value, word},
    time::{DAY_MS, MINUTE_MS, Millis},
};
use wire::{Outcome, ProviderId, time::timestamp_ms, traffic::Record};

/// A series has at most so many points.
const MAX_POINTS: u64 = 2_000;
/// Without a step in the query, the step is chosen so that a series has at most this many points.
const POINTS: u64 = 150;
/// The steps that are chosen from, in seconds. A day is the longest that old sums are kept in.
const STEPS_S: [u64; 9] = [60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];
/// Single requests in one answer, and the most.
const LIMIT: usize = 50;
const MAX_LIMIT: usize = 1_000;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// `GET /api/traffic?from=&to=&step=&format=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrafficQuery {
    /// The first moment: the beginning of a step.
    pub from: Millis,
    /// The moment after the last.
    pub to: Millis,
    /// A whole number of minutes.
    pub step: Millis,
    /// How the answer is written.
    pub format: Format,
}

/// `GET /api/requests?id=&outcome=&provider=&before=&limit=&format=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestsQuery {
    /// The request of this id alone.
    pub id: Option<String>,
    /// Only requests that ended so.
    pub outcome: Option<Outcome>,
    /// Only requests for which this provider was asked.
    pub provider: Option<ProviderId>,
    /// Only requests before this one.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: usize,
    /// How the answer is written.
    pub format: Format,
}

/// A place in the list of requests: a time, and where it is given the id of a request of that time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The time.
    pub at: Millis,
    /// The id; empty for the time itself.
    pub request_id: String,
}

impl TrafficQuery {
    /// Reads a query, without its question mark. The last 24 hours are meant where it names no time.
    ///
    /// # Errors
    /// A parameter cannot be used.
    pub fn read(query: &str, now: Millis) -> Result<Self, QueryError> {
        // This minute goes along, so that a request is seen as soon as it is known.
        let to = time(query, "to", now)?.unwrap_or((now / MINUTE_MS + 1) * MINUTE_MS);
        let from = time(query, "from", now)?.unwrap_or_else(|| to.saturating_sub(DAY_MS));
        let before = QueryError { param: "from", wanted: "a time before the end" };
        let span = to.checked_sub(from).filter(|span| *span > 0).ok_or(before)?;
        let wanted = "a number of seconds, 60 or more, that makes at most 2000 steps";
        let step = match value(query, "step") {
            Some(step) => step.parse::<u64>().map_err(|_| QueryError { param: "step", wanted })?,
            None => STEPS_S.into_iter().find(|step| span / (step * 1000) <= POINTS).unwrap_or(86_400),
        };
        // Sums know of no time shorter than a minute.
        let step = step.div_ceil(60).checked_mul(MINUTE_MS).filter(|step| *step > 0);
        let step =
            step.filter(|step| span / step <= MAX_POINTS).ok_or(QueryError { param: "step", wanted })?;
        Ok(Self { from: from - from % step, to, step, format: format(query)? })
    }
}

impl RequestsQuery {
    /// Reads a query, without its question mark.
    ///
    /// # Errors
    /// A parameter cannot be used.
    pub fn read(query: &str, now: Millis) -> Result<Self, QueryError> {
        let limit = match value(query, "limit") {
            None => LIMIT,
            Some(limit) => limit
                .parse()
                .ok()
                .filter(|limit| (1..=MAX_LIMIT).contains(limit))
                .ok_or(QueryError { param: "limit", wanted: "a number from 1 to 1000" })?,
        };
        Ok(Self {
            id: value(query, "id"),
            outcome: word(query, "outcome", "an outcome, such as served or timeout")?,
            provider: word(query, "provider", "a provider's id, such as gemini")?,
            before: Cursor::read(query, now)?,
            limit,
            format: format(query)?,
        })
    }

    /// Whether a request is one of those that are asked for.
    pub fn matches(&self, record: &Record) -> bool {
        let is_before = |cursor: &Cursor| (record.at, &record.request_id) < (cursor.at, &cursor.request_id);
        self.id.as_ref().is_none_or(|id| *id == record.request_id)
            && self.outcome.is_none_or(|outcome| outcome == record.outcome)
            && self
                .provider
                .is_none_or(|provider| record.attempts.iter().any(|attempt| attempt.provider == provider))
            && self.before.as_ref().is_none_or(is_before)
    }

    /// The wanted requests of several lists: the newest first, each once. Also the place of the next ones, if there are
    /// more.
    pub fn select(&self, mut records: Vec<Record>) -> (Vec<Record>, Option<String>) {
        records.retain(|record| self.matches(record));
        records.sort_by(|one, other| (other.at, &other.request_id).cmp(&(one.at, &one.request_id)));
        records.dedup_by(|one, other| one.request_id == other.request_id);
        let has_more = records.len() > self.limit;
        records.truncate(self.limit);
        let last = records.last().filter(|_| has_more);
        let next = last.map(|last| format!("{}_{}", timestamp_ms(last.at), last.request_id));
        (records, next)
    }
}

impl Cursor {
    fn read(query: &str, now: Millis) -> Result<Option<Self>, QueryError> {
        let Some(text) = value(query, "before") else { return Ok(None) };
        let (at, request_id) = text.split_once('_').unwrap_or((&text, ""));
        let at = read_time(at, now).ok_or(QueryError { param: "before", wanted: TIME })?;
        Ok(Some(Self { at, request_id: request_id.to_owned() }))
    }
}

fn format(query: &str) -> Result<Format, QueryError> {
    match value(query, "format").as_deref() {
        None | Some("json") => Ok(Format::Json),
        Some("csv") => Ok(Format::Csv),
        Some(_) => Err(QueryError { param: "format", wanted: "json or csv" }),
    }
}
