//! The table of texts of the traffic.

use crate::traffic::span::Span;
use wire::{Outcome, traffic::DatabaseState};

/// What is said of the traffic in one language. Numbers come as texts.
pub(crate) struct TrafficTexts {
    /// What the choice of the time is, for screen readers.
    pub(crate) time: &'static str,
    pub(crate) span: fn(Span) -> &'static str,
    pub(crate) download: &'static str,
    pub(crate) nothing: &'static str,
    /// Some of the figures are made up.
    pub(crate) demo: &'static str,
    /// Why the figures are not those of the whole site; `None` if they are.
    pub(crate) incomplete: fn(DatabaseState) -> Option<&'static str>,
    pub(crate) answered: &'static str,
    /// How many there were in all.
    pub(crate) of_requests: fn(&str) -> String,
    /// How many had another provider than the first, and how many went on after a break.
    pub(crate) by_fallback: fn(&str, &str) -> String,
    pub(crate) not_answered: &'static str,
    /// How many answers broke off, and how many were left by their visitors.
    pub(crate) broken: fn(&str, &str) -> String,
    pub(crate) first_words: &'static str,
    pub(crate) median: &'static str,
    pub(crate) slowest: &'static str,
    /// The time that 95 in a hundred stay under.
    pub(crate) under: fn(&str) -> String,
    pub(crate) tokens: &'static str,
    /// Tokens of requests and of answers.
    pub(crate) tokens_of: fn(&str, &str) -> String,
    pub(crate) cost: &'static str,
    /// The cost is an estimate that covers so many of so many answers.
    pub(crate) cost_known: fn(&str, &str) -> String,
    /// How many of how many free neurons of Workers AI a day has used; the day comes first.
    pub(crate) neurons: fn(&str, &str, &str) -> String,
    /// Before the dates and places that the prices are from.
    pub(crate) prices_from: &'static str,
    pub(crate) caching: &'static str,
    pub(crate) caching_about: &'static str,
    /// The counts are of a sample: one question of so many.
    pub(crate) caching_sample: fn(&str) -> String,
    /// What the cache has answered until now.
    pub(crate) cache_answered: fn(&str) -> String,
    pub(crate) ttl: &'static str,
    pub(crate) asked_again: &'static str,
    pub(crate) saved_requests: &'static str,
    pub(crate) saved_time: &'static str,
    pub(crate) saved_money: &'static str,
    pub(crate) requests_chart: &'static str,
    pub(crate) first_words_chart: &'static str,
    pub(crate) failures_chart: &'static str,
    pub(crate) served_chart: &'static str,
    /// The days of a chart begin at midnight in UTC.
    pub(crate) utc_days: &'static str,
    pub(crate) as_table: &'static str,
    /// The script that draws did not load.
    pub(crate) not_drawn: &'static str,
    pub(crate) when: &'static str,
    pub(crate) failures: &'static str,
    pub(crate) no_failures: &'static str,
    pub(crate) cause: &'static str,
    pub(crate) times: &'static str,
    pub(crate) unanswered_requests: &'static str,
    /// Where the causes lead.
    pub(crate) to_report: &'static str,
    pub(crate) to_requests: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) model: &'static str,
    pub(crate) asked: &'static str,
    pub(crate) failed: &'static str,
    /// Who refused a request before a provider was asked.
    pub(crate) this_site: &'static str,
    pub(crate) outcome: fn(Outcome) -> &'static str,
}
