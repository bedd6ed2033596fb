//! The table of texts of the single requests.

use wire::traffic::{Client, Ending};

/// What is said of single requests in one language. Numbers come as texts.
pub(crate) struct RequestsTexts {
    pub(crate) id: &'static str,
    pub(crate) find: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) all: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) none: &'static str,
    pub(crate) none_found: &'static str,
    /// Which requests are kept.
    pub(crate) kept: &'static str,
    pub(crate) older: &'static str,
    pub(crate) client: &'static str,
    pub(crate) client_name: fn(Client) -> &'static str,
    /// Who asked, and how.
    pub(crate) asked_by: fn(&str, &str) -> String,
    pub(crate) streamed: &'static str,
    pub(crate) whole: &'static str,
    pub(crate) rescue: &'static str,
    pub(crate) ending: &'static str,
    pub(crate) ending_name: fn(Ending) -> &'static str,
    pub(crate) first_words: &'static str,
    pub(crate) total: &'static str,
    pub(crate) tokens: &'static str,
    pub(crate) from_cache: &'static str,
    pub(crate) data_centre: &'static str,
    pub(crate) attempts: &'static str,
    /// Nobody was asked.
    pub(crate) no_attempts: &'static str,
    /// The bar of the answer as it came.
    pub(crate) answer: &'static str,
}
