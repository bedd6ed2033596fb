//! The names of the providers: Cloudflare's two, which are written by hand, and one for each file in
//! `functions/providers`. What else the files say is the gateway's.

#[path = "build/files.rs"]
mod files;

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

/// Those that are more than an address and a key.
const BY_HAND: [(&str, &str); 2] = [("ai-gateway", "AI Gateway"), ("workers-ai", "Workers AI")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/files.rs");
    let mut providers = BY_HAND.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
    for (id, file) in files::read()? {
        let label = label(&id, &file)?;
        providers.push((id, label));
    }
    let mut code = String::from("providers! {\n");
    for (id, label) in &providers {
        writeln!(code, "    {} {id:?} {label:?},", files::variant(id))?;
    }
    code.push_str("}\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("providers.rs"), code)?;
    Ok(())
}

/// The name that a person knows a service by.
fn label(id: &str, file: &str) -> Result<String, Box<dyn Error>> {
    let table: toml::Table =
        file.parse().map_err(|error| format!("functions/providers/{id}.toml: {error}"))?;
    let label = table.get("label").and_then(toml::Value::as_str);
    Ok(label.ok_or_else(|| format!("functions/providers/{id}.toml has no label"))?.to_owned())
}
