//! The query of `GET /api/gateway`.

use crate::{
    query::{QueryError, accepted_language, time, value},
    time::{DAY_MS, Millis},
};
use wire::Language;

/// `GET /api/gateway?lang=&from=&to=&page=&model=&provider=&status=&cached=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayLogQuery {
    /// The language of the texts.
    pub language: Language,
    /// The first moment, a whole second.
    pub from: Millis,
    /// The last moment, a whole second.
    pub to: Millis,
    /// The page of the list, from 1.
    pub page: u32,
    /// Which entries are listed.
    pub filters: Filters,
}

/// Which entries are listed; all, where nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Of this model, as the gateway calls it.
    pub model: Option<String>,
    /// Of this provider, as the gateway calls it.
    pub provider: Option<String>,
    /// That succeeded, or that failed.
    pub success: Option<bool>,
    /// That the cache answered, or that a provider answered.
    pub cached: Option<bool>,
}

impl GatewayLogQuery {
    /// Reads a query, without its question mark. The last 24 hours are meant where it names no time.
    ///
    /// # Errors
    /// A parameter cannot be used.
    pub fn read(query: &str, accept_language: Option<&str>, now: Millis) -> Result<Self, QueryError> {
        // This second goes along, so that a request is seen as soon as it is logged.
        let to = time(query, "to", now)?.unwrap_or(now).div_ceil(1000) * 1000;
        let from = time(query, "from", now)?.unwrap_or_else(|| to.saturating_sub(DAY_MS)) / 1000 * 1000;
        if from >= to {
            return Err(QueryError { param: "from", wanted: "a time before the end" });
        }
        let page = value(query, "page").map_or(Some(1), |page| page.parse().ok().filter(|page| *page > 0));
        Ok(Self {
            language: language(query, accept_language)?,
            from,
            to,
            page: page.ok_or(QueryError { param: "page", wanted: "a number from 1" })?,
            filters: Filters {
                model: value(query, "model"),
                provider: value(query, "provider"),
                success: choice(query, "status", ["ok", "failed"], "ok or failed")?,
                cached: choice(query, "cached", ["true", "false"], "true or false")?,
            },
        })
    }
}

/// As the report chooses it.
fn language(query: &str, accept_language: Option<&str>) -> Result<Language, QueryError> {
    if let Some(tag) = value(query, "lang") {
        return Language::from_tag(&tag).ok_or(QueryError { param: "lang", wanted: "zh or en" });
    }
    Ok(accepted_language(accept_language))
}

/// Whether a value is the first of two words, or the second.
fn choice(
    query: &str,
    param: &'static str,
    [yes, no]: [&str; 2],
    wanted: &'static str,
) -> Result<Option<bool>, QueryError> {
    match value(query, param).as_deref() {
        None => Ok(None),
        Some(word) if word == yes => Ok(Some(true)),
        Some(word) if word == no => Ok(Some(false)),
        Some(_) => Err(QueryError { param, wanted }),
    }
}
