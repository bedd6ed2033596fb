//! Loads the single requests.

use super::filter::Filter;
use crate::loading::{LoadError, UNREACHABLE, get_json};
use wire::traffic::RequestList;

/// Loads the newest requests.
pub(crate) async fn load_requests(filter: &Filter) -> Result<RequestList, LoadError> {
    load(filter, None).await
}

/// Adds those before to the requests that are listed; `None` if there are no others.
pub(crate) async fn load_older(
    filter: &Filter,
    RequestList { mut requests, next_before, .. }: RequestList,
) -> Option<Result<RequestList, LoadError>> {
    let older = load(filter, Some(&next_before?)).await;
    Some(older.map(|older| {
        requests.extend(older.requests);
        RequestList { requests, ..older }
    }))
}

async fn load(filter: &Filter, before: Option<&str>) -> Result<RequestList, LoadError> {
    let query = filter.query(before);
    RequestList::read(&get_json(&format!("/api/requests?{query}")).await?).ok_or(UNREACHABLE)
}
