//! What the page and the report have in common: the visitor's language, and the clipboard.
#![forbid(unsafe_code)]

pub mod clipboard;
pub mod owner;

mod language;

pub use language::Language;
