//! A path in the sources.

/// A path as it is written, without generic arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::test::structure) struct WrittenPath {
    /// Whether it begins with `::`, and so with the name of a crate.
    pub(in crate::test::structure) is_global: bool,
    pub(in crate::test::structure) segments: Vec<String>,
    /// The inline modules that it is written in, from the outside inwards.
    pub(in crate::test::structure) inside: Vec<String>,
    /// The name that a `use` gives to what the path leads to.
    pub(in crate::test::structure) alias: Option<String>,
}
