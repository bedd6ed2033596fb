//! From blocks and inlines to nodes. Markdown is data that nobody checked: HTML is shown as text, links have safe
//! schemes only, images are links (loading one could carry the conversation away in its address).

mod blocks;
pub(crate) mod context;
pub(crate) mod document;
mod inlines;
mod links;
#[cfg(test)]
mod tests;
