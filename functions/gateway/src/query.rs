//! Reads the queries of the owner's routes.

use crate::time::{DAY_MS, Millis, read_timestamp};
use percent_encoding::percent_decode_str;
use std::str::FromStr;
use wire::Language;

/// A parameter of a query cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Which parameter.
    pub param: &'static str,
    /// What it must be.
    pub wanted: &'static str,
}

/// What a time must be.
pub(crate) const TIME: &str = "a time in RFC 3339, such as 2026-11-25T00:00:00Z, or seconds since 1970";

/// The value of a parameter. An empty one is none, as a form sends it.
pub(crate) fn value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(known, _)| *known == name)?;
    Some(percent_decode_str(value).decode_utf8_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// A value that is one of some words.
pub(crate) fn word<T: FromStr>(
    query: &str,
    param: &'static str,
    wanted: &'static str,
) -> Result<Option<T>, QueryError> {
    value(query, param).map(|word| word.parse().map_err(|_| QueryError { param, wanted })).transpose()
}

/// A value that is a time.
pub(crate) fn time(query: &str, param: &'static str, now: Millis) -> Result<Option<Millis>, QueryError> {
    let read = |text: String| read_time(&text, now).ok_or(QueryError { param, wanted: TIME });
    value(query, param).map(read).transpose()
}

/// The first language of an `Accept-Language` header that Everchat is written in.
pub(crate) fn accepted_language(header: Option<&str>) -> Language {
    let tags = header.unwrap_or_default().split(',');
    Language::choose(tags.filter_map(|tag| tag.split(';').next()))
}

/// A time in RFC 3339, or in seconds since 1970.
pub(crate) fn read_time(text: &str, now: Millis) -> Option<Millis> {
    let seconds = text.parse::<u64>().ok();
    let at = seconds.and_then(|seconds| seconds.checked_mul(1000)).or_else(|| read_timestamp(text))?;
    // Nobody asks for what comes in a hundred years; so no calculation overflows.
    (at < now + 100 * 366 * DAY_MS).then_some(at)
}
