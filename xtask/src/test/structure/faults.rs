//! What the check finds.

use super::{
    crates::Crates,
    imports::{Import, Target},
};
use std::fmt;

/// A rule that the sources do not keep, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A file imports something of a layer that its own may not use.
    Layer { from: String, to: String, path: String, rule: String },
    /// A file is in no layer.
    NoLayer { file: String },
    /// A file imports a file above it: the one that declares its module, or one further up.
    Upward { from: String, to: String, path: String },
    /// Files that import each other in a circle. The last one imports the first.
    Circle { files: Vec<String> },
    /// A file is too long.
    Long { file: String, lines: usize, limit: usize },
    /// Most files are too long.
    Sizes { what: &'static str, lines: usize, limit: usize },
    /// An exception of the check that is none.
    Exception { file: String },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layer { from, to, path, rule } => write!(f, "{from} imports {to} (`{path}`): {rule}"),
            Self::NoLayer { file } => {
                write!(f, "{file} is in no layer: name its layer in xtask/src/test/structure/layers.rs")
            }
            Self::Upward { from, to, path } => {
                write!(f, "{from} imports {to} (`{path}`): no file imports its own index or parent")
            }
            Self::Circle { files } => {
                let first = files.first().map(String::as_str).unwrap_or_default();
                write!(f, "{} → {first}: no import circles between files", files.join(" → "))
            }
            Self::Long { file, lines, limit } => {
                write!(f, "{file} has {lines} lines: no file has over {limit}")
            }
            Self::Sizes { what, lines, limit } => {
                write!(f, "the {what} of all files is {lines} lines: it is to be {limit} at most")
            }
            Self::Exception { file } => {
                write!(f, "{file} is an exception in xtask/src/test/structure/sizes.rs, and needs none")
            }
        }
    }
}

/// Imports of the file that declares a module, or of one further up.
pub(super) fn upward(crates: &Crates, imports: &[Import]) -> Vec<Fault> {
    let upward = imports.iter().filter_map(|import| match import.to {
        Target::File(to) if crates.is_above(to, import.from) => Some((import, to)),
        Target::File(_) | Target::Crate(_) => None,
    });
    upward
        .map(|(import, to)| Fault::Upward {
            from: crates[import.from].name(),
            to: crates[to].name(),
            path: import.path.clone(),
        })
        .collect()
}
