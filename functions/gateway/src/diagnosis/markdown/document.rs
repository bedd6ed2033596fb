//! The report in Markdown, for an issue or an e-mail: the result of each check, what the results mean together, what to do
//! next, and the state now.

use super::{en, table::MarkdownTexts, zh};
use std::fmt::Write as _;
use wire::{
    Language,
    report::{Check, Evidence, Fix, LockState, Report, Verdict},
};

impl MarkdownTexts {
    /// The texts of a language.
    const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::ENGLISH,
            Language::Chinese => &zh::CHINESE,
        }
    }
}

/// Writes a report as Markdown. `language` is the language that the report was made in.
pub fn markdown(report: &Report, language: Language) -> String {
    let texts = MarkdownTexts::of(language);
    let mut out = format!("# {}\n\n{}\n\n## {}\n", texts.title, origin(report), texts.results);
    // Writing to a String cannot fail.
    for (at, check) in report.checks.iter().enumerate() {
        let _ = write!(out, "\n{}", result(at + 1, check, texts));
    }
    let _ = write!(out, "\n## {}\n\n{}\n|---|---|---|\n", texts.analysis, texts.analysis_head);
    for check in &report.checks {
        let _ = writeln!(out, "| {} | {} | `{}` |", check.title, (texts.verdict)(check.verdict), check.cause);
    }
    let _ = write!(out, "\n## {}\n\n{}", texts.next_steps, next_steps(report, texts));
    let _ = write!(out, "\n## {}\n\n{}", texts.locks, locks(report));
    let _ = write!(out, "\n## {}\n\n{}", texts.state_now, state_now(report, texts));
    out
}

/// When, where and of which version the report is.
fn origin(report: &Report) -> String {
    let known = [report.branch.as_deref(), report.commit.as_deref(), report.colo.as_deref()];
    let built = report.built_at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    let version = format!("everchat {}{built}", report.version);
    let all = [&report.generated_at, report.environment.as_str(), &version];
    all.into_iter().chain(known.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
}

fn result(number: usize, check: &Check, texts: &MarkdownTexts) -> String {
    let verdict = (texts.verdict)(check.verdict);
    let asked = asked(&check.evidence, texts);
    format!(
        "### {number}. {}: {verdict}\n\n- {}: {asked}\n- {}: {}\n",
        check.title, texts.asked, texts.finding, check.explanation
    )
}

fn asked(evidence: &Evidence, texts: &MarkdownTexts) -> String {
    let (Some(method), Some(url)) = (&evidence.method, &evidence.url) else {
        return texts.nothing_asked.to_owned();
    };
    let mut out = format!("`{method} {url}`");
    if let Some(status) = evidence.status {
        let _ = write!(out, " → {status}");
    }
    if !evidence.codes.is_empty() {
        let _ = write!(out, ", {} {}", texts.codes, evidence.codes());
    }
    if let Some(ms) = evidence.ms {
        let _ = write!(out, ", {ms} ms");
    }
    out
}

/// The fixes of what is not well. A fix that several checks share is shown once. A provider that is not set up needs no
/// fix.
fn next_steps(report: &Report, texts: &MarkdownTexts) -> String {
    let mut fixes: Vec<(String, &Fix)> = Vec::new();
    for check in &report.checks {
        let needs_fix = matches!(check.verdict, Verdict::Warning | Verdict::Failed);
        let Some(fix) = check.fix.as_ref().filter(|_| needs_fix) else { continue };
        match fixes.iter_mut().find(|(_, known)| *known == fix) {
            Some((titles, _)) => *titles = format!("{titles}, {}", check.title),
            None => fixes.push((check.title.clone(), fix)),
        }
    }
    if fixes.is_empty() {
        return format!("{}\n", texts.nothing_to_do);
    }
    fixes.iter().enumerate().map(|(at, (titles, fix))| step(at + 1, titles, fix)).collect()
}

fn step(number: usize, titles: &str, fix: &Fix) -> String {
    let mut out = format!("{number}. **{titles}**: {}\n", fix.text);
    for way in
        fix.url.iter().map(|url| format!("<{url}>")).chain(fix.command.iter().map(|c| format!("`{c}`")))
    {
        let _ = writeln!(out, "   - {way}");
    }
    out
}

/// What is open, and how to close it.
fn locks(report: &Report) -> String {
    let mut out = String::new();
    for lock in &report.locks {
        let mark = if lock.state == LockState::Shut { '✓' } else { '!' };
        let fix = lock.fix.as_ref().map(|fix| format!(" {}", fix.text)).unwrap_or_default();
        let _ = writeln!(out, "- {mark} {}: {}{fix}", lock.title, lock.text);
    }
    out
}

fn state_now(report: &Report, texts: &MarkdownTexts) -> String {
    let mut out = format!("- {}\n", report.summary);
    let links: Vec<String> = report
        .chain
        .iter()
        .map(|link| {
            let mut text = link.provider.to_string();
            if let Some(until) = &link.rests_until {
                let _ = write!(text, " ({})", (texts.rests_until)(until));
            }
            if !link.missing.is_empty() {
                let _ = write!(text, " ({})", (texts.missing)(&link.missing.join(", ")));
            }
            text
        })
        .collect();
    if !links.is_empty() {
        let _ = writeln!(out, "- {}: {}", texts.order, links.join(" → "));
    }
    if !report.settings.is_empty() {
        let _ = writeln!(out, "- {}: {}", texts.settings, report.settings.join(", "));
    }
    out
}
