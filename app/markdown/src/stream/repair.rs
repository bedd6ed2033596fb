//! Half-finished Markdown as what it is about to become. The end of a growing text is often half of a construct: an
//! open `**` or link, the marker of a list item, the head of a table. Rendered as it is, it would flicker. Only the
//! last paragraph is changed.

use super::open_delimiters::close_open_delimiters;

/// The text with its end repaired.
pub(super) fn repair(text: &str) -> String {
    let (before, line) = text.split_at(last_line(text));
    let code = FencedCode::of(before);
    if let Some((character, _)) = code.open {
        let is_fence =
            !line.is_empty() && line.trim_start_matches([' ', '>']).chars().all(|c| c == character);
        return if is_fence { before.to_owned() } else { text.to_owned() };
    }
    let (before, paragraph) = text.split_at(last_paragraph(text).max(code.last_end));
    let paragraph = without_ambiguous_end(paragraph);
    let (lines, block) = paragraph.split_at(last_block(paragraph));
    let start = before.len() + lines.len();
    text[..start].to_owned() + &close_open_delimiters(block)
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
/// after a heading, or at the last cell of a table.
fn last_block(paragraph: &str) -> usize {
    let begins_with_any =
        |text: &str, markers: &[&str]| markers.iter().any(|marker| text.starts_with(marker));
    let (mut start, mut at) = (0, 0);
    for line in paragraph.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '>']);
        let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = begins_with_any(words, &["- ", "* ", "+ "])
            || (number.len() < words.len() && begins_with_any(number, &[". ", ") "]));
        let is_heading = words.starts_with('#');
        if is_item || is_heading {
            start = at;
        }
        if words.starts_with('|') {
            start = at + line.rfind('|').map_or(0, |pipe| pipe + 1);
        }
        at += line.len();
        if is_heading && line.ends_with('\n') {
            start = at;
        }
    }
    start
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
            let line = line.trim_start_matches([' ', '>']);
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

/// Whether nobody can know yet what a line is: nothing but marks, a number, a code fence or a table's first line.
fn is_ambiguous(line: &str, before: &str) -> bool {
    let line = line.trim_start_matches([' ', '>']);
    let is_marks = !line.trim().is_empty() && line.trim_end().chars().all(|c| "-*+=#_~`|: ".contains(c));
    let is_number = !line.is_empty()
        && line.len() < 5
        && line.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit());
    let starts_table = line.starts_with('|') && !before.contains('|');
    is_marks || is_number || fence(line).is_some() || starts_table
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
    }

    proptest! {
        #[test]
        fn any_text_can_be_repaired_and_only_its_last_paragraph_changes(text in "([a-z*_`~\\[\\]()|#\\n \\\\-]|你){0,60}") {
            let repaired = repair(&text);
            prop_assert!(repaired.starts_with(&text[..last_paragraph(&text)]));
        }
    }
}
