//! Colours for code: comments, strings, numbers, keywords, calls and types, by a few rules a language. A grammar for
//! each language would know more, and would be larger than the rest of the crate.

mod highlight;
mod languages;
mod tokens;

pub use highlight::highlight;
