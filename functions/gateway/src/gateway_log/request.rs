//! The addresses of the log
//! (<https://developers.cloudflare.com/api/resources/ai_gateway/subresources/logs/methods/list/>). A time, a model and the like
//! are sent as parameters of their own: how `filters`, a list of objects, is written into a query is documented nowhere.

use super::query::{Filters, GatewayLogQuery};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use wire::time::timestamp;

/// The most entries that the API gives at once.
pub(super) const PER_PAGE: u32 = 50;

/// The address of a page of the log, below that of all gateways.
pub(super) fn log_path(
    gateway: &str,
    query: &GatewayLogQuery,
    filters: &Filters,
    page: u32,
    per_page: u32,
) -> String {
    let mut path = format!(
        "/{gateway}/logs?page={page}&per_page={per_page}&order_by=created_at&order_by_direction=desc\
         &start_date={}&end_date={}",
        encode(&timestamp(query.from)),
        encode(&timestamp(query.to)),
    );
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            path.extend(["&", name, "=", &encode(value)]);
        }
    };
    add("model", filters.model.as_deref());
    add("provider", filters.provider.as_deref());
    add("success", filters.success.map(word));
    add("cached", filters.cached.map(word));
    path
}

fn word(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
