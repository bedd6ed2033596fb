//! Half-finished Markdown as what it is about to become. The end of a growing text is often half of a construct: an
//! open `**` or link, the marker of a list item, the head of a table. Rendered as it is, it would flicker. Only the
//! last paragraph is changed.

use super::open_delimiters::close_open_delimiters;

/// The text with its end repaired.
pub(super) fn repair(text: &str) -> String {
    let (before, paragraph) = text.split_at(last_paragraph(text));
    if is_in_fenced_code(before) {
        return text.to_owned();
    }
    let mut repaired = before.to_owned();
    repaired.push_str(&close_open_delimiters(without_ambiguous_end(paragraph)));
    repaired
}

/// Where the last paragraph begins, in bytes: after the last blank line.
fn last_paragraph(text: &str) -> usize {
    text.rfind("\n\n").map_or(0, |at| at + 2)
}

/// Whether a fenced code block is open at the end of a text.
fn is_in_fenced_code(text: &str) -> bool {
    let mut open: Option<(char, usize)> = None;
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '>']);
        let Some((character, length)) = fence(line) else { continue };
        match open {
            None => open = Some((character, length)),
            Some((opening, min_length))
                if character == opening && length >= min_length && line[length..].trim().is_empty() =>
            {
                open = None;
            }
            Some(_) => {}
        }
    }
    open.is_some()
}

/// The character and the length of the code fence that a line begins with.
fn fence(line: &str) -> Option<(char, usize)> {
    let character = line.chars().next().filter(|c| "`~".contains(*c))?;
    let length = line.chars().take_while(|c| *c == character).count();
    (length >= 3).then_some((character, length))
}

/// The paragraph without last lines that may still become different things.
fn without_ambiguous_end(paragraph: &str) -> &str {
    let line_start = paragraph.rfind('\n').map_or(0, |at| at + 1);
    let (before, line) = paragraph.split_at(line_start);
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
    let (before, last) = lines.split_at(lines.rfind('\n').map_or(0, |at| at + 1));
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
    }

    proptest! {
        #[test]
        fn any_text_can_be_repaired_and_only_its_last_paragraph_changes(text in "([a-z*_`~\\[\\]()|#\\n \\\\-]|你){0,60}") {
            let repaired = repair(&text);
            prop_assert!(repaired.starts_with(&text[..last_paragraph(&text)]));
        }
    }
}
