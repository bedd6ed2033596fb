//! Runs of `*`, `_` and `~`, and which of them belong together
//! (<https://spec.commonmark.org/0.31.2/#phase-2-inline-structure>). Chinese, Japanese and Korean have no spaces
//! between words: beside their characters a run may stand next to punctuation, so that `**“你好。”**他说` is bold
//! (<https://github.com/tats-u/markdown-cjk-friendly>).

/// What a pair of marks stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stress {
    Emphasis,
    Strong,
    Struck,
}

impl Stress {
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Struck => "del",
        }
    }
}

/// A run of one mark.
pub(super) struct Run {
    pub(super) mark: char,
    /// How many of its marks are still text.
    pub(super) left: usize,
    /// What ends at it, before the marks that are left.
    pub(super) closes: Vec<Stress>,
    /// What begins at it, after the marks that are left, innermost first.
    pub(super) opens: Vec<Stress>,
    length: usize,
    can_open: bool,
    can_close: bool,
    /// Its neighbours among the runs that may still belong to another.
    before: Option<usize>,
    after: Option<usize>,
}

/// The runs of a text.
#[derive(Default)]
pub(super) struct Runs {
    all: Vec<Run>,
    /// The first and the last of those that may still belong to another.
    first: Option<usize>,
    last: Option<usize>,
}

impl Runs {
    pub(super) fn get(&mut self, at: usize) -> Option<&mut Run> {
        self.all.get_mut(at)
    }

    pub(super) fn last(&self) -> Option<usize> {
        self.last
    }

    /// Adds a run between two characters; returns its place.
    pub(super) fn push(
        &mut self,
        mark: char,
        length: usize,
        before: Option<char>,
        after: Option<char>,
    ) -> usize {
        let (can_open, can_close) = sides(mark, before, after);
        let at = self.all.len();
        let is_mark = mark != '~' || length < 3;
        let (can_open, can_close) = (can_open && is_mark, can_close && is_mark);
        self.all.push(Run {
            mark,
            left: length,
            closes: Vec::new(),
            opens: Vec::new(),
            length,
            can_open,
            can_close,
            before: None,
            after: None,
        });
        if can_open || can_close {
            self.all[at].before = self.last;
            match self.last {
                Some(last) => self.all[last].after = Some(at),
                None => self.first = Some(at),
            }
            self.last = Some(at);
        }
        at
    }

    /// Those after `bottom` belong to no other any more.
    pub(super) fn drop_after(&mut self, bottom: Option<usize>) {
        self.last = bottom;
        match bottom {
            Some(bottom) => self.all[bottom].after = None,
            None => self.first = None,
        }
    }

    /// Finds what belongs together after `bottom`.
    pub(super) fn pair(&mut self, bottom: Option<usize>) {
        // Below these there is no opener, by mark, length, and whether the closer could open.
        let mut bottoms = [0; 18];
        let mut next = bottom.map_or(self.first, |bottom| self.all[bottom].after);
        while let Some(closer) = next {
            next = self.all[closer].after;
            if !self.all[closer].can_close {
                continue;
            }
            let run = &self.all[closer];
            let mark = "*_~".find(run.mark).unwrap_or_default();
            let kind = (mark * 3 + run.length % 3) * 2 + usize::from(run.can_open);
            if let Some(opener) = self.opener(closer, bottom, bottoms[kind]) {
                if self.join(opener, closer) {
                    next = Some(closer);
                }
                continue;
            }
            bottoms[kind] = closer;
            if !self.all[closer].can_open {
                self.unlink(closer);
            }
        }
        self.drop_after(bottom);
    }

    fn opener(&self, closer: usize, bottom: Option<usize>, lowest: usize) -> Option<usize> {
        let close = &self.all[closer];
        let mut at = close.before;
        while let Some(opener) = at.filter(|&at| Some(at) != bottom && at >= lowest) {
            let open = &self.all[opener];
            let is_three = (open.can_close || close.can_open)
                && (open.length + close.length).is_multiple_of(3)
                && !(open.length.is_multiple_of(3) && close.length.is_multiple_of(3));
            let fits = if open.mark == '~' { open.length == close.length } else { !is_three };
            if open.can_open && open.mark == close.mark && fits {
                return Some(opener);
            }
            at = open.before;
        }
        None
    }

    /// Joins two runs; whether the closer has marks left.
    fn join(&mut self, opener: usize, closer: usize) -> bool {
        let both = self.all[opener].left.min(self.all[closer].left);
        let (stress, used) = match self.all[opener].mark {
            '~' => (Stress::Struck, both),
            _ if both >= 2 => (Stress::Strong, 2),
            _ => (Stress::Emphasis, 1),
        };
        self.all[opener].opens.push(stress);
        self.all[closer].closes.push(stress);
        for at in [opener, closer] {
            self.all[at].left -= used;
        }
        // What stands between them can belong to nothing outside.
        self.all[opener].after = Some(closer);
        self.all[closer].before = Some(opener);
        if self.all[opener].left == 0 {
            self.unlink(opener);
        }
        let has_more = self.all[closer].left > 0;
        if !has_more {
            self.unlink(closer);
        }
        has_more
    }

    fn unlink(&mut self, at: usize) {
        let (before, after) = (self.all[at].before, self.all[at].after);
        match before {
            Some(before) => self.all[before].after = after,
            None => self.first = after,
        }
        match after {
            Some(after) => self.all[after].before = before,
            None => self.last = before,
        }
    }
}

/// Whether a run between two characters can open and close.
fn sides(mark: char, before: Option<char>, after: Option<char>) -> (bool, bool) {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_stop = |c: Option<char>| c.is_some_and(|c| is_punctuation(c) && !is_cjk(c));
    let is_free = |c: Option<char>| is_space(c) || c.is_some_and(|c| is_punctuation(c) || is_cjk(c));
    let left = !is_space(after) && (!is_stop(after) || is_free(before));
    let right = !is_space(before) && (!is_stop(before) || is_free(after));
    let is_mark = |c: Option<char>| c.is_some_and(is_punctuation);
    match mark {
        '_' => (left && (!right || is_mark(before)), right && (!left || is_mark(after))),
        // "10~20" is a range.
        '~' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => {
            (false, false)
        }
        _ => (left, right),
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

/// A character of Chinese, Japanese or Korean, their punctuation among them, by Unicode's blocks.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underscores_within_words_are_text() {
        assert_eq!(sides('_', Some('a'), Some('b')), (false, false));
        assert_eq!(sides('_', None, Some('b')), (true, false));
        assert_eq!(sides('*', Some('a'), Some('b')), (true, true));
        assert_eq!(sides('*', Some(' '), Some(' ')), (false, false));
    }

    #[test]
    fn a_range_is_not_struck() {
        assert_eq!(sides('~', Some('0'), Some('2')), (false, false));
        assert_eq!(sides('~', Some('到'), Some('二')), (false, false));
        assert_eq!(sides('~', None, Some('b')), (true, false));
    }

    #[test]
    fn beside_chinese_punctuation_needs_no_space() {
        assert_eq!(sides('*', Some('”'), Some('他')), (true, true));
        assert_eq!(sides('*', Some('。'), Some('他')), (true, true));
        assert_eq!(sides('*', Some('”'), Some('h')), (true, false));
    }
}
