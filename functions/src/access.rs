//! `/api/access`: a code is exchanged for a pass; and the wrong codes that were given, in this isolate.

use crate::{
    http::{Answer, Inbound},
    js,
    settings::Site,
};
use gateway::{
    api::{Access, Entry, Refusal},
    tries::Tries,
};
use serde::Serialize;
use std::cell::RefCell;

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
}

pub(crate) async fn answer(access: Access, inbound: &Inbound, site: &Site) -> Result<Answer, Refusal> {
    let caller = inbound.caller(&site.salt);
    match access {
        Access::Ask => {
            let door = Entry::door(&inbound.query)?;
            let code = site.settings.code(door);
            let passed = code.is_some_and(|code| caller.has_pass(code, door, js::now()));
            Ok(Answer::json(200, &Standing { required: code.is_some(), passed }))
        }
        Access::Enter => {
            let body = inbound.body(Entry::MOST_BYTES).await?;
            let entry = Entry::read(&inbound.query, inbound.header("content-type").as_deref(), &body)?;
            let cookie = with_tries(|tries| caller.enter(&entry, &site.settings, tries, js::now()))?;
            Ok(cookie.into_iter().fold(Answer::empty(), Answer::cookie))
        }
        Access::Leave => Ok(caller.leave()?.into_iter().fold(Answer::empty(), Answer::cookie)),
    }
}
