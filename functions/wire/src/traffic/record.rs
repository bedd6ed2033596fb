//! What is kept of one chat request.

use crate::{
    attempt::{Attempt, Outcome},
    time::{Millis, read_timestamp, serialize_timestamp},
    tolerant::{flag, list, number, optional_text},
};
use serde::Serialize;
use serde_json::Value;

/// One chat request, from its first byte to the end of its answer. Never a prompt, an answer, an address or a cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// When it came; in JSON as RFC 3339.
    #[serde(serialize_with = "serialize_timestamp")]
    pub at: Millis,
    /// The id that an error shows to the visitor.
    pub request_id: String,
    /// Who asked.
    pub client: Client,
    /// A stream was asked for.
    #[serde(rename = "stream")]
    pub is_stream: bool,
    /// The page asked on after an answer that broke off.
    #[serde(rename = "rescue")]
    pub is_rescue: bool,
    /// Everybody who was asked, in order. Empty if the request was refused before.
    pub attempts: Vec<Attempt>,
    /// How the request ended: [`Outcome::Served`], or why not.
    pub outcome: Outcome,
    /// From the request to the first words of the answer, in milliseconds.
    pub first_words_ms: Option<u32>,
    /// From the request to the end of the answer, in milliseconds.
    pub total_ms: u32,
    /// How the answer ended, if there was one.
    pub ending: Option<Ending>,
    /// What the answer used, where the provider reports it.
    pub tokens: Option<Tokens>,
    /// AI Gateway had the answer in its cache.
    #[serde(rename = "from_cache")]
    pub is_from_cache: bool,
    /// The data centre, such as `HKG`.
    pub colo: Option<String>,
}

/// Who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Client {
    /// The site's own page.
    Page,
    /// A client of the API.
    Api,
}

/// How an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// With its last word.
    Whole,
    /// Its provider broke off.
    Broken,
    /// The visitor left.
    Left,
}

/// Tokens, as a provider counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tokens {
    /// Of the request.
    pub input: u64,
    /// Of the answer.
    pub output: u64,
}

impl Client {
    /// The word in JSON and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
        }
    }
}

impl Ending {
    const ALL: [Self; 3] = [Self::Whole, Self::Broken, Self::Left];

    /// The word in JSON and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Broken => "broken",
            Self::Left => "left",
        }
    }
}

impl Tokens {
    /// Reads both counts; `None` without one of them.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self { input: number(value, "input")?, output: number(value, "output")? })
    }
}

impl Record {
    /// Reads a record; `None` without a time, an id and a known outcome.
    pub fn read(value: &Value) -> Option<Self> {
        let is_page = value["client"] == Client::Page.as_str();
        Some(Self {
            at: read_timestamp(value["at"].as_str()?)?,
            request_id: value["request_id"].as_str()?.to_owned(),
            client: if is_page { Client::Page } else { Client::Api },
            is_stream: flag(value, "stream"),
            is_rescue: flag(value, "rescue"),
            attempts: list(value, "attempts", Attempt::read),
            outcome: value["outcome"].as_str()?.parse().ok()?,
            first_words_ms: number(value, "first_words_ms"),
            total_ms: number(value, "total_ms").unwrap_or_default(),
            ending: Ending::ALL.into_iter().find(|ending| value["ending"] == ending.as_str()),
            tokens: Tokens::read(&value["tokens"]),
            is_from_cache: flag(value, "from_cache"),
            colo: optional_text(value, "colo"),
        })
    }

    /// Whether the visitor got an answer.
    pub fn is_answered(&self) -> bool {
        self.outcome == Outcome::Served
    }

    /// Whether somebody else than the first provider in order gave the answer.
    pub fn is_by_fallback(&self) -> bool {
        self.is_answered() && self.attempts.len() > 1
    }

    /// Whether a visitor was worse off than with a site on which nothing fails.
    pub fn is_notable(&self) -> bool {
        !self.is_answered()
            || self.is_by_fallback()
            || self.is_rescue
            || self.ending.is_some_and(|ending| ending == Ending::Broken)
    }
}
