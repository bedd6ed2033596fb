//! The traffic, in English.

use crate::{texts::traffic_table::TrafficTexts, traffic::span::Span};
use wire::{Outcome, traffic::DatabaseState};

pub(super) const TEXTS: TrafficTexts = TrafficTexts {
    time: "Time",
    span: |span| match span {
        Span::Hour => "Hour",
        Span::Day => "Day",
        Span::Week => "Week",
        Span::Month => "Month",
    },
    download: "Download CSV",
    nothing: "No chat requests in this time.",
    demo: "Some of these figures are a demo, made up by cargo xtask traffic --demo.",
    only_here: |state| match state {
        DatabaseState::Ok => "",
        DatabaseState::Missing => {
            "There is no database, so these are only the requests that one instance of the Function has seen since it started. cargo xtask setup makes the database."
        }
        DatabaseState::Failing => {
            "The database does not answer, so these are only the requests that one instance of the Function has seen since it started."
        }
        DatabaseState::Newer => {
            "A newer version of Everchat has changed the database, so these are only the requests that one instance of the Function has seen since it started. Deploy the newer version."
        }
    },
    answered: "Answered",
    of_requests: |count| format!("of {count} requests"),
    by_fallback: |fallback, rescued| format!("{fallback} by a fallback, {rescued} rescued after a break"),
    not_answered: "Not answered",
    broken: |broken, left| format!("{broken} answers broke off, {left} were left"),
    first_words: "First words",
    median: "median",
    slowest: "95th percentile",
    under: |time| format!("95% within {time}"),
    tokens: "Tokens",
    tokens_of: |input, output| format!("{input} in, {output} out, where providers report them"),
    cost: "Cost, estimated",
    cost_known: |known, answered| {
        format!("for the {known} of {answered} answers whose tokens and price are known")
    },
    neurons: |day, used, free| {
        format!("Workers AI, {day}: {used} of {free} free neurons used, as far as tokens are known.")
    },
    prices_from: "Prices as of",
    caching: "What a cache would save",
    caching_about: "How many of the last day's questions had been asked before, and so what AI Gateway's cache would have saved if AI Gateway were asked first. Set AI_GATEWAY_CACHE_TTL to the seconds that an answer may be kept.",
    caching_sample: |one_in| format!("From a sample: one question in {one_in}."),
    cache_answered: |count| format!("The cache has answered {count} of them."),
    ttl: "AI_GATEWAY_CACHE_TTL",
    asked_again: "Asked again",
    saved_requests: "Requests saved",
    saved_time: "Waiting saved",
    saved_money: "Cost saved, estimated",
    requests_chart: "Requests by provider",
    first_words_chart: "Time to the first words",
    failures_chart: "Failures by cause",
    served_chart: "Who answered",
    utc_days: "Days begin at 00:00 UTC.",
    as_table: "Show as a table",
    not_drawn: "The chart could not be loaded. Its numbers:",
    when: "Time",
    failures: "Failures",
    no_failures: "Nothing failed in this time.",
    cause: "Cause",
    times: "Times",
    unanswered_requests: "Unanswered",
    to_report: "Each cause leads to what the report says of it, and to its fix.",
    to_requests: "Requests",
    provider: "Provider",
    model: "Model",
    asked: "Asked",
    failed: "Failed",
    this_site: "This site",
    outcome: |outcome| match outcome {
        Outcome::Served => "answered",
        Outcome::Unauthorized => "key refused",
        Outcome::Forbidden => "not allowed",
        Outcome::NotFound => "not found",
        Outcome::Quota => "allowance used up",
        Outcome::RateLimited => "too many requests",
        Outcome::Busy => "no capacity",
        Outcome::TooLarge => "question too long",
        Outcome::BadRequest => "request refused",
        Outcome::Location => "location not served",
        Outcome::Blocked => "blocked by a filter",
        Outcome::ServerError => "server error",
        Outcome::Network => "no connection",
        Outcome::Timeout => "too slow",
        Outcome::Empty => "empty answer",
        Outcome::Malformed => "unreadable answer",
        Outcome::Skipped => "paused",
        Outcome::NotConfigured => "not set up",
        Outcome::Aborted => "visitor left",
    },
};
