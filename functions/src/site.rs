//! The owner's settings. They cannot change while an isolate lives, so they are read once.

use crate::runtime::{
    ai::{self, Ai},
    database::{self, Database},
    dataset::{self, Dataset},
    js,
};
use gateway::{
    api::Refusal,
    diagnosis::Subject,
    providers::{Chain, build_chain, chain_fingerprint},
    secret::Secret,
    settings::{Deployment, SettingError, Settings, names},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use wire::Environment;
use worker::Env;

/// Everchat's version.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The owner's settings, ready for use.
pub(crate) struct Site {
    pub(crate) settings: Settings,
    /// The settings whose values cannot be used. While there are any, nobody is answered.
    errors: Vec<SettingError>,
    pub(crate) chain: Chain,
    /// The `AI` binding, if there is one.
    pub(crate) ai: Option<Ai>,
    /// The `DB` binding, if there is one.
    pub(crate) database: Option<Database>,
    /// The `TRAFFIC` binding, if there is one.
    pub(crate) dataset: Option<Dataset>,
    /// Differs between two chains that are not set up alike.
    pub(crate) chain_fingerprint: String,
    /// The key that visitors' names are made with: the same in every isolate, and known to nobody else.
    pub(crate) visitor_salt: Secret,
    pub(crate) deployment: Deployment,
    /// The names of the settings that are set.
    pub(crate) set: Vec<&'static str>,
    /// The site's own host, as the first visitor wrote it.
    pub(crate) host: String,
}

thread_local! {
    static SITE: RefCell<Option<Rc<Site>>> = const { RefCell::new(None) };
}

/// The site. The first request has its settings read.
pub(crate) fn site(env: &Env, host: &str) -> Rc<Site> {
    SITE.with_borrow_mut(|site| Rc::clone(site.get_or_insert_with(|| Rc::new(Site::read(env, host)))))
}

/// The site, if its settings have been read.
pub(crate) fn current() -> Option<Rc<Site>> {
    SITE.with_borrow(Clone::clone)
}

impl Site {
    fn read(env: &Env, host: &str) -> Self {
        let lookup = |name: &str| variable(env, name);
        let (ai, database, dataset) = (ai::find(env), database::find(env), dataset::find(env));
        let (settings, errors) = Settings::read_valid(&lookup);
        let settings = settings.with_bindings(ai.is_some(), database.is_some());
        let chain = build_chain(&settings);
        let is_set = |name: &&str| lookup(name).is_some_and(|value| !value.trim().is_empty());
        let bindings =
            [ai.as_ref().map(|_| "AI"), database.as_ref().map(|_| "DB"), dataset.as_ref().map(|_| "TRAFFIC")];
        let chain_fingerprint = chain_fingerprint(&chain);
        Self {
            visitor_salt: settings.visitor_salt(&chain_fingerprint),
            chain_fingerprint,
            deployment: Deployment { built_at: js::built_at(), ..Deployment::read(&lookup) },
            set: names().filter(is_set).chain(bindings.into_iter().flatten()).collect(),
            host: host.to_owned(),
            settings,
            errors,
            chain,
            ai,
            database,
            dataset,
        }
    }

    /// The site, if all of its settings can be used.
    ///
    /// # Errors
    /// A refusal that names the bad settings.
    pub(crate) fn usable(&self) -> Result<&Self, Refusal> {
        if self.errors.is_empty() { Ok(self) } else { Err(Refusal::bad_settings(&self.errors)) }
    }

    /// The subject of the report.
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            settings: &self.settings,
            errors: &self.errors,
            chain: &self.chain,
            unreadable_file: None,
            is_emulated: self.deployment.emulator,
        }
    }

    /// Whether this is a development server.
    pub(crate) fn is_local(&self) -> bool {
        self.deployment.environment == Environment::Local
    }

    /// An address in the cache. No visitor can ask for it: `/api/*` is this Function's.
    pub(crate) fn cache_url(&self, name: &str) -> String {
        format!("https://{}/api/{name}", self.host)
    }
}

fn variable(env: &Env, name: &str) -> Option<String> {
    js_sys::Reflect::get(env.as_ref(), &JsValue::from_str(name)).ok()?.as_string()
}
