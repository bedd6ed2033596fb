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
