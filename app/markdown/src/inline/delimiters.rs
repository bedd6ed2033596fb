//! Runs of `*`, `_` and `~`, and which of them belong together
//! (<https://spec.commonmark.org/0.31.2/#phase-2-inline-structure>).

use super::{flanking::can_open_and_close, token::Style};

/// A run of one delimiter.
pub(super) struct DelimiterRun {
    pub(super) character: char,
    /// How many of its delimiters belong to no other run, and are text.
    pub(super) remaining: usize,
    /// The styles that end here, before the remaining delimiters.
    pub(super) closes: Vec<Style>,
    /// The styles that begin here, after the remaining delimiters, innermost first.
    pub(super) opens: Vec<Style>,
    length: usize,
    can_open: bool,
    can_close: bool,
    /// Its neighbours in the stack.
    previous: Option<usize>,
    next: Option<usize>,
}

/// The runs of a paragraph. Those that may still belong to another one are the delimiter stack, a linked list.
#[derive(Default)]
pub(super) struct DelimiterStack {
    runs: Vec<DelimiterRun>,
    /// The ends of the list.
    first: Option<usize>,
    last: Option<usize>,
}

impl DelimiterStack {
    pub(super) fn get(&mut self, at: usize) -> Option<&mut DelimiterRun> {
        self.runs.get_mut(at)
    }

    /// The last run in the stack.
    pub(super) fn top(&self) -> Option<usize> {
        self.last
    }

    /// Adds a run between two characters; returns its place.
    pub(super) fn push(
        &mut self,
        character: char,
        length: usize,
        before: Option<char>,
        after: Option<char>,
    ) -> usize {
        let (can_open, can_close) = can_open_and_close(character, before, after);
        let at = self.runs.len();
        // Three tildes or more are text (<https://github.github.com/gfm/#strikethrough-extension->), and so is one: it
        // stands for "about" or for a range more often than for what GFM makes of it.
        let is_delimiter = character != '~' || length == 2;
        let (can_open, can_close) = (can_open && is_delimiter, can_close && is_delimiter);
        self.runs.push(DelimiterRun {
            character,
            remaining: length,
            closes: Vec::new(),
            opens: Vec::new(),
            length,
            can_open,
            can_close,
            previous: None,
            next: None,
        });
        if can_open || can_close {
            self.runs[at].previous = self.last;
            match self.last {
                Some(last) => self.runs[last].next = Some(at),
                None => self.first = Some(at),
            }
            self.last = Some(at);
        }
        at
    }

    /// Removes the runs above `bottom` from the stack: they belong to no other any more.
    pub(super) fn truncate(&mut self, bottom: Option<usize>) {
        self.last = bottom;
        match bottom {
            Some(bottom) => self.runs[bottom].next = None,
            None => self.first = None,
        }
    }

    /// Joins the runs above `bottom` that belong together, and removes them from the stack.
    pub(super) fn process_emphasis(&mut self, bottom: Option<usize>) {
        // Below these runs there is no opener, by delimiter, length, and whether the closer could open.
        let mut openers_bottom = [0; 18];
        let mut next = bottom.map_or(self.first, |bottom| self.runs[bottom].next);
        while let Some(closer) = next {
            let run = &self.runs[closer];
            next = run.next;
            if !run.can_close {
                continue;
            }
            let delimiter = "*_~".find(run.character).unwrap_or_default();
            let kind = (delimiter * 3 + run.length % 3) * 2 + usize::from(run.can_open);
            if let Some(opener) = self.opener(closer, bottom, openers_bottom[kind]) {
                if self.join(opener, closer) {
                    next = Some(closer);
                }
                continue;
            }
            openers_bottom[kind] = closer;
            if !self.runs[closer].can_open {
                self.remove(closer);
            }
        }
        self.truncate(bottom);
    }

    /// The nearest run that `closer` can close, above `bottom` and not below `lowest`.
    fn opener(&self, closer: usize, bottom: Option<usize>, lowest: usize) -> Option<usize> {
        let close = &self.runs[closer];
        let mut at = close.previous;
        while let Some(opener) = at.filter(|&at| Some(at) != bottom && at >= lowest) {
            let open = &self.runs[opener];
            // Rules 9 and 10 of <https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>.
            let breaks_rule_of_three = (open.can_close || close.can_open)
                && (open.length + close.length).is_multiple_of(3)
                && !(open.length.is_multiple_of(3) && close.length.is_multiple_of(3));
            let fits =
                if open.character == '~' { open.length == close.length } else { !breaks_rule_of_three };
            if open.can_open && open.character == close.character && fits {
                return Some(opener);
            }
            at = open.previous;
        }
        None
    }

    /// Joins two runs; returns whether the closer has delimiters left.
    fn join(&mut self, opener: usize, closer: usize) -> bool {
        let both = self.runs[opener].remaining.min(self.runs[closer].remaining);
        let (style, used) = match self.runs[opener].character {
            '~' => (Style::Strikethrough, both),
            _ if both >= 2 => (Style::Strong, 2),
            _ => (Style::Emphasis, 1),
        };
        self.runs[opener].opens.push(style);
        self.runs[closer].closes.push(style);
        for at in [opener, closer] {
            self.runs[at].remaining -= used;
        }
        // The runs between the two belong to no run outside.
        self.runs[opener].next = Some(closer);
        self.runs[closer].previous = Some(opener);
        if self.runs[opener].remaining == 0 {
            self.remove(opener);
        }
        let has_more = self.runs[closer].remaining > 0;
        if !has_more {
            self.remove(closer);
        }
        has_more
    }

    /// Removes a run from the stack.
    fn remove(&mut self, at: usize) {
        let (previous, next) = (self.runs[at].previous, self.runs[at].next);
        match previous {
            Some(previous) => self.runs[previous].next = next,
            None => self.first = next,
        }
        match next {
            Some(next) => self.runs[next].previous = previous,
            None => self.last = previous,
        }
    }
}
