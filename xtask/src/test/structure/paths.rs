//! The paths that are written in a file: in `use`, in expressions and types, and in the tokens of macros.

mod tokens;
mod use_tree;
mod visitor;
mod written;

pub(super) use written::WrittenPath;

use visitor::Visitor;

/// All paths of a file that may lead to another file, but for those of tests.
pub(super) fn written_in(syntax: &syn::File) -> Vec<WrittenPath> {
    let mut visitor = Visitor::default();
    syn::visit::visit_file(&mut visitor, syntax);
    visitor.paths
}
