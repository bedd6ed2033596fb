//! Joins the rest of an answer to what there was when it broke off. A model that is asked to go on
//! does so exactly, or says the last words again, or begins anew, or opens the code block again. The
//! repeated part is left out; whatever is not surely repeated is kept.

/// How far back a repetition is looked for, in bytes: some sentences.
const REACH: usize = 600;
/// An overlap of so many characters is no accident, whatever it is.
const SURE_CHARS: usize = 12;
/// One of so many Chinese, Japanese or Korean characters is none either.
const SURE_CJK: usize = 4;

/// The place where a continuation meets what was there before. Words go in as they come; what comes
/// out can be appended.
#[derive(Debug)]
pub struct Seam {
    before: String,
    /// What may yet turn out to be a repetition.
    held: String,
    is_joined: bool,
    is_in_code: bool,
}

impl Seam {
    pub fn new(before: &str) -> Self {
        let fences = before.lines().filter(|line| line.trim_start().starts_with("```")).count();
        Self { before: before.to_owned(), held: String::new(), is_joined: false, is_in_code: fences % 2 == 1 }
    }

    /// Takes the next words; returns those that can be appended.
    pub fn push(&mut self, words: &str) -> String {
        if self.is_joined {
            return words.to_owned();
        }
        self.held.push_str(words);
        if self.may_still_repeat() { String::new() } else { self.join() }
    }

    /// There are no more words.
    pub fn finish(&mut self) -> String {
        if self.is_joined { String::new() } else { self.join() }
    }

    /// The continuation as it is and as it may be meant: without white space at its start, without a
    /// fence that opens the code block again.
    fn readings(&self) -> [&str; 4] {
        let rest = self.without_fence();
        [&self.held, self.held.trim_start(), rest, rest.trim_start()]
    }

    /// All of it so far stands before the seam too, so the next words decide.
    fn may_still_repeat(&self) -> bool {
        let text = self.held.trim_start();
        let may_be_fence = "```".starts_with(text) || text.starts_with("```");
        let is_half_fence = self.is_in_code && may_be_fence && !text.contains('\n');
        is_half_fence || self.readings().iter().any(|text| self.has_within(text))
    }

    /// Whether `text` stands before the seam, with more behind it: at the very start, or not far back.
    fn has_within(&self, text: &str) -> bool {
        let tail = self.tail();
        let mut starts = (0..tail.len()).filter_map(|at| tail.get(at..));
        (self.before.len() > text.len() && self.before.starts_with(text))
            || starts.any(|rest| rest.len() > text.len() && rest.starts_with(text))
    }

    fn join(&mut self) -> String {
        self.is_joined = true;
        let rest = self.readings().into_iter().find_map(|text| {
            let length = self.anew(text).or_else(|| self.overlap(text))?;
            text.get(length..)
        });
        let rest = rest.unwrap_or_else(|| self.without_fence()).to_owned();
        self.held.clear();
        rest
    }

    /// All that was before, if `text` begins with it.
    fn anew(&self, text: &str) -> Option<usize> {
        let length = self.before.len();
        (text.starts_with(&self.before) && sure(&self.before, text, length)).then_some(length)
    }

    /// The longest beginning of `text`, in bytes, that surely repeats the end of what was before.
    fn overlap(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.take_while(|&end| end <= REACH).collect();
        let repeats = |&end: &usize| self.before.ends_with(&text[..end]) && sure(&self.before, text, end);
        ends.into_iter().rev().find(repeats)
    }

    /// The continuation without a fence that opens the code block again.
    fn without_fence(&self) -> &str {
        let text = self.held.trim_start();
        match text.split_once('\n') {
            Some((fence, rest)) if self.is_in_code && fence.len() > 3 && fence.starts_with("```") => rest,
            _ => &self.held,
        }
    }

    fn tail(&self) -> &str {
        let mut start = self.before.len().saturating_sub(REACH);
        while !self.before.is_char_boundary(start) {
            start += 1;
        }
        &self.before[start..]
    }
}

/// Whether the first `length` bytes of `text`, with which `before` ends, are no accident: long, some
/// Chinese, or whole words. One letter or digit twice may well be meant.
fn sure(before: &str, text: &str, length: usize) -> bool {
    let Some(overlap) = text.get(..length) else { return false };
    let is_cjk =
        |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    if overlap.chars().count() >= SURE_CHARS || overlap.chars().filter(is_cjk).count() >= SURE_CJK {
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
