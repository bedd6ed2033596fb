//! Leaves out classes that libraries offer to JavaScript, and of which nothing here makes an object. What is exported counts
//! as used, so no compiler finds out by itself.

use anyhow::{Context, Result};
use std::{fs, path::Path};

/// Of `wasm-streams`: streams that Rust writes. Of `worker`: options of containers, of Cloudflare's minifier, and of R2.
const CLASSES: [&str; 6] = [
    "ContainerStartupOptions",
    "IntoUnderlyingByteSource",
    "IntoUnderlyingSink",
    "IntoUnderlyingSource",
    "MinifyConfig",
    "R2Range",
];

/// Removes the classes from a script, and their functions from the exports of its wasm. wasm-opt removes the code then.
pub(super) fn leave_out(script: &Path, wasm: &Path) -> Result<()> {
    let text = fs::read_to_string(script)?;
    fs::write(script, without_classes(text))?;
    let mut module =
        walrus::Module::from_file(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let unused: Vec<_> =
        module.exports.iter().filter(|export| is_of_a_class(&export.name)).map(walrus::Export::id).collect();
    for export in unused {
        module.exports.delete(export);
    }
    module.emit_wasm_file(wasm).with_context(|| format!("cannot write {}", wasm.display()))
}

/// Whether wasm-bindgen named an export after a class: `r2range_free`, `__wbg_get_r2range_length`.
fn is_of_a_class(export: &str) -> bool {
    export.split('_').any(|word| CLASSES.iter().any(|class| class.to_lowercase() == word))
}

fn without_classes(mut script: String) -> String {
    for class in CLASSES {
        let end = format!("{class}.prototype.free;\n");
        remove(&mut script, &format!("export class {class} {{"), &[&end]);
        remove(&mut script, &format!("class {class} {{"), &[&end]);
        // A block where the instance may be replaced, one call where it may not.
        remove(&mut script, &format!("const {class}Finalization ="), &["\n});\n", "));\n"]);
    }
    script
}

/// Removes what begins with a text and reaches to the nearest of some ends, where it is there.
fn remove(script: &mut String, start: &str, ends: &[&str]) {
    let Some(from) = script.find(start) else { return };
    let to = ends.iter().filter_map(|end| script[from..].find(end).map(|at| from + at + end.len())).min();
    if let Some(to) = to {
        script.replace_range(from..to, "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_goes_with_its_registry_and_the_others_stay() {
        let class = |name: &str| {
            format!(
                "class {name} {{\n    free() {{}}\n}}\nif (Symbol.dispose) {name}.prototype[Symbol.dispose] = {name}.prototype.free;\n"
            )
        };
        let registry = |name: &str| {
            let call = format!("const {name}Finalization = (1)\n    : new Registry(ptr => free(ptr, 1));\n");
            let block =
                format!("const {name}Finalization = (1)\n    : new Registry(() => {{\n    free();\n}});\n");
            if name == "R2Range" { call } else { block }
        };
        let script = |names: &[&str]| -> String {
            names.iter().map(|name| class(name)).chain(names.iter().map(|name| registry(name))).collect()
        };
        assert_eq!(
            without_classes(script(&["R2Range", "Translator", "MinifyConfig"])),
            script(&["Translator"])
        );
        assert_eq!(without_classes(format!("export {}", class("R2Range"))), "");
        assert!(is_of_a_class("__wbg_get_r2range_length") && is_of_a_class("intounderlyingsink_close"));
        assert!(!is_of_a_class("translator_push"));
    }
}
