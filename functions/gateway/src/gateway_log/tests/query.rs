//! The query, and the addresses that it leads to.

use super::api::Api;
use crate::{gateway_log::GatewayLogQuery, time::read_timestamp};
use wire::Language;

#[test]
fn a_query_names_the_time_the_page_the_filters_and_the_language() {
    let now = read_timestamp("2026-11-25T12:00:00.001Z").unwrap();
    let read = |query: &str| GatewayLogQuery::read(query, Some("zh-CN, en"), now);
    let day = read("").unwrap();
    assert_eq!((day.to, day.to - day.from), (now + 999, 86_400_000));
    assert_eq!((day.language, day.page), (Language::Chinese, 1));
    assert_eq!(read("lang=en").unwrap().language, Language::English);
    let filters = read("model=%40cf%2Fm&status=ok&cached=false&provider=").unwrap().filters;
    assert_eq!((filters.model.as_deref(), filters.provider), (Some("@cf/m"), None));
    assert_eq!((filters.success, filters.cached), (Some(true), Some(false)));
    for query in ["lang=fr", "page=0", "page=x", "status=good", "cached=yes", "from=x", "from=2027-01-01"] {
        assert_eq!(read(query).unwrap_err().param, query.split('=').next().unwrap(), "{query}");
    }
}

#[test]
fn what_is_asked() {
    let mut api = Api::new((0..60).map(super::api::entry).collect());
    api.told("model=@cf/a b&from=2026-11-25T00:00:00Z&to=2026-11-25T11:59:59Z");
    insta::assert_snapshot!(api.rounds.iter().map(|round| round.join("\n")).collect::<Vec<_>>().join("\n\n"));
}
