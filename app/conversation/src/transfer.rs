//! Conversations as files: JSON for machines, which the page can import again, and Markdown for people.

mod export;
mod format;
mod import;
mod merge;

pub use export::{export, file_name, path, to_markdown};
pub use import::{Import, ImportError, import};
pub use merge::{ImportCounts, merge};
