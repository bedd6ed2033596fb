//! Escapes, code, delimiter runs, what is in angle brackets, and line endings.

use super::{code_span, formula::formula, parser::Parser, token::Token};
use crate::scan::run_length;

impl Parser<'_, '_> {
    /// A formula, a hard line break, or an escaped character.
    pub(super) fn read_backslash(&mut self) {
        let rest = self.rest();
        if let Some((token, length)) = formula(rest) {
            return self.push(token, length);
        }
        match rest[1..].chars().next() {
            Some('\n') => {
                self.push(Token::Break, 2);
                self.skip_spaces();
            }
            Some(c) if c.is_ascii_punctuation() => self.push(Token::Character(c), 2),
            _ => self.push_text(1),
        }
    }

    /// A soft line break, or a hard one after two spaces.
    pub(super) fn read_line_ending(&mut self) {
        let mut is_hard = false;
        if let Some(Token::Text(text)) = self.tokens.last_mut() {
            is_hard = text.ends_with("  ");
            *text = text.trim_end_matches(' ');
        }
        if is_hard {
            self.push(Token::Break, 1);
        } else {
            self.push_text(1);
        }
        self.skip_spaces();
    }

    /// A code span, or backticks that open none.
    pub(super) fn read_backticks(&mut self) {
        let rest = self.rest();
        let (length, end) = self.unclosed_backticks.code_span(rest);
        let Some(end) = end else { return self.push_text(length) };
        self.push(Token::Code(code_span::content(&rest[length..end])), end + length);
    }

    /// A run of `*`, `_` or `~`.
    pub(super) fn read_delimiters(&mut self) {
        let rest = self.rest();
        let character = rest.as_bytes()[0];
        let length = run_length(rest, character);
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let run = self.delimiters.push(char::from(character), length, before, after);
        self.push(Token::DelimiterRun(run), length);
    }

    /// An autolink, a line break (`<br>`), or HTML, which is text.
    pub(super) fn read_angle_bracket(&mut self) {
        let rest = self.rest();
        let Some(end) = rest.bytes().skip(1).position(|byte| matches!(byte, b'<' | b'>' | b'\n')) else {
            return self.push_text(1);
        };
        let inner = &rest[1..=end];
        let length = inner.len() + 2;
        if rest.as_bytes()[end + 1] != b'>' {
            return self.push_text(1);
        }
        if matches!(inner.trim_end_matches([' ', '/']), "br") {
            return self.push(Token::Break, length);
        }
        let scheme = if is_uri(inner) {
            ""
        } else if is_email(inner) {
            "mailto:"
        } else {
            let is_tag = inner.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
            return self.push_text(if is_tag && !inner.contains('\\') { length } else { 1 });
        };
        let destination = format!("{scheme}{inner}");
        self.tokens.extend([Token::OpenLink(destination), Token::Text(inner), Token::Close]);
        self.at += length;
    }
}

/// Whether the text is an absolute URI (<https://spec.commonmark.org/0.31.2/#absolute-uri>).
fn is_uri(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
        && !text.bytes().any(|byte| byte.is_ascii_control() || byte == b' ')
}

/// Whether the text is an email address (<https://spec.commonmark.org/0.31.2/#email-address>).
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(is_host) && !label.starts_with('-') && !label.ends_with('-')
    };
    !name.is_empty() && name.bytes().all(is_name) && host.split('.').all(is_label)
}
