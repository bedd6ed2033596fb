//! The crates below those that ship.

use super::component::Scope;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, Node, NodeDep, PackageId};
use std::collections::BTreeMap;

/// The dependencies between crates, as cargo resolves them.
pub(super) struct Crates<'a> {
    metadata: &'a Metadata,
    nodes: BTreeMap<&'a PackageId, &'a Node>,
}

impl<'a> Crates<'a> {
    pub(super) fn new(metadata: &'a Metadata) -> Result<Self> {
        let resolve = metadata.resolve.as_ref().context("cargo metadata resolves no dependencies")?;
        Ok(Self { metadata, nodes: resolve.nodes.iter().map(|node| (&node.id, node)).collect() })
    }

    /// The package of this name.
    pub(super) fn named(&self, name: &str) -> Option<&'a PackageId> {
        self.metadata.packages.iter().find(|package| package.name == name).map(|package| &package.id)
    }

    /// What a crate depends on, but for its tests, and whether only its build script does.
    pub(super) fn dependencies(&self, id: &PackageId) -> Vec<(&'a PackageId, Scope)> {
        let scope = |dep: &NodeDep| {
            let has = |kind| dep.dep_kinds.iter().any(|info| info.kind == kind);
            if has(DependencyKind::Normal) {
                return Some(Scope::Required);
            }
            has(DependencyKind::Build).then_some(Scope::Excluded)
        };
        let deps = self.nodes.get(id).map(|node| &node.deps).into_iter().flatten();
        deps.filter_map(|dep| Some((&dep.pkg, scope(dep)?))).collect()
    }

    /// Everything below the roots. What several crates need has the scope of the one that needs it most.
    pub(super) fn reachable(&self, roots: &[&'a PackageId]) -> BTreeMap<&'a PackageId, Scope> {
        let mut reached = BTreeMap::new();
        let mut open: Vec<(&PackageId, Scope)> = roots.iter().map(|id| (*id, Scope::Required)).collect();
        while let Some((id, scope)) = open.pop() {
            let scope = if self.is_macro(id) { Scope::Excluded } else { scope };
            if reached.get(id).is_some_and(|known| *known <= scope) {
                continue;
            }
            open.extend(self.dependencies(id).into_iter().map(|(dep, own)| (dep, own.max(scope))));
            reached.insert(id, scope);
        }
        reached
    }

    fn is_macro(&self, id: &PackageId) -> bool {
        self.metadata[id].targets.iter().any(cargo_metadata::Target::is_proc_macro)
    }
}
