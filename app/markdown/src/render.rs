//! From blocks to nodes.
pub(crate) mod document;
