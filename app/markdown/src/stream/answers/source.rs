//! Where in the source the characters stand that are shown.

use crate::inline::entity::entity;

/// The most characters that wait and are not part of a formula, of an address or of a table's head.
const MAX_HELD: usize = 120;

/// The characters that are shown so far, but for white space and the boxes of tasks, each with its place in the source.
#[derive(Default)]
pub(super) struct Alignment(Vec<(char, usize)>);

impl Alignment {
    /// Finds what is shown now. What was shown before keeps its place, and the rest is found after it, each character
    /// at the first place where it stands. An error is a character that stands nowhere.
    pub(super) fn update(&mut self, shown: &str, source: &str) -> Result<(), char> {
        let mut known = 0;
        let mut rest = shown.chars().filter(|c| !c.is_whitespace() && !"☐☑".contains(*c)).peekable();
        while rest.peek().is_some_and(|c| self.0.get(known).is_some_and(|(before, _)| before == c)) {
            rest.next();
            known += 1;
        }
        self.0.truncate(known);
        for c in rest {
            let from = self.end(source);
            let stands = |(at, s): &(usize, char)| {
                *s == c || entity(&source[from + at..]).is_some_and(|(named, _)| named == c)
            };
            let (at, _) = source[from..].char_indices().find(stands).ok_or(c)?;
            self.0.push((c, from + at));
        }
        Ok(())
    }

    /// Where the last character ends that is shown.
    pub(super) fn end(&self, source: &str) -> usize {
        let end = |(_, at): &(char, usize)| {
            let named = entity(&source[*at..]).map(|(_, length)| length);
            at + named.unwrap_or_else(|| source[*at..].chars().next().map_or(0, char::len_utf8))
        };
        self.0.last().map_or(0, end)
    }
}

/// Whether so much may wait: a label, one formula, one address, or the head of a table, which is two lines.
pub(super) fn may_wait(held: &str) -> bool {
    let is_short = |text: &str| text.chars().count() <= MAX_HELD;
    let after =
        |mark: &str| held.split_once(mark).filter(|(before, _)| is_short(before)).map(|(_, after)| after);
    let is_address = || after("](").is_some_and(|address| !address.contains('\n'));
    let is_formula = || {
        ["\\(", "\\[", "$", "\\begin{"]
            .iter()
            .any(|mark| after(mark).is_some_and(|tex| !tex.contains("\n\n")))
    };
    let is_head =
        || after("\n|").or(held.strip_prefix('|')).is_some_and(|head| head.matches('\n').count() <= 2);
    is_short(held) || is_address() || is_formula() || is_head()
}
