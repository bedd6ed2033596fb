//! How a request is changed for one model, after the model refused a field of it by name.

use crate::{reading::Failure, request::LENGTH_NAMES};
use wire::{Outcome, ProviderId};

/// Fields that a model may do without: they change how it answers, not what it is asked for.
const DISPENSABLE: [&str; 20] = [
    "temperature",
    "top_p",
    "top_k",
    "min_p",
    "presence_penalty",
    "frequency_penalty",
    "repetition_penalty",
    "logit_bias",
    "seed",
    "reasoning_effort",
    "reasoning",
    "thinking",
    "verbosity",
    "parallel_tool_calls",
    "stream_options",
    "prompt_cache_key",
    "safety_identifier",
    "prediction",
    "metadata",
    "user",
];

/// The changes for one model. Without any, the request is sent as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adaptation {
    /// The name of `max_tokens`, if it is not the provider's usual one.
    pub(super) length_name: Option<&'static str>,
    /// The fields that are left out.
    pub(super) left_out: Vec<&'static str>,
}

impl Adaptation {
    /// The changes with which the model may take the request that it refused; `None` if there are none left.
    /// `length_name` is the name that was sent, `has_field` says whether a field was.
    pub fn after(
        &self,
        failure: &Failure,
        length_name: &'static str,
        has_field: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let fault = &failure.fault;
        if failure.outcome != Outcome::BadRequest || !fault.is_unsupported {
            return None;
        }
        let param = fault.param.as_deref()?;
        if param == length_name && self.length_name.is_none() {
            let other = LENGTH_NAMES.into_iter().find(|name| *name != length_name);
            return Some(Self { length_name: other, ..self.clone() });
        }
        // `reasoning.effort` is refused with all of `reasoning`.
        let field = param.split(['.', '[']).next().unwrap_or(param);
        let field = DISPENSABLE.into_iter().find(|known| *known == field)?;
        if self.left_out.contains(&field) || !has_field(field) {
            return None;
        }
        let mut changed = self.clone();
        changed.left_out.push(field);
        Some(changed)
    }

    /// The fields that are left out.
    pub fn left_out(&self) -> &[&'static str] {
        &self.left_out
    }
}

/// The names of the length that models asked for. Kept between requests, so that each model is asked right at once.
#[derive(Clone, Debug, Default)]
pub struct LengthNames(Vec<(ProviderId, String, &'static str)>);

impl LengthNames {
    /// Nothing is known.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// What is known of a model at the beginning of a request.
    pub fn adaptation(&self, provider: ProviderId, model: &str) -> Adaptation {
        let known = self.0.iter().find(|(id, name, _)| *id == provider && name == model);
        Adaptation { length_name: known.map(|(.., length_name)| *length_name), left_out: Vec::new() }
    }

    /// Keeps the name that a model took.
    pub fn keep(&mut self, provider: ProviderId, model: &str, adaptation: &Adaptation) {
        let Some(length_name) = adaptation.length_name else { return };
        self.0.retain(|(id, name, _)| *id != provider || name != model);
        self.0.push((provider, model.to_owned(), length_name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::RequestFault;

    fn refused(param: &str) -> Failure {
        let fault = RequestFault { param: Some(param.to_owned()), code: None, is_unsupported: true };
        Failure { fault, ..Failure::new(Outcome::BadRequest, Some(400)) }
    }

    fn after(adaptation: &Adaptation, failure: &Failure) -> Option<Adaptation> {
        adaptation.after(failure, adaptation.length_name.unwrap_or("max_tokens"), |_| true)
    }

    #[test]
    fn the_other_name_of_the_length_is_tried_once_and_kept() {
        let changed = after(&Adaptation::default(), &refused("max_tokens")).unwrap();
        assert_eq!(changed.length_name, Some("max_completion_tokens"));
        assert_eq!(after(&changed, &refused("max_completion_tokens")), None);
        let mut names = LengthNames::new();
        names.keep(ProviderId::Openai, "m", &changed);
        assert_eq!(names.adaptation(ProviderId::Openai, "m"), changed);
        assert_eq!(names.adaptation(ProviderId::Openai, "other"), Adaptation::default());
    }

    #[test]
    fn a_field_that_the_model_may_do_without_is_left_out_once() {
        let changed = after(&Adaptation::default(), &refused("temperature")).unwrap();
        assert_eq!(changed.left_out(), ["temperature"]);
        assert_eq!(after(&changed, &refused("temperature")), None);
        let changed = after(&changed, &refused("reasoning.effort")).unwrap();
        assert_eq!(changed.left_out(), ["temperature", "reasoning"]);
    }

    #[test]
    fn what_the_request_is_about_is_never_left_out() {
        let none = Adaptation::default();
        for param in ["messages", "tools", "tools[0].function", "response_format", "stop", "n"] {
            assert_eq!(after(&none, &refused(param)), None, "{param}");
        }
        assert_eq!(none.after(&refused("seed"), "max_tokens", |_| false), None, "it was not sent");
        let invalid = Failure {
            fault: RequestFault { is_unsupported: false, ..refused("seed").fault },
            ..refused("seed")
        };
        assert_eq!(after(&none, &invalid), None, "a wrong value is the visitor's to mend");
        assert_eq!(after(&none, &Failure { outcome: Outcome::ServerError, ..refused("seed") }), None);
    }
}
