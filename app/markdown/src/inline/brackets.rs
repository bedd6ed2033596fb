//! Links, images and footnote references: what ends with a closing bracket.

use super::{
    destination::{inline_destination, link_label},
    footnote::is_footnote_label,
    parser::{Bracket, Parser},
    token::Token,
};

impl Parser<'_, '_> {
    pub(super) fn open_bracket(&mut self, is_image: bool) {
        let length = 1 + usize::from(is_image);
        self.brackets.push(Bracket {
            token: self.tokens.len(),
            label_start: self.at + length,
            is_image,
            is_active: true,
            stack_bottom: self.delimiters.top(),
        });
        self.push_text(length);
    }

    pub(super) fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.push_text(1) };
        let inner = &self.text[bracket.label_start..self.at];
        let label = inner.strip_prefix('^').filter(|_| !bracket.is_image);
        if let Some(label) =
            label.filter(|label| is_footnote_label(label) && (self.definitions.is_footnote)(label))
        {
            self.tokens.truncate(bracket.token);
            self.delimiters.truncate(bracket.stack_bottom);
            return self.push(Token::FootnoteReference(label), 1);
        }
        let link = if bracket.is_active { self.link(inner) } else { None };
        let Some((destination, length)) = link else { return self.push_text(1) };
        self.tokens[bracket.token] = Token::OpenLink(destination);
        self.delimiters.process_emphasis(bracket.stack_bottom);
        self.push(Token::Close, length);
        if !bracket.is_image {
            // Links contain no links.
            self.brackets.iter_mut().filter(|open| !open.is_image).for_each(|open| open.is_active = false);
        }
    }

    /// The destination of the link that has `inner` in brackets, and the length of its end from the closing bracket on.
    fn link(&self, inner: &str) -> Option<(String, usize)> {
        let after = &self.rest()[1..];
        if let Some((destination, length)) = inline_destination(after) {
            return Some((destination, 1 + length));
        }
        let find = |label: &str| self.definitions.references.find(label).map(str::to_owned);
        if let Some((label, length)) = link_label(after) {
            return find(label).map(|destination| (destination, 1 + length));
        }
        let length = if after.starts_with("[]") { 3 } else { 1 };
        find(inner).map(|destination| (destination, length))
    }
}
