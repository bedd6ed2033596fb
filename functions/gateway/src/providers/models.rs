//! What is known of models: what people call them, and what they are good for.

use crate::services::SERVICES;
use wire::{LONG_TOKENS, ModelCard, Strength};

/// Workers AI's default model: in the catalogue's own examples, on the free plan, good in Chinese, and 27,273 neurons for
/// a million tokens of output (Workers AI pricing page, 2026).
pub(super) const DEFAULT_WORKERS_AI_MODEL: &str = "@cf/google/gemma-4-26b-a4b-it";

/// Models of Workers AI that owners choose, as its catalogue describes them
/// (<https://developers.cloudflare.com/workers-ai/models/>, 2026). Fast: at most 5 billion parameters are active.
const WORKERS_AI_MODELS: [(&str, &str, &[Strength]); 7] = {
    use Strength::{Fast, Images, Long, Reasoning};
    [
        (DEFAULT_WORKERS_AI_MODEL, "Gemma 4", &[Fast, Reasoning, Long, Images]),
        ("@cf/openai/gpt-oss-120b", "GPT-OSS 120B", &[Reasoning]),
        ("@cf/openai/gpt-oss-20b", "GPT-OSS 20B", &[Fast, Reasoning]),
        ("@cf/zai-org/glm-4.7-flash", "GLM 4.7 Flash", &[Fast, Reasoning]),
        ("@cf/qwen/qwen3-30b-a3b-fp8", "Qwen3 30B", &[Fast, Reasoning]),
        ("@cf/moonshotai/kimi-k2.6", "Kimi K2.6", &[Reasoning, Long, Images]),
        ("@cf/meta/llama-4-scout-17b-16e-instruct", "Llama 4 Scout", &[Images]),
    ]
};

/// Parts of a model's id that say how it is served or trained, which nobody says aloud.
const UNSPOKEN: [&str; 9] = ["it", "instruct", "chat", "hf", "fp8", "awq", "int8", "latest", "preview"];
/// Parts that are written in capitals.
const CAPITALS: [&str; 4] = ["gpt", "glm", "oss", "qwq"];

/// The name and the strengths of a model, whichever provider serves it.
pub fn model_card(model: &str) -> ModelCard {
    let (name, good_for) = of_workers_ai(model).or_else(|| of_service(model)).unwrap_or_default();
    ModelCard { name: name.map_or_else(|| spoken_name(model), str::to_owned), good_for }
}

/// The models of a setting, or the default one. The first is asked unless a request chooses another.
pub(super) fn models_or(models: &[String], default: &str) -> Vec<String> {
    if models.is_empty() { vec![default.to_owned()] } else { models.to_vec() }
}

fn of_workers_ai(model: &str) -> Option<(Option<&'static str>, Vec<Strength>)> {
    let (_, name, good_for) = WORKERS_AI_MODELS.iter().find(|(id, ..)| *id == model)?;
    Some((Some(name), good_for.to_vec()))
}

fn of_service(model: &str) -> Option<(Option<&'static str>, Vec<Strength>)> {
    let is_its = |id: &str, other: Option<&str>| id == model || other == Some(model);
    let service = SERVICES.iter().find(|service| is_its(service.model, service.through_gateway))?;
    let strengths = [
        (Strength::Long, service.takes.context_tokens.is_some_and(|tokens| tokens >= LONG_TOKENS)),
        (Strength::Images, service.takes.images == Some(true)),
    ];
    let of_capabilities = strengths.into_iter().filter(|(_, is_so)| *is_so).map(|(strength, _)| strength);
    let good_for = service.good_for.iter().copied().chain(of_capabilities).collect();
    Some((service.model_name, good_for))
}

/// A name made of a model's id: `@cf/mistralai/mistral-small-3.1-24b-instruct` is `Mistral Small 3.1 24B`.
fn spoken_name(model: &str) -> String {
    let last = model.rsplit('/').next().unwrap_or(model);
    let words: Vec<String> = last
        .split(['-', '_', ':'])
        .filter(|word| !word.is_empty() && !UNSPOKEN.contains(&word.to_ascii_lowercase().as_str()))
        .map(spoken_word)
        .collect();
    if words.is_empty() { model.to_owned() } else { words.join(" ") }
}

/// Ids are in ASCII; the tables of other letters' capitals weigh 10 kB.
fn spoken_word(word: &str) -> String {
    let is_size = word.starts_with(|first: char| first.is_ascii_digit()) && word.ends_with(['b', 'm']);
    if is_size || CAPITALS.contains(&word) {
        return word.to_ascii_uppercase();
    }
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(model: &str) -> String {
        model_card(model).name
    }

    #[test]
    fn a_known_model_has_the_name_that_people_use_wherever_it_is_asked_for() {
        assert_eq!(name(DEFAULT_WORKERS_AI_MODEL), "Gemma 4");
        assert_eq!(name("gemini-flash-latest"), "Gemini Flash");
        assert_eq!(name("google/gemini-flash-latest"), "Gemini Flash");
    }

    #[test]
    fn any_other_name_is_made_of_its_id() {
        assert_eq!(name("@cf/mistralai/mistral-small-3.1-24b-instruct"), "Mistral Small 3.1 24B");
        assert_eq!(name("llama3.2:latest"), "Llama3.2");
        assert_eq!(name("gpt-oss-20b"), "GPT OSS 20B");
        for odd in ["", "latest", "/", "模型"] {
            assert_eq!(name(odd), odd, "{odd}");
        }
    }

    #[test]
    fn a_model_is_good_for_what_its_file_says_and_an_unknown_one_for_nothing_in_particular() {
        use Strength::{Fast, Images, Long, Reasoning};
        assert_eq!(model_card("gemini-flash-latest").good_for, [Fast, Reasoning, Long, Images]);
        assert_eq!(model_card("@cf/openai/gpt-oss-120b").good_for, [Reasoning]);
        assert_eq!(model_card("m").good_for, []);
    }
}
