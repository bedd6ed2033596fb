#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod block;
pub mod code;
mod direction;
mod html;
mod inline;
mod node;
mod options;
mod render;
mod scan;
mod stream;
pub mod tex;

pub use html::to_html;
pub use node::{Element, Node};
pub use options::{CaseMapper, CodeButtons, HostResolver, MathRenderer, Options, plain_host};
pub use render::document::render;
pub use stream::renderer::{Stream, Update};
