//! The report in Markdown.

mod document;
mod en;
mod guide;
mod table;
mod zh;

pub use document::markdown;
pub use guide::guide;
