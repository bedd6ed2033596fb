// The files of `functions/providers`, for the build scripts of two crates: each takes of them what it needs.

use std::{env, error::Error, fs, path::Path};

/// Where they are, beside the crate that is being built.
const FOLDER: &str = "../providers";

/// Id and text of each file, by the alphabet. Cargo runs the script again when one has changed.
pub(crate) fn read() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut found = Vec::new();
    for file in fs::read_dir(Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FOLDER))? {
        let path = file?.path();
        let Some(id) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else {
            continue;
        };
        let is_word = |word: &str| {
            word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) && !word.is_empty()
        };
        if !id.split('-').all(is_word) || !id.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Err(format!("functions/providers/{id}.toml: a provider's id is words of small letters and digits, with - between them").into());
        }
        found.push((id.to_owned(), fs::read_to_string(&path)?));
    }
    found.sort();
    Ok(found)
}

/// The name of an id in `ProviderId`: `open-router` becomes `OpenRouter`.
pub(crate) fn variant(id: &str) -> String {
    id.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}
