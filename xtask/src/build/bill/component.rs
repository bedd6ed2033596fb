//! A component of the bill, as CycloneDX writes it.

use super::checksums::Checksums;
use cargo_metadata::Package;
use serde_json::{Map, Value, json};

/// What a component is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// Its code may be in what ships.
    Required,
    /// It only helps to build that.
    Excluded,
}

/// The package URL of a crate (<https://github.com/package-url/purl-spec>).
pub(super) fn reference(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

/// The component of a crate from a registry.
pub(super) fn of_crate(package: &Package, scope: Scope, checksums: &Checksums) -> Value {
    let (name, version) = (package.name.as_str(), package.version.to_string());
    // Older crates write "MIT/Apache-2.0" for the SPDX expression "MIT OR Apache-2.0".
    let license = package
        .license
        .as_deref()
        .map(|license| license.replace('/', " OR ").split_whitespace().collect::<Vec<_>>().join(" "));
    let mut component = fields(&reference(package), name, &version, scope, license.as_deref());
    let hash = checksums.get(name, &version).map(|hash| json!([{ "alg": "SHA-256", "content": hash }]));
    component.extend(hash.map(|hash| ("hashes".to_owned(), hash)));
    Value::Object(component)
}

/// The fields that every component has, and its licence where it is known.
pub(super) fn fields(
    reference: &str,
    name: &str,
    version: &str,
    scope: Scope,
    license: Option<&str>,
) -> Map<String, Value> {
    let scope = match scope {
        Scope::Required => "required",
        Scope::Excluded => "excluded",
    };
    let fields = [
        ("type", json!("library")),
        ("bom-ref", json!(reference)),
        ("name", json!(name)),
        ("version", json!(version)),
        ("scope", json!(scope)),
        ("purl", json!(reference)),
    ];
    let license = license.map(|text| ("licenses", json!([{ "expression": text }])));
    fields.into_iter().chain(license).map(|(name, value)| (name.to_owned(), value)).collect()
}
