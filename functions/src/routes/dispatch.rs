//! Hands a request to its route.

use super::{
    access,
    chat::{self, Dialect},
    cors, gateway_log, models, report,
    status::status,
    traffic, wrong_codes,
};
use crate::{
    alerts,
    http::{Answer, InboundRequest},
    provider_health,
    site::Site,
};
use gateway::api::{Refusal, Route, find_route};
use worker::Context;

/// Answers a request.
pub(crate) async fn answer(
    inbound: &InboundRequest,
    site: &Site,
    context: &Context,
) -> Result<Answer, Refusal> {
    match find_route(inbound.method(), &inbound.path)? {
        Route::Preflight => cors::preflight(inbound, site),
        Route::Chat => cors::readable(
            inbound,
            site,
            chat::answer(Dialect::ChatCompletions, inbound, site, context).await,
        ),
        Route::Responses => {
            cors::readable(inbound, site, chat::answer(Dialect::Responses, inbound, site, context).await)
        }
        Route::Models => cors::readable(inbound, site, models::models(site)),
        Route::Model(id) => cors::readable(inbound, site, models::model(id, site)),
        Route::WrongBase => Err(Refusal::wrong_base(&inbound.origin())),
        Route::Access(action) => access::answer(action, inbound, site.usable()?).await,
        Route::Status => Ok(Answer::json(200, &status(site)).header("cache-control", "public, max-age=5")),
        Route::Report => report::answer(inbound, site).await,
        Route::Traffic => traffic::sums(inbound, site).await,
        Route::Requests => traffic::requests(inbound, site).await,
        Route::Metrics => traffic::metrics(inbound, site).await,
        Route::GatewayLog => gateway_log::answer(inbound, site).await,
        Route::Panic | Route::Forget if !site.deployment.test_routes => Err(Refusal::not_found()),
        Route::Panic => panic!("asked to, by {}", inbound.path),
        Route::Forget => {
            provider_health::forget(site).await;
            report::forget(site).await;
            wrong_codes::forget();
            alerts::forget();
            Ok(Answer::json(200, &()))
        }
    }
}
