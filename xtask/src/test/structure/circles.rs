//! Circles of imports.

use super::{
    crates::{Crates, FileId},
    faults::Fault,
    imports::{Import, Target},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map::Entry};

/// The files that each file imports.
type Graph = BTreeMap<FileId, BTreeSet<FileId>>;

/// A shortest circle for each file that is in one and in no circle before. Imports of files above are left out: they are
/// faults by themselves, and almost always close a circle.
pub(super) fn faults(crates: &Crates, imports: &[Import]) -> Vec<Fault> {
    let mut graph = Graph::new();
    for import in imports {
        if let Target::File(to) = import.to
            && !crates.is_above(to, import.from)
        {
            graph.entry(import.from).or_default().insert(to);
        }
    }
    let mut seen: BTreeSet<FileId> = BTreeSet::new();
    let mut faults = Vec::new();
    for file in crates.ids() {
        if seen.contains(&file) {
            continue;
        }
        if let Some(circle) = shortest(&graph, file) {
            seen.extend(&circle);
            faults
                .push(Fault::Circle { files: circle.into_iter().map(|file| crates[file].name()).collect() });
        }
    }
    faults
}

/// The shortest way from a file back to itself.
fn shortest(graph: &Graph, start: FileId) -> Option<Vec<FileId>> {
    let mut came_from: BTreeMap<FileId, FileId> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for &next in graph.get(&file).into_iter().flatten() {
            if next == start {
                let mut way: Vec<FileId> =
                    std::iter::successors(Some(file), |file| came_from.get(file).copied()).collect();
                way.reverse();
                return Some(way);
            }
            if let Entry::Vacant(entry) = came_from.entry(next) {
                entry.insert(file);
                open.push_back(next);
            }
        }
    }
    None
}
