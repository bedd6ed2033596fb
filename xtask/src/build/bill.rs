//! The bill of materials (CycloneDX 1.6, <https://cyclonedx.org/docs/1.6/json/>): what the built site consists of, and
//! what it was built with. It is made from `cargo metadata` and the two lock files alone, so the same sources give the
//! same bill.

mod checksums;
mod component;
mod crates;
mod npm;

use super::workspace::Workspace;
use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};
use checksums::Checksums;
use crates::Crates;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs};

/// Where the bill is written: beside the Function's build, since it is for whoever deploys, not for visitors.
const FILE: &str = "build/bom.cdx.json";
/// The packages that ship. The version of the first is the site's.
const SHIPPED: [&str; 3] = ["app", "owner", "functions"];

/// Writes the bill.
pub(super) fn write(workspace: &Workspace) -> Result<()> {
    let root = &workspace.root;
    let locked = ["--locked", "--filter-platform=wasm32-unknown-unknown"].map(str::to_owned);
    let metadata = MetadataCommand::new().current_dir(root).other_options(locked).exec()?;
    let checksums = Checksums::read(&fs::read_to_string(root.join("Cargo.lock"))?)?;
    let npm_lock = fs::read_to_string(root.join("package-lock.json"))?;
    let npm_lock = serde_json::from_str(&npm_lock).context("package-lock.json is no JSON")?;
    let bill = bill(&metadata, &checksums, &npm_lock)?;
    fs::write(root.join(FILE), serde_json::to_string_pretty(&bill)? + "\n")?;
    Ok(())
}

fn bill(metadata: &Metadata, checksums: &Checksums, npm_lock: &Value) -> Result<Value> {
    let crates = Crates::new(metadata)?;
    let roots = SHIPPED.map(|name| crates.named(name).with_context(|| format!("there is no package {name}")));
    let roots = roots.into_iter().collect::<Result<Vec<_>>>()?;
    let scopes = crates.reachable(&roots);
    let mut components: Vec<Value> = Vec::new();
    let mut dependencies: Vec<Value> = Vec::new();
    for (id, scope) in &scopes {
        let package = &metadata[*id];
        if package.source.is_some() {
            components.push(component::of_crate(package, *scope, checksums));
        }
        let used = crates.dependencies(id).into_iter().filter(|(id, _)| scopes.contains_key(id));
        let used: BTreeSet<String> = used.map(|(id, _)| component::reference(&metadata[id])).collect();
        dependencies.push(json!({ "ref": component::reference(package), "dependsOn": used }));
    }
    components.extend(npm::components(npm_lock));
    let version = &metadata[roots[0]].version;
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": { "type": "application", "bom-ref": "everchat", "name": "everchat", "version": version } },
        "components": components,
        "dependencies": dependencies,
    }))
}

#[cfg(test)]
mod tests;
