//! The texts of the Markdown report in English.

use super::table::MarkdownTexts;
use wire::report::Verdict;

pub(super) static ENGLISH: MarkdownTexts = MarkdownTexts {
    title: "Deployment report",
    results: "Results",
    asked: "Asked",
    nothing_asked: "nothing",
    codes: "codes",
    finding: "Finding",
    analysis: "Analysis",
    analysis_head: "| check | state | cause |",
    next_steps: "What to do next",
    nothing_to_do: "Nothing.",
    state_now: "State now",
    order: "Asked in this order",
    rests_until: |until| format!("rests until {until}"),
    missing: |names| format!("not ready: {names} is missing"),
    settings: "Settings seen (names only)",
    locks: "What is open",
    verdict: |verdict| match verdict {
        Verdict::Ok => "✓ ok",
        Verdict::Warning => "! warning",
        Verdict::Failed => "✗ failed",
        Verdict::Skipped => "– not checked",
    },
};
