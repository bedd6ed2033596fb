//! Which fields of a request are passed on to a provider.

use super::{error::RequestError, fields::Fields};
use serde_json::Value;

/// Fields of OpenAI's dialect, and of services that speak it, which cost the owner nothing more.
const PASSED_ON: [&str; 34] = [
    "messages",
    "stream",
    "stream_options",
    "temperature",
    "top_p",
    "top_k",
    "min_p",
    "stop",
    "presence_penalty",
    "frequency_penalty",
    "repetition_penalty",
    "logit_bias",
    "logprobs",
    "top_logprobs",
    "seed",
    "n",
    "response_format",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "functions",
    "function_call",
    "reasoning_effort",
    "reasoning",
    "thinking",
    "verbosity",
    "chat_template_kwargs",
    "modalities",
    "audio",
    "prediction",
    "prompt_cache_key",
    "safety_identifier",
    "metadata",
    "user",
];

/// Fields that cost the owner more, or keep what a visitor wrote at the provider: `ALLOWED_FIELDS` allows them.
const NEED_PERMISSION: [&str; 4] = ["service_tier", "store", "web_search_options", "background"];

/// OpenAI's two names for the most tokens of an answer, the newer first. Older models and most services know the second
/// only, newer models of OpenAI the first only: <https://platform.openai.com/docs/api-reference/chat/create>.
pub(crate) const LENGTH_NAMES: [&str; 2] = ["max_completion_tokens", "max_tokens"];

/// Fields that the site itself decides, and writes anew for each provider.
pub(super) const OWN: [&str; 3] = ["model", LENGTH_NAMES[0], LENGTH_NAMES[1]];

/// Fields that say who asks, or how the answer travels, and not what is asked.
pub(super) const NOT_ASKED: [&str; 6] =
    ["stream", "stream_options", "user", "metadata", "safety_identifier", "prompt_cache_key"];

/// Leaves out the fields that no provider gets. Returns their names. `allowed` is the setting `ALLOWED_FIELDS`.
///
/// # Errors
/// A field needs the owner's permission.
pub(super) fn apply(fields: &mut Fields, allowed: &[String]) -> Result<Vec<String>, RequestError> {
    let is_allowed = |name: &str| allowed.iter().any(|allowed| allowed == name);
    for name in NEED_PERMISSION {
        if !is_allowed(name) && fields.get(name).is_some_and(|value| !is_off(name, value)) {
            return Err(RequestError::NotAllowed { param: name });
        }
    }
    check_tools(fields, &is_allowed)?;
    let is_known =
        |name: &str| PASSED_ON.contains(&name) || NEED_PERMISSION.contains(&name) || OWN.contains(&name);
    let passes = |name: &str| is_known(name) || is_allowed(name);
    let mut left_out: Vec<String> = fields.names().filter(|name| !passes(name)).map(str::to_owned).collect();
    fields.retain(passes);
    left_out.extend(leave_out_stream_options(fields));
    Ok(left_out)
}

/// Functions run at the client. Any other tool runs at the provider, which bills it: `ALLOWED_FIELDS` allows it by its
/// type, such as `tools.web_search`.
fn check_tools(fields: &Fields, is_allowed: &impl Fn(&str) -> bool) -> Result<(), RequestError> {
    let Ok(Some(tools)) = fields.read::<Vec<Value>>("tools") else { return Ok(()) };
    let kinds = tools.iter().map(|tool| tool["type"].as_str().unwrap_or_default());
    match kinds.into_iter().find(|kind| *kind != "function" && !is_allowed(&format!("tools.{kind}"))) {
        Some(kind) => Err(RequestError::ToolNotAllowed { kind: kind.to_owned() }),
        None => Ok(()),
    }
}

/// Leaves out the options of a stream that this site does not know. Returns their names.
fn leave_out_stream_options(fields: &mut Fields) -> Vec<String> {
    const KNOWN: [&str; 2] = ["include_usage", "include_obfuscation"];
    let mut unknown = Vec::new();
    fields.change("stream_options", |options| {
        let names = options.names().filter(|name| !KNOWN.contains(name));
        unknown.extend(names.map(|name| format!("stream_options.{name}")));
        options.retain(|name| KNOWN.contains(&name))
    });
    unknown.sort_unstable();
    unknown
}

/// The fields that this site knows.
#[cfg(test)]
pub(crate) fn known_fields() -> impl Iterator<Item = &'static str> {
    PASSED_ON.into_iter().chain(NEED_PERMISSION).chain(OWN)
}

/// Whether a value asks for nothing: what clients send that write every field.
fn is_off(name: &str, value: &str) -> bool {
    match serde_json::from_str(value) {
        Ok(Value::Null | Value::Bool(false)) => true,
        Ok(Value::String(tier)) => name == "service_tier" && tier == "default",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply_to(json: &str, allowed: &[&str]) -> Result<(String, Vec<String>), RequestError> {
        let mut fields: Fields = serde_json::from_str(json).unwrap();
        let allowed: Vec<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        let left_out = apply(&mut fields, &allowed)?;
        Ok((fields.to_json(), left_out))
    }

    #[test]
    fn a_field_that_nobody_knows_is_left_out_and_named() {
        let (json, left_out) = apply_to(r#"{"top_k":1,"options":{},"seed":2,"gateway":"g"}"#, &[]).unwrap();
        assert_eq!(
            (json.as_str(), left_out),
            (r#"{"top_k":1,"seed":2}"#, vec!["options".to_owned(), "gateway".to_owned()])
        );
        let (json, left_out) = apply_to(r#"{"options":{}}"#, &["options"]).unwrap();
        assert_eq!((json.as_str(), left_out.len()), (r#"{"options":{}}"#, 0));
    }

    #[test]
    fn a_tool_that_a_provider_runs_needs_the_owners_permission() {
        for kind in ["web_search", "code_interpreter", "openrouter:datetime", ""] {
            let json = format!(r#"{{"tools":[{{"type":"function"}},{{"type":"{kind}"}}]}}"#);
            let kind = kind.to_owned();
            assert_eq!(apply_to(&json, &["tools"]).unwrap_err(), RequestError::ToolNotAllowed { kind });
        }
        assert!(apply_to(r#"{"tools":[{"google_search":{}}]}"#, &[]).is_err());
        let json = r#"{"tools":[{"type":"web_search"}]}"#;
        assert_eq!(apply_to(json, &["tools.web_search"]).unwrap().0, json);
        let json = r#"{"tools":[{"type":"function","function":{"name":"f"}}]}"#;
        assert_eq!(apply_to(json, &[]).unwrap().0, json);
    }

    #[test]
    fn an_option_of_the_stream_that_nobody_knows_is_left_out_and_named() {
        let (json, left_out) =
            apply_to(r#"{"stream_options":{"include_usage":true,"billing":"x"}}"#, &[]).unwrap();
        assert_eq!(
            (json.as_str(), left_out),
            (r#"{"stream_options":{"include_usage":true}}"#, vec!["stream_options.billing".to_owned()])
        );
        let json = r#"{"stream_options": {"include_usage" : true}}"#;
        assert_eq!(apply_to(json, &[]).unwrap().0, r#"{"stream_options":{"include_usage" : true}}"#);
    }

    #[test]
    fn what_costs_more_needs_the_owners_permission() {
        for (json, param) in [
            (r#"{"store":true}"#, "store"),
            (r#"{"service_tier":"priority"}"#, "service_tier"),
            (r#"{"web_search_options":{}}"#, "web_search_options"),
            (r#"{"background":true}"#, "background"),
        ] {
            assert_eq!(apply_to(json, &[]).unwrap_err(), RequestError::NotAllowed { param });
            assert_eq!(apply_to(json, &[param]).unwrap().0, json);
        }
        for json in [r#"{"store":false}"#, r#"{"service_tier":"default"}"#, r#"{"background":null}"#] {
            assert_eq!(apply_to(json, &[]).unwrap().0, json);
        }
    }
}
