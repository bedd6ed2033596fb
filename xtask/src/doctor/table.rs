//! The report for a terminal.

use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;
use wire::report::{Check, Evidence, LockState, Report, Verdict};

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

/// A line for each check. Below one that did not pass: why, what was asked, and what to do.
pub(super) fn render(report: &Report, colours: bool) -> String {
    let paint = Paint(colours);
    let width = report.checks.iter().map(|check| check.title.width()).max().unwrap_or_default();
    let mut out = String::new();
    for check in &report.checks {
        out.push_str(&line(check, width, &paint));
    }
    out.push('\n');
    // Writing to a String cannot fail.
    for lock in report.locks.iter().filter(|lock| lock.state != LockState::Shut) {
        let _ = writeln!(out, "{} {}: {}", paint.with(YELLOW, "!"), lock.title, lock.text);
        let fix = lock.fix.as_ref().map_or("", |fix| fix.text.as_str());
        let _ = writeln!(out, "    → {fix}");
    }
    let _ = writeln!(out, "\n{}", paint.with(BOLD, &report.summary));
    out
}

fn line(check: &Check, width: usize, paint: &Paint) -> String {
    let (mark, colour) = match check.verdict {
        Verdict::Ok => ("✓", GREEN),
        Verdict::Warning => ("!", YELLOW),
        Verdict::Failed => ("✗", RED),
        Verdict::Skipped => ("–", DIM),
    };
    let gap = " ".repeat(width - check.title.width());
    let mut out =
        format!("{} {}{gap}  {}\n", paint.with(colour, mark), check.title, paint.with(colour, &check.cause));
    if !matches!(check.verdict, Verdict::Warning | Verdict::Failed) {
        return out;
    }
    let mut add = |text: &str| {
        let _ = writeln!(out, "    {text}");
    };
    add(&check.explanation);
    if let Some(asked) = asked(&check.evidence) {
        add(&paint.with(DIM, &asked));
    }
    if let Some(fix) = &check.fix {
        add(&format!("→ {}", fix.text));
        fix.url.iter().for_each(|url| add(&format!("  {}", paint.with(DIM, url))));
        fix.command.iter().for_each(|command| add(&format!("  $ {}", paint.with(BOLD, command))));
    }
    out
}

fn asked(evidence: &Evidence) -> Option<String> {
    let mut out = format!("{} {}", evidence.method.as_ref()?, evidence.url.as_ref()?);
    if let Some(status) = evidence.status {
        let _ = write!(out, " → {status} {}", evidence.codes());
    }
    let ms = evidence.ms.unwrap_or_default();
    Some(format!("{}, {ms} ms", out.trim_end()))
}

struct Paint(bool);

impl Paint {
    fn with(&self, style: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
