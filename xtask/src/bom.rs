//! The bill of materials (CycloneDX 1.6, <https://cyclonedx.org/docs/1.6/json/>): what the built site consists of, and
//! what it was built with. From `cargo metadata` and the two lock files alone, so the same sources give the same bill.

use crate::{paths, process};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

/// Where the bill lies, beside the Function's build: it is for whoever deploys, not for visitors.
const PLACE: &str = "build/bom.cdx.json";
/// The packages that become what is shipped.
const SHIPPED: [&str; 2] = ["app", "functions"];

/// Writes the bill.
pub(crate) fn write() -> Result<()> {
    let root = paths::root()?;
    let metadata = process::output(Command::new("cargo").current_dir(&root).args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform=wasm32-unknown-unknown",
    ]))?;
    let cargo_lock = fs::read_to_string(root.join("Cargo.lock"))?;
    let npm_lock = fs::read_to_string(root.join("package-lock.json"))?;
    let bill = bill(
        &serde_json::from_str(&metadata).context("cargo metadata is no JSON")?,
        &checksums(&cargo_lock),
        &serde_json::from_str(&npm_lock).context("package-lock.json is no JSON")?,
    )?;
    fs::write(root.join(PLACE), serde_json::to_string_pretty(&bill)? + "\n")?;
    Ok(())
}

fn bill(metadata: &Value, checksums: &BTreeMap<String, String>, npm_lock: &Value) -> Result<Value> {
    let crates = Crates::new(metadata)?;
    let shipped = crates.reach(&crates.roots()?);
    let mut components: Vec<Value> = Vec::new();
    let mut dependencies: Vec<Value> = Vec::new();
    for (id, package) in &crates.packages {
        if !shipped.contains_key(id) {
            continue;
        }
        if package["source"].is_string() {
            components.push(of_crate(package, shipped[id], checksums));
        }
        let below = crates.normal(id).into_iter().filter(|(id, _)| shipped.contains_key(id));
        let below: BTreeSet<String> = below.map(|(id, _)| reference(crates.packages[&id])).collect();
        dependencies.push(json!({ "ref": reference(package), "dependsOn": below }));
    }
    components.extend(of_npm(npm_lock));
    let (_, app) = crates.named(SHIPPED[0]).context("there is no package app")?;
    let version = app["version"].clone();
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

/// How a crate comes into what is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// Its code may be in it.
    Required,
    /// It only helps to build it.
    Excluded,
}

struct Crates<'a> {
    packages: BTreeMap<String, &'a Value>,
    nodes: BTreeMap<String, &'a Value>,
}

impl<'a> Crates<'a> {
    fn new(metadata: &'a Value) -> Result<Self> {
        let by_id = |list: &'a Value| -> Option<BTreeMap<String, &'a Value>> {
            list.as_array()?.iter().map(|item| Some((item["id"].as_str()?.to_owned(), item))).collect()
        };
        Ok(Self {
            packages: by_id(&metadata["packages"]).context("cargo metadata lists no packages")?,
            nodes: by_id(&metadata["resolve"]["nodes"]).context("cargo metadata resolves nothing")?,
        })
    }

    fn named(&self, name: &str) -> Option<(&String, &'a Value)> {
        self.packages.iter().find(|(_, package)| package["name"] == name).map(|(id, package)| (id, *package))
    }

    fn roots(&self) -> Result<Vec<String>> {
        let id = |name: &&str| {
            self.named(name).map(|(id, _)| id.clone()).with_context(|| format!("there is no package {name}"))
        };
        SHIPPED.iter().map(id).collect()
    }

    /// What a crate depends on, but for its tests; and whether only its build script does.
    fn normal(&self, id: &str) -> Vec<(String, Scope)> {
        let Some(node) = self.nodes.get(id) else { return Vec::new() };
        let scope = |dep: &Value| {
            let kinds = dep["dep_kinds"].as_array()?;
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                return Some(Scope::Required);
            }
            kinds.iter().any(|kind| kind["kind"] == "build").then_some(Scope::Excluded)
        };
        let deps = node["deps"].as_array().into_iter().flatten();
        deps.filter_map(|dep| Some((dep["pkg"].as_str()?.to_owned(), scope(dep)?))).collect()
    }

    /// Everything below the roots, each in the nearest way that it is needed.
    fn reach(&self, roots: &[String]) -> BTreeMap<String, Scope> {
        let mut reached = BTreeMap::new();
        let mut open: Vec<(String, Scope)> = roots.iter().map(|id| (id.clone(), Scope::Required)).collect();
        while let Some((id, scope)) = open.pop() {
            let scope = if self.is_macro(&id) { Scope::Excluded } else { scope };
            if reached.get(&id).is_some_and(|known| *known <= scope) {
                continue;
            }
            open.extend(self.normal(&id).into_iter().map(|(below, own)| (below, own.max(scope))));
            reached.insert(id, scope);
        }
        reached
    }

    fn is_macro(&self, id: &str) -> bool {
        let targets = self.packages.get(id).and_then(|package| package["targets"].as_array());
        targets.into_iter().flatten().any(|target| target["kind"][0] == "proc-macro")
    }
}

fn reference(package: &Value) -> String {
    let [name, version] = ["name", "version"].map(|field| package[field].as_str().unwrap_or_default());
    format!("pkg:cargo/{name}@{version}")
}

fn of_crate(package: &Value, scope: Scope, checksums: &BTreeMap<String, String>) -> Value {
    let reference = reference(package);
    let hash = checksums.get(&reference).map(|hash| json!([{ "alg": "SHA-256", "content": hash }]));
    let mut component = component(&reference, &package["name"], &package["version"], scope);
    // Older crates write "MIT/Apache-2.0" for the SPDX expression "MIT OR Apache-2.0".
    let license = package["license"]
        .as_str()
        .map(|license| license.replace('/', " OR ").split_whitespace().collect::<Vec<_>>().join(" "));
    component.extend(license.map(|text| ("licenses".to_owned(), json!([{ "expression": text }]))));
    component.extend(hash.map(|hash| ("hashes".to_owned(), hash)));
    Value::Object(component)
}

fn component(reference: &str, name: &Value, version: &Value, scope: Scope) -> Map<String, Value> {
    let scope = match scope {
        Scope::Required => "required",
        Scope::Excluded => "excluded",
    };
    let fields = [
        ("type", json!("library")),
        ("bom-ref", json!(reference)),
        ("name", name.clone()),
        ("version", version.clone()),
        ("scope", json!(scope)),
        ("purl", json!(reference)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// npm's packages build and test; none of them is shipped.
fn of_npm(lock: &Value) -> Vec<Value> {
    let packages = lock["packages"].as_object().into_iter().flatten();
    let mut known = BTreeMap::new();
    for (path, package) in packages {
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        let version = package["version"].as_str().unwrap_or_default();
        let reference = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
        let mut component = component(&reference, &json!(name), &package["version"], Scope::Excluded);
        let license = package["license"].as_str();
        component.extend(license.map(|text| ("licenses".to_owned(), json!([{ "expression": text }]))));
        known.insert(reference, Value::Object(component));
    }
    known.into_values().collect()
}

/// The checksums of `Cargo.lock`, by reference.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let field = |package: &str, name: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
        line.map(|value| value.trim_end_matches('"').to_owned())
    };
    let packages = lock.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            let (name, version) = (field(package, "name")?, field(package, "version")?);
            Some((format!("pkg:cargo/{name}@{version}"), field(package, "checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Value {
        let package = |name: &str, kind: &str, source: Option<&str>| {
            json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "source": source,
                "targets": [{ "kind": [kind] }] })
        };
        let dep = |name: &str, kind: Option<&str>| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let node = |name: &str, deps: &[Value]| json!({ "id": name, "deps": deps });
        json!({
            "packages": [
                package("app", "bin", None), package("functions", "cdylib", None), package("wire", "lib", None),
                package("shipped", "lib", Some("registry")), package("macro", "proc-macro", Some("registry")),
                package("of-macro", "lib", Some("registry")), package("script", "lib", Some("registry")),
                package("test", "lib", Some("registry")), package("both", "lib", Some("registry")),
            ],
            "resolve": { "nodes": [
                node("app", &[dep("wire", None), dep("test", Some("dev")), dep("script", Some("build"))]),
                node("functions", &[dep("wire", None)]),
                node("wire", &[dep("shipped", None), dep("macro", None), dep("both", None)]),
                node("macro", &[dep("of-macro", None), dep("both", None)]),
                node("shipped", &[]), node("of-macro", &[]), node("script", &[]), node("test", &[]), node("both", &[]),
            ] },
        })
    }

    #[test]
    fn what_is_shipped_is_told_from_what_only_builds_it_and_tests_are_left_out() {
        let lock = "[[package]]\nname = \"shipped\"\nversion = \"1.0.0\"\nchecksum = \"ab01\"\n";
        let npm =
            json!({ "packages": { "": {}, "node_modules/@a/b": { "version": "2.0.0", "license": "MIT" } } });
        let bill = bill(&metadata(), &checksums(lock), &npm).unwrap();
        let components = bill["components"].as_array().unwrap();
        let scopes: Vec<(&str, &str)> = components
            .iter()
            .map(|component| (component["purl"].as_str().unwrap(), component["scope"].as_str().unwrap()))
            .collect();
        assert_eq!(
            scopes,
            [
                ("pkg:cargo/both@1.0.0", "required"),
                ("pkg:cargo/macro@1.0.0", "excluded"),
                ("pkg:cargo/of-macro@1.0.0", "excluded"),
                ("pkg:cargo/script@1.0.0", "excluded"),
                ("pkg:cargo/shipped@1.0.0", "required"),
                ("pkg:npm/%40a/b@2.0.0", "excluded"),
            ]
        );
        let shipped = &components[4];
        assert_eq!(shipped["hashes"], json!([{ "alg": "SHA-256", "content": "ab01" }]));
        assert_eq!(shipped["licenses"], json!([{ "expression": "MIT OR Apache-2.0" }]));
        let of_wire =
            bill["dependencies"].as_array().unwrap().iter().find(|d| d["ref"] == "pkg:cargo/wire@1.0.0");
        let below = ["pkg:cargo/both@1.0.0", "pkg:cargo/macro@1.0.0", "pkg:cargo/shipped@1.0.0"];
        assert_eq!(of_wire.unwrap()["dependsOn"], json!(below));
    }
}
