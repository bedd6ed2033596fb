//! Traffic for a terminal.

use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;
use wire::traffic::{DatabaseState, Estimate, Percentiles, Traffic, usd};

/// The totals, then a table of providers, then one of failures.
pub(super) fn render(traffic: &Traffic) -> String {
    let totals = &traffic.totals;
    let mut out = String::new();
    // Writing to a String cannot fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{text}");
    };
    line(&format!("{} to {}", traffic.from, traffic.to));
    if let Some(note) = note(traffic) {
        line(note);
    }
    line(&format!(
        "\n{} requests: {} answered ({} by fallback, {} rescued), {} not answered",
        totals.requests, totals.answered, totals.by_fallback, totals.rescues, totals.failed
    ));
    line(&format!(
        "{} answers broke off, {} visitors left, {} from the cache",
        totals.broken, totals.left, totals.from_cache
    ));
    line(&format!("First words {}, whole answers {}", times(totals.first_words_ms), times(totals.total_ms)));
    line(&format!("Cost: {}", cost(&totals.cost)));
    if let Some(day) = traffic.neurons.last() {
        line(&format!("Workers AI: {} of the {} free neurons of {}", day.used, day.free, day.day));
    }
    let providers = traffic.providers.iter().map(|of| {
        [
            format!("{} {}", of.provider, of.model),
            of.answered.to_string(),
            of.failed.to_string(),
            times(of.first_words_ms),
            (of.tokens.input + of.tokens.output).to_string(),
            if of.cost.known_requests > 0 { dollars(of.cost.micro_usd) } else { "not known".to_owned() },
        ]
    });
    out.push_str(&table(
        ["Provider", "Answered", "Failed", "First words", "Tokens", "Cost"],
        &providers.collect::<Vec<_>>(),
    ));
    let caching = &traffic.caching;
    let ttls = caching.ttls.iter().filter(|ttl| ttl.asked_again > 0).map(|ttl| {
        [
            format!("{} s", ttl.ttl_s),
            format!("{} of {}", ttl.asked_again, caching.questions),
            ttl.saved_requests.to_string(),
            format!("{} s", ttl.saved_ms / 1000),
            dollars(ttl.saved_micro_usd),
        ]
    });
    out.push_str(&table(
        ["AI_GATEWAY_CACHE_TTL", "Asked again", "Would save answers", "Time", "Cost, an estimate"],
        &ttls.collect::<Vec<_>>(),
    ));
    let failures = traffic.failures.iter().map(|failure| {
        [
            failure.outcome.as_str().to_owned(),
            failure.provider.map_or("this site", |provider| provider.as_str()).to_owned(),
            failure.attempts.to_string(),
            failure.requests.to_string(),
        ]
    });
    out.push_str(&table(["Failure", "Whose", "Attempts", "Requests"], &failures.collect::<Vec<_>>()));
    out
}

/// What is to be said of where the numbers come from.
fn note(traffic: &Traffic) -> Option<&'static str> {
    Some(match traffic.database {
        _ if traffic.demo => "Some of this is a demo: `cargo xtask traffic --no-demo` takes it away",
        DatabaseState::Ok => return None,
        DatabaseState::Missing => {
            "No database is bound: this is what one instance of the Function has seen. `cargo xtask setup` makes one"
        }
        DatabaseState::Failing => {
            "The database does not answer: this is what one instance of the Function has seen"
        }
        DatabaseState::ReadOnly => {
            "The database takes no new records, so newer requests may be missing. Perhaps it is full"
        }
        DatabaseState::Newer => {
            "The database is of a newer version: this is what one instance of the Function has seen"
        }
        DatabaseState::Off => "RECORD_TRAFFIC is off: nothing is recorded",
    })
}

/// An estimate, and what it covers.
fn cost(cost: &Estimate) -> String {
    let answered = cost.known_requests + cost.unknown_requests;
    match cost.known_requests {
        0 => "not known".to_owned(),
        known => format!(
            "an estimate of {} for {known} of {answered} answers; what the others cost is not known",
            dollars(cost.micro_usd)
        ),
    }
}

fn dollars(micro_usd: u64) -> String {
    format!("${}", usd(micro_usd))
}

fn times(Percentiles { p50, p95 }: Percentiles) -> String {
    match (p50, p95) {
        (Some(p50), Some(p95)) => format!("{} (95 %: {})", seconds(p50), seconds(p95)),
        _ => "–".to_owned(),
    }
}

fn seconds(ms: u32) -> String {
    format!("{}.{:02} s", ms / 1000, ms % 1000 / 10)
}

/// A table whose columns are as wide as they must be; nothing without rows.
fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut out = "\n".to_owned();
    let head = head.map(str::to_owned);
    let width =
        |column: usize| rows.iter().chain([&head]).map(|row| row[column].width()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..N).map(width).collect();
    for row in [&head].into_iter().chain(rows) {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{
        Outcome, ProviderId,
        traffic::{Caching, Failures, NeuronsOfDay, OfProvider, OfTtl, Source, Tokens, Totals},
    };

    #[test]
    fn a_terminal_shows_the_same_numbers() {
        let first_words_ms = Percentiles { p50: Some(412), p95: Some(2_090) };
        let cost =
            Estimate { micro_usd: 1_234, known_requests: 4, unknown_requests: 7, ..Estimate::default() };
        let traffic = Traffic {
            from: "2026-11-28T00:00:00Z".to_owned(),
            to: "2026-11-29T00:00:00Z".to_owned(),
            step: 600,
            source: Source::Instance,
            database: DatabaseState::Missing,
            demo: false,
            totals: Totals {
                requests: 12,
                answered: 11,
                by_fallback: 2,
                failed: 1,
                first_words_ms,
                cost,
                ..Totals::default()
            },
            series: Vec::new(),
            providers: vec![OfProvider {
                provider: ProviderId::Gemini,
                model: "通义".to_owned(),
                attempts: 12,
                failed: 1,
                answered: 11,
                tokens: Tokens { input: 100, output: 23 },
                cost,
                first_words_ms,
                total_ms: Percentiles::default(),
            }],
            failures: vec![Failures {
                provider: None,
                outcome: Outcome::RateLimited,
                attempts: 0,
                requests: 1,
            }],
            neurons: vec![NeuronsOfDay { day: "2026-11-28".to_owned(), used: 8_181, free: 10_000 }],
            prices: Vec::new(),
            caching: Caching {
                questions: 11,
                ttls: vec![OfTtl { ttl_s: 3_600, asked_again: 3, saved_requests: 2, ..OfTtl::default() }],
                ..Caching::default()
            },
        };
        let text = render(&traffic);
        assert!(
            text.contains("12 requests: 11 answered (2 by fallback, 0 rescued), 1 not answered"),
            "{text}"
        );
        assert!(text.contains("Cost: an estimate of $0.001234 for 4 of 11 answers;"), "{text}");
        assert!(text.contains("Workers AI: 8181 of the 10000 free neurons of 2026-11-28"), "{text}");
        assert!(text.contains("No database is bound"), "{text}");
        assert!(
            text.contains("gemini 通义  11        1       0.41 s (95 %: 2.09 s)  123     $0.001234\n"),
            "{text}"
        );
        assert!(
            text.contains("3600 s                3 of 11      2                   0 s   $0.000000\n"),
            "{text}"
        );
        assert!(text.contains("rate_limited  this site  0         1\n"), "{text}");
    }
}
