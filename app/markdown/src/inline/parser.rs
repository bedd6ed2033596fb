//! The state of the parser while it reads a paragraph.

use super::{code_span::UnclosedRuns, delimiters::DelimiterStack, reference::Definitions, token::Token};

/// The tokens so far, and what may still become of them.
pub(super) struct Parser<'a, 'd> {
    pub(super) text: &'a str,
    /// How far the text is read, in bytes.
    pub(super) at: usize,
    pub(super) definitions: &'d Definitions<'d>,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) delimiters: DelimiterStack,
    /// The opening brackets that have no closing one so far.
    pub(super) brackets: Vec<Bracket>,
    pub(super) unclosed_backticks: UnclosedRuns,
}

/// An opening bracket, of a link or an image.
pub(super) struct Bracket {
    /// The place of its token.
    pub(super) token: usize,
    /// Where its label begins in the text, in bytes.
    pub(super) label_start: usize,
    pub(super) is_image: bool,
    /// It may open a link: no link ended within it.
    pub(super) is_active: bool,
    /// The top of the delimiter stack before it.
    pub(super) stack_bottom: Option<usize>,
}

impl<'a, 'd> Parser<'a, 'd> {
    pub(super) fn new(text: &'a str, definitions: &'d Definitions<'d>) -> Self {
        Self {
            text,
            at: 0,
            definitions,
            tokens: Vec::new(),
            delimiters: DelimiterStack::default(),
            brackets: Vec::new(),
            unclosed_backticks: UnclosedRuns::default(),
        }
    }

    /// The text that is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Adds a token for the next `length` bytes.
    pub(super) fn push(&mut self, token: Token<'a>, length: usize) {
        self.tokens.push(token);
        self.at += length;
    }

    /// Adds the next `length` bytes as text.
    pub(super) fn push_text(&mut self, length: usize) {
        let text = &self.rest()[..length];
        self.push(Token::Text(text), length);
    }

    pub(super) fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }
}
