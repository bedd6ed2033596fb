//! Markdown that is rendered while it streams.
#![forbid(unsafe_code)]
