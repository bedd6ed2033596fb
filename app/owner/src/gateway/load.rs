//! Loads the gateway's log and settings.

use super::query::{LogFilter, Next};
use crate::loading::{LoadError, UNREACHABLE, get_json};
use wire::{
    Language,
    gateway_log::{GatewayLog, LogPage},
};

/// Loads the newest entries, and what the gateway is set to.
pub(crate) async fn load_gateway(language: Language, filter: &LogFilter) -> Result<GatewayLog, LoadError> {
    load(language, filter, None).await
}

/// Adds the next page to the log; `None` if there is no other.
pub(crate) async fn load_older(
    language: Language,
    filter: &LogFilter,
    mut log: GatewayLog,
) -> Option<Result<GatewayLog, LoadError>> {
    let LogPage { entries, next_page, .. } = log.list.clone()?;
    let next = Next { from: &log.from, to: &log.to, page: next_page? };
    let older = load(language, filter, Some(next)).await;
    Some(older.map(|older| {
        log.list = older.list.map(|older| LogPage { entries: [entries, older.entries].concat(), ..older });
        log
    }))
}

async fn load(
    language: Language,
    filter: &LogFilter,
    next: Option<Next<'_>>,
) -> Result<GatewayLog, LoadError> {
    let query = filter.query(language.tag(), next);
    GatewayLog::read(&get_json(&format!("/api/gateway?{query}")).await?).ok_or(UNREACHABLE)
}
