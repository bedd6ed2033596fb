//! English.

use super::table::Texts;
use wire::{
    Environment,
    report::{LockState, Verdict},
};

pub(super) static ENGLISH: Texts = Texts {
    title: "Deployment report",
    other_language: "中文",
    to_chat: "Chat",
    checking: "Asking every provider…",
    check_again: "Check again",
    copy: "Copy",
    copied: "Copied",
    copy_markdown: "Copy as Markdown",
    checks: "Checks",
    chain: "Who is asked, in order",
    no_chain: "Nobody yet.",
    locks: "What is open",
    lock_state: |state| match state {
        LockState::Shut => "(shut)",
        LockState::Weak => "(weak)",
        LockState::Open => "(open)",
    },
    deployment: "This deployment",
    environment: "Environment",
    branch: "Branch",
    commit: "Commit",
    built: "Built",
    version: "Version",
    data_centre: "Data centre",
    settings: "Settings seen",
    no_answer: "no answer",
    owners_only: "The report is for the owner of this site.",
    code: "Owner's code (ADMIN_CODE)",
    wrong_code: "That is not the code.",
    show_report: "Show the report",
    sign_out: "Sign out",
    no_report: "There is no report here, because no owner's code is set. Choose one, set it as ADMIN_CODE, and deploy again.",
    unreachable: "The site does not answer. Check your connection.",
    too_many_codes: |s| format!("Too many wrong codes. Try again in {s}\u{a0}s."),
    checked_at: |time| format!("Checked at {time}. What was found is kept for a minute."),
    rests_until: |until| format!("rests until {until}"),
    missing: |names| format!("not ready: {names} is missing"),
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
};
