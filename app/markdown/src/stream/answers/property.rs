//! The property, and its tests.

use super::{
    blocks::answer,
    expected::{Expected, Shown},
    fragments::mixed_answer,
    source::{Alignment, may_wait},
};
use crate::{Node, Options, render, stream::renderer::Stream, tex, to_html};

/// Checks an answer at each of its characters:
///
/// 1. Each character that is shown stands in the source, in the same order.
/// 2. All leaves that are shown (paragraphs, headings, items, cells, code) are those of the whole answer, with the same
///    texts and in the same blocks. Of the last one a beginning may be shown, in which only marks of constructs may be
///    missing that are open to its end (see [`Expected::check`]).
/// 3. What is not shown yet is short, or one formula, one address, or the head of a table (see [`may_wait`]).
/// 4. A settled leaf is the same as in the end, also where the end shows the answer anew.
///
/// There are three exceptions, which no reader of the beginning could tell: two are in [`Expected`], the third in
/// [`is_in_head_without_edge`].
fn check(answer: &str, options: &Options) -> Result<(), String> {
    let whole = render(answer, options);
    let expected = Expected::of(answer, options);
    let mut stream = Stream::new();
    let (mut settled, mut alignment): (Vec<Node>, _) = (Vec::new(), Alignment::default());
    for end in (1..=answer.len()).filter(|end| answer.is_char_boundary(*end)) {
        let text = &answer[..end];
        let fault = |what: &str| format!("{what}\n--- text\n{text}\n---");
        let update = stream.update(text, false, options);
        if update.restart {
            return Err(fault("restarts"));
        }
        let shown = Shown::of(settled.iter().chain(&update.nodes));
        alignment.update(&shown.words(), text).map_err(|c| fault(&format!("{c:?} is not in the source")))?;
        let held = &text[alignment.end(text)..];
        if options.math.is_none() && !may_wait(held) {
            return Err(fault(&format!("{held:?} is held back")));
        }
        if !is_in_head_without_edge(answer, end) {
            expected.check(&shown, false).map_err(|what| fault(&what))?;
        }
        if update.settled > 0 {
            settled.extend(update.nodes.into_iter().take(update.settled));
            expected.check(&Shown::of(&settled), true).map_err(|what| fault(&format!("settled: {what}")))?;
        }
    }
    let update = stream.update(answer, true, options);
    if update.restart {
        settled.clear();
    }
    settled.extend(update.nodes);
    if to_html(&settled) == to_html(&whole) { Ok(()) } else { Err(format!("the end of {answer}")) }
}

/// Whether the first `end` bytes of an answer end in the head of a table that begins without a pipe: nobody can tell it
/// from a paragraph before the second line, and each paragraph would have to wait for one.
fn is_in_head_without_edge(answer: &str, end: usize) -> bool {
    let line_start = answer[..end].rfind('\n').map_or(0, |at| at + 1);
    let is_delimiter_row =
        |line: &str| line.starts_with('-') && line.contains('|') && line.chars().all(|c| "-:| ".contains(c));
    let mut lines = answer[line_start..].lines();
    let (line, next) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    is_delimiter_row(line) || is_delimiter_row(next)
}

/// Checks 200 answers and 100 mixed ones, and says what is wrong in the first ones.
fn check_all(options: &Options) {
    let answers = (0..200).map(answer).chain((0..100).map(mixed_answer));
    let faults: Vec<String> = answers.filter_map(|answer| check(&answer, options).err()).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[..faults.len().min(3)].join("\n\n"));
}

#[test]
fn at_every_moment_a_beginning_of_the_whole_answer_is_shown() {
    check_all(&Options::default());
}

#[test]
fn at_every_moment_a_beginning_is_shown_around_formulas_too() {
    check_all(&Options { math: Some(tex::to_mathml), ..Options::default() });
}
