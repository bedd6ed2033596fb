//! What stands in a paragraph: emphasis, links, code, formulas
//! (<https://spec.commonmark.org/0.31.2/#inlines>).

use super::{
    block::run,
    emphasis::{Runs, Stress},
    entity::entity,
    formula::formula,
    link::{References, is_note, label, target},
};

/// A piece of a paragraph.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Character(char),
    Code(String),
    /// In TeX, in a line of its own or not.
    Math(&'a str, bool),
    /// A footnote's label.
    Note(&'a str),
    Break,
    Open(Stress),
    Close,
    /// To an address.
    Link(String),
    /// Marks that may begin or end something; gone when all is read.
    Run(usize),
}

/// What can be referred to.
pub(super) struct Known<'a> {
    pub(super) references: &'a References,
    pub(super) is_note: &'a dyn Fn(&str) -> bool,
}

/// The pieces of a paragraph.
pub(super) fn pieces<'a>(text: &'a str, known: &Known<'_>) -> Vec<Piece<'a>> {
    let mut inlines = Inlines {
        text,
        at: 0,
        known,
        pieces: Vec::new(),
        runs: Runs::default(),
        brackets: Vec::new(),
        unclosed: 0,
    };
    while inlines.at < text.len() {
        inlines.next();
    }
    inlines.runs.pair(None);
    inlines.whole()
}

struct Bracket {
    piece: usize,
    /// Where its label begins.
    label: usize,
    is_picture: bool,
    /// No link has ended in it.
    is_active: bool,
    last_run: Option<usize>,
}

struct Inlines<'a, 'k> {
    text: &'a str,
    at: usize,
    known: &'k Known<'k>,
    pieces: Vec<Piece<'a>>,
    runs: Runs,
    brackets: Vec<Bracket>,
    /// Lengths of runs of backticks, as bits, that no later run ends.
    unclosed: u64,
}

impl<'a> Inlines<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, piece: Piece<'a>, length: usize) {
        self.pieces.push(piece);
        self.at += length;
    }

    fn push_text(&mut self, length: usize) {
        let text = &self.rest()[..length];
        self.push(Piece::Text(text), length);
    }

    fn next(&mut self) {
        let rest = self.rest();
        match rest.as_bytes()[0] {
            b'\\' => self.backslash(),
            b'`' => self.code(),
            b'*' | b'_' | b'~' => self.marks(),
            b'!' if rest.starts_with("![") => self.open_bracket(true),
            b'[' => self.open_bracket(false),
            b']' => self.close_bracket(),
            b'<' => self.angle(),
            b'&' => match entity(rest) {
                Some((c, length)) => self.push(Piece::Character(c), length),
                None => self.push_text(1),
            },
            b'$' => match formula(rest) {
                Some(found) => self.push(Piece::Math(found.tex, found.is_display), found.length),
                None => self.push_text(run(rest, b'$')),
            },
            b'\n' => self.line_break(),
            _ => {
                let end = rest.bytes().skip(1).position(|byte| b"\\`*_~![]<&$\n".contains(&byte));
                self.push_text(end.map_or(rest.len(), |end| end + 1));
            }
        }
    }

    fn backslash(&mut self) {
        let rest = self.rest();
        if let Some(found) = formula(rest) {
            return self.push(Piece::Math(found.tex, found.is_display), found.length);
        }
        match rest[1..].chars().next() {
            Some('\n') => {
                self.push(Piece::Break, 2);
                self.skip_spaces();
            }
            Some(c) if c.is_ascii_punctuation() => self.push(Piece::Character(c), 2),
            _ => self.push_text(1),
        }
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    fn line_break(&mut self) {
        let mut is_hard = false;
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            is_hard = text.ends_with("  ");
            *text = text.trim_end_matches(' ');
        }
        if is_hard {
            self.push(Piece::Break, 1);
        } else {
            self.push_text(1);
        }
        self.skip_spaces();
    }

    fn code(&mut self) {
        let rest = self.rest();
        let ticks = run(rest, b'`');
        let bit = 1_u64.checked_shl(ticks as u32).unwrap_or_default();
        let end = if self.unclosed & bit == 0 { end_of_code(rest, ticks) } else { None };
        let Some(end) = end else {
            self.unclosed |= bit;
            return self.push_text(ticks);
        };
        let code = rest[ticks..end].replace('\n', " ");
        let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
        let code = match inner {
            Some(inner) if !code.trim_matches(' ').is_empty() => inner.to_owned(),
            _ => code,
        };
        self.push(Piece::Code(code), end + ticks);
    }

    fn marks(&mut self) {
        let rest = self.rest();
        let mark = rest.as_bytes()[0];
        let length = run(rest, mark);
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let run = self.runs.push(char::from(mark), length, before, after);
        self.push(Piece::Run(run), length);
    }

    fn open_bracket(&mut self, is_picture: bool) {
        let length = 1 + usize::from(is_picture);
        self.brackets.push(Bracket {
            piece: self.pieces.len(),
            label: self.at + length,
            is_picture,
            is_active: true,
            last_run: self.runs.last(),
        });
        self.push_text(length);
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.push_text(1) };
        let inner = &self.text[bracket.label..self.at];
        let note = inner.strip_prefix('^').filter(|note| is_note(note) && (self.known.is_note)(note));
        if let Some(note) = note.filter(|_| !bracket.is_picture) {
            self.pieces.truncate(bracket.piece);
            self.runs.drop_after(bracket.last_run);
            return self.push(Piece::Note(note), 1);
        }
        let found = if bracket.is_active { self.leads_to(inner) } else { None };
        let Some((url, length)) = found else { return self.push_text(1) };
        self.pieces[bracket.piece] = Piece::Link(url);
        self.runs.pair(bracket.last_run);
        self.push(Piece::Close, length);
        if !bracket.is_picture {
            // A link stands in no other.
            self.brackets.iter_mut().filter(|open| !open.is_picture).for_each(|open| open.is_active = false);
        }
    }

    /// Where the link leads that ends at this bracket, and the length from it on.
    fn leads_to(&self, inner: &str) -> Option<(String, usize)> {
        let after = &self.rest()[1..];
        if let Some((url, length)) = target(after) {
            return Some((url, 1 + length));
        }
        let find = |label: &str| self.known.references.find(label).map(str::to_owned);
        if let Some((label, length)) = label(after) {
            return find(label).map(|url| (url, 1 + length));
        }
        let length = if after.starts_with("[]") { 3 } else { 1 };
        find(inner).map(|url| (url, length))
    }

    /// An address in angles, a line break, or HTML, which is text.
    fn angle(&mut self) {
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
            return self.push(Piece::Break, length);
        }
        let lead = if is_address(inner) {
            ""
        } else if is_email(inner) {
            "mailto:"
        } else {
            let is_tag = inner.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
            return self.push_text(if is_tag && !inner.contains('\\') { length } else { 1 });
        };
        let url = format!("{lead}{inner}");
        self.pieces.extend([Piece::Link(url), Piece::Text(inner), Piece::Close]);
        self.at += length;
    }

    /// All pieces, with what the runs have become.
    fn whole(mut self) -> Vec<Piece<'a>> {
        let mut whole = Vec::with_capacity(self.pieces.len());
        for piece in self.pieces {
            let Piece::Run(at) = piece else {
                whole.push(piece);
                continue;
            };
            let Some(run) = self.runs.get(at) else { continue };
            whole.extend(run.closes.iter().map(|_| Piece::Close));
            whole.extend((0..run.left).map(|_| Piece::Character(run.mark)));
            whole.extend(run.opens.drain(..).rev().map(Piece::Open));
        }
        whole
    }
}

/// Where a run of as many backticks begins.
fn end_of_code(rest: &str, ticks: usize) -> Option<usize> {
    let mut at = ticks;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let length = run(&rest[start..], b'`');
        if length == ticks {
            return Some(start);
        }
        at = start + length;
    }
    None
}

fn is_address(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
        && !text.bytes().any(|byte| byte.is_ascii_control() || byte == b' ')
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_part = |part: &str| {
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !part.is_empty() && part.bytes().all(is_host) && !part.starts_with('-') && !part.ends_with('-')
    };
    !name.is_empty() && name.bytes().all(is_name) && host.split('.').all(is_part)
}
