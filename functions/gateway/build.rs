//! The services, of the files in `functions/providers`: what each says becomes a row of a table.

#[path = "../wire/build/files.rs"]
mod files;

use serde::Deserialize;
use std::{env, error::Error, fmt::Write as _, fs, path::Path};

/// What a file says. `CONTRIBUTING.md` tells what each line is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    label: String,
    title: Option<String>,
    title_zh: Option<String>,
    #[serde(default)]
    any_service: bool,
    #[serde(default)]
    suggested: bool,
    base_url: String,
    path: Option<String>,
    model: String,
    #[serde(default)]
    counts_tokens: bool,
    max_tokens_name: Option<String>,
    through_gateway: Option<String>,
    #[serde(default)]
    pages: Pages,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    keys: Option<String>,
    models: Option<String>,
    limits: Option<String>,
    places: Option<String>,
    status: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../wire/build/files.rs");
    let mut files = Vec::new();
    for (id, text) in files::read()? {
        let file: File =
            toml::from_str(&text).map_err(|error| format!("functions/providers/{id}.toml: {error}"))?;
        files.push((id, file));
    }
    let mut code = format!("/// The services.\npub static SERVICES: [Service; {}] = [\n", files.len());
    for (id, file) in &files {
        row(&mut code, id, file)?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("services.rs"), code)?;
    Ok(())
}

fn row(code: &mut String, id: &str, file: &File) -> Result<(), Box<dyn Error>> {
    for (name, url) in [("base_url", Some(&file.base_url)), ("keys", file.pages.keys.as_ref())] {
        if url.is_some_and(|url| !url.starts_with("https://") || url.ends_with('/')) {
            return Err(format!(
                "functions/providers/{id}.toml: {name} is https://, without a slash at its end"
            )
            .into());
        }
    }
    let variant = files::variant(id);
    let settings = id.replace('-', "_").to_uppercase();
    let title = file.title.as_ref().unwrap_or(&file.label);
    let Pages { keys, models, limits, places, status } = &file.pages;
    writeln!(
        code,
        "    Service {{ id: ProviderId::{variant}, title: {title:?}, title_zh: {:?}, any_service: {}, suggested: {}, \
         base_url: {:?}, path: {:?}, model: {:?}, counts_tokens: {}, max_tokens_name: {:?}, through_gateway: {:?}, \
         settings: Names {{ key: \"{settings}_API_KEY\", next_key: \"{settings}_API_KEY_NEXT\", base_url: \"{settings}_BASE_URL\", model: \"{settings}_MODEL\" }}, \
         pages: Pages {{ keys: {keys:?}, models: {models:?}, limits: {limits:?}, places: {places:?}, status: {status:?} }} }},",
        file.title_zh.as_ref().unwrap_or(title),
        file.any_service,
        file.suggested,
        file.base_url,
        file.path.as_deref().unwrap_or("/chat/completions"),
        file.model,
        file.counts_tokens,
        file.max_tokens_name,
        file.through_gateway,
    )?;
    Ok(())
}
