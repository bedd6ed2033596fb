//! Every example of CommonMark's specification (<https://spec.commonmark.org/0.31.2/>) and of GFM's
//! (<https://github.github.com/gfm/>) through the renderer. An example comes out as specified, or differently for one of
//! the reasons in `deviation`; the README has the numbers.

mod compare;
mod deviation;
mod examples;

use compare::{expected_structure, rendered_structure};
use deviation::deviation;
use examples::Example;
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt,
};

/// How the examples of a specification come out.
#[derive(Default)]
struct Outcome {
    total: usize,
    as_specified: usize,
    /// How many come out differently for each reason.
    deviations: BTreeMap<&'static str, usize>,
    /// Descriptions of those that come out differently without a reason.
    wrong: Vec<String>,
}

impl Outcome {
    fn of(examples: &[Example]) -> Self {
        let mut outcome = Self { total: examples.len(), ..Self::default() };
        for (n, Example { markdown, html, section }) in examples.iter().enumerate() {
            let (rendered, expected) = (rendered_structure(markdown), expected_structure(html));
            if rendered == expected {
                outcome.as_specified += 1;
            } else if let Some(reason) = deviation(&expected, &rendered) {
                *outcome.deviations.entry(reason).or_default() += 1;
            } else {
                outcome.wrong.push(format!(
                    "{} ({section}): {markdown:?}\n   expected {expected}\n   rendered {rendered}",
                    n + 1
                ));
            }
        }
        outcome
    }

    fn deviation_count(&self) -> usize {
        self.deviations.values().sum()
    }

    fn count_for(&self, reason: &str) -> usize {
        self.deviations.get(reason).copied().unwrap_or_default()
    }

    /// Fails if an example comes out differently without a reason.
    fn check(&self, name: &str) {
        println!("{name}: {self}");
        assert!(self.wrong.is_empty(), "{name}: {} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} as specified", self.as_specified, self.total)?;
        write!(f, ", {} differently, each with its reason: {:?}", self.deviation_count(), self.deviations)
    }
}

#[test]
fn the_examples_of_commonmark_are_rendered_as_specified() -> Result<(), Box<dyn Error>> {
    let examples = examples::commonmark()?;
    assert!(examples.len() > 600, "{} examples", examples.len());
    Outcome::of(&examples).check("CommonMark");
    Ok(())
}

#[test]
fn the_examples_of_gfm_are_rendered_as_specified() -> Result<(), Box<dyn Error>> {
    let examples = examples::gfm()?;
    assert!(examples.len() > 600, "{} examples", examples.len());
    Outcome::of(&examples).check("GFM");
    let outcome = Outcome::of(&examples::gfm_extensions()?);
    assert!(outcome.total > 20, "{} examples", outcome.total);
    outcome.check("GFM's extensions");
    Ok(())
}

#[test]
fn the_readme_has_the_numbers_of_examples_and_reasons() -> Result<(), Box<dyn Error>> {
    let commonmark = Outcome::of(&examples::commonmark()?);
    let gfm = Outcome::of(&examples::gfm()?);
    let extensions = Outcome::of(&examples::gfm_extensions()?);
    let outcomes = [commonmark, gfm, extensions];
    let row = |name: &str, count: &dyn Fn(&Outcome) -> usize| {
        let counts = outcomes.iter().map(|outcome| format!(" {} |", count(outcome)));
        format!("| {name} |{}", counts.collect::<String>())
    };
    let mut rows = vec![
        row("Examples", &|outcome| outcome.total),
        row("As specified", &|outcome| outcome.as_specified),
        row("Differently, each for one of these reasons", &Outcome::deviation_count),
    ];
    let reasons: BTreeSet<&str> =
        outcomes.iter().flat_map(|outcome| outcome.deviations.keys()).copied().collect();
    rows.extend(reasons.into_iter().map(|reason| row(reason, &|outcome| outcome.count_for(reason))));
    let readme = include_str!("../../README.md");
    let missing: Vec<&String> = rows.iter().filter(|row| !readme.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "the README should say:\n{rows:#?}");
    Ok(())
}

/// What GFM's extensions add, rule by rule, in examples of our own (<https://github.github.com/gfm/>, sections 4.10,
/// 5.3, 6.5 and 6.9).
#[test]
fn what_gfm_adds_is_rendered_as_its_rules_say() {
    let table = |head: &str, rows: &str| format!("<table><thead><tr>{head}</tr></thead>{rows}</table>");
    for (markdown, expected) in [
        (
            "|a|b|\n|-|-|\n|1|2|",
            table("<th>a</th><th>b</th>", "<tbody><tr><td>1</td><td>2</td></tr></tbody>"),
        ),
        (
            "a | b\n:-: | --:\n1 | 2",
            table("<th>a</th><th>b</th>", "<tbody><tr><td>1</td><td>2</td></tr></tbody>"),
        ),
        (
            "|a\\|b|\n|-|\n|`1\\|2`|",
            table("<th>a|b</th>", "<tbody><tr><td><code>1|2</code></td></tr></tbody>"),
        ),
        ("|a|\n|-|\n> q", table("<th>a</th>", "") + "<blockquote><p>q</p></blockquote>"),
        ("|a|\n|-|\nb\n\nc", table("<th>a</th>", "<tbody><tr><td>b</td></tr></tbody>") + "<p>c</p>"),
        ("|a|b|\n|-|\nc", "<p>|a|b| |-| c</p>".to_owned()),
        (
            "|a|b|\n|-|-|\n|1|\n|1|2|",
            table(
                "<th>a</th><th>b</th>",
                "<tbody><tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr></tbody>",
            ),
        ),
        ("|a|\n|-|", table("<th>a</th>", "")),
        (
            "- [ ] a\n  - [x] b\n- [X] c",
            "<ul><li><input>a<ul><li><input>b</li></ul></li><li><input>c</li></ul>".to_owned(),
        ),
        ("- [] a\n- [ ]b", "<ul><li>[] a</li><li>[ ]b</li></ul>".to_owned()),
        ("~~a~~ ~b~ ~~~c~~~", "<p><del>a</del>~b~ ~~~c~~~</p>".to_owned()),
        ("~~a\n\nb~~", "<p>~~a</p><p>b~~</p>".to_owned()),
        ("see www.example.com/a_b).", "<p>see<a>www.example.com/a_b</a>).</p>".to_owned()),
        ("https://example.com?q=(a)&amp;", "<p><a>https://example.com?q=(a)&</a></p>".to_owned()),
        ("me@example.com. and a@b", "<p><a>me@example.com</a>. and a@b</p>".to_owned()),
    ] {
        let expected = expected_structure(&expected);
        assert_eq!(rendered_structure(markdown), expected, "{markdown:?}");
    }
}
