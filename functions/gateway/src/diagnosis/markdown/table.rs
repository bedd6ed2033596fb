//! The texts of the Markdown report in one language.

use wire::report::Verdict;

/// The texts of the Markdown report in one language. The report's own sentences are in its JSON already.
pub(super) struct MarkdownTexts {
    pub(super) title: &'static str,
    pub(super) results: &'static str,
    pub(super) asked: &'static str,
    pub(super) nothing_asked: &'static str,
    pub(super) codes: &'static str,
    pub(super) finding: &'static str,
    pub(super) analysis: &'static str,
    pub(super) analysis_head: &'static str,
    pub(super) next_steps: &'static str,
    pub(super) nothing_to_do: &'static str,
    pub(super) state_now: &'static str,
    pub(super) order: &'static str,
    pub(super) rests_until: fn(&str) -> String,
    pub(super) missing: fn(&str) -> String,
    pub(super) settings: &'static str,
    pub(super) locks: &'static str,
    pub(super) verdict: fn(Verdict) -> &'static str,
}
