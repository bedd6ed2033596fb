//! Whether a run of delimiters can open and close emphasis
//! (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>). Chinese, Japanese and Korean have no spaces
//! between words: beside their characters a run may be next to punctuation, so that `**“你好。”**他说` is bold
//! (<https://github.com/tats-u/markdown-cjk-friendly>).

/// Whether a run of `delimiter` between two characters can open and can close.
pub(crate) fn can_open_and_close(delimiter: char, before: Option<char>, after: Option<char>) -> (bool, bool) {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_blocking = |c: Option<char>| c.is_some_and(|c| is_punctuation(c) && !is_cjk(c));
    let is_boundary = |c: Option<char>| is_space(c) || c.is_some_and(|c| is_punctuation(c) || is_cjk(c));
    let is_left_flanking = !is_space(after) && (!is_blocking(after) || is_boundary(before));
    let is_right_flanking = !is_space(before) && (!is_blocking(before) || is_boundary(after));
    let is_mark = |c: Option<char>| c.is_some_and(is_punctuation);
    match delimiter {
        '_' => (
            is_left_flanking && (!is_right_flanking || is_mark(before)),
            is_right_flanking && (!is_left_flanking || is_mark(after)),
        ),
        // "5*3" is a product and "2**8" a power.
        '*' if before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit()) => {
            (false, false)
        }
        // "10~20" is a range.
        '~' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => {
            (false, false)
        }
        _ => (is_left_flanking, is_right_flanking),
    }
}

/// Punctuation or a symbol: outside ASCII, what is neither a letter, a digit, white space nor control.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_punctuation()
    } else {
        !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control()
    }
}

/// A character of Chinese, Japanese or Korean, their punctuation included, by Unicode's blocks.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underscores_within_words_are_text() {
        assert_eq!(can_open_and_close('_', Some('a'), Some('b')), (false, false));
        assert_eq!(can_open_and_close('_', None, Some('b')), (true, false));
        assert_eq!(can_open_and_close('*', Some('a'), Some('b')), (true, true));
        assert_eq!(can_open_and_close('*', Some(' '), Some(' ')), (false, false));
    }

    #[test]
    fn a_range_is_not_struck_through() {
        assert_eq!(can_open_and_close('~', Some('0'), Some('2')), (false, false));
        assert_eq!(can_open_and_close('~', Some('到'), Some('二')), (false, false));
        assert_eq!(can_open_and_close('~', None, Some('b')), (true, false));
    }

    #[test]
    fn beside_chinese_punctuation_no_space_is_needed() {
        assert_eq!(can_open_and_close('*', Some('”'), Some('他')), (true, true));
        assert_eq!(can_open_and_close('*', Some('。'), Some('他')), (true, true));
        assert_eq!(can_open_and_close('*', Some('”'), Some('h')), (true, false));
    }
}
