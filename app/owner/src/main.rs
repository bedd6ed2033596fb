//! The owner's pages.
#![forbid(unsafe_code)]

fn main() {}
