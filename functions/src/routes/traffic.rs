//! `GET /api/traffic`, `/api/requests` and `/api/metrics`: how visitors were served. For the owner alone.

use super::owner;
use crate::{
    http::{Answer, InboundRequest},
    runtime::js,
    site::Site,
    traffic,
};
use gateway::{
    api::Refusal,
    time::Millis,
    traffic::{
        Format, OPEN_METRICS_TYPE, Prices, RequestsQuery, TrafficQuery, open_metrics, requests_csv,
        traffic_csv, view,
    },
};
use wire::ProviderId;

/// The media type of a table.
const CSV_TYPE: &str = "text/csv";

pub(super) async fn sums(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    owner::admit(inbound, site)?;
    let query = TrafficQuery::read(&inbound.query, js::now()).map_err(|error| Refusal::bad_query(&error))?;
    let (from, to) = query.whole_days();
    let (sums, origin) = traffic::sums(site, from, to).await;
    let prices = Prices::new(&site.settings);
    let order: Vec<ProviderId> = site.chain.iter().map(|entry| entry.id).collect();
    Ok(match query.format {
        Format::Json => Answer::json(200, &view(&sums, &query, &order, &prices, origin)),
        Format::Csv => Answer::text(CSV_TYPE, traffic_csv(&sums, &query, &prices)),
    })
}

pub(super) async fn requests(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    owner::admit(inbound, site)?;
    let query = RequestsQuery::read(&inbound.query, js::now()).map_err(|error| Refusal::bad_query(&error))?;
    let list = traffic::requests(site, &query).await;
    Ok(match query.format {
        Format::Json => Answer::json(200, &list),
        Format::Csv => Answer::text(CSV_TYPE, requests_csv(&list.requests)),
    })
}

pub(super) async fn metrics(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    owner::admit(inbound, site)?;
    let (sums, _) = traffic::sums(site, 0, Millis::from(u32::MAX) * 1000).await;
    Ok(Answer::text(OPEN_METRICS_TYPE, open_metrics(&sums, &Prices::new(&site.settings))))
}
