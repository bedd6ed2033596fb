//! What a provider finds wrong with a request.

use serde_json::Value;

/// Codes for a field that a provider does not know, or that its model does not take: OpenAI's, and FastAPI's.
const UNSUPPORTED_CODES: [&str; 4] =
    ["unsupported_parameter", "unsupported_value", "unknown_parameter", "extra_forbidden"];
/// The same in the messages of services that have no code for it.
const UNSUPPORTED_WORDS: [&str; 8] = [
    "unsupported parameter",
    "is unsupported",
    "not supported",
    "does not support",
    "unknown name",
    "unknown parameter",
    "unrecognized request argument",
    "extra inputs are not permitted",
];
/// The longest name that is passed on.
const MAX_LENGTH: usize = 64;

/// The field and the kind of mistake, in the provider's words. Both are plain names, so that nothing else of a
/// provider's text, such as a key that it repeats, reaches a visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFault {
    /// The field, such as `messages[0].content`.
    pub param: Option<String>,
    /// OpenAI's word for the mistake, such as `invalid_value`.
    pub code: Option<String>,
    /// The provider does not know the field, or its model does not take it: without the field, the request may do.
    pub is_unsupported: bool,
}

impl RequestFault {
    /// Nothing is known.
    pub const fn none() -> Self {
        Self { param: None, code: None, is_unsupported: false }
    }

    /// Reads `error.param` and `error.code`, Google's `fieldViolations`, and the `loc` of FastAPI's validation errors.
    pub(super) fn read_error(&mut self, error: &Value) {
        let named = error["param"].as_str().or_else(|| {
            let mut violations = error["details"].as_array()?.iter();
            violations.find_map(|detail| detail["fieldViolations"][0]["field"].as_str())
        });
        if let Some(param) = named.filter(|name| is_param(name)) {
            self.param.get_or_insert_with(|| param.to_owned());
        }
        if let Some(code) = error["code"].as_str().filter(|word| is_word(word)) {
            self.code.get_or_insert_with(|| code.to_owned());
        }
    }

    /// Reads whether the field is unknown or unsupported, from the code or from the words of the message (in small
    /// letters). Where only the message names the field, it is taken from there.
    pub(super) fn read_message(&mut self, message: &str) {
        let is_code = self.code.as_deref().is_some_and(|code| UNSUPPORTED_CODES.contains(&code));
        self.is_unsupported = is_code || UNSUPPORTED_WORDS.iter().any(|words| message.contains(words));
        if self.is_unsupported && self.param.is_none() {
            self.param = quoted_name(message);
        }
    }

    /// Reads one of FastAPI's validation errors: `{"loc": ["body", "seed"], "type": "extra_forbidden", ...}`.
    pub(super) fn read_validation(&mut self, detail: &Value) {
        let Some(place) = detail["loc"].as_array() else { return };
        let mut param = String::new();
        for step in place.iter().skip_while(|step| *step == "body") {
            match step {
                Value::String(name) if param.is_empty() => param.push_str(name),
                Value::String(name) => param.extend([".", name]),
                index => param.extend(["[", &index.to_string(), "]"]),
            }
        }
        if is_param(&param) {
            self.param.get_or_insert(param);
        }
        if let Some(code) = detail["type"].as_str().filter(|word| is_word(word)) {
            self.code.get_or_insert_with(|| code.to_owned());
        }
    }
}

/// What most of several refusals named.
pub(crate) fn most_named(faults: &[RequestFault]) -> RequestFault {
    RequestFault {
        param: most_frequent(faults.iter().filter_map(|fault| fault.param.as_deref())),
        code: most_frequent(faults.iter().filter_map(|fault| fault.code.as_deref())),
        is_unsupported: faults.iter().all(|fault| fault.is_unsupported),
    }
}

/// The first field that a message quotes: `'seed'`, `"seed"`, `` `seed` ``, or `seed:` at its beginning.
fn quoted_name(message: &str) -> Option<String> {
    let quoted = message.split(['\'', '"', '`']).skip(1).step_by(2);
    let leading = message.split(':').next();
    quoted.chain(leading).find(|name| is_param(name)).map(str::to_owned)
}

/// The most frequent name; of several, the first.
fn most_frequent<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    // Of equals, `max_by_key` takes the last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}

/// Small letters and underscores: OpenAI's codes.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_LENGTH && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// The path of a field: names, with numbers only as places in a list.
fn is_param(text: &str) -> bool {
    let is_name = |step: &str| !step.is_empty() && step.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    let is_place =
        |step: &str| !step.is_empty() && step.len() <= 4 && step.bytes().all(|b| b.is_ascii_digit());
    let text = text.replace('[', ".").replace(']', "");
    let mut steps = text.split('.');
    text.len() <= MAX_LENGTH
        && steps.next().is_some_and(is_name)
        && steps.all(|step| is_name(step) || is_place(step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(param: &str, code: &str) -> RequestFault {
        let name = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        RequestFault { param: name(param), code: name(code), is_unsupported: false }
    }

    #[test]
    fn the_name_that_most_gave_wins_and_of_several_the_first() {
        let faults =
            [fault("seed", ""), fault("tools", "invalid_value"), fault("tools", ""), fault("", "unknown")];
        assert_eq!(most_named(&faults), fault("tools", "invalid_value"));
    }

    #[test]
    fn a_field_that_is_not_supported_is_named_by_the_message_if_by_nothing_else() {
        for (message, param) in [
            (r#"invalid json payload received. unknown name "seed": cannot find field."#, "seed"),
            ("property 'logprobs' is unsupported", "logprobs"),
            ("temperature: extra inputs are not permitted", "temperature"),
            ("this model does not support `reasoning_effort`", "reasoning_effort"),
            ("unrecognized request argument supplied: top_k", ""),
        ] {
            let mut fault = RequestFault::default();
            fault.read_message(message);
            assert!(fault.is_unsupported, "{message}");
            assert_eq!(fault.param.unwrap_or_default(), param, "{message}");
        }
        let mut fault = fault("temperature", "invalid_value");
        fault.read_message("'temperature' must be at most 2");
        assert!(!fault.is_unsupported);
    }

    #[test]
    fn only_names_are_passed_on() {
        for name in ["seed", "messages[0].content", "tools.12.function", "max_tokens"] {
            assert!(is_param(name), "{name}");
        }
        let long = "a".repeat(65);
        for text in ["", "a b", "sk-0000", "a1", "a..b", "a.12345", "a[0]x", &long] {
            assert!(!is_param(text), "{text}");
        }
        assert!(is_word("unsupported_parameter"));
        for text in ["", "INVALID", "error_0000", "two words"] {
            assert!(!is_word(text), "{text}");
        }
    }
}
