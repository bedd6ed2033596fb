//! What the programs have in common: the visitor's language, the clipboard, who the owner is, and the drawing of
//! answers, which the bench measures by itself.
#![forbid(unsafe_code)]
// The component macro makes its functions `pub`, and writes builders without words.
#![allow(missing_docs, unreachable_pub, clippy::needless_pass_by_value)]

pub mod clipboard;
mod copy;
pub mod language;
pub mod markdown;
pub mod owner;

pub use copy::Copy;

/// A moment such as `2026-11-25T00:00:00Z` without what nobody reads: `2026-11-25 00:00 UTC`.
pub fn minute(timestamp: &str) -> Option<String> {
    Some(timestamp.get(..16)?.replace('T', " ") + " UTC")
}
