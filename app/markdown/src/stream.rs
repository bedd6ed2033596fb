//! A text that grows.
pub(crate) mod renderer;
