use super::renderer::{Stream, Update};
use crate::{Node, Options, render, to_html};
use proptest::prelude::*;

/// What a caller does with the updates of a stream.
#[derive(Default)]
struct Page {
    stream: Stream,
    nodes: Vec<Node>,
    settled: usize,
}

impl Page {
    fn update(&mut self, text: &str, is_complete: bool, options: &Options) -> Update {
        let update = self.stream.update(text, is_complete, options);
        if update.restart {
            self.settled = 0;
        }
        self.nodes.truncate(self.settled);
        self.nodes.extend(update.nodes.iter().cloned());
        self.settled += update.settled;
        update
    }
}

fn html(text: &str) -> String {
    to_html(&render(text, &Options::default()))
}

/// What is shown after each piece of a text came, the last one with the end.
fn shown(pieces: &[&str]) -> Vec<String> {
    let (mut page, mut text) = (Page::default(), String::new());
    let mut shown = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        text.push_str(piece);
        page.update(&text, n + 1 == pieces.len(), &Options::default());
        shown.push(to_html(&page.nodes));
    }
    shown
}

fn shown_at_last(pieces: &[&str]) -> String {
    shown(pieces).pop().unwrap_or_default()
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        3 => "[a-z你好]{1,6}( \\*\\*[a-z]{1,4}\\*\\*)?",
        1 => "#{1,3} [a-z]{1,4}",
        1 => "[-*] [a-z]{1,4}",
        1 => "  - [a-z]{1,4}",
        1 => "1\\. [a-z]{1,4}",
        1 => "> [a-z]{1,4}",
        1 => Just("```".to_owned()),
        1 => Just("$$".to_owned()),
        1 => Just("---".to_owned()),
        3 => Just("| a | b |".to_owned()),
        2 => Just("|---|---|".to_owned()),
        1 => "    [a-z]{1,4}",
        1 => "<[a-z]{1,4}>",
        1 => "[a-z]{1,3} \\[[a-z]{1,3}\\]\\(https://[a-z]\\.b\\) `[a-z]",
        1 => "\\\\\\([a-z]\\\\\\) \\$[a-z]\\$ [0-9]\\$",
    ]
}

proptest! {
    #[test]
    fn a_growing_text_ends_up_as_the_whole_text_is_rendered(
        lines in prop::collection::vec(line(), 0..16),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let text = lines.join("\n");
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
        at.retain(|&at| text.is_char_boundary(at));
        at.extend([0, text.len()]);
        at.sort_unstable();
        let pieces: Vec<&str> = at.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
        prop_assert_eq!(shown_at_last(&pieces), html(&text));
        let mut characters: Vec<&str> = text.split_inclusive(|_| true).collect();
        characters.push("");
        prop_assert_eq!(shown_at_last(&characters), html(&text));
    }
}

#[test]
fn a_code_span_that_ends_in_another_paragraph_ends_nothing() {
    let text = "a [a](https://a.b) `a\n# a\n\\(a\\) $a$ 0$\na [a](https://a.b) `a";
    let mut characters: Vec<&str> = text.split_inclusive(|_| true).collect();
    characters.push("");
    assert_eq!(shown_at_last(&characters), html(text));
}

#[test]
fn half_a_construct_is_never_shown() {
    let text = "Some **bold** and *slanted* `code`, ~~gone~~, [a link](https://example.com/path).\n\n\
        - one\n- two **strong**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## A heading\n\nThe end.";
    for shown in shown(&text.split_inclusive(|_| true).collect::<Vec<&str>>()) {
        for mark in ["*", "~", "[", "]", "(", "`", "|", "#", "- "] {
            assert!(!shown.contains(mark), "{mark} in {shown}");
        }
    }
}

#[test]
fn a_block_settles_when_the_next_one_has_begun_for_certain() {
    let mut page = Page::default();
    let mut settled = |text| page.update(text, false, &Options::default()).settled;
    assert_eq!(settled("a\n\nb"), 0);
    assert_eq!(settled("a\n\nb\n"), 1);
    assert_eq!(settled("a\n\nb\n\n```\nc\n"), 1);
    assert_eq!(settled("a\n\nb\n\n```\nc\n```\n\nd"), 0);
    assert_eq!(settled("a\n\nb\n\n```\nc\n```\n\nd\n"), 1);
}

#[test]
fn a_settled_block_is_not_given_again() {
    let mut page = Page::default();
    page.update("a\n\nb\n", false, &Options::default());
    let update = page.update("a\n\nb\nc", false, &Options::default());
    assert!(!update.restart);
    assert_eq!(to_html(&update.nodes), "<p>b\nc</p>");
}

#[test]
fn the_end_of_a_text_with_references_restarts_it() {
    let text = "see [a]\n\nb\n\n[a]: https://a.example";
    let mut page = Page::default();
    assert!(!page.update(text, false, &Options::default()).restart);
    assert!(page.update(text, true, &Options::default()).restart);
    assert_eq!(to_html(&page.nodes), html(text));
}

#[test]
fn a_text_that_was_replaced_by_a_shorter_one_restarts() {
    let mut page = Page::default();
    page.update("a long paragraph\n\nb\n", false, &Options::default());
    assert!(page.update("new", false, &Options::default()).restart);
    assert_eq!(to_html(&page.nodes), "<p>new</p>");
}

#[test]
fn a_footnote_by_number_may_still_be_defined_while_the_text_grows() {
    let mut page = Page::default();
    page.update("a[^1] b[^a-z] c", false, &Options::default());
    let shown = to_html(&page.nodes);
    assert!(shown.contains("<sup>") && shown.contains("[^a-z]"), "{shown}");
}

#[test]
fn an_update_says_whether_it_needs_formulas() {
    let needs_math = |text: &str, options: &Options| Stream::new().update(text, true, options).needs_math;
    let without = Options::default();
    assert!(!needs_math("a", &without));
    assert!(!needs_math("```rs\na\n```", &without));
    assert!(needs_math("$a$", &without));
    assert!(needs_math("$$\na\n$$", &without));
    assert!(!needs_math("$a$", &Options { math: Some(crate::tex::to_mathml), ..without }));
}

#[test]
fn formulas_that_are_not_settled_are_rendered_once_they_can_be() {
    let mut page = Page::default();
    page.update("$a$ b", false, &Options::default());
    assert!(!to_html(&page.nodes).contains("<math"));
    let options = Options { math: Some(crate::tex::to_mathml), ..Options::default() };
    page.update("$a$ b", false, &options);
    assert!(to_html(&page.nodes).contains("<math"));
}

/// What is shown of a long text that is there at once, and how many updates that took.
fn shown_in_pieces(text: &str) -> (String, usize) {
    let mut page = Page::default();
    let mut updates = 1;
    while page.update(text, true, &Options::default()).is_behind {
        updates += 1;
    }
    (to_html(&page.nodes), updates)
}

#[test]
fn a_long_text_comes_out_in_pieces_as_it_does_at_once() {
    let text = "# A heading\n\nSome **words**, and a list:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```rust\nlet x;\n```\n\n";
    let text = text.repeat(1000);
    let (shown, updates) = shown_in_pieces(&text);
    assert_eq!(shown, html(&text));
    assert!(updates >= text.len() / 8192, "{updates}");
}

#[test]
fn a_block_without_end_goes_on_as_others_and_code_does_not() {
    let (list, updates) = shown_in_pieces(&"- item\n  more\n".repeat(20_000));
    assert_eq!(list.matches("<li>item\nmore</li>").count(), 20_000);
    assert!((8..20).contains(&list.matches("<ul>").count()), "{}", list.matches("<ul>").count());
    assert!(updates > 30);
    let (table, _) = shown_in_pieces(&format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(10_000)));
    assert_eq!(table.matches("<td class=\"left\">1</td>").count(), 10_000);
    assert_eq!(table.matches("<table>").count(), table.matches("<th class=\"left\">a</th>").count());
    assert!(table.matches("<table>").count() > 1 && !table.contains("<p>"));
    let (code, _) = shown_in_pieces(&format!("```rust\n{}```\n\nAfter it.", "let x;\n".repeat(50_000)));
    assert_eq!(code.matches("<figure").count(), 1);
    assert!(code.ends_with("<p>After it.</p>") && code.matches("let x;\n").count() == 50_000);
    let (words, _) = shown_in_pieces(&"word ".repeat(40_000));
    assert_eq!(words.matches("word").count(), 40_000);
}

/// The time of an update grows with its piece, not with the text: here the nodes that it makes stand for the time.
#[test]
fn no_update_of_any_text_is_large() {
    for piece in [
        "- \n",
        "1. a\n",
        "> - a\n",
        "# a\n",
        "a\n\n",
        "*a* ",
        "`a` ",
        "[a](b) ",
        "|a|\n",
        "---\n",
        "$a$ ",
        "\n- a\n  - b\n",
        "[",
        "](",
        "[a](",
        "\\(",
        "\\begin{",
        "$$a",
    ] {
        let text = format!(
            "{}{}",
            if piece == "|a|\n" { "|a|\n|-|\n" } else { "" },
            piece.repeat(300_000 / piece.len())
        );
        let mut stream = Stream::new();
        for _ in 0..1000 {
            let update = stream.update(&text, true, &Options::default());
            let count: usize = update.nodes.iter().map(Node::count).sum();
            assert!(count <= 60_000, "{piece:?}: {count}");
            if !update.is_behind {
                break;
            }
        }
        assert!(!stream.update(&text, true, &Options::default()).is_behind, "{piece:?} ends");
    }
}

proptest! {
    #[test]
    fn a_text_that_grows_by_large_pieces_loses_no_word(lines in prop::collection::vec(line(), 1..40), times in 1..400usize) {
        let text = lines.join("\n").repeat(times);
        let (shown, _) = shown_in_pieces(&text);
        let letters = |text: &str| text.chars().filter(|c| *c == '你').count();
        prop_assert!(letters(&shown) >= letters(&text));
    }
}
