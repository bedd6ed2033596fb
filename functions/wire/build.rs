//! The names of the providers: Cloudflare's two, which are written by hand, and one for each file in
//! `functions/providers`. What else the files say is the gateway's.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

/// Those that are more than an address and a key.
const BY_HAND: [(&str, &str); 2] = [("ai-gateway", "AI Gateway"), ("workers-ai", "Workers AI")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../providers");
    let mut providers = BY_HAND.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
    providers.extend(in_files(&Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../providers"))?);
    let mut code = String::from("providers! {\n");
    for (id, label) in &providers {
        writeln!(code, "    {} {id:?} {label:?},", variant(id))?;
    }
    code.push_str("}\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("providers.rs"), code)?;
    Ok(())
}

/// The id and the label of each, by the names of the files.
fn in_files(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let Some(id) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else {
            continue;
        };
        let is_id = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !id.bytes().all(is_id) || !id.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Err(format!(
                "functions/providers/{id}.toml: a provider's id has small letters, digits and -"
            )
            .into());
        }
        let table: toml::Table = fs::read_to_string(&path)?.parse()?;
        let label = table.get("label").and_then(toml::Value::as_str);
        let label = label.ok_or_else(|| format!("functions/providers/{id}.toml has no label"))?;
        found.push((id.to_owned(), label.to_owned()));
    }
    found.sort();
    Ok(found)
}

/// `open-router` becomes `OpenRouter`.
fn variant(id: &str) -> String {
    let word =
        |word: &str| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
    id.split('-').map(word).collect()
}
