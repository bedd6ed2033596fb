//! Joins the rest of an answer to the part that was there when it broke off.
//!
//! A model that is asked to continue does so exactly, or repeats the last words, or starts the answer again, or
//! opens the code block again. The repeated part is left out. Where a repetition is not certain, all words are
//! kept.

/// How far before the seam a repetition is looked for, in bytes: some sentences.
const REACH: usize = 600;
/// An overlap of at least so many characters is a repetition, whatever the characters are.
const CERTAIN_CHARS: usize = 12;
/// An overlap with at least so many Chinese, Japanese or Korean characters is one too.
const CERTAIN_CJK_CHARS: usize = 4;

/// The place where a continuation meets the words before it. The continuation goes in as it arrives; what comes
/// out can be appended.
#[derive(Debug)]
pub struct Seam {
    before: String,
    /// The start of the continuation, which may still turn out to be a repetition.
    pending: String,
    is_joined: bool,
    /// Whether the answer broke off inside a code block.
    is_in_code: bool,
}

impl Seam {
    /// A seam after the words `before`.
    pub fn new(before: &str) -> Self {
        let fences = before.lines().filter(|line| line.trim_start().starts_with("```")).count();
        Self {
            before: before.to_owned(),
            pending: String::new(),
            is_joined: false,
            is_in_code: fences % 2 == 1,
        }
    }

    /// Adds the next words; returns those that can be appended.
    pub fn push(&mut self, words: &str) -> String {
        if self.is_joined {
            return words.to_owned();
        }
        self.pending.push_str(words);
        if self.may_still_repeat() { String::new() } else { self.join() }
    }

    /// Ends the continuation; returns its last words that can be appended.
    pub fn finish(&mut self) -> String {
        if self.is_joined { String::new() } else { self.join() }
    }

    /// The continuation in each way that it may be meant: as it is, without white space at its start, without a
    /// fence that opens the code block again, and without both.
    fn variants(&self) -> [&str; 4] {
        let rest = self.without_fence();
        [&self.pending, self.pending.trim_start(), rest, rest.trim_start()]
    }

    /// Whether the next words decide: so far all of the continuation stands before the seam too.
    fn may_still_repeat(&self) -> bool {
        let text = self.pending.trim_start();
        let may_be_fence = "```".starts_with(text) || text.starts_with("```");
        let is_half_fence = self.is_in_code && may_be_fence && !text.contains('\n');
        is_half_fence || self.variants().iter().any(|text| self.has_before(text))
    }

    /// Whether `text` stands before the seam with more words behind it: at the start of the answer, or not far
    /// back.
    fn has_before(&self, text: &str) -> bool {
        let tail = self.tail();
        let mut starts = (0..tail.len()).filter_map(|at| tail.get(at..));
        (self.before.len() > text.len() && self.before.starts_with(text))
            || starts.any(|rest| rest.len() > text.len() && rest.starts_with(text))
    }

    /// Decides what is repeated; returns the rest of the continuation so far.
    fn join(&mut self) -> String {
        self.is_joined = true;
        let rest = self.variants().into_iter().find_map(|text| {
            let length = self.repeated_answer(text).or_else(|| self.overlap(text))?;
            text.get(length..)
        });
        let rest = rest.unwrap_or_else(|| self.without_fence()).to_owned();
        self.pending.clear();
        rest
    }

    /// The length of all words before the seam, if `text` starts the answer again.
    fn repeated_answer(&self, text: &str) -> Option<usize> {
        let length = self.before.len();
        (text.starts_with(&self.before) && is_repetition(&self.before, text, length)).then_some(length)
    }

    /// The length in bytes of the longest start of `text` that repeats the last words before the seam.
    fn overlap(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.take_while(|&end| end <= REACH).collect();
        let repeats =
            |&end: &usize| self.before.ends_with(&text[..end]) && is_repetition(&self.before, text, end);
        ends.into_iter().rev().find(repeats)
    }

    /// The continuation without a fence that opens the code block again.
    fn without_fence(&self) -> &str {
        let text = self.pending.trim_start();
        match text.split_once('\n') {
            Some((fence, rest)) if self.is_in_code && fence.len() > 3 && fence.starts_with("```") => rest,
            _ => &self.pending,
        }
    }

    /// The last words before the seam, at most [`REACH`] bytes.
    fn tail(&self) -> &str {
        let mut start = self.before.len().saturating_sub(REACH);
        while !self.before.is_char_boundary(start) {
            start += 1;
        }
        &self.before[start..]
    }
}

/// Whether the first `length` bytes of `text`, with which `before` ends, are certainly a repetition: they are
/// long, have some Chinese, or are whole words. A single letter or digit may be meant to come twice.
fn is_repetition(before: &str, text: &str, length: usize) -> bool {
    let Some(overlap) = text.get(..length) else { return false };
    let is_cjk =
        |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    if overlap.chars().count() >= CERTAIN_CHARS || overlap.chars().filter(is_cjk).count() >= CERTAIN_CJK_CHARS
    {
        return true;
    }
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts_in_word = in_word(overlap.chars().next())
        && in_word(before[..before.len().saturating_sub(length)].chars().next_back());
    let ends_in_word = in_word(overlap.chars().next_back()) && in_word(text[length..].chars().next());
    let letters = overlap.chars().filter(|c| c.is_alphabetic() && !is_cjk(c)).count();
    letters >= 3 && !starts_in_word && !ends_in_word
}

#[cfg(test)]
mod tests;
