//! The pages' state, and what the owner can do.

use crate::{
    gateway::{self, load::load_gateway, query::LogFilter},
    loading::LoadError,
    report::load::{LoadedReport, load_report},
    requests::{self, filter::Filter, load::load_requests},
    tab::Tab,
    texts::Texts,
    traffic::{load::load_traffic, span::Span},
};
use browser::{
    access::{Access, AccessError},
    history, language, owner,
};
use leptos::{prelude::*, task::spawn_local};
use wire::{
    Language, ProviderId,
    gateway_log::GatewayLog,
    traffic::{RequestList, Traffic},
};

/// How far signing in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignIn {
    /// No code has been tried.
    Idle,
    /// A code is being tried.
    Trying,
    /// The last code gave no pass.
    Failed(AccessError),
}

/// The pages' state; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) language: RwSignal<Language>,
    pub(crate) tab: RwSignal<Tab>,
    /// What the tab shows is being loaded.
    pub(crate) is_loading: RwSignal<bool>,
    /// Why there is nothing to show.
    pub(crate) error: RwSignal<Option<LoadError>>,
    /// The last report. It stays while the next one is loaded, as the others do.
    pub(crate) report: RwSignal<Option<LoadedReport>>,
    /// The provider that the report is opened for.
    pub(crate) check: RwSignal<Option<ProviderId>>,
    pub(crate) span: RwSignal<Span>,
    pub(crate) traffic: RwSignal<Option<Traffic>>,
    pub(crate) filter: RwSignal<Filter>,
    pub(crate) requests: RwSignal<Option<RequestList>>,
    pub(crate) log_filter: RwSignal<LogFilter>,
    pub(crate) gateway: RwSignal<Option<GatewayLog>>,
    /// The owner has signed in with the code, and can sign out.
    pub(crate) has_pass: RwSignal<bool>,
    /// The owner has pressed something, so the focus must have a place.
    pub(crate) has_acted: StoredValue<bool>,
    /// What is going on in the form that asks for the code.
    pub(crate) sign_in: RwSignal<SignIn>,
    /// How often something was loaded. What comes of any but the last time is not shown.
    loads: StoredValue<u32>,
}

/// What a tab shows.
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
enum Loaded {
    Report(LoadedReport),
    Traffic(Traffic),
    Requests(RequestList),
    Gateway(GatewayLog),
}

impl Page {
    /// Begins to load what the tab of the address shows.
    pub(crate) fn new(language: Language) -> Self {
        let page = Self {
            language: RwSignal::new(language),
            tab: RwSignal::new(Tab::of_path(&history::present().0)),
            is_loading: RwSignal::new(true),
            error: RwSignal::new(None),
            report: RwSignal::new(None),
            check: RwSignal::new(provider_of_address()),
            span: RwSignal::default(),
            traffic: RwSignal::new(None),
            filter: RwSignal::default(),
            requests: RwSignal::new(None),
            log_filter: RwSignal::default(),
            gateway: RwSignal::new(None),
            has_pass: RwSignal::new(false),
            has_acted: StoredValue::new(false),
            sign_in: RwSignal::new(SignIn::Idle),
            loads: StoredValue::new(0),
        };
        spawn_local(async move { page.has_pass.set(Access::Owner.has_pass().await == Some(true)) });
        page.set_language(language);
        page
    }

    /// The texts of the chosen language; tracks it.
    pub(crate) fn texts(self) -> &'static Texts {
        Texts::of(self.language.get())
    }

    /// Opens a tab, and adds it to the browser's history.
    pub(crate) fn open(self, tab: Tab) {
        if self.tab.get_untracked() != tab {
            history::push(tab.path(), false);
        }
        self.show_tab(tab);
    }

    /// Opens the report at what it says of a provider.
    pub(crate) fn open_check(self, provider: ProviderId) {
        self.check.set(Some(provider));
        self.open(Tab::Deployment);
    }

    /// Shows the tab of an address that the browser has gone to.
    pub(crate) fn follow_address(self) {
        self.check.set(provider_of_address());
        self.show_tab(Tab::of_path(&history::present().0));
    }

    fn show_tab(self, tab: Tab) {
        self.tab.set(tab);
        // A report asks every provider, so it is made anew only when it is asked for.
        if tab != Tab::Deployment || self.report.with_untracked(Option::is_none) {
            self.load();
        } else {
            self.cancel();
        }
    }

    /// Loads anew what the tab shows, unless it is being loaded.
    pub(crate) fn load_again(self) {
        if !self.is_loading.get_untracked() {
            self.has_acted.set_value(true);
            self.load();
        }
    }

    /// Looks at another time.
    pub(crate) fn set_span(self, span: Span) {
        self.span.set(span);
        self.load();
    }

    /// Lists other requests.
    pub(crate) fn set_filter(self, filter: Filter) {
        if self.filter.get_untracked() != filter {
            self.filter.set(filter);
            self.load();
        }
    }

    /// Lists other entries of the gateway's log.
    pub(crate) fn set_log_filter(self, filter: LogFilter) {
        self.log_filter.set(filter);
        self.load();
    }

    /// Lists what is older than what is listed.
    pub(crate) fn load_older(self) {
        if self.is_loading.get_untracked() {
            return;
        }
        let load = self.begin();
        spawn_local(async move {
            match self.older().await {
                Some(older) => self.finish(load, older),
                None => self.is_loading.set(false),
            }
        });
    }

    /// What is listed with what is older; `None` if there is nothing.
    async fn older(self) -> Option<Result<Loaded, LoadError>> {
        if self.tab.get_untracked() == Tab::Gateway {
            let (language, filter) = (self.language.get_untracked(), self.log_filter.get_untracked());
            let older = gateway::load::load_older(language, &filter, self.gateway.get_untracked()?).await?;
            return Some(older.map(Loaded::Gateway));
        }
        let filter = self.filter.get_untracked();
        let older = requests::load::load_older(&filter, self.requests.get_untracked()?).await?;
        Some(older.map(Loaded::Requests))
    }

    /// Loads what the tab shows.
    fn load(self) {
        let load = self.begin();
        self.set_error(None);
        let language = self.language.get_untracked();
        spawn_local(async move {
            let loaded = match self.tab.get_untracked() {
                Tab::Deployment => load_report(language).await.map(Loaded::Report),
                Tab::Traffic => load_traffic(self.span.get_untracked()).await.map(Loaded::Traffic),
                Tab::Requests => load_requests(&self.filter.get_untracked()).await.map(Loaded::Requests),
                Tab::Gateway => {
                    load_gateway(language, &self.log_filter.get_untracked()).await.map(Loaded::Gateway)
                }
            };
            self.finish(load, loaded);
        });
    }

    /// Something begins to load; what was loading is not shown.
    fn begin(self) -> u32 {
        self.is_loading.set(true);
        self.loads.update_value(|loads| *loads += 1);
        self.loads.get_value()
    }

    fn cancel(self) {
        self.begin();
        self.is_loading.set(false);
        self.set_error(None);
    }

    /// Shows what came, unless something else was asked for meanwhile.
    fn finish(self, load: u32, loaded: Result<Loaded, LoadError>) {
        if self.loads.get_value() != load {
            return;
        }
        match loaded {
            Ok(loaded) => {
                owner::remember();
                self.show(loaded);
            }
            Err(error) => {
                self.forget();
                self.set_error(Some(error));
            }
        }
        self.is_loading.set(false);
    }

    fn show(self, loaded: Loaded) {
        match loaded {
            Loaded::Report(report) => self.show_report(report),
            Loaded::Traffic(traffic) => self.traffic.set(Some(traffic)),
            Loaded::Requests(list) => self.requests.set(Some(list)),
            Loaded::Gateway(log) => self.gateway.set(Some(log)),
        }
    }

    /// Shows another report. The same again leaves open what the owner has opened.
    fn show_report(self, report: LoadedReport) {
        if self
            .report
            .with_untracked(|last| last.as_ref().is_none_or(|last| last.markdown != report.markdown))
        {
            self.report.set(Some(report));
        }
    }

    fn forget(self) {
        self.report.set(None);
        self.traffic.set(None);
        self.requests.set(None);
        self.gateway.set(None);
    }

    /// Shows what is loaded or the error. What is loaded anew stays in its place, and the focus in it.
    fn set_error(self, error: Option<LoadError>) {
        if self.error.get_untracked() != error {
            self.error.set(error);
        }
    }

    /// Signs the owner in, and loads what the tab shows. The form stays until the code is known to be right, or no code may
    /// be tried now.
    pub(crate) fn try_code(self, code: String) {
        self.has_acted.set_value(true);
        self.sign_in.set(SignIn::Trying);
        spawn_local(async move {
            match Access::Owner.enter(&code).await {
                Ok(()) => {
                    self.sign_in.set(SignIn::Idle);
                    self.has_pass.set(true);
                    self.load();
                }
                Err(error @ AccessError::TooManyCodes { .. }) => {
                    self.sign_in.set(SignIn::Idle);
                    self.set_error(Some(error.into()));
                }
                Err(error) => self.sign_in.set(SignIn::Failed(error)),
            }
        });
    }

    /// Signs the owner out. What the site then says takes the place of what was shown.
    pub(crate) fn sign_out(self) {
        self.has_acted.set_value(true);
        spawn_local(async move {
            Access::Owner.leave().await;
            self.has_pass.set(false);
            self.forget();
            self.load();
        });
    }

    /// Changes the language, and loads what the tab shows in it.
    pub(crate) fn set_language(self, language: Language) {
        language::apply(language);
        if self.language.get_untracked() != language {
            self.language.set(language);
            // Its words come from the site.
            if self.tab.get_untracked() != Tab::Deployment {
                self.report.set(None);
            }
            self.gateway.set(None);
        }
        self.load();
    }
}

/// The provider in the address (`/report#gemini`).
fn provider_of_address() -> Option<ProviderId> {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').parse().ok()
}
