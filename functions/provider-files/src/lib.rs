//! The files of `functions/providers`, one for each service in the OpenAI dialect. Two build scripts read them: `wire`
//! generates the ids of the providers, `gateway` the tables of services and of prices.
#![forbid(unsafe_code)]

mod prices;

pub use prices::{NeuronPrices, Price, PricesFrom, parse_neuron_prices};

use prices::check_prices;
use serde::Deserialize;
use std::{error::Error, fs, path::Path};

/// One service.
#[derive(Debug)]
pub struct Provider {
    /// The file's name without `.toml`, such as `open-router`.
    pub id: String,
    /// What the file says.
    pub file: ProviderFile,
}

/// The content of a file. `CONTRIBUTING.md` explains each field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderFile {
    /// The name that visitors see.
    pub label: String,
    /// The name in the report, where it differs from `label`.
    pub title: Option<String>,
    /// The name in the Chinese report, where it differs from `title`.
    pub title_zh: Option<String>,
    /// The owner chooses the service by its base URL; a key is optional.
    #[serde(default)]
    pub any_service: bool,
    /// The report mentions the service even where nothing of it is set.
    #[serde(default)]
    pub suggested: bool,
    /// The service's address: `https://`, without a slash at its end.
    pub base_url: String,
    /// The path of chat completions below `base_url`; `/chat/completions` by default.
    pub path: Option<String>,
    /// The default model.
    pub model: String,
    /// What people call the default model.
    pub model_name: Option<String>,
    /// What the default model is good for, beside what follows from `context_tokens` and `images`.
    #[serde(default)]
    pub good_for: Vec<GoodFor>,
    /// The service understands `stream_options.include_usage`.
    #[serde(default)]
    pub counts_tokens: bool,
    /// The most tokens of a request and its answer together that the default model takes.
    pub context_tokens: Option<u64>,
    /// The default model takes images.
    pub images: Option<bool>,
    /// The default model takes tools.
    pub tools: Option<bool>,
    /// The default model takes a JSON schema for its answer.
    pub json_schema: Option<bool>,
    /// The service's own name of `max_tokens`.
    pub max_tokens_name: Option<String>,
    /// The default model's name at AI Gateway.
    pub through_gateway: Option<String>,
    /// What stands before the names of its models at AI Gateway, without the slash.
    #[serde(default)]
    pub gateway_vendors: Vec<String>,
    /// Pages for the owner.
    #[serde(default)]
    pub pages: PagesTable,
    /// What its models cost, in US dollars for a million tokens.
    #[serde(default)]
    pub prices: Vec<Price>,
    /// Where the prices come from.
    pub prices_from: Option<PricesFrom>,
}

/// What a model is good for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GoodFor {
    /// Its first words come soon.
    Fast,
    /// It thinks before it answers.
    Reasoning,
}

/// Addresses of the service's own pages.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagesTable {
    /// Where keys are created.
    pub keys: Option<String>,
    /// The list of models.
    pub models: Option<String>,
    /// The rate limits.
    pub limits: Option<String>,
    /// The countries that are served.
    pub places: Option<String>,
    /// The status page.
    pub status: Option<String>,
}

/// Reads every file of the folder, in alphabetical order of their ids.
///
/// # Errors
/// A file cannot be read, or says something that it must not; the message names the file.
pub fn read(folder: &Path) -> Result<Vec<Provider>, Box<dyn Error>> {
    let mut providers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(id) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else {
            continue;
        };
        let provider = parse(id, &fs::read_to_string(&path)?);
        providers.push(provider.map_err(|error| format!("functions/providers/{id}.toml: {error}"))?);
    }
    providers.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(providers)
}

/// Reads what Workers AI's models cost.
///
/// # Errors
/// The file cannot be read, or says something that it must not; the message names it.
pub fn read_neuron_prices(folder: &Path) -> Result<NeuronPrices, Box<dyn Error>> {
    let text = fs::read_to_string(folder.join("prices/workers-ai.toml"))?;
    parse_neuron_prices(&text)
        .map_err(|error| format!("functions/providers/prices/workers-ai.toml: {error}").into())
}

/// The variant of `ProviderId` for an id: `open-router` becomes `OpenRouter`.
pub fn variant(id: &str) -> String {
    id.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

fn parse(id: &str, text: &str) -> Result<Provider, Box<dyn Error>> {
    let is_word =
        |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) && !word.is_empty();
    if !id.split('-').all(is_word) || !id.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Err("the name must be words of small letters and digits, with - between them".into());
    }
    let file: ProviderFile = toml::from_str(text)?;
    for (name, url) in [("base_url", Some(&file.base_url)), ("keys", file.pages.keys.as_ref())] {
        if url.is_some_and(|url| !url.starts_with("https://") || url.ends_with('/')) {
            return Err(format!("{name} must start with https:// and must not end with a slash").into());
        }
    }
    check_prices(&file.prices, file.prices_from.as_ref())?;
    Ok(Provider { id: id.to_owned(), file })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROQ: &str = "label = \"Groq\"\nbase_url = \"https://api.groq.com/openai/v1\"\nmodel = \"m\"\n";

    #[test]
    fn a_file_with_a_label_an_address_and_a_model_is_a_provider() {
        let provider = parse("groq", GROQ).unwrap();
        assert_eq!((provider.id.as_str(), provider.file.label.as_str()), ("groq", "Groq"));
        assert!(provider.file.path.is_none() && !provider.file.suggested);
        assert_eq!(variant("open-router2"), "OpenRouter2");
    }

    #[test]
    fn a_bad_name_an_unknown_field_and_a_bad_address_are_refused() {
        for id in ["Groq", "2groq", "gr--oq", "groq-", ""] {
            assert!(parse(id, GROQ).is_err(), "{id}");
        }
        for text in [
            &GROQ.replace("label", "lable"),
            &format!("{GROQ}speed = 1\n"),
            &GROQ.replace("https", "http"),
            &GROQ.replace("/v1", "/"),
            &format!("{GROQ}[[prices]]\nmodel = \"m\"\ninput = 1\noutput = 2\n"),
        ] {
            assert!(parse("groq", text).is_err(), "{text}");
        }
    }
}
