//! The owner's variables. They cannot change while an isolate lives, so they are read once.

use crate::{
    binding::{self, Ai},
    d1::{self, Database},
    js,
};
use gateway::{
    api::Refusal,
    diagnosis::Subject,
    providers::{self, Chain},
    secret::Secret,
    settings::{Deployment, SettingError, Settings, names},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use worker::Env;

/// What the owner set, ready for use.
pub(crate) struct Site {
    pub(crate) settings: Settings,
    /// The settings whose values cannot be used. While there are any, nobody is answered.
    errors: Vec<SettingError>,
    pub(crate) chain: Chain,
    /// The `AI` binding, where there is one.
    pub(crate) ai: Option<Ai>,
    /// The `COUNTS` binding, where there is one.
    pub(crate) counts: Option<Database>,
    /// Of the chain.
    pub(crate) fingerprint: u64,
    /// Makes visitors' names, the same in every isolate and known to nobody else.
    pub(crate) salt: Secret,
    pub(crate) deployment: Deployment,
    /// The names of the settings that are there.
    pub(crate) seen: Vec<&'static str>,
    /// The site's own host, as the first visitor wrote it.
    pub(crate) host: String,
}

thread_local! {
    static SITE: RefCell<Option<Rc<Site>>> = const { RefCell::new(None) };
}

/// The settings.
pub(crate) fn site(env: &Env, host: &str) -> Rc<Site> {
    SITE.with_borrow_mut(|site| Rc::clone(site.get_or_insert_with(|| Rc::new(Site::read(env, host)))))
}

/// The same, once a request has asked for it.
pub(crate) fn current() -> Option<Rc<Site>> {
    SITE.with_borrow(Clone::clone)
}

impl Site {
    fn read(env: &Env, host: &str) -> Self {
        let lookup = |name: &str| variable(env, name);
        let (ai, counts) = (binding::find(env), d1::find(env));
        let (settings, errors) = Settings::read_what_can_be(&lookup);
        let settings = settings.with_bindings(ai.is_some(), counts.is_some());
        let chain = providers::chain(&settings);
        let is_set = |name: &&str| lookup(name).is_some_and(|value| !value.trim().is_empty());
        let bindings = [ai.as_ref().map(|_| "AI"), counts.as_ref().map(|_| "COUNTS")];
        let fingerprint = providers::fingerprint(&chain);
        Self {
            fingerprint,
            salt: settings.salt(fingerprint),
            deployment: Deployment { built_at: js::built_at(), ..Deployment::read(&lookup) },
            seen: names().filter(is_set).chain(bindings.into_iter().flatten()).collect(),
            host: host.to_owned(),
            settings,
            errors,
            chain,
            ai,
            counts,
        }
    }

    /// The site, if it can be used.
    ///
    /// # Errors
    /// A refusal that names the bad settings.
    pub(crate) fn usable(&self) -> Result<&Self, Refusal> {
        if self.errors.is_empty() { Ok(self) } else { Err(Refusal::settings(&self.errors)) }
    }

    /// What the report is about.
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            settings: &self.settings,
            errors: &self.errors,
            chain: &self.chain,
            unreadable: None,
            is_emulated: self.deployment.emulator,
        }
    }

    /// Whether this is a development server.
    pub(crate) fn is_local(&self) -> bool {
        self.deployment.environment == "local"
    }
}

fn variable(env: &Env, name: &str) -> Option<String> {
    js_sys::Reflect::get(env.as_ref(), &JsValue::from_str(name)).ok()?.as_string()
}
