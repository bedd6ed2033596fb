//! The tokens of a whole paragraph.

use super::{entity::entity, formula::formula, parser::Parser, reference::Definitions, token::Token};
use crate::scan::run_length;

/// The characters that may begin something other than text.
const SPECIAL: &[u8] = b"\\`*_~![]<&$\n";

/// The tokens of a paragraph's text.
pub(crate) fn tokens<'a>(text: &'a str, definitions: &Definitions<'_>) -> Vec<Token<'a>> {
    let mut parser = Parser::new(text, definitions);
    while parser.at < text.len() {
        parser.read_token();
    }
    parser.delimiters.process_emphasis(None);
    parser.finish()
}

impl<'a> Parser<'a, '_> {
    fn read_token(&mut self) {
        let rest = self.rest();
        match rest.as_bytes()[0] {
            b'\\' => self.read_backslash(),
            b'`' => self.read_backticks(),
            b'*' | b'_' | b'~' => self.read_delimiters(),
            b'!' if rest.starts_with("![") => self.open_bracket(true),
            b'[' => self.open_bracket(false),
            b']' => self.close_bracket(),
            b'<' => self.read_angle_bracket(),
            b'&' => match entity(rest) {
                Some((c, length)) => self.push(Token::Character(c), length),
                None => self.push_text(1),
            },
            b'$' => match formula(rest) {
                Some((token, length)) => self.push(token, length),
                None => self.push_text(run_length(rest, b'$')),
            },
            b'\n' => self.read_line_ending(),
            _ => {
                let end = rest.bytes().skip(1).position(|byte| SPECIAL.contains(&byte));
                self.push_text(end.map_or(rest.len(), |end| end + 1));
            }
        }
    }

    /// The tokens, with what became of the delimiter runs.
    fn finish(mut self) -> Vec<Token<'a>> {
        let mut tokens = Vec::with_capacity(self.tokens.len());
        for token in self.tokens {
            let Token::DelimiterRun(at) = token else {
                tokens.push(token);
                continue;
            };
            let Some(run) = self.delimiters.get(at) else { continue };
            tokens.extend(run.closes.iter().map(|_| Token::Close));
            tokens.extend((0..run.remaining).map(|_| Token::Character(run.character)));
            tokens.extend(run.opens.drain(..).rev().map(Token::Open));
        }
        tokens
    }
}
