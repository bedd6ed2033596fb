//! A row of the table of sums.

use super::sums::Sums;
use crate::time::Millis;

/// A row of sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// When it was written; of several in one, the last of them.
    pub at: Millis,
    /// Who wrote it.
    pub isolate: String,
    /// How often it was put together with others.
    pub level: u8,
    /// The sums.
    pub sums: Sums,
}

impl Row {
    /// Whether `cargo xtask traffic --demo` made it up.
    pub fn is_demo(&self) -> bool {
        self.isolate.starts_with("demo-")
    }
}
