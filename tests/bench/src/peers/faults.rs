//! What becomes of a question when the first provider fails, with each gateway.

use super::{
    answer::ask,
    gateways::{FIRST_WORDS_MS, Gateway},
};
use crate::{client, sites::scenario, table::Table};
use anyhow::Result;
use emulator::{Emulator, Fault, Scenario};
use std::{fmt::Write as _, time::Duration};

/// The provider that fails, which all gateways ask first.
const FIRST: &str = "gemini";
/// The longest that anybody waits for an answer.
const LIMIT: Duration = Duration::from_millis(6 * FIRST_WORDS_MS);
/// Milliseconds between chunks, so that an answer that breaks off has words before.
const CHUNK_MS: u64 = 20;
/// The faults, of the emulator's.
const FAULTS: [Fault; 30] = [
    Fault::Reset,
    Fault::Hang,
    Fault::HangAfterHead,
    Fault::SlowDrip,
    Fault::Unauthorized,
    Fault::Billing,
    Fault::Forbidden,
    Fault::NotFound,
    Fault::UpstreamTimeout,
    Fault::TooLarge,
    Fault::RateLimited,
    Fault::Quota,
    Fault::Busy,
    Fault::ServerError,
    Fault::BadGateway,
    Fault::Unavailable,
    Fault::GatewayTimeout,
    Fault::Redirect,
    Fault::Html,
    Fault::Empty,
    Fault::NoContent,
    Fault::Blocked,
    Fault::InBandError,
    Fault::MalformedEvent,
    Fault::LongLine,
    Fault::Cut,
    Fault::CutInEvent,
    Fault::Truncated,
    Fault::Stall,
    Fault::ErrorAfter,
];

/// A row for each gateway with the number of faults without a whole answer, and a table of all, as Markdown.
pub(super) fn measure(gateways: &[Gateway], emulator: &Emulator, table: &mut Table) -> Result<String> {
    let mut text = "| the first provider |".to_owned();
    for gateway in gateways {
        let _ = write!(text, " {} |", gateway.name);
    }
    let _ = writeln!(text, "\n|---|{}", "--:|".repeat(gateways.len()));
    let mut without = vec![0; gateways.len()];
    for fault in FAULTS {
        let name = serde_json::to_value(fault)?;
        let _ = write!(text, "| {} |", name.as_str().unwrap_or_default());
        for (gateway, without) in gateways.iter().zip(&mut without) {
            emulator.set(Scenario { provider: FIRST.to_owned(), fault, ..scenario(10, CHUNK_MS) });
            if let Some(path) = gateway.forget {
                client::get(gateway.served.port, path)?;
            }
            let whole = ask(gateway, LIMIT)?.whole;
            *without += usize::from(whole.is_none());
            let cell = whole.map_or_else(|| "none".to_owned(), |time| format!("{} ms", time.as_millis()));
            let _ = write!(text, " {cell} |");
        }
        text.push('\n');
    }
    for (gateway, without) in gateways.iter().zip(without) {
        let what = format!("faults of {} without an answer: {}", FAULTS.len(), gateway.name);
        table.count_alone(&what, without);
    }
    Ok(text)
}
