//! Which requests are listed.

use js_sys::encode_uri_component;

/// How many come at once.
const LIMIT: u32 = 50;

/// What is asked for. An empty text asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// The id that a visitor's error shows.
    pub(crate) id: String,
    /// A word of `wire::Outcome`.
    pub(crate) outcome: String,
    /// A provider's id.
    pub(crate) provider: String,
}

impl Filter {
    /// The query of `/api/requests`, from the newest request on or from one that is given.
    pub(crate) fn query(&self, before: Option<&str>) -> String {
        let mut query = format!("limit={LIMIT}");
        let fields = [
            ("id", self.id.trim()),
            ("outcome", &self.outcome),
            ("provider", &self.provider),
            ("before", before.unwrap_or_default()),
        ];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.push('&');
            query.push_str(name);
            query.push('=');
            query.push_str(&String::from(encode_uri_component(value)));
        }
        query
    }

    /// Whether it asks for all.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
