//! Markdown that is rendered while it streams.
#![forbid(unsafe_code)]

pub mod code;
mod html;
mod node;
mod options;
mod render;
mod stream;
pub mod tex;

pub use html::to_html;
pub use node::{Element, Node};
pub use options::{CodeButtons, MathRenderer, Options};
pub use render::document::render;
pub use stream::renderer::{Stream, Update};
