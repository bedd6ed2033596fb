//! Generates the table of services, a row for each file of `functions/providers`, and the table of prices.

use provider_files::{PagesTable, Price, PricesFrom, Provider, ProviderFile};
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
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("services.rs"), code)?;
    fs::write(Path::new(&out).join("prices.rs"), price_lists(&providers)?)?;
    Ok(())
}

/// The lists of prices: that of Workers AI, and one for each file that has prices.
fn price_lists(providers: &[Provider]) -> Result<String, Box<dyn Error>> {
    let neurons = provider_files::read_neuron_prices(Path::new(PROVIDERS))?;
    let mut code = String::from(
        "/// The lists of prices.\n#[allow(clippy::unreadable_literal)]\npub static PRICE_LISTS: &[PriceList] = &[\n",
    );
    let vendors = ["workers-ai".to_owned()];
    write_list(&mut code, "WorkersAi", &vendors, "Neurons", 1.0, &neurons.prices_from, &neurons.prices)?;
    for Provider { id, file } in providers {
        if let Some(from) = &file.prices_from {
            let variant = provider_files::variant(id);
            write_list(&mut code, &variant, &file.gateway_vendors, "MicroUsd", 1e6, from, &file.prices)?;
        }
    }
    code.push_str("];\n");
    Ok(code)
}

/// Writes a `PriceList` of `src/prices.rs`. An amount of a file is so many `units`.
fn write_list(
    code: &mut String,
    variant: &str,
    vendors: &[String],
    unit: &str,
    units: f64,
    from: &PricesFrom,
    prices: &[Price],
) -> Result<(), Box<dyn Error>> {
    let PricesFrom { date, url } = from;
    writeln!(
        code,
        "    PriceList {{ provider: ProviderId::{variant}, gateway_vendors: &{vendors:?}, unit: Unit::{unit}, \
         date: {date:?}, url: {url:?}, prices: &["
    )?;
    for Price { model, since, input, output } in prices {
        let since = since.as_deref().unwrap_or_default();
        let [input, output] = [input, output].map(|amount| (amount * units).round());
        writeln!(
            code,
            "        Price {{ model: {model:?}, since: {since:?}, input: {input:.0}, output: {output:.0} }},"
        )?;
    }
    writeln!(code, "    ] }},")?;
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
