//! `/api/access`: a code is exchanged for a pass; and the wrong codes that were given, in this isolate.

use crate::{
    http::{Answer, Inbound},
    js,
    settings::Site,
    upstream,
};
use gateway::{
    api::{Access, Entry, Refusal},
    pass::Door,
    providers::UpstreamRequest,
    tries::Tries,
    turnstile::{Outcome, Turnstile},
};
use serde::Serialize;
use std::{cell::RefCell, slice, time::Duration};
use web_sys::AbortController;

/// The most bytes of Turnstile's answer, and how long it may take.
const MOST_BYTES: usize = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(8);

thread_local! {
    static TRIES: RefCell<Tries> = const { RefCell::new(Tries::new()) };
}

/// Runs with the wrong codes that are known of.
pub(crate) fn with_tries<T>(run: impl FnOnce(&mut Tries) -> T) -> T {
    TRIES.with_borrow_mut(run)
}

/// No wrong code was ever given.
pub(crate) fn forget() {
    TRIES.replace(Tries::new());
}

#[derive(Serialize)]
struct Standing {
    /// The door has a lock.
    required: bool,
    /// The caller has a pass.
    passed: bool,
    /// The key for Turnstile's widget, where that is the lock.
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<String>,
}

pub(crate) async fn answer(access: Access, inbound: &Inbound, site: &Site) -> Result<Answer, Refusal> {
    let caller = inbound.caller(&site.salt);
    match access {
        Access::Ask => {
            let door = Entry::door(&inbound.query)?;
            let challenge = site.settings.challenge().filter(|_| door == Door::Visitors);
            let keys = match challenge {
                Some(challenge) => slice::from_ref(&challenge.secret_key),
                None => site.settings.codes(door),
            };
            let passed = caller.has_pass(keys, door, js::now());
            let challenge = challenge.map(|challenge| challenge.site_key.clone());
            Ok(Answer::json(200, &Standing { required: !keys.is_empty(), passed, challenge }))
        }
        Access::Enter => {
            let body = inbound.body(Entry::MOST_BYTES).await?;
            let entry = Entry::read(&inbound.query, inbound.header("content-type").as_deref(), &body)?;
            if let (Some(token), Some(challenge)) = (entry.challenge(), site.settings.challenge()) {
                // Nobody else's page has Turnstile asked.
                caller.of_own_origin()?;
                let outcome = verify(challenge, token, inbound).await;
                return Ok(Answer::empty().cookie(caller.enter_as(outcome, challenge, js::now())?));
            }
            let cookie = with_tries(|tries| caller.enter(&entry, &site.settings, tries, js::now()))?;
            Ok(cookie.into_iter().fold(Answer::empty(), Answer::cookie))
        }
        Access::Leave => Ok(caller.leave()?.into_iter().fold(Answer::empty(), Answer::cookie)),
    }
}

/// Asks Turnstile whether a test was passed.
async fn verify(challenge: &Turnstile, token: &str, inbound: &Inbound) -> Outcome {
    let Ok(controller) = AbortController::new() else { return Outcome::Unknown };
    let request = UpstreamRequest::Http(challenge.request(token, &inbound.address()));
    match upstream::whole_in_time(&request, None, MOST_BYTES, &controller, PATIENCE).await {
        Ok((_, body)) => Turnstile::outcome(&body),
        Err(_) => Outcome::Unknown,
    }
}
