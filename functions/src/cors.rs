//! Pages of other sites that the owner allows (`ALLOWED_ORIGINS`): what browsers want to hear before they let these
//! ask, and read.

use crate::{
    http::{Answer, Inbound},
    settings::Site,
};
use gateway::api::{READABLE_REQUEST, Refusal, allowed_origin};

/// May a page of this origin ask at all?
pub(crate) fn preflight(inbound: &Inbound, site: &Site) -> Result<Answer, Refusal> {
    let origin = allowed(inbound, site).ok_or_else(Refusal::origin)?;
    let answer = Answer::empty()
        .header("access-control-allow-methods", "GET, POST")
        .header("access-control-allow-headers", READABLE_REQUEST)
        .header("access-control-max-age", "600");
    Ok(answer.for_origin(origin))
}

/// The answer, readable for a page of an allowed origin; a refusal too.
pub(crate) fn readable(
    inbound: &Inbound,
    site: &Site,
    answer: Result<Answer, Refusal>,
) -> Result<Answer, Refusal> {
    let Some(origin) = allowed(inbound, site) else { return answer };
    let answer = answer.unwrap_or_else(|refusal| Answer::refusal(&refusal, &inbound.request_id, &[]));
    Ok(answer.for_origin(origin))
}

fn allowed<'a>(inbound: &Inbound, site: &'a Site) -> Option<&'a str> {
    allowed_origin(inbound.header("origin").as_deref(), &site.settings.allowed_origins)
}
