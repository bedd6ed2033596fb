//! What `cargo xtask build` needs in order to split the page's program into parts that are loaded later; and the
//! languages of the page, which are the files in `src/i18n`.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

/// The tables of texts that every language has, and their types.
const TABLES: [(&str, &str); 4] =
    [("TEXTS", "Texts"), ("LATER", "LaterTexts"), ("LIBRARY", "LibraryTexts"), ("PANELS", "PanelTexts")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/i18n");
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src/i18n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("languages.rs"), languages(&folder)?)?;
    Ok(())
}

/// A module for each file, and an array of each table. English comes first: who prefers none of them gets it.
fn languages(folder: &Path) -> Result<String, Box<dyn Error>> {
    let files = fs::read_dir(folder)?.map(|file| Ok(file?.path()));
    let mut files = files.collect::<Result<Vec<_>, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort_by_key(|file| (!file.ends_with("en.rs"), file.clone()));
    let names: Vec<String> =
        files.iter().filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect();
    let mut code = String::new();
    for (name, file) in names.iter().zip(&files) {
        writeln!(code, "#[path = {:?}]\nmod {name};", file.display().to_string())?;
    }
    let each = |item: &str, by: &str| {
        let all: Vec<String> = names.iter().map(|name| format!("{by}{name}::{item}")).collect();
        all.join(", ")
    };
    let count = names.len();
    writeln!(code, "const TAGS: [&str; {count}] = [{}];", each("TAG", ""))?;
    writeln!(code, "const NAMES: [&str; {count}] = [{}];", each("NAME", ""))?;
    for (table, texts) in TABLES {
        writeln!(code, "static {table}: [&{texts}; {count}] = [{}];", each(table, "&"))?;
    }
    Ok(code)
}
