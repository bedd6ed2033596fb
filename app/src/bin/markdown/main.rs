//! The Markdown program: a parser and what draws its elements. The page loads it when an answer
//! needs it, so that a visitor can type before it has come.
//!
//! [`render`] goes from Markdown to elements, [`dom`] makes them, [`live`] keeps up with a text that
//! grows.
#![forbid(unsafe_code)]
// What wasm-bindgen exports is public, whatever the program's own modules are.
#![allow(unreachable_pub)]

mod dom;
mod live;
mod render;

#[cfg(test)]
mod tests;

/// Nothing to do at the start: the page calls what is exported.
fn main() {}
