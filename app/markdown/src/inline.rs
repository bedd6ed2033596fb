//! The inlines of a paragraph: emphasis, links, code, formulas (<https://spec.commonmark.org/0.31.2/#inlines>).

pub(crate) mod autolink;
mod brackets;
pub(crate) mod code_span;
mod delimiters;
mod destination;
pub(crate) mod entity;
pub(crate) mod flanking;
pub(crate) mod footnote;
pub(crate) mod formula;
pub(crate) mod paragraph;
mod parser;
pub(crate) mod reference;
mod spans;
pub(crate) mod token;
