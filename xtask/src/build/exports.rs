//! What a program exports to its script, made smaller. What is exported counts as used, so no compiler finds out by itself
//! what nobody calls.

use anyhow::{Context, Result};
use std::{fs, path::Path};

/// Classes that libraries offer to JavaScript, and of which nothing here makes an object. Of `wasm-streams`: streams that Rust
/// writes. Of `worker`: options of containers, of Cloudflare's minifier, and of R2.
const CLASSES: [&str; 6] = [
    "ContainerStartupOptions",
    "IntoUnderlyingByteSource",
    "IntoUnderlyingSink",
    "IntoUnderlyingSource",
    "MinifyConfig",
    "R2Range",
];

/// Leaves out the classes, whose code wasm-opt removes then, and shortens the names of closures.
pub(super) fn shorten(script: &Path, wasm: &Path) -> Result<()> {
    let mut text = without_classes(fs::read_to_string(script)?);
    let mut module =
        walrus::Module::from_file(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let mut closures = Vec::new();
    for id in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        let name = module.exports.get(id).name.clone();
        if is_of_a_class(&name) {
            module.exports.delete(id);
        } else if is_closure(&name) {
            closures.push((name, id));
        }
    }
    // A name may begin another one, so the longest comes first.
    closures.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (number, (name, id)) in closures.into_iter().enumerate() {
        let short = format!("closure{number}");
        text = text.replace(&name, &short);
        module.exports.get_mut(id).name = short;
    }
    fs::write(script, text)?;
    module.emit_wasm_file(wasm).with_context(|| format!("cannot write {}", wasm.display()))
}

/// Whether it calls a closure. wasm-bindgen names these after the types of all values, in a hundred letters and more.
fn is_closure(export: &str) -> bool {
    ["_RINv", "wasm_bindgen_"].iter().any(|start| export.starts_with(start)) && export.contains("closures")
}

/// Whether wasm-bindgen named an export after a class: `r2range_free`, `__wbg_get_r2range_length`.
fn is_of_a_class(export: &str) -> bool {
    export.split('_').any(|word| CLASSES.iter().any(|class| class.to_lowercase() == word))
}

fn without_classes(mut script: String) -> String {
    for class in CLASSES {
        remove(&mut script, &format!("class {class} {{"), &[&format!("{class}.prototype.free;\n")]);
        // A block where the instance may be replaced, one call where it may not.
        remove(&mut script, &format!("const {class}Finalization ="), &["\n});\n", "));\n"]);
    }
    script
}

/// Removes what begins with the line of a text and reaches to the nearest of some ends, where it is there.
fn remove(script: &mut String, start: &str, ends: &[&str]) {
    let Some(at) = script.find(start) else { return };
    let from = script[..at].rfind('\n').map_or(0, |end| end + 1);
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
        assert!(!is_of_a_class("translator_push") && !is_closure("translator_push"));
        assert!(is_closure("_RINvNvNtNtCs1_12wasm_bindgen7convert8closures_1__6invokeuKb1_E"));
    }
}
