//! npm's packages. Those that are no development dependencies ship in a page's script; the others build and test.

use super::component::{self, Scope};
use serde_json::Value;
use std::collections::BTreeMap;

/// The components of a `package-lock.json`, each once, ordered by package URL.
pub(super) fn components(lock: &Value) -> Vec<Value> {
    let packages = lock["packages"].as_object().into_iter().flatten();
    let mut components = BTreeMap::new();
    for (path, package) in packages {
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        let version = package["version"].as_str().unwrap_or_default();
        let reference = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
        let license = package["license"].as_str();
        let scope = if package["dev"] == true { Scope::Excluded } else { Scope::Required };
        let fields = component::fields(&reference, name, version, scope, license);
        components.insert(reference, Value::Object(fields));
    }
    components.into_values().collect()
}
