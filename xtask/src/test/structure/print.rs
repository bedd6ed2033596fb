//! What is printed of the structure.

use super::{
    crates::Crates,
    imports::Import,
    layers,
    sizes::{Size, percentile},
};
use std::collections::BTreeMap;

/// Prints each layer with those that it uses, and in how many imports.
pub(super) fn layers(crates: &Crates, imports: &[Import]) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for import in imports {
        let pair = (layers::of_file(&crates[import.from]), layers::of_target(crates, import.to));
        if let (Some(from), Some(to)) = pair {
            *counts.entry((from, to)).or_default() += 1;
        }
    }
    println!("Layers, the number of imports within each, and of those from it to others:");
    for from in layers::all() {
        let others = layers::all().into_iter().filter(|to| *to != from);
        let used: Vec<String> =
            others.filter_map(|to| Some(format!("{to} {}", counts.get(&(from, to))?))).collect();
        let within = counts.get(&(from, from)).copied().unwrap_or_default();
        println!("  {from:<14} {within:>4}   {}", used.join(", "));
    }
}

/// Prints how long files are.
pub(super) fn sizes(sizes: &[Size]) {
    let longest = sizes.last().map(|(file, lines)| format!("{lines} ({file})")).unwrap_or_default();
    println!(
        "{} files; lines: median {}, 90th percentile {}, most {longest}",
        sizes.len(),
        percentile(sizes, 50),
        percentile(sizes, 90)
    );
}
