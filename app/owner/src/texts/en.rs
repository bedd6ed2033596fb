//! English.

mod gateway;
mod requests;
mod traffic;

use super::table::Texts;
use crate::tab::Tab;
use wire::{
    Environment,
    report::{LockState, Verdict},
};

pub(super) static ENGLISH: Texts = Texts {
    title: |tab| match tab {
        Tab::Deployment => "Deployment report",
        Tab::Traffic => "Traffic",
        Tab::Requests => "Requests",
        Tab::Gateway => "AI Gateway",
    },
    tab: |tab| match tab {
        Tab::Deployment => "Deployment",
        Tab::Traffic => "Traffic",
        Tab::Requests => "Requests",
        Tab::Gateway => "Gateway",
    },
    owners_pages: "Owner's pages",
    other_language: "中文",
    to_chat: "Chat",
    loading: |tab| match tab {
        Tab::Deployment => "Checking every provider…",
        Tab::Traffic | Tab::Requests => "Loading…",
        Tab::Gateway => "Asking Cloudflare…",
    },
    try_again: "Check again",
    load_again: "Refresh",
    check_again: "Check again",
    copy: "Copy",
    copied: "Copied",
    copy_by_hand: "The browser does not let this page copy. The text is selected: press Ctrl+C or ⌘C, or hold it and choose Copy.",
    close: "Close",
    copy_markdown: "Copy as Markdown",
    checks: "Checks",
    chain: "Providers, in the order they are asked",
    no_chain: "None yet.",
    locks: "Access and limits",
    lock_state: |state| match state {
        LockState::Shut => "(protected)",
        LockState::Weak => "(partly protected)",
        LockState::Open => "(open)",
    },
    deployment: "This deployment",
    environment: "Environment",
    branch: "Branch",
    commit: "Commit",
    built: "Built",
    version: "Version",
    data_centre: "Data centre",
    settings: "Settings found",
    comma: ", ",
    no_answer: "no answer",
    nothing_asked: "no request made",
    owners_only: "These pages are for the site's owner.",
    code: "Owner's code (ADMIN_CODE)",
    wrong_code: "That is not the code.",
    show: "Sign in",
    sign_out: "Sign out",
    no_code_set: "There is nothing to see here because no owner's code is set. Choose a code, set it as ADMIN_CODE, and deploy again.",
    unreachable: "The site is not responding. Check your connection.",
    too_many_codes: "Too many wrong codes.",
    retry_in: |s| format!(" Try again in {s}\u{a0}s."),
    retry_now: " You can try again now.",
    checked_at: |time| format!("Checked at {time}. Results are kept for a minute."),
    rests_until: |until| format!("paused until {until}"),
    missing: |names| format!("not ready: missing {names}"),
    verdict: |verdict| match verdict {
        Verdict::Ok => "(ok)",
        Verdict::Warning => "(warning)",
        Verdict::Failed => "(failed)",
        Verdict::Skipped => "(not checked)",
    },
    environment_name: |environment| match environment {
        Environment::Production => "production",
        Environment::Preview => "preview",
        Environment::Local => "local (this machine)",
    },
    traffic: traffic::TEXTS,
    requests: requests::TEXTS,
    gateway: gateway::TEXTS,
};
