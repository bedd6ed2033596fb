//! What was deployed and how it is, for the terminal and, as Markdown, for a pull request.

use super::{
    smoke::{Check, Seen},
    upload::Deployed,
};
use std::fmt::Write as _;

pub(super) fn print(deployed: &Deployed, seen: &Seen) {
    println!("\nDeployed to {} ({})", deployed.url, deployed.environment);
    if let Some(alias) = &deployed.alias {
        println!("This branch is always at {alias}");
    }
    for (name, check) in rows(seen) {
        let (mark, said) = marked(check);
        println!("{mark} {name:<7} {said}");
    }
    if !seen.is_well() {
        println!(
            "    → {} names the cause; README.md, “Roll back”, says how to go back to the deployment before",
            deployed.url.clone() + "/report"
        );
    }
}

/// The same as a comment. What it says anybody may read.
pub(super) fn markdown(deployed: &Deployed, seen: &Seen) -> String {
    let mut out = String::new();
    let address = deployed.alias.as_ref().unwrap_or(&deployed.url);
    let what = if deployed.is_preview() { "Preview" } else { "Site" };
    let mark = if seen.is_well() { "✓" } else { "✗" };
    let _ = writeln!(out, "**{mark} {what}**: <{address}> (this deployment: <{}>)\n", deployed.url);
    out += "| | | |\n|---|---|---|\n";
    for (name, check) in rows(seen) {
        let (mark, said) = marked(check);
        let _ = writeln!(out, "| {mark} | {name} | {} |", said.replace('|', "\\|"));
    }
    if let Some(commit) = &deployed.commit {
        let _ = writeln!(out, "\nOf {commit}. Owners see more at <{}/report>.", deployed.url);
    }
    out
}

fn rows(seen: &Seen) -> [(&'static str, &Check); 4] {
    [("page", &seen.page), ("state", &seen.status), ("answer", &seen.answer), ("report", &seen.report)]
}

fn marked(check: &Check) -> (&'static str, &str) {
    match check {
        Check::Passed(said) => ("✓", said),
        Check::Failed(said) => ("✗", said),
        Check::LeftOut(said) => ("–", said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Environment;

    #[test]
    fn the_comment_leads_to_the_branch_and_says_how_each_thing_came_out() {
        let deployed = Deployed {
            url: "https://1.everchat.pages.dev".to_owned(),
            alias: Some("https://fix.everchat.pages.dev".to_owned()),
            environment: Environment::Preview,
            commit: Some("abc".to_owned()),
        };
        let passed = || Check::Passed("well".to_owned());
        let seen = Seen {
            page: passed(),
            status: passed(),
            answer: Check::Failed("no | words".to_owned()),
            report: Check::LeftOut("no code".to_owned()),
        };
        assert_eq!(
            markdown(&deployed, &seen),
            "**✗ Preview**: <https://fix.everchat.pages.dev> (this deployment: \
             <https://1.everchat.pages.dev>)\n\n| | | |\n|---|---|---|\n| ✓ | page | well |\n| ✓ | state | well |\n\
             | ✗ | answer | no \\| words |\n| – | report | no code |\n\nOf abc. Owners see more at \
             <https://1.everchat.pages.dev/report>.\n"
        );
        assert!(markdown(&deployed, &Seen { answer: passed(), ..seen }).contains("✓ Preview"));
    }
}
