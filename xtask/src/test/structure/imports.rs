//! Which file imports which.

use super::{
    crates::{Crates, FileId},
    paths::WrittenPath,
};
use std::collections::BTreeMap;

/// What a file imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// Another file of the same crate: the deepest module of the path that is a file.
    File(FileId),
    /// Another crate of the repository.
    Crate(&'static str),
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) from: FileId,
    pub(super) to: Target,
    /// The path, as it is written.
    pub(super) path: String,
}

/// All imports, each pair of a file and what it imports once.
pub(super) fn find(crates: &Crates) -> Vec<Import> {
    let mut imports = BTreeMap::new();
    for from in crates.ids() {
        let aliases = aliases(crates, from);
        for path in &crates[from].paths {
            let Some(to) = target(crates, from, path, &aliases) else { continue };
            if to != Target::File(from) {
                let path = path.segments.join("::");
                imports.entry((from, to)).or_insert(Import { from, to, path });
            }
        }
    }
    imports.into_values().collect()
}

/// The modules that a file has given a name to by `use`.
type Aliases = BTreeMap<String, FileId>;

fn aliases(crates: &Crates, file: FileId) -> Aliases {
    let modules = crates[file].paths.iter().filter_map(|path| {
        let (module, rest) = deepest(crates, file, path)?;
        rest.is_empty().then(|| Some((path.alias.clone()?, module)))?
    });
    modules.filter(|(_, module)| *module != file).collect()
}

fn target(crates: &Crates, from: FileId, path: &WrittenPath, aliases: &Aliases) -> Option<Target> {
    if let Some((module, _)) = deepest(crates, from, path) {
        return Some(Target::File(module));
    }
    let (first, rest) = path.segments.split_first()?;
    if !path.is_global
        && let Some(module) = aliases.get(first)
        && !rest.is_empty()
    {
        return Some(Target::File(descend(crates, *module, rest).0));
    }
    // A path of one name is a local one, or was imported by a `use`.
    let is_path = !rest.is_empty() || path.alias.is_some();
    let is_crate = is_path && (path.is_global || !is_imported(&crates[from].paths, first));
    crates.name_of(first).filter(|name| is_crate && *name != crates[from].krate).map(Target::Crate)
}

/// Whether a `use` gives a name to something that is no crate.
fn is_imported(paths: &[WrittenPath], name: &str) -> bool {
    paths.iter().any(|path| path.segments.len() > 1 && path.alias.as_deref() == Some(name))
}

/// The deepest module of a path within the crate, and what of the path is left; `None` for a path of another kind.
fn deepest<'a>(crates: &Crates, from: FileId, path: &'a WrittenPath) -> Option<(FileId, &'a [String])> {
    let (first, mut rest) = path.segments.split_first()?;
    if path.is_global {
        return None;
    }
    let file = &crates[from];
    match first.as_str() {
        "crate" => Some(descend(crates, crates.root(file.krate)?, rest)),
        "self" | "super" => {
            // Inline modules are a part of their file.
            let (mut module, mut inside) = (from, path.inside.len());
            let mut up = usize::from(first == "super");
            while rest.first().is_some_and(|name| name == "super") {
                rest = &rest[1..];
                up += 1;
            }
            for _ in 0..up {
                match inside.checked_sub(1) {
                    Some(outer) => inside = outer,
                    None => module = crates[module].parent?,
                }
            }
            Some(if inside > 0 { (module, rest) } else { descend(crates, module, rest) })
        }
        name if path.inside.is_empty() && file.children.contains_key(name) => {
            let is_path = path.segments.len() > 1 || path.alias.is_some();
            is_path.then(|| descend(crates, from, &path.segments))
        }
        _ => None,
    }
}

/// Follows names from a module as long as they are modules with files of their own.
fn descend<'a>(crates: &Crates, mut module: FileId, mut names: &'a [String]) -> (FileId, &'a [String]) {
    while let Some((name, rest)) = names.split_first()
        && let Some(child) = crates[module].children.get(name)
    {
        (module, names) = (*child, rest);
    }
    (module, names)
}
