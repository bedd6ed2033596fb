//! How to set a provider up, in Markdown.

use std::fmt::Write as _;
use wire::{
    ProviderId,
    report::{CheckId, Report, Verdict},
};

/// The ways to set a provider up, for an owner who has none: what is missing in the settings, then each provider, the
/// quickest first. A command that several fixes share is shown once.
pub fn guide(report: &Report) -> String {
    let quickest = [ProviderId::Gemini, ProviderId::WorkersAi, ProviderId::AiGateway];
    let others = ProviderId::ALL.into_iter().filter(|id| !quickest.contains(id));
    let providers = quickest.into_iter().chain(others).map(CheckId::Provider);
    let mut out = String::new();
    let mut commands = Vec::new();
    let find = |id: CheckId| report.checks.iter().find(move |check| check.id == id);
    for check in [CheckId::Config].into_iter().chain(providers).filter_map(find) {
        let _ = write!(out, "## {}\n\n", check.title);
        // The reader knows already that no provider is set up.
        if check.id == CheckId::Config || check.verdict != Verdict::Skipped {
            let _ = write!(out, "{}\n\n", check.explanation);
        }
        let Some(fix) = &check.fix else { continue };
        let _ = write!(out, "{}\n\n", fix.text);
        if let Some(url) = &fix.url {
            let _ = write!(out, "<{url}>\n\n");
        }
        if let Some(command) = fix.command.as_ref().filter(|command| !commands.contains(command)) {
            let _ = write!(out, "```sh\n{command}\n```\n\n");
            commands.push(command);
        }
    }
    out
}
