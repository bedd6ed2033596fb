//! The paths of a `use`.

use syn::UseTree;

/// The paths that a tree stands for, each with the name that it gets, unless that is `*`.
pub(super) fn flatten(tree: &UseTree) -> Vec<(Vec<String>, Option<String>)> {
    let mut paths = Vec::new();
    collect(tree, &mut Vec::new(), &mut paths);
    paths
}

fn collect(tree: &UseTree, prefix: &mut Vec<String>, paths: &mut Vec<(Vec<String>, Option<String>)>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            collect(&path.tree, prefix, paths);
            prefix.pop();
        }
        UseTree::Name(name) => paths.push(named(prefix, &name.ident.to_string(), None)),
        UseTree::Rename(rename) => {
            paths.push(named(prefix, &rename.ident.to_string(), Some(rename.rename.to_string())));
        }
        UseTree::Glob(_) => paths.push((prefix.clone(), None)),
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, prefix, paths)),
    }
}

/// `self` at the end stands for the path before it.
fn named(prefix: &[String], name: &str, rename: Option<String>) -> (Vec<String>, Option<String>) {
    let mut path = prefix.to_vec();
    if name != "self" || prefix.is_empty() {
        path.push(name.to_owned());
    }
    let alias = rename.or_else(|| path.last().cloned());
    (path, alias)
}
