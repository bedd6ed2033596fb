//! `GET /api/gateway`: AI Gateway's own log and settings. For the owner alone.

use super::{owner, probes::send};
use crate::{
    http::{Answer, InboundRequest},
    runtime::js,
    site::{Site, VERSION},
};
use futures_util::future::join_all;
use gateway::{
    api::Refusal,
    diagnosis::ReportContext,
    gateway_log::{Exchange, GatewayLogQuery},
};

pub(super) async fn answer(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    owner::admit(inbound, site)?;
    let language = inbound.header("accept-language");
    let query = GatewayLogQuery::read(&inbound.query, language, js::now())
        .map_err(|error| Refusal::bad_query(&error))?;
    let subject = site.subject();
    let mut exchange = Exchange::new(&subject, &query);
    loop {
        let round = exchange.next_round();
        if round.is_empty() {
            break;
        }
        let results = join_all(round.iter().map(|(_, probe)| send(site, probe))).await;
        for ((ask, probe), result) in round.into_iter().zip(results) {
            exchange.add(ask, probe, result);
        }
    }
    let context = ReportContext {
        language: query.language,
        deployment: &site.deployment,
        version: VERSION,
        colo: inbound.colo(),
        at: js::now(),
        open_circuits: &[],
        set: Vec::new(),
    };
    Ok(Answer::json(200, &exchange.view(&context)))
}
