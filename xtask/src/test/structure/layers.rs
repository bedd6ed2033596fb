//! The layers, and which may use which.

use super::{
    crates::{Crates, SourceFile},
    faults::Fault,
    imports::{Import, Target},
};

/// A layer may use those in the rows below it, in any of the lists. Layers in the same row do not know each other.
const STACKS: [&[&[&str]]; 5] = [
    &[
        &["page"],
        &["view"],
        &["exchange"],
        &["state"],
        &["texts", "browser"],
        &["conversation", "markdown"],
        &["wire"],
    ],
    &[&["owner"], &["browser"], &["conversation", "markdown"], &["wire"]],
    &[&["functions"], &["gateway"], &["wire"], &["provider_files"]],
    &[&["xtask"], &["bench"], &["emulator"], &["gateway"], &["wire"]],
    &[&["drawing"], &["markdown"]],
];

/// The files at the top of the page, by their modules: its root component, its start, and what is loaded on demand.
const PAGE: [&str; 3] = ["", "app", "lazy"];
/// The layers that are folders of the page's program.
const OF_PAGE: [&str; 4] = ["view", "exchange", "state", "texts"];

/// The layer of a file; `None` if it is in none. A crate but the page's is one layer.
pub(super) fn of_file(file: &SourceFile) -> Option<&'static str> {
    if file.krate != "app" {
        return Some(file.krate);
    }
    let module = file.module.first().map(String::as_str).unwrap_or_default();
    if PAGE.contains(&module) {
        return Some("page");
    }
    OF_PAGE.into_iter().find(|layer| *layer == module)
}

/// The layer of what a file imports.
pub(super) fn of_target(crates: &Crates, target: Target) -> Option<&'static str> {
    match target {
        Target::File(file) => of_file(&crates[file]),
        Target::Crate(name) => Some(name),
    }
}

/// All layers, from the top downwards, each once.
pub(super) fn all() -> Vec<&'static str> {
    let mut layers: Vec<&str> = Vec::new();
    for layer in STACKS.iter().flat_map(|rows| rows.iter()).flat_map(|row| row.iter()) {
        if !layers.contains(layer) {
            layers.push(layer);
        }
    }
    layers
}

/// Whether a layer may use another one.
fn may_use(from: &str, to: &str) -> bool {
    let row = |rows: &[&[&str]], layer: &str| rows.iter().position(|row| row.contains(&layer));
    let is_below =
        |rows: &&[&[&str]]| matches!((row(rows, from), row(rows, to)), (Some(a), Some(b)) if a < b);
    from == to || STACKS.iter().any(is_below)
}

/// Files without a layer, and imports of layers that may not be used.
pub(super) fn faults(crates: &Crates, imports: &[Import]) -> Vec<Fault> {
    let without = crates.ids().filter(|file| of_file(&crates[*file]).is_none());
    let mut faults: Vec<Fault> = without.map(|file| Fault::NoLayer { file: crates[file].name() }).collect();
    for import in imports {
        let layers = (of_file(&crates[import.from]), of_target(crates, import.to));
        let (Some(from), Some(to)) = layers else { continue };
        if !may_use(from, to) {
            faults.push(Fault::Layer {
                from: crates[import.from].name(),
                to: match import.to {
                    Target::File(file) => crates[file].name(),
                    Target::Crate(name) => format!("the crate {name}"),
                },
                path: import.path.clone(),
                rule: format!("the layer {from} may not use the layer {to}"),
            });
        }
    }
    faults
}
