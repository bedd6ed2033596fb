//! The providers that are asked for one request.

use crate::{
    capabilities::Needs,
    providers::{ChainEntry, Provider},
    request::CompletionRequest,
};
use wire::ProviderId;

/// A provider, and the model that it is asked for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which provider.
    pub id: ProviderId,
    /// Which of its models; empty where the provider cannot be asked.
    pub model: String,
    /// How it is asked; `None` if its settings are incomplete.
    pub provider: Option<Provider>,
}

impl Candidate {
    fn lacks(&self, needs: Needs) -> bool {
        self.provider.as_ref().is_some_and(|provider| provider.lacks(&self.model, needs))
    }
}

/// Why there are no candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CandidatesError {
    /// The site has no model of this name.
    UnknownModel(String),
    /// The request excludes every provider.
    AllExcluded,
}

/// Chooses the candidates for a request: the owner's chain, with the wanted model's provider first, those last whose
/// model is known not to take the request, and without those that the visitor's page excludes since they have failed
/// already. `exclude` is the header `x-everchat-exclude`.
///
/// # Errors
/// The wanted model is not in the site's list, or no candidate is left.
pub fn choose_candidates(
    request: &CompletionRequest,
    chain: &[ChainEntry],
    exclude: Option<&str>,
) -> Result<Vec<Candidate>, CandidatesError> {
    let mut candidates: Vec<Candidate> = chain.iter().map(candidate).collect();
    let needs = request.needs();
    candidates.sort_by_key(|candidate| candidate.lacks(needs));
    if let Some(wanted) = request.wanted_model() {
        let (at, model) = find_model(&candidates, wanted)
            .ok_or_else(|| CandidatesError::UnknownModel(wanted.to_owned()))?;
        candidates[at].model = model;
        candidates[..=at].rotate_right(1);
    }
    let excluded: Vec<&str> = exclude.unwrap_or_default().split(',').map(str::trim).collect();
    let had_any = !candidates.is_empty();
    candidates.retain(|candidate| !excluded.contains(&candidate.id.as_str()));
    if had_any && candidates.is_empty() { Err(CandidatesError::AllExcluded) } else { Ok(candidates) }
}

fn candidate(entry: &ChainEntry) -> Candidate {
    let model = entry.models().first().cloned().unwrap_or_default();
    Candidate { id: entry.id, model, provider: entry.provider().cloned() }
}

/// Finds a model by its id in the site's list, `provider/model`, or by its bare name.
fn find_model(candidates: &[Candidate], wanted: &str) -> Option<(usize, String)> {
    candidates.iter().enumerate().find_map(|(at, candidate)| {
        let models = &candidate.provider.as_ref()?.models;
        let model = models
            .iter()
            .find(|model| wanted == model.as_str() || wanted == model_id(candidate.id, model))?;
        Some((at, model.clone()))
    })
}

/// The id of a model in the site's list. It begins with the provider, since two providers may have models of one name.
pub fn model_id(provider: ProviderId, model: &str) -> String {
    format!("{provider}/{model}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        providers::{Chain, build_chain},
        settings::Limits,
        testing::settings,
    };
    use serde_json::{Value, json};

    fn read(extra: &Value) -> CompletionRequest {
        let mut body = json!({ "messages": [{ "role": "user", "content": "你好" }] });
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        CompletionRequest::read(
            Some("application/json"),
            body.to_string().as_bytes(),
            &Limits::default(),
            &[],
        )
        .unwrap()
    }

    fn gemini() -> Chain {
        build_chain(&settings(&[("GEMINI_API_KEY", "k")]))
    }

    /// The ids of the models that are asked, in order.
    fn models(request: &CompletionRequest, exclude: Option<&str>) -> Vec<String> {
        let chain = build_chain(&settings(&[
            ("GEMINI_API_KEY", "test-token-0000"),
            ("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef"),
            ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
            ("OPENAI_BASE_URL", "http://127.0.0.1:1"),
            ("OPENAI_MODEL", "m"),
        ]));
        let candidates = choose_candidates(request, &chain, exclude).unwrap();
        candidates.iter().map(|candidate| model_id(candidate.id, &candidate.model)).collect()
    }

    #[test]
    fn the_wanted_models_provider_comes_first_and_the_others_stay_as_its_fallback() {
        let default = models(&read(&json!({ "model": "auto" })), None);
        assert_eq!(
            default,
            ["workers-ai/@cf/google/gemma-4-26b-a4b-it", "gemini/gemini-flash-latest", "openai/m"]
        );
        let wanted = models(&read(&json!({ "model": "openai/m" })), None);
        assert_eq!(wanted, [2, 0, 1].map(|at: usize| default[at].clone()));
        let bare = models(&read(&json!({ "model": "gemini-flash-latest" })), None);
        assert_eq!(bare, [1, 0, 2].map(|at: usize| default[at].clone()));
    }

    #[test]
    fn an_unknown_model_is_an_error() {
        let error = choose_candidates(&read(&json!({ "model": "gpt-9" })), &gemini(), None).unwrap_err();
        assert_eq!(error, CandidatesError::UnknownModel("gpt-9".to_owned()));
    }

    #[test]
    fn excluded_providers_are_left_out() {
        let auto = read(&json!({}));
        assert_eq!(models(&auto, Some("gemini, workers-ai")), ["openai/m"]);
        let error = choose_candidates(&auto, &gemini(), Some("gemini")).unwrap_err();
        assert_eq!(error, CandidatesError::AllExcluded);
        let of_an_empty_chain = choose_candidates(&auto, &[], Some("gemini"));
        assert!(of_an_empty_chain.unwrap().is_empty(), "nothing is set up, which is another error");
    }
}
