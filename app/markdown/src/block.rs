//! Markdown's blocks: which block is in which, line by line, after the strategy that CommonMark's specification
//! describes (<https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy>), with GFM's tables and footnotes.
//! There are no HTML blocks: HTML is shown as text.

mod continuation;
pub(crate) mod document;
pub(crate) mod formula;
mod line;
mod markers;
mod parser;
mod starts;
pub(crate) mod table;
pub(crate) mod tree;
