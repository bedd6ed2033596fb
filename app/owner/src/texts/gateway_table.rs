//! The table of texts of AI Gateway's log. What is said of its settings comes from the site.

/// What is said of the log in one language. Numbers come as texts.
pub(crate) struct GatewayTexts {
    /// The gateway, and that the log is of the last day.
    pub(crate) of_gateway: fn(&str) -> String,
    pub(crate) requests: &'static str,
    pub(crate) failed: fn(&str) -> String,
    pub(crate) from_cache: &'static str,
    /// How many the cache answered.
    pub(crate) cached: fn(&str) -> String,
    pub(crate) duration: &'static str,
    pub(crate) cost: &'static str,
    /// How many of how many entries have a cost.
    pub(crate) with_cost: fn(&str, &str) -> String,
    /// The sums are of the newest entries only.
    pub(crate) newest: fn(&str) -> String,
    pub(crate) settings: &'static str,
    pub(crate) models: &'static str,
    pub(crate) log: &'static str,
    pub(crate) tokens_in: &'static str,
    pub(crate) tokens_out: &'static str,
    pub(crate) status: &'static str,
    pub(crate) ok: &'static str,
    pub(crate) failed_only: &'static str,
    pub(crate) cache: &'static str,
    pub(crate) cached_only: &'static str,
    pub(crate) not_cached: &'static str,
    pub(crate) no_entries: &'static str,
    pub(crate) path: &'static str,
    pub(crate) step: &'static str,
}
