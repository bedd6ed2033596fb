//! Generates the table of services: a row for each file of `functions/providers`.

use provider_files::{PagesTable, Provider, ProviderFile};
use std::{env, error::Error, fmt::Write as _, fs, path::Path};

const PROVIDERS: &str = "../providers";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PROVIDERS}");
    let providers = provider_files::read(Path::new(PROVIDERS))?;
    let mut code = format!(
        "/// The services.\n#[allow(clippy::unreadable_literal)]\npub static SERVICES: [Service; {}] = [\n",
        providers.len()
    );
    for provider in &providers {
        write_row(&mut code, provider)?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("services.rs"), code)?;
    Ok(())
}

/// Writes a `Service` of `src/services.rs`.
fn write_row(code: &mut String, Provider { id, file }: &Provider) -> Result<(), Box<dyn Error>> {
    let ProviderFile { base_url, model, any_service, suggested, counts_tokens, .. } = file;
    let variant = provider_files::variant(id);
    let title = file.title.as_ref().unwrap_or(&file.label);
    let title_zh = file.title_zh.as_ref().unwrap_or(title);
    let path = file.path.as_deref().unwrap_or("/chat/completions");
    let ProviderFile { max_tokens_name, through_gateway, .. } = file;
    let model_name = &file.model_name;
    let good_for: Vec<String> =
        file.good_for.iter().map(|strength| format!("Strength::{strength:?}")).collect();
    let good_for = good_for.join(", ");
    let ProviderFile { context_tokens, images, tools, json_schema, .. } = file;
    let prefix = id.replace('-', "_").to_uppercase();
    let PagesTable { keys, models, limits, places, status } = &file.pages;
    writeln!(
        code,
        "    Service {{ id: ProviderId::{variant}, title: {title:?}, title_zh: {title_zh:?}, \
         any_service: {any_service}, suggested: {suggested}, base_url: {base_url:?}, path: {path:?}, model: {model:?}, \
         model_name: {model_name:?}, good_for: &[{good_for}], \
         counts_tokens: {counts_tokens}, max_tokens_name: {max_tokens_name:?}, through_gateway: {through_gateway:?}, \
         takes: Capabilities {{ context_tokens: {context_tokens:?}, images: {images:?}, tools: {tools:?}, \
         json_schema: {json_schema:?} }}, \
         settings: SettingNames {{ key: \"{prefix}_API_KEY\", next_key: \"{prefix}_API_KEY_NEXT\", \
         base_url: \"{prefix}_BASE_URL\", model: \"{prefix}_MODEL\" }}, \
         pages: ServicePages {{ keys: {keys:?}, models: {models:?}, limits: {limits:?}, places: {places:?}, \
         status: {status:?} }} }},"
    )?;
    Ok(())
}
