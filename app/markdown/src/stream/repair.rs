//! Half-finished Markdown as what it is about to become. The end of a growing text is often half of a construct: an
//! open `**` or link, the marker of a list item, the head of a table. Rendered as it is, it would flicker. Only the
//! last paragraph is changed.

use super::{open_delimiters::close_open_delimiters, open_formula::last_cell};
use crate::block::formula::{closing_line, opening_line};

/// The text with its end repaired.
pub(super) fn repair(text: &str) -> String {
    let (before, line) = text.split_at(last_line(text));
    let code = FencedCode::of(before);
    if let Some((character, _)) = code.open {
        let is_fence = !line.is_empty() && words(line).chars().all(|c| c == character);
        return if is_fence { before.to_owned() } else { text.to_owned() };
    }
    let (before, paragraph) = text.split_at(last_paragraph(text).max(code.last_end));
    let paragraph = without_ambiguous_end(paragraph);
    let (lines, block) = paragraph.split_at(last_block(paragraph));
    let start = before.len() + lines.len();
    // A pipe at the end may end the cell or be a part of its code.
    let is_row = words(&paragraph[last_line(paragraph)..]).starts_with('|');
    let block = if is_row { block.trim_end_matches([' ', '|']) } else { block };
    let closed = close_open_delimiters(block);
    // `- [` without its bracket would underline a heading.
    let (ended, line) = closed.split_at(last_line(&closed));
    let is_cut = closed.len() < block.len() && is_ambiguous(line, ended);
    text[..start].to_owned() + if is_cut { ended } else { &closed }
}

/// Where the last line begins, in bytes.
fn last_line(text: &str) -> usize {
    text.rfind('\n').map_or(0, |at| at + 1)
}

/// Where the last paragraph begins, in bytes: after the last blank line.
fn last_paragraph(text: &str) -> usize {
    text.rfind("\n\n").map_or(0, |at| at + 2)
}

/// Where the last block of a paragraph begins, in bytes, judged by the beginnings of its lines: at the last item or heading,
/// after a heading or the empty line of a quote, or at the last cell of a table.
fn last_block(paragraph: &str) -> usize {
    let (mut start, mut at) = (0, 0);
    let mut formula = None;
    for line in paragraph.split_inclusive('\n') {
        let words = words(line);
        let end = at + line.len();
        if let Some(delimiters) = formula {
            at = end;
            formula = closing_line(words, delimiters).is_none().then_some(delimiters);
            continue;
        }
        formula = opening_line(words.trim_end(), "").map(|(delimiters, _)| delimiters);
        let is_heading = words.starts_with('#');
        if is_heading || content(line).len() < words.len() {
            start = at;
        }
        if words.starts_with('|') {
            start = at + last_cell(line);
        }
        at = end;
        if (is_heading || words.trim().is_empty()) && line.ends_with('\n') {
            start = at;
        }
    }
    start
}

/// A line without the markers of the quotes that it is in.
fn words(line: &str) -> &str {
    line.trim_start_matches([' ', '>'])
}

/// A line without the markers of the quotes and items that begin in it.
fn content(line: &str) -> &str {
    let mut content = words(line);
    loop {
        let number = content.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = number.len() < content.len();
        let after =
            if is_number { number.strip_prefix(['.', ')']) } else { content.strip_prefix(['-', '*', '+']) };
        match after.and_then(|after| after.strip_prefix(' ')) {
            Some(after) => content = words(after),
            None => return content,
        }
    }
}

/// The code blocks in fences of a text.
#[derive(Default)]
struct FencedCode {
    /// The character of the fence, and its length, of the one that is open at the end.
    open: Option<(char, usize)>,
    /// Where the last one ends that is closed, in bytes.
    last_end: usize,
}

impl FencedCode {
    fn of(text: &str) -> Self {
        let mut code = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            at += line.len();
            let is_open = code.open.is_some();
            let line = if is_open { words(line) } else { content(line) };
            let Some((character, length)) = fence(line) else { continue };
            match code.open {
                None => code.open = Some((character, length)),
                Some((opening, min_length))
                    if character == opening && length >= min_length && line[length..].trim().is_empty() =>
                {
                    code = Self { open: None, last_end: at };
                }
                Some(_) => {}
            }
        }
        code
    }
}

/// The character and the length of the code fence that a line begins with.
fn fence(line: &str) -> Option<(char, usize)> {
    let character = line.chars().next().filter(|c| "`~".contains(*c))?;
    let length = line.chars().take_while(|c| *c == character).count();
    let is_code_span = character == '`' && line[length..].contains('`');
    (length >= 3 && !is_code_span).then_some((character, length))
}

/// The paragraph without last lines that may still become different things.
fn without_ambiguous_end(paragraph: &str) -> &str {
    let (before, line) = paragraph.split_at(last_line(paragraph));
    without_table_head(if is_ambiguous(line, before) { before } else { paragraph })
}

/// Whether nobody can know yet what a line is: nothing but marks, a number, a code fence, a table's first
/// line or the definition of a reference.
fn is_ambiguous(line: &str, before: &str) -> bool {
    let is_empty = !line.is_empty() && content(line).is_empty();
    let line = words(line);
    let starts_table = line.starts_with('|') && !before.contains('|');
    is_empty || starts_table || has_ambiguous_text(line) || has_ambiguous_text(content(line))
}

fn has_ambiguous_text(text: &str) -> bool {
    let marks = text.trim_end();
    let is_marks = !marks.is_empty() && marks.chars().all(|c| "-*+=#_~`|: ".contains(c));
    let is_number = !text.is_empty()
        && text.len() < 5
        && marks.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit());
    is_marks || is_number || fence(text).is_some() || may_define_reference(text)
}

/// Whether a line may become the definition of a reference: `[label]: address "title"`.
fn may_define_reference(line: &str) -> bool {
    let after = line.strip_prefix('[').and_then(|line| line.split_once("]:"));
    let address = after.filter(|(label, _)| !label.starts_with('^')).map(|(_, rest)| rest.trim_start());
    address.is_some_and(|rest| {
        let title = rest.split_once(' ').map_or("", |(_, title)| title.trim_start());
        title.is_empty() || title.starts_with(['"', '\'', '('])
    })
}

/// Without the head of a table, which is one only once its second line is complete.
fn without_table_head(paragraph: &str) -> &str {
    let lines = paragraph.strip_suffix('\n').unwrap_or_default();
    let (before, last) = lines.split_at(last_line(lines));
    let is_head = last.trim_start().starts_with('|') && !before.contains('|');
    if is_head { before } else { paragraph }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_that_may_become_different_things_waits() {
        for (text, shown) in [
            ("Items:\n-", "Items:\n"),
            ("Items:\n---", "Items:\n"),
            ("a\n\n#", "a\n\n"),
            ("a\n\n1.", "a\n\n"),
            ("a\n\n``", "a\n\n"),
            ("a\n\n```ru", "a\n\n"),
            ("a\n\n| x | y", "a\n\n"),
            ("a\n\n| x | y |\n", "a\n\n"),
            ("a\n\n| x | y |\n|--", "a\n\n"),
            ("- a\n  - [", "- a"),
            ("1. a\n2. 1", "1. a"),
            ("> 1. ", ""),
            ("- ```ru", ""),
            ("> *a\n>", "> *a*"),
            ("a\n\n[docs]: https://a.b \"Do", "a\n\n"),
        ] {
            assert_eq!(repair(text).trim_end(), shown.trim_end(), "{text:?}");
        }
        let table = "a\n\n| x | y |\n|---|---|\n";
        assert_eq!(repair(table), table);
        assert_eq!(repair("a\n\n2026 was"), "a\n\n2026 was");
    }

    #[test]
    fn code_is_left_as_it_is() {
        let code = "```c\nint *p;\n\n**x";
        assert_eq!(repair(code), code);
        for code in ["```c\nint *p", "a\n```sh\n42", "a\n\n```\na\n42", "```\n[a](b"] {
            assert_eq!(repair(code), code);
        }
        assert_eq!(repair("```\na\n``"), "```\na\n", "it may become the closing fence");
    }

    #[test]
    fn each_item_is_a_text_of_its_own() {
        assert_eq!(repair("- a **b\n- c"), "- a **b\n- c");
        assert_eq!(repair("## 5 * 3\nb *c"), "## 5 * 3\nb *c*");
        assert_eq!(repair("1. a\n2. **b"), "1. a\n2. **b**");
        assert_eq!(repair("> a *b\n>\n> c"), "> a *b\n>\n> c");
    }

    #[test]
    fn a_formula_has_no_items_and_a_cell_ends_at_no_pipe_in_a_formula_or_code() {
        let formula = "\\begin{align}\na_1 &= b \\\\\n- d *e";
        assert_eq!(repair(formula).trim_end(), "");
        let table = "| x |\n|---|\n";
        for (row, shown) in
            [("| a $|x", "| a "), ("| `a|b", "| `a|b`"), ("| `a|", "| `a`"), ("| *a | *b", "| *a | *b*")]
        {
            assert_eq!(repair(&format!("{table}{row}")), format!("{table}{shown}"), "{row}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_repaired_and_only_its_last_paragraph_changes(text in "([a-z*_`~\\[\\]()|#\\n \\\\-]|你){0,60}") {
            let repaired = repair(&text);
            prop_assert!(repaired.starts_with(&text[..last_paragraph(&text)]));
        }
    }
}
