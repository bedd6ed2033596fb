//! The page's state, and what the owner can do.

use crate::{
    report::{LoadedReport, ReportError, load_report},
    texts::Texts,
};
use browser::{
    access::{Access, AccessError},
    language, owner,
};
use leptos::{prelude::*, task::spawn_local};
use wire::Language;

/// How far the report is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// The checks are being made.
    Loading,
    /// The report is shown.
    Loaded,
    /// There is no report.
    Failed(ReportError),
}

impl Progress {
    /// Whether the checks are being made.
    pub(crate) fn is_loading(self) -> bool {
        self == Self::Loading
    }
}

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

/// The page's state; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) language: RwSignal<Language>,
    pub(crate) progress: RwSignal<Progress>,
    /// The last report. It stays while the next one is loaded.
    pub(crate) report: RwSignal<Option<LoadedReport>>,
    /// The owner has signed in with the code, and can sign out.
    pub(crate) has_pass: RwSignal<bool>,
    /// The owner has pressed something, so the focus must have a place.
    pub(crate) has_acted: StoredValue<bool>,
    /// What is going on in the form that asks for the code.
    pub(crate) sign_in: RwSignal<SignIn>,
}

impl Page {
    /// Begins to load the report.
    pub(crate) fn new(language: Language) -> Self {
        let page = Self {
            language: RwSignal::new(language),
            progress: RwSignal::new(Progress::Loading),
            report: RwSignal::new(None),
            has_pass: RwSignal::new(false),
            has_acted: StoredValue::new(false),
            sign_in: RwSignal::new(SignIn::Idle),
        };
        spawn_local(async move { page.has_pass.set(Access::Owner.has_pass().await == Some(true)) });
        page.set_language(language);
        page
    }

    /// The texts of the chosen language; tracks it.
    pub(crate) fn texts(self) -> &'static Texts {
        Texts::of(self.language.get())
    }

    /// Whether the checks are being made; tracks it.
    pub(crate) fn is_loading(self) -> bool {
        self.progress.get().is_loading()
    }

    /// Loads the report anew, unless it is being loaded.
    pub(crate) fn load_again(self) {
        if !self.progress.get_untracked().is_loading() {
            self.has_acted.set_value(true);
            self.load();
        }
    }

    /// Loads the report.
    fn load(self) {
        self.progress.set(Progress::Loading);
        let language = self.language.get_untracked();
        spawn_local(async move {
            match load_report(language).await {
                Ok(report) => {
                    owner::remember();
                    self.report.set(Some(report));
                    self.progress.set(Progress::Loaded);
                }
                Err(error) => {
                    self.report.set(None);
                    self.progress.set(Progress::Failed(error));
                }
            }
        });
    }

    /// Signs the owner in, and loads the report. The form stays until the code is known to be right, or no code may be
    /// tried now.
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
                    self.progress.set(Progress::Failed(error.into()));
                }
                Err(error) => self.sign_in.set(SignIn::Failed(error)),
            }
        });
    }

    /// Signs the owner out. What the site then says takes the report's place.
    pub(crate) fn sign_out(self) {
        self.has_acted.set_value(true);
        spawn_local(async move {
            Access::Owner.leave().await;
            self.has_pass.set(false);
            self.report.set(None);
            self.load();
        });
    }

    /// Changes the page's language, and loads the report in it.
    pub(crate) fn set_language(self, language: Language) {
        language::apply(language);
        self.language.set(language);
        self.load();
    }
}
