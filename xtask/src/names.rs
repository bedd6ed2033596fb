//! What a program and its script call each other by. wasm-bindgen's names are long and each stands in both; and it
//! keeps every class that any library gives to JavaScript, though the pages make none. Visitors load neither.

use anyhow::{Context, Result};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};
use walrus::{Module, ModuleConfig};

/// By these the parts of a program find what they share, so they stay.
const SHARED: [&str; 2] = ["memory", "__indirect_function_table"];

/// Takes out of a program and its scripts what the scripts do not use, and makes the other names short.
pub(crate) fn shorten(wasm: &Path, scripts: &[&Path]) -> Result<()> {
    let texts: Vec<String> = scripts.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let texts: Vec<String> = texts.iter().map(|text| without_classes(text)).collect();
    let mut module = read(wasm)?;
    let mut names = Names { used: all_words(&texts), short: HashMap::new(), count: 0 };
    let unused: Vec<_> =
        module.exports.iter().filter(|export| !names.is_used(&export.name)).map(walrus::Export::id).collect();
    for export in unused {
        module.exports.delete(export);
    }
    for export in module.exports.iter_mut() {
        export.name = names.shorten(&export.name);
    }
    for import in module.imports.iter_mut() {
        import.name = names.shorten(&import.name);
    }
    for (path, text) in scripts.iter().zip(&texts) {
        fs::write(path, names.replace(text))?;
    }
    module.emit_wasm_file(wasm).with_context(|| format!("cannot write {}", wasm.display()))
}

fn read(wasm: &Path) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse_file(wasm).with_context(|| format!("cannot read {}", wasm.display()))
}

struct Names {
    /// The words of the scripts.
    used: HashSet<String>,
    short: HashMap<String, String>,
    count: usize,
}

impl Names {
    fn is_used(&self, name: &str) -> bool {
        self.used.contains(name)
    }

    /// A name of a few letters that no script has, if it stands for the other everywhere.
    fn shorten(&mut self, name: &str) -> String {
        if name.len() < 5
            || SHARED.contains(&name)
            || name.starts_with("__wasm_split_shared")
            || !self.is_used(name)
        {
            return name.to_owned();
        }
        if let Some(short) = self.short.get(name) {
            return short.clone();
        }
        loop {
            let short = format!("$_{}", self.count);
            self.count += 1;
            if !self.is_used(&short) {
                self.short.insert(name.to_owned(), short.clone());
                return short;
            }
        }
    }

    fn replace(&self, text: &str) -> String {
        words(text).map(|word| self.short.get(word).map_or(word, String::as_str)).collect()
    }
}

fn all_words(texts: &[String]) -> HashSet<String> {
    texts.iter().flat_map(|text| words(text)).map(str::to_owned).collect()
}

/// A text in words, and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let begins_word = is_letter(rest.chars().next()?);
        let end = rest.find(|c: char| is_letter(c) != begins_word).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// The script without its classes, each of which is written from the margin to a brace at the margin, and without
/// what else is said of them.
fn without_classes(script: &str) -> String {
    let name = |line: &str| {
        line.strip_prefix("export class ").and_then(|rest| rest.split(' ').next().map(str::to_owned))
    };
    let classes: Vec<String> = script.lines().filter_map(name).collect();
    let says = |line: &str, before: &str, after: &str| {
        let class =
            |class: &String| line.strip_prefix(before)?.strip_prefix(class.as_str())?.strip_prefix(after);
        classes.iter().any(|one| class(one).is_some())
    };
    let mut kept = String::with_capacity(script.len());
    // How the last line begins or ends of what is left out.
    let mut until = None;
    for line in script.split_inclusive('\n') {
        let text = line.trim_end();
        if let Some(end) = until {
            let is_last = text.starts_with(end) || (end == ';' && text.ends_with(end));
            until = Some(end).filter(|_| !is_last);
        } else if name(text).is_some() {
            until = Some('}');
        } else if says(text, "const ", "Finalization ") {
            until = Some(';');
        } else if !says(text, "if (Symbol.dispose) ", ".") {
            kept.push_str(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_go_and_the_rest_stays() {
        let script = "import * as a from \"x\";\nexport class One {\n    free() {\n    }\n}\nif (Symbol.dispose) \
            One.prototype[Symbol.dispose] = One.prototype.free;\nfunction f() {\n}\nconst OneFinalization = (typeof F)\n\
            \x20   ? {}\n    : new F(p => wasm.one_free(p, 1));\nconst b = 1;\n";
        assert_eq!(without_classes(script), "import * as a from \"x\";\nfunction f() {\n}\nconst b = 1;\n");
    }

    #[test]
    fn names_are_words_and_no_two_become_the_same() {
        let texts = ["wasm.long_name(1); $_0; long_name_2".to_owned()];
        let mut names = Names { used: all_words(&texts), short: HashMap::new(), count: 0 };
        assert_eq!(names.shorten("long_name"), "$_1");
        assert_eq!(names.shorten("long_name_2"), "$_2");
        assert_eq!(names.shorten("absent_name"), "absent_name");
        assert_eq!(names.replace(&texts[0]), "wasm.$_1(1); $_0; $_2");
    }
}
