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
    /// The checks are being made.
    pub(crate) is_loading: RwSignal<bool>,
    /// Why there is no report.
    pub(crate) error: RwSignal<Option<ReportError>>,
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
            is_loading: RwSignal::new(true),
            error: RwSignal::new(None),
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

    /// Loads the report anew, unless it is being loaded.
    pub(crate) fn load_again(self) {
        if !self.is_loading.get_untracked() {
            self.has_acted.set_value(true);
            self.load();
        }
    }

    /// Loads the report.
    fn load(self) {
        self.is_loading.set(true);
        self.set_error(None);
        let language = self.language.get_untracked();
        spawn_local(async move {
            match load_report(language).await {
                Ok(report) => {
                    owner::remember();
                    self.set_report(report);
                }
                Err(error) => {
                    self.report.set(None);
                    self.set_error(Some(error));
                }
            }
            self.is_loading.set(false);
        });
    }

    /// Shows another report. The same again leaves open what the owner has opened.
    fn set_report(self, report: LoadedReport) {
        if self
            .report
            .with_untracked(|last| last.as_ref().is_none_or(|last| last.markdown != report.markdown))
        {
            self.report.set(Some(report));
        }
    }

    /// Shows the report or the error. A report that is loaded anew stays in its place, and the focus in it.
    fn set_error(self, error: Option<ReportError>) {
        if self.error.get_untracked() != error {
            self.error.set(error);
        }
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
                    self.set_error(Some(error.into()));
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
