//! `GET /api/traffic`, `/api/requests` and `/api/metrics`: how visitors were served. For the owner alone.

use super::owner;
use crate::{
    http::{Answer, InboundRequest},
    runtime::js,
    site::Site,
    traffic::{self, Seen},
};
use gateway::{
    api::Refusal,
    time::{DAY_MS, Millis},
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
    let now = js::now();
    let query = TrafficQuery::read(&inbound.query, now).map_err(|error| Refusal::bad_query(&error))?;
    let (from, to) = query.whole_days();
    let questions_from = (query.format == Format::Json).then(|| query.from.max(now.saturating_sub(DAY_MS)));
    let Seen { sums, questions, origin } = traffic::seen(site, from, to, questions_from).await;
    let prices = Prices::new(&site.settings);
    let order: Vec<ProviderId> = site.chain.iter().map(|entry| entry.id).collect();
    Ok(match query.format {
        Format::Json => {
            let caching = questions.view(query.from, query.to, now, &prices);
            Answer::json(200, &view(&sums, &query, &order, &prices, caching, origin))
        }
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
    let Seen { sums, .. } = traffic::seen(site, 0, Millis::from(u32::MAX) * 1000, None).await;
    Ok(Answer::text(OPEN_METRICS_TYPE, open_metrics(&sums, &Prices::new(&site.settings))))
}
