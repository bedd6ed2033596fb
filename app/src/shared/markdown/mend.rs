//! Half-finished Markdown, shown as what it is about to become. While a text streams, its end is often half a
//! mark: an open bold or link, the first stroke of a list, the head of a table. Drawn as it stands it would
//! flicker. Nothing is changed but the last paragraph, and only until the text is whole.

/// The text with its end mended.
pub(super) fn mend(text: &str) -> String {
    let start = last_block(text);
    let (before, block) = text.split_at(start);
    if is_in_fence(before) {
        return text.to_owned();
    }
    let mut mended = before.to_owned();
    mended.push_str(&close(hold_back(block)));
    mended
}

/// Where the last paragraph begins: after the last blank line.
fn last_block(text: &str) -> usize {
    text.rfind("\n\n").map_or(0, |at| at + 2)
}

/// Whether a fence is open at the end.
fn is_in_fence(text: &str) -> bool {
    let mut open: Option<(char, usize)> = None;
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '>']);
        let Some((mark, length)) = fence(line) else { continue };
        match open {
            None => open = Some((mark, length)),
            Some((opened, least))
                if mark == opened && length >= least && line[length..].trim().is_empty() =>
            {
                open = None;
            }
            Some(_) => {}
        }
    }
    open.is_some()
}

fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| "`~".contains(*c))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then_some((mark, length))
}

/// Without a last line of which nobody can know yet what it is.
fn hold_back(block: &str) -> &str {
    let line_start = block.rfind('\n').map_or(0, |at| at + 1);
    let line = block[line_start..].trim_start_matches([' ', '>']);
    let is_marks = !line.trim().is_empty() && line.trim_end().chars().all(|c| "-*+=#_~`|: ".contains(c));
    let is_number = line.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit()) && line.len() < 5;
    let is_fence = fence(line).is_some();
    let begins_table = line.starts_with('|') && !block[..line_start].contains('|');
    let is_number = is_number && !line.is_empty();
    let waits = is_marks || is_number || is_fence || begins_table;
    let block = if waits { &block[..line_start] } else { block };
    // The head of a table is one once its second line is whole.
    let head = block.strip_suffix('\n').unwrap_or_default();
    let head_start = head.rfind('\n').map_or(0, |at| at + 1);
    let is_head = head[head_start..].trim_start().starts_with('|') && !head[..head_start].contains('|');
    if is_head { &block[..head_start] } else { block }
}

/// With its open marks closed.
fn close(block: &str) -> String {
    let mut open: Vec<&str> = Vec::new();
    let mut bracket = None;
    let mut label_end = None;
    let mut at = 0;
    while let Some(c) = block[at..].chars().next() {
        let rest = &block[at..];
        let mut length = c.len_utf8();
        match c {
            '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => match code_span(rest) {
                Ok(whole) => length = whole,
                Err(ticks) => return closed(&block[..at], rest, ticks, &open),
            },
            '*' | '_' | '~' => length = emphasis(block, at, &mut open),
            '[' => (bracket, label_end) = (Some(at), None),
            ']' if bracket.is_some() => {
                label_end = rest.starts_with("](").then_some(at);
                if label_end.is_none() && rest.len() > 1 {
                    bracket = None;
                }
            }
            ')' if label_end.is_some() => (bracket, label_end) = (None, None),
            '\n' if label_end.is_none() => bracket = None,
            _ => {}
        }
        at += length;
    }
    let mut text = block.to_owned();
    if let Some(label_end) = label_end {
        text.truncate(label_end);
    }
    if let Some(bracket) = bracket {
        let is_picture = text[..bracket].ends_with('!');
        text.replace_range(bracket - usize::from(is_picture)..=bracket, "");
    }
    // A mark that has nothing in it yet is not there yet.
    while let Some(mark) = open.last().filter(|mark| text.ends_with(**mark)) {
        text.truncate(text.len() - mark.len());
        open.pop();
    }
    let kept = text.trim_end().len();
    let space = text.split_off(kept);
    text.extend(open.iter().rev().copied());
    text + &space
}

/// The length of a code span, or that of its opening if it is not closed.
fn code_span(rest: &str) -> Result<usize, usize> {
    let ticks = rest.chars().take_while(|c| *c == '`').count();
    let mut at = ticks;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let run = rest[start..].chars().take_while(|c| *c == '`').count();
        if run == ticks {
            return Ok(start + run);
        }
        at = start + run;
    }
    Err(ticks)
}

fn closed(before: &str, code: &str, ticks: usize, open: &[&str]) -> String {
    let marks: String = open.iter().rev().copied().collect();
    if code.len() == ticks {
        return format!("{}{marks}", before.trim_end());
    }
    format!("{before}{}{}{marks}", code.trim_end(), "`".repeat(ticks))
}

/// Opens or closes emphasis at a run of marks; returns the run's length.
fn emphasis<'a>(block: &'a str, at: usize, open: &mut Vec<&'a str>) -> usize {
    let rest = &block[at..];
    let mark = &rest[..1];
    let run = rest.chars().take_while(|c| mark.starts_with(*c)).count();
    let before = block[..at].chars().next_back();
    let after = rest[run..].chars().next();
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if mark == "_" && is_word(before) && is_word(after) {
        return run;
    }
    let mut left = run;
    while left > 0 {
        let width = if left >= 2 { 2 } else { 1 };
        let marks = &rest[run - left..run - left + width];
        if open.last() == Some(&marks) && !is_space(before) {
            open.pop();
        } else if (!is_space(after) || after.is_none()) && !(mark == "~" && width == 1) {
            open.push(marks);
        }
        left -= width;
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn open_marks_are_closed() {
        assert_eq!(mend("a **bo"), "a **bo**");
        assert_eq!(mend("a *b **c"), "a *b **c***");
        assert_eq!(mend("a ~~b "), "a ~~b~~ ");
        assert_eq!(mend("a `b"), "a `b`");
        assert_eq!(mend("**a `b"), "**a `b`**");
        assert_eq!(mend("a **b** c"), "a **b** c");
        assert_eq!(mend("2 * 3 and snake_case_name"), "2 * 3 and snake_case_name");
        assert_eq!(mend("``a ` b"), "``a ` b``");
    }

    #[test]
    fn marks_with_nothing_in_them_are_not_shown_yet() {
        assert_eq!(mend("a **"), "a ");
        assert_eq!(mend("a `"), "a");
        assert_eq!(mend("a \\*"), "a \\*");
    }

    #[test]
    fn a_half_link_is_its_label() {
        assert_eq!(mend("see [the la"), "see the la");
        assert_eq!(mend("see [label]"), "see label]");
        assert_eq!(mend("see [label](https://exa"), "see label");
        assert_eq!(mend("see ![alt](https://exa"), "see alt");
        assert_eq!(mend("see [label](https://a.b) x"), "see [label](https://a.b) x");
        assert_eq!(mend("see [x] x"), "see [x] x");
    }

    #[test]
    fn a_line_that_may_become_anything_waits() {
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
            assert_eq!(mend(text).trim_end(), shown.trim_end(), "{text:?}");
        }
        let table = "a\n\n| x | y |\n|---|---|\n";
        assert_eq!(mend(table), table);
        assert_eq!(mend("a\n\n2026 was"), "a\n\n2026 was");
    }

    #[test]
    fn code_is_left_alone() {
        let code = "```c\nint *p;\n\n**x";
        assert_eq!(mend(code), code);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_what_is_before_the_last_paragraph_stays(text in "([a-z*_`~\\[\\]()|#\\n \\\\-]|你){0,60}") {
            let mended = mend(&text);
            prop_assert!(mended.starts_with(&text[..last_block(&text)]));
        }
    }
}
