//! AI Gateway's log, in English.

use crate::texts::gateway_table::GatewayTexts;

pub(super) const TEXTS: GatewayTexts = GatewayTexts {
    of_gateway: |gateway| {
        format!("What Cloudflare has logged for the gateway “{gateway}” in the last 24 hours.")
    },
    requests: "Requests",
    failed: |count| format!("{count} failed"),
    from_cache: "From the cache",
    cached: |count| format!("{count} answers"),
    duration: "Duration",
    cost: "Cost",
    with_cost: |with_cost, entries| format!("by the gateway's estimate, known for {with_cost} of {entries}"),
    newest: |entries| format!("Durations, cost and models are of the newest {entries} entries."),
    settings: "Settings",
    models: "Models",
    log: "Log",
    tokens_in: "Tokens in",
    tokens_out: "Tokens out",
    status: "Status",
    ok: "Succeeded",
    failed_only: "Failed",
    cache: "Cache",
    cached_only: "From the cache",
    not_cached: "From a provider",
    no_entries: "No entry matches.",
    path: "Path",
    step: "Step",
};
