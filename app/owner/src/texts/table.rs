//! The table of texts that every language fills in.

use super::{gateway_table::GatewayTexts, requests_table::RequestsTexts, traffic_table::TrafficTexts};
use crate::tab::Tab;
use wire::{
    Environment,
    report::{LockState, Verdict},
};

/// The page's own texts in one language. What is said about each check comes with the report.
pub(crate) struct Texts {
    /// The title of a tab's page.
    pub(crate) title: fn(Tab) -> &'static str,
    /// The tab's name.
    pub(crate) tab: fn(Tab) -> &'static str,
    /// What the tabs are, for screen readers.
    pub(crate) owners_pages: &'static str,
    /// What the speakers of the other language call it.
    pub(crate) other_language: &'static str,
    pub(crate) to_chat: &'static str,
    /// While what a tab shows is loaded.
    pub(crate) loading: fn(Tab) -> &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) load_again: &'static str,
    pub(crate) check_again: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    /// What the visitor does where the browser does not let the page copy.
    pub(crate) copy_by_hand: &'static str,
    pub(crate) close: &'static str,
    pub(crate) copy_markdown: &'static str,
    pub(crate) checks: &'static str,
    /// The result of a check, for screen readers, which do not see its colour.
    pub(crate) verdict: fn(Verdict) -> &'static str,
    /// Between the names of checks that found the same.
    pub(crate) comma: &'static str,
    pub(crate) no_answer: &'static str,
    /// In place of evidence.
    pub(crate) nothing_asked: &'static str,
    pub(crate) chain: &'static str,
    pub(crate) no_chain: &'static str,
    /// Until when a provider rests.
    pub(crate) rests_until: fn(&str) -> String,
    /// The names of the settings that a provider lacks.
    pub(crate) missing: fn(&str) -> String,
    pub(crate) locks: &'static str,
    /// For screen readers, as `verdict`.
    pub(crate) lock_state: fn(LockState) -> &'static str,
    pub(crate) deployment: &'static str,
    pub(crate) environment: &'static str,
    pub(crate) environment_name: fn(Environment) -> &'static str,
    pub(crate) branch: &'static str,
    pub(crate) commit: &'static str,
    pub(crate) built: &'static str,
    pub(crate) version: &'static str,
    pub(crate) data_centre: &'static str,
    pub(crate) settings: &'static str,
    /// The time of day at which the checks were made.
    pub(crate) checked_at: fn(&str) -> String,
    pub(crate) owners_only: &'static str,
    pub(crate) code: &'static str,
    pub(crate) wrong_code: &'static str,
    pub(crate) too_many_codes: &'static str,
    /// Follows a sentence: seconds until the next code may be tried.
    pub(crate) retry_in: fn(u32) -> String,
    /// Follows a sentence: that time is over.
    pub(crate) retry_now: &'static str,
    pub(crate) show: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) no_code_set: &'static str,
    pub(crate) unreachable: &'static str,
    pub(crate) traffic: TrafficTexts,
    pub(crate) requests: RequestsTexts,
    pub(crate) gateway: GatewayTexts,
}
