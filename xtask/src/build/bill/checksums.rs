//! The checksums of crates, which `cargo metadata` does not tell.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// SHA-256 sums of `Cargo.lock`, by name and version of a crate.
#[derive(Debug, Default)]
pub(super) struct Checksums(BTreeMap<(String, String), String>);

impl Checksums {
    /// Reads the text of a `Cargo.lock`.
    pub(super) fn read(lock: &str) -> Result<Self> {
        let lock: Table = lock.parse().context("Cargo.lock is no TOML")?;
        let packages = lock.get("package").and_then(Value::as_array).context("Cargo.lock has no packages")?;
        let entry = |package: &Value| {
            let field = |name: &str| package.get(name).and_then(Value::as_str).map(str::to_owned);
            Some(((field("name")?, field("version")?), field("checksum")?))
        };
        Ok(Self(packages.iter().filter_map(entry).collect()))
    }

    /// The sum of a crate, in hexadecimal digits.
    pub(super) fn get(&self, name: &str, version: &str) -> Option<&str> {
        self.0.get(&(name.to_owned(), version.to_owned())).map(String::as_str)
    }
}
