//! Pages of other sites that the owner allows (`ALLOWED_ORIGINS`): the headers that browsers require before these pages
//! may ask and read (CORS).

use crate::{
    http::{Answer, InboundRequest},
    site::Site,
};
use gateway::{
    access::allowed_origin,
    api::{Refusal, cors_request_headers},
};

/// Answers whether a page of this origin may ask at all.
pub(super) fn preflight(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    let origin = allowed(inbound, site).ok_or_else(Refusal::origin)?;
    let requested = inbound.header("access-control-request-headers");
    let answer = Answer::empty()
        .header("access-control-allow-methods", "GET, POST")
        .header("access-control-allow-headers", cors_request_headers(requested))
        .header("access-control-max-age", "600");
    Ok(answer.for_origin(origin))
}

/// Lets a page of an allowed origin read an answer or a refusal.
pub(super) fn readable(
    inbound: &InboundRequest,
    site: &Site,
    answer: Result<Answer, Refusal>,
) -> Result<Answer, Refusal> {
    let Some(origin) = allowed(inbound, site) else { return answer };
    let answer = answer.unwrap_or_else(|refusal| Answer::refusal(&refusal, &inbound.request_id, &[]));
    Ok(answer.for_origin(origin))
}

fn allowed<'a>(inbound: &InboundRequest, site: &'a Site) -> Option<&'a str> {
    allowed_origin(inbound.header("origin"), &site.settings.allowed_origins)
}
