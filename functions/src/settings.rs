//! The owner's variables. They cannot change while an isolate lives, so they are read once.

use crate::binding::{self, Ai};
use gateway::{
    api::Refusal,
    providers::{self, Readiness},
    settings::{Deployment, SettingError, Settings},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use wire::ProviderId;
use worker::Env;

/// What the owner set, ready for use.
pub(crate) struct Site {
    pub(crate) settings: Settings,
    pub(crate) chain: Vec<(ProviderId, Readiness)>,
    /// The `AI` binding, where there is one.
    pub(crate) ai: Option<Ai>,
    /// Of the chain.
    pub(crate) fingerprint: u64,
    /// Whether this is a development server.
    pub(crate) is_local: bool,
    /// The site's own host, as the first visitor wrote it.
    pub(crate) host: String,
}

type Read = Result<Rc<Site>, Rc<Vec<SettingError>>>;

thread_local! {
    static SITE: RefCell<Option<Read>> = const { RefCell::new(None) };
}

/// The settings, or a refusal that names the bad ones.
pub(crate) fn site(env: &Env, host: &str) -> Result<Rc<Site>, Refusal> {
    let read = SITE.with_borrow_mut(|site| site.get_or_insert_with(|| read(env, host)).clone());
    read.map_err(|errors| Refusal::settings(&errors))
}

/// Which deployment this is; readable whatever the other settings say.
pub(crate) fn deployment(env: &Env) -> Deployment {
    Deployment::read(&|name| variable(env, name))
}

fn read(env: &Env, host: &str) -> Read {
    let ai = binding::find(env);
    let settings =
        Settings::read(&|name| variable(env, name)).map_err(Rc::new)?.with_ai_binding(ai.is_some());
    let chain = providers::chain(&settings);
    let fingerprint = providers::fingerprint(&chain);
    let is_local = deployment(env).environment == "local";
    Ok(Rc::new(Site { settings, chain, ai, fingerprint, is_local, host: host.to_owned() }))
}

fn variable(env: &Env, name: &str) -> Option<String> {
    js_sys::Reflect::get(env.as_ref(), &JsValue::from_str(name)).ok()?.as_string()
}
