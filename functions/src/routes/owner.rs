//! Lets the owner in, and nobody else.

use super::wrong_codes;
use crate::{http::InboundRequest, runtime::js, site::Site};
use gateway::{access::AccessError, api::Refusal};

/// Refuses whoever does not show the owner's code or a pass for it.
pub(super) fn admit(inbound: &InboundRequest, site: &Site) -> Result<(), Refusal> {
    let caller = inbound.caller(&site.visitor_salt);
    let admitted: Result<(), AccessError> = wrong_codes::with(|wrong_codes| {
        caller.admit_owner(&site.settings.admin_codes, site.is_local(), wrong_codes, js::now())
    });
    Ok(admitted?)
}
