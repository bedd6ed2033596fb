//! The report as Markdown, for an issue or a letter: results check by check, what they mean together,
//! what to do next, and the state now.

use super::Language;
use std::fmt::Write as _;
use wire::{
    ProviderId,
    report::{Check, CheckId, Evidence, Fix, LockState, Report, Verdict},
};

struct Words {
    title: &'static str,
    results: &'static str,
    asked: &'static str,
    nothing_asked: &'static str,
    codes: &'static str,
    finding: &'static str,
    analysis: &'static str,
    analysis_head: &'static str,
    next: &'static str,
    nothing: &'static str,
    state: &'static str,
    order: &'static str,
    rests: fn(&str) -> String,
    misses: fn(&str) -> String,
    seen: &'static str,
    locks: &'static str,
    verdict: fn(Verdict) -> &'static str,
}

const EN: Words = Words {
    title: "Deployment report",
    results: "Results",
    asked: "Asked",
    nothing_asked: "nothing",
    codes: "codes",
    finding: "Finding",
    analysis: "Analysis",
    analysis_head: "| check | state | cause |",
    next: "What to do next",
    nothing: "Nothing.",
    state: "State now",
    order: "Asked in this order",
    rests: |until| format!("rests until {until}"),
    misses: |names| format!("not ready: {names} is missing"),
    seen: "Settings seen (names only)",
    locks: "What is open",
    verdict: |verdict| match verdict {
        Verdict::Ok => "✓ ok",
        Verdict::Warning => "! warning",
        Verdict::Failed => "✗ failed",
        Verdict::Skipped => "– not checked",
    },
};

const ZH: Words = Words {
    title: "部署报告",
    results: "检查结果",
    asked: "请求",
    nothing_asked: "无",
    codes: "代码",
    finding: "结论",
    analysis: "分析",
    analysis_head: "| 检查 | 状态 | 原因 |",
    next: "下一步",
    nothing: "无需操作。",
    state: "当前状态",
    order: "询问顺序",
    rests: |until| format!("休息到 {until}"),
    misses: |names| format!("未就绪：缺少 {names}"),
    seen: "已有的设置（只列名称）",
    locks: "哪些地方是开放的",
    verdict: |verdict| match verdict {
        Verdict::Ok => "✓ 正常",
        Verdict::Warning => "! 注意",
        Verdict::Failed => "✗ 失败",
        Verdict::Skipped => "– 未检查",
    },
};

/// Writes the report as Markdown. Its own sentences are those that the report was made with.
pub fn markdown(report: &Report, language: Language) -> String {
    let words = match language {
        Language::English => &EN,
        Language::Chinese => &ZH,
    };
    let mut out = format!("# {}\n\n{}\n\n## {}\n", words.title, origin(report), words.results);
    // Writing to a String cannot fail.
    for (at, check) in report.checks.iter().enumerate() {
        let _ = write!(out, "\n{}", result(at + 1, check, words));
    }
    let _ = write!(out, "\n## {}\n\n{}\n|---|---|---|\n", words.analysis, words.analysis_head);
    for check in &report.checks {
        let _ = writeln!(out, "| {} | {} | `{}` |", check.title, (words.verdict)(check.verdict), check.cause);
    }
    let _ = write!(out, "\n## {}\n\n{}", words.next, next(report, words));
    let _ = write!(out, "\n## {}\n\n{}", words.locks, locks(report));
    let _ = write!(out, "\n## {}\n\n{}", words.state, state(report, words));
    out
}

/// The ways to set a provider up, for an owner who has none: what the settings lack, then each provider,
/// the quickest first. A command that is for all stands there once.
pub fn guide(report: &Report) -> String {
    let quickest = [ProviderId::Gemini, ProviderId::WorkersAi, ProviderId::AiGateway];
    let others = ProviderId::ALL.into_iter().filter(|id| !quickest.contains(id));
    let providers = quickest.into_iter().chain(others).map(CheckId::Provider);
    let mut out = String::new();
    let mut commands = Vec::new();
    let find = |id: CheckId| report.checks.iter().find(move |check| check.id == id);
    for check in [CheckId::Config].into_iter().chain(providers).filter_map(find) {
        let _ = write!(out, "## {}\n\n", check.title);
        // That a provider is not set up is why this is read at all.
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

/// When, where and what was looked at.
fn origin(report: &Report) -> String {
    let known = [report.branch.as_deref(), report.commit.as_deref(), report.colo.as_deref()];
    let built = report.built_at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    let version = format!("everchat {}{built}", report.version);
    let all = [&report.generated_at, &report.environment, &version].map(String::as_str);
    all.into_iter().chain(known.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
}

fn result(number: usize, check: &Check, words: &Words) -> String {
    let verdict = (words.verdict)(check.verdict);
    let asked = asked(&check.evidence, words);
    format!(
        "### {number}. {}: {verdict}\n\n- {}: {asked}\n- {}: {}\n",
        check.title, words.asked, words.finding, check.explanation
    )
}

fn asked(evidence: &Evidence, words: &Words) -> String {
    let (Some(method), Some(url)) = (&evidence.method, &evidence.url) else {
        return words.nothing_asked.to_owned();
    };
    let mut out = format!("`{method} {url}`");
    if let Some(status) = evidence.status {
        let _ = write!(out, " → {status}");
    }
    if !evidence.codes.is_empty() {
        let _ = write!(out, ", {} {}", words.codes, evidence.codes());
    }
    if let Some(ms) = evidence.ms {
        let _ = write!(out, ", {ms} ms");
    }
    out
}

/// The fixes of what is not well; one that mends two things stands there once. What is merely not set up
/// is no work to do.
fn next(report: &Report, words: &Words) -> String {
    let mut fixes: Vec<(String, &Fix)> = Vec::new();
    for check in &report.checks {
        let is_work = matches!(check.verdict, Verdict::Warning | Verdict::Failed);
        let Some(fix) = check.fix.as_ref().filter(|_| is_work) else { continue };
        match fixes.iter_mut().find(|(_, known)| *known == fix) {
            Some((titles, _)) => *titles = format!("{titles}, {}", check.title),
            None => fixes.push((check.title.clone(), fix)),
        }
    }
    if fixes.is_empty() {
        return format!("{}\n", words.nothing);
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

/// What is open, and how to shut it.
fn locks(report: &Report) -> String {
    let mut out = String::new();
    for lock in &report.locks {
        let mark = if lock.state == LockState::Shut { '✓' } else { '!' };
        let fix = lock.fix.as_ref().map(|fix| format!(" {}", fix.text)).unwrap_or_default();
        let _ = writeln!(out, "- {mark} {}: {}{fix}", lock.title, lock.text);
    }
    out
}

fn state(report: &Report, words: &Words) -> String {
    let mut out = format!("- {}\n", report.summary);
    let links: Vec<String> = report
        .chain
        .iter()
        .map(|link| {
            let mut text = link.provider.to_string();
            if let Some(until) = &link.rests_until {
                let _ = write!(text, " ({})", (words.rests)(until));
            }
            if !link.missing.is_empty() {
                let _ = write!(text, " ({})", (words.misses)(&link.missing.join(", ")));
            }
            text
        })
        .collect();
    if !links.is_empty() {
        let _ = writeln!(out, "- {}: {}", words.order, links.join(" → "));
    }
    if !report.settings.is_empty() {
        let _ = writeln!(out, "- {}: {}", words.seen, report.settings.join(", "));
    }
    out
}
