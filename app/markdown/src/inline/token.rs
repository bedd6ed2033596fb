//! What a paragraph consists of.

/// A piece of a paragraph.
pub(crate) enum Token<'a> {
    Text(&'a str),
    Character(char),
    Code(String),
    Formula {
        tex: &'a str,
        /// It is displayed on a line of its own.
        is_display: bool,
    },
    /// A reference to the footnote with this label.
    FootnoteReference(&'a str),
    /// A hard line break.
    Break,
    Open(Style),
    /// The beginning of a link, with its destination.
    OpenLink(String),
    /// The end of the style or link that was opened last.
    Close,
    /// Delimiters that may open or close styles, by their place among the delimiter runs; only while parsing.
    DelimiterRun(usize),
}

/// What a pair of delimiters means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Emphasis,
    Strong,
    Strikethrough,
}
