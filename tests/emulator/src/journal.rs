//! What was received, and how each answer ended. Credentials are kept as their last four characters.

use crate::scenario::{Fault, lock};
use hyper::HeaderMap;
use serde::Serialize;
use serde_json::{Map, Value};
use std::{
    sync::{Arc, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

/// One request.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: usize,
    pub(crate) provider: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: Map<String, Value>,
    pub(crate) body: Value,
    pub(crate) fault: Fault,
    /// HTTP status of the answer, once it has begun.
    pub(crate) status: Option<u16>,
    /// Chunks of content sent so far.
    pub(crate) chunks_sent: usize,
    pub(crate) end: End,
    /// Milliseconds since 1970.
    pub(crate) received_at: u64,
    /// Milliseconds since 1970, once it has ended.
    pub(crate) ended_at: Option<u64>,
    /// What AI Gateway logs of it; nothing of what did not reach a gateway that logs.
    #[serde(skip)]
    pub(crate) through: Option<Through>,
}

/// A chat that went through a gateway.
#[derive(Clone, Debug)]
pub(crate) struct Through {
    /// The gateway's id.
    pub(crate) gateway: String,
    /// The model, as it was asked for.
    pub(crate) model: String,
    pub(crate) input_tokens: usize,
    /// Of the whole answer.
    pub(crate) output_tokens: usize,
}

impl Entry {
    /// The id in the gateway's log, and of `cf-aig-log-id`.
    pub(crate) fn log_id(&self) -> String {
        log_id(self.id)
    }
}

fn log_id(id: usize) -> String {
    format!("01EMU{id:021}")
}

/// How an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum End {
    /// Not yet.
    Open,
    /// As it should, or as the scenario says.
    Done,
    /// The client closed the connection.
    ClientClosed,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<Entry>>>);

impl Journal {
    pub(crate) fn list(&self) -> Vec<Entry> {
        lock(&self.0).clone()
    }

    pub(crate) fn clear(&self) {
        lock(&self.0).clear();
    }

    /// Opens an entry; the record closes it.
    pub(crate) fn open(
        &self,
        provider: &str,
        head: &hyper::http::request::Parts,
        body: &[u8],
        fault: Fault,
    ) -> Record {
        // Files on their way to Pages: millions of bytes that are kept elsewhere.
        let is_upload = head.uri.path().ends_with("/pages/assets/upload");
        let mut all = lock(&self.0);
        let id = next_id();
        all.push(Entry {
            id,
            provider: provider.to_owned(),
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().map(str::to_owned),
            headers: masked(&head.headers),
            body: if is_upload { Value::Null } else { serde_json::from_slice(body).unwrap_or(Value::Null) },
            fault,
            status: None,
            chunks_sent: 0,
            end: End::Open,
            received_at: now_ms(),
            ended_at: None,
            through: None,
        });
        Record { journal: self.clone(), id, is_done: false }
    }

    fn change(&self, id: usize, change: impl FnOnce(&mut Entry)) {
        lock(&self.0).iter_mut().find(|entry| entry.id == id).map(change);
    }
}

/// An entry being written. Dropped before it is done, it says that the client closed the connection.
#[derive(Debug)]
pub(crate) struct Record {
    journal: Journal,
    id: usize,
    is_done: bool,
}

impl Record {
    pub(crate) fn status(&self, status: u16) {
        self.journal.change(self.id, |entry| entry.status = Some(status));
    }

    /// It goes through a gateway that logs it.
    pub(crate) fn through(&self, through: Through) {
        self.journal.change(self.id, |entry| entry.through = Some(through));
    }

    pub(crate) fn log_id(&self) -> String {
        log_id(self.id)
    }

    pub(crate) fn chunk_sent(&self) {
        self.journal.change(self.id, |entry| entry.chunks_sent += 1);
    }

    pub(crate) fn done(&mut self) {
        self.is_done = true;
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        let end = if self.is_done { End::Done } else { End::ClientClosed };
        self.journal.change(self.id, |entry| {
            entry.end = end;
            entry.ended_at = Some(now_ms());
        });
    }
}

/// Ids go on after a reset, so that a late record cannot write into another's entry.
fn next_id() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// RFC 3339 in UTC, to the millisecond. The calculation begins years in March
/// (<https://howardhinnant.github.io/date_algorithms.html#civil_from_days>).
pub(crate) fn rfc3339(ms: u64) -> String {
    let days = ms / 86_400_000 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    let (hour, minute) = (ms / 3_600_000 % 24, ms / 60_000 % 60);
    let (second, ms) = (ms / 1000 % 60, ms % 1000);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z")
}

fn masked(headers: &HeaderMap) -> Map<String, Value> {
    let entry = |(name, value): (&hyper::header::HeaderName, &hyper::header::HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let secret = matches!(name.as_str(), "authorization" | "cf-aig-authorization" | "x-goog-api-key");
        let shown = if secret { mask(&value) } else { value };
        (name.as_str().to_owned(), Value::String(shown))
    };
    headers.iter().map(entry).collect()
}

/// `Bearer test-token-0000` becomes `Bearer …0000`.
fn mask(value: &str) -> String {
    let (scheme, token) = value.split_once(' ').map_or(("", value), |(scheme, token)| (scheme, token));
    let count = token.chars().count();
    let tail: String = token.chars().skip(count.saturating_sub(4).max(count.min(4))).collect();
    format!("{scheme} …{tail}").trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_the_api_writes_it() {
        assert_eq!(rfc3339(951_782_400_007), "2000-02-29T00:00:00.007Z");
        assert_eq!(rfc3339(1_798_761_599_999), "2026-12-31T23:59:59.999Z");
    }

    #[test]
    fn credentials_keep_at_most_their_last_four_characters() {
        assert_eq!(mask("Bearer test-token-0000"), "Bearer …0000");
        assert_eq!(mask("test-token-1234"), "…1234");
        assert_eq!(mask("Bearer abc"), "Bearer …");
        assert_eq!(mask(""), "…");
    }
}
