//! What was deployed and what was found, for the terminal and, as Markdown, for a pull request.

use super::{
    deployed::Deployed,
    smoke::{Check, Results},
};
use std::fmt::Write as _;

/// Prints it.
pub(super) fn print(deployed: &Deployed, results: &Results) {
    println!("\nDeployed to {} ({})", deployed.url, deployed.environment);
    if let Some(alias) = &deployed.alias {
        println!("This branch is always at {alias}");
    }
    for (name, check) in rows(results) {
        let (mark, text) = mark_and_text(check);
        println!("{mark} {name:<7} {text}");
    }
    if !results.have_passed() {
        println!(
            "    → {} names the cause; README.md, “Roll back”, says how to go back to the deployment before",
            deployed.url.clone() + "/report"
        );
    }
}

/// The same as a comment, which anybody may read.
pub(super) fn markdown(deployed: &Deployed, results: &Results) -> String {
    let mut out = String::new();
    let address = deployed.alias.as_ref().unwrap_or(&deployed.url);
    let what = if deployed.is_preview() { "Preview" } else { "Site" };
    let mark = if results.have_passed() { "✓" } else { "✗" };
    let _ = writeln!(out, "**{mark} {what}**: <{address}> (this deployment: <{}>)\n", deployed.url);
    out += "| | | |\n|---|---|---|\n";
    for (name, check) in rows(results) {
        let (mark, text) = mark_and_text(check);
        let _ = writeln!(out, "| {mark} | {name} | {} |", text.replace('|', "\\|"));
    }
    if let Some(commit) = &deployed.commit {
        let _ = writeln!(out, "\nOf {commit}. Owners see more at <{}/report>.", deployed.url);
    }
    out
}

fn rows(results: &Results) -> [(&'static str, &Check); 4] {
    [
        ("page", &results.page),
        ("state", &results.status),
        ("answer", &results.answer),
        ("report", &results.report),
    ]
}

fn mark_and_text(check: &Check) -> (&'static str, &str) {
    match check {
        Check::Passed(text) => ("✓", text),
        Check::Failed(text) => ("✗", text),
        Check::Skipped(text) => ("–", text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Environment;

    #[test]
    fn the_comment_links_to_the_branch_and_has_each_result() {
        let deployed = Deployed {
            url: "https://1.everchat.pages.dev".to_owned(),
            alias: Some("https://fix.everchat.pages.dev".to_owned()),
            environment: Environment::Preview,
            commit: Some("abc".to_owned()),
        };
        let passed = || Check::Passed("well".to_owned());
        let results = Results {
            page: passed(),
            status: passed(),
            answer: Check::Failed("no | words".to_owned()),
            report: Check::Skipped("no code".to_owned()),
        };
        assert_eq!(
            markdown(&deployed, &results),
            "**✗ Preview**: <https://fix.everchat.pages.dev> (this deployment: \
             <https://1.everchat.pages.dev>)\n\n| | | |\n|---|---|---|\n| ✓ | page | well |\n| ✓ | state | well |\n\
             | ✗ | answer | no \\| words |\n| – | report | no code |\n\nOf abc. Owners see more at \
             <https://1.everchat.pages.dev/report>.\n"
        );
        assert!(markdown(&deployed, &Results { answer: passed(), ..results }).contains("✓ Preview"));
    }
}
