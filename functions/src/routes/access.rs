//! `/api/access`: exchanges a code, or a test for humans, for a pass.

use super::wrong_codes;
use crate::{
    http::{Answer, InboundRequest},
    runtime::js,
    site::Site,
    upstream, usage,
};
use gateway::{
    access::{Audience, ChallengeResult, SignIn, read_verification, verification_request},
    api::{AccessAction, Refusal},
    providers::UpstreamRequest,
    settings::TurnstileSettings,
};
use serde::Serialize;
use std::{slice, time::Duration};

/// The most bytes of Turnstile's answer.
const MAX_VERIFICATION_BYTES: usize = 16 * 1024;
/// How long Turnstile's answer may take.
const VERIFICATION_TIMEOUT: Duration = Duration::from_secs(8);

/// The body of the answer to `GET /api/access`.
#[derive(Serialize)]
struct AccessStatus {
    /// Whether the site needs a code or a test.
    required: bool,
    /// Whether the caller has a pass.
    passed: bool,
    /// The key of Turnstile's widget, where the site needs a test.
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<String>,
}

pub(super) async fn answer(
    action: AccessAction,
    inbound: &InboundRequest,
    site: &Site,
) -> Result<Answer, Refusal> {
    match action {
        AccessAction::Status => Ok(Answer::json(200, &status(inbound, site)?)),
        AccessAction::SignIn => sign_in(inbound, site).await,
        AccessAction::SignOut => {
            let cookies = inbound.caller(&site.visitor_salt).sign_out()?;
            Ok(cookies.into_iter().fold(Answer::empty(), Answer::cookie))
        }
    }
}

fn status(inbound: &InboundRequest, site: &Site) -> Result<AccessStatus, Refusal> {
    let audience = SignIn::audience(&inbound.query)?;
    let challenge = site.settings.challenge().filter(|_| audience == Audience::Visitors);
    let codes = match challenge {
        Some(challenge) => slice::from_ref(&challenge.secret_key),
        None => audience.codes(&site.settings),
    };
    let passed = inbound.caller(&site.visitor_salt).has_pass(codes, audience, js::now());
    let challenge = challenge.map(|challenge| challenge.site_key.clone());
    Ok(AccessStatus { required: !codes.is_empty(), passed, challenge })
}

async fn sign_in(inbound: &InboundRequest, site: &Site) -> Result<Answer, Refusal> {
    let caller = inbound.caller(&site.visitor_salt);
    let body = inbound.body(SignIn::MAX_BYTES, site.settings.limits.body_ms).await?;
    let sign_in = SignIn::read(&inbound.query, inbound.header("content-type"), &body)?;
    if let (Some(token), Some(challenge)) = (sign_in.challenge_token(), site.settings.challenge()) {
        // Neither another site's page nor a flood may cause requests to Turnstile.
        caller.require_own_origin()?;
        usage::take_challenge(&caller).map_err(|reached| Refusal::limit_reached(reached, js::now()))?;
        let result = verify(challenge, token, inbound).await;
        let cookie = caller.sign_in_with_challenge(result, challenge, js::now())?;
        return Ok(Answer::empty().cookie(cookie));
    }
    let cookie =
        wrong_codes::with(|wrong_codes| caller.sign_in(&sign_in, &site.settings, wrong_codes, js::now()))?;
    Ok(cookie.into_iter().fold(Answer::empty(), Answer::cookie))
}

/// Asks Turnstile whether a test was passed.
async fn verify(challenge: &TurnstileSettings, token: &str, inbound: &InboundRequest) -> ChallengeResult {
    let request = UpstreamRequest::Http(verification_request(challenge, token, inbound.address()));
    let answer = upstream::ask_for_whole(&request, None, MAX_VERIFICATION_BYTES, VERIFICATION_TIMEOUT).await;
    answer.map_or(ChallengeResult::Unknown, |(_, body)| read_verification(&body))
}
