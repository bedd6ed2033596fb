//! Turns a visitor's request into the request that a provider wants.

use super::{
    provider::{Provider, Target},
    upstream::{BindingRequest, UpstreamRequest},
};
use crate::{http::HttpRequest, request::CompletionRequest, secret::Secret};
use serde_json::{Map, Value, json};

impl Provider {
    /// The request that asks this provider for a completion. `is_last` says that no other provider is left: then waiting
    /// in its queue is better than no answer.
    pub fn request(&self, completion: &CompletionRequest, model: &str, is_last: bool) -> UpstreamRequest {
        match &self.target {
            Target::Http { url, headers } => UpstreamRequest::Http(HttpRequest {
                url: url.clone(),
                headers: self.headers(headers, completion, is_last),
                body: Some(to_json(&self.body(completion, model, is_last))),
            }),
            Target::Binding { options } => {
                UpstreamRequest::Binding(binding_request(options, completion, model, is_last))
            }
        }
    }

    fn headers(
        &self,
        own: &[(&'static str, Secret)],
        completion: &CompletionRequest,
        is_last: bool,
    ) -> Vec<(&'static str, Secret)> {
        let mut headers = own.to_vec();
        // A gateway that retries waits for its last attempt without a limit. The next provider is asked instead.
        if self.dialect.retries_by_itself && !is_last {
            headers.push(("cf-aig-max-attempts", Secret::new("1")));
        }
        let accept = if completion.stream() { "text/event-stream" } else { "application/json" };
        headers.push(("accept", Secret::new(accept)));
        headers.push(("content-type", Secret::new("application/json")));
        headers
    }

    fn body(&self, completion: &CompletionRequest, model: &str, is_last: bool) -> Map<String, Value> {
        let mut body = completion.common_fields();
        let model = self.dialect.model_name.map_or_else(|| model.to_owned(), |spell| spell(model));
        body.insert("model".to_owned(), Value::String(model));
        let max_tokens = self.dialect.max_tokens_name.unwrap_or("max_tokens");
        body.insert(max_tokens.to_owned(), completion.max_tokens().into());
        if self.dialect.can_reject_if_busy && !is_last {
            body.insert("options".to_owned(), json!({ "rejectIfBusy": true }));
        }
        if self.dialect.counts_tokens && completion.wants_usage() {
            body.insert("stream_options".to_owned(), json!({ "include_usage": true }));
        }
        body
    }
}

fn binding_request(
    options: &Map<String, Value>,
    completion: &CompletionRequest,
    model: &str,
    is_last: bool,
) -> BindingRequest {
    let mut inputs = completion.common_fields();
    inputs.insert("max_tokens".to_owned(), completion.max_tokens().into());
    let mut options = options.clone();
    // Without this option the answer has no status and no headers.
    options.insert("returnRawResponse".to_owned(), true.into());
    if !is_last {
        options.insert("rejectIfBusy".to_owned(), true.into());
        if let Some(Value::Object(gateway)) = options.get_mut("gateway") {
            gateway.insert("retries".to_owned(), json!({ "maxAttempts": 1 }));
        }
    }
    BindingRequest {
        model: model.to_owned(),
        inputs: to_json(&inputs),
        options: to_json(&options),
        max_tokens: completion.max_tokens(),
    }
}

fn to_json(object: &Map<String, Value>) -> String {
    serde_json::to_string(object).unwrap_or_default()
}
