//! Which modules a file declares, and in which files these are.

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};
use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

/// Reads a file of Rust.
pub(super) fn parse(path: &Path) -> Result<syn::File> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    syn::parse_file(&text).with_context(|| format!("{} is no Rust", path.display()))
}

/// The modules that a file declares with `mod name;`, but for those of tests, with the paths of their files. `path` is
/// the file's own path below `root`.
pub(super) fn declared(syntax: &syn::File, root: &Path, path: &Path) -> Result<Vec<(String, PathBuf)>> {
    let folder = folder_of_children(path);
    let modules = syntax.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && !is_test(&module.attrs) => Some(module),
        _ => None,
    });
    modules
        .map(|module| {
            let name = module.ident.to_string();
            let places = match path_attribute(module) {
                Some(place) => vec![path.parent().unwrap_or(Path::new("")).join(place)],
                None => vec![folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")],
            };
            let place = places.into_iter().find(|place| root.join(place).exists());
            let place = place.with_context(|| format!("{}: mod {name} has no file", path.display()))?;
            Ok((name, place))
        })
        .collect()
}

/// Whether an item is compiled for tests only.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let Meta::List(list) = &attribute.meta else { return false };
        let condition = list.tokens.to_string().replace(' ', "");
        attribute.path().is_ident("cfg") && (condition == "test" || is_all_with_test(&condition))
    })
}

/// Whether a condition is `all(…)` with `test` in it.
fn is_all_with_test(condition: &str) -> bool {
    let inner = condition.strip_prefix("all(").and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| inner.split(',').any(|part| part == "test"))
}

/// The folder of the modules that a file declares.
fn folder_of_children(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("main" | "lib" | "mod") | None => folder.to_owned(),
        Some(stem) => folder.join(stem),
    }
}

/// The value of `#[path = "…"]`.
fn path_attribute(module: &ItemMod) -> Option<String> {
    module.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("path") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}
