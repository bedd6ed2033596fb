//! Which entries of the log are listed.

use js_sys::encode_uri_component;

/// What is asked for. An empty text asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LogFilter {
    /// `ok`, or `failed`.
    pub(crate) status: String,
    /// `true` for answers from the cache, `false` for the others.
    pub(crate) cached: String,
    /// A model, as the gateway calls it.
    pub(crate) model: String,
}

/// From when to when, in RFC 3339, and which page: pages go on only within one time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Next<'a> {
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    pub(crate) page: u32,
}

impl LogFilter {
    /// The query of `/api/gateway`: the first page of the last day, or the next one.
    pub(crate) fn query(&self, language: &str, next: Option<Next<'_>>) -> String {
        let mut query = format!("lang={language}");
        for (name, value) in [("status", &self.status), ("cached", &self.cached), ("model", &self.model)] {
            if !value.is_empty() {
                query.extend(["&", name, "=", &String::from(encode_uri_component(value))]);
            }
        }
        if let Some(Next { from, to, page }) = next {
            query.extend(["&from=", from, "&to=", to, "&page=", &page.to_string()]);
        }
        query
    }

    /// Whether it asks for all.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
