//! Turns a visitor's request into the request that a provider wants.

use super::{
    adaptation::Adaptation,
    provider::{Provider, Target},
    upstream::{BindingRequest, UpstreamRequest},
};
use crate::{
    http::HttpRequest,
    reading::Failure,
    request::{CompletionRequest, Fields},
    secret::Secret,
};
use serde_json::{Map, Value, json};

impl Provider {
    /// The request that asks this provider for a completion. `is_last` says that no other provider is left: then waiting
    /// in its queue is better than no answer.
    pub fn request(
        &self,
        completion: &CompletionRequest,
        model: &str,
        is_last: bool,
        adaptation: &Adaptation,
    ) -> UpstreamRequest {
        let length_name = self.length_name(adaptation);
        match &self.target {
            Target::Http { url, headers } => {
                let model = self.dialect.model_name.map_or_else(|| model.to_owned(), |spell| spell(model));
                let mut body = completion.body_for(Some(&model), length_name);
                self.add_own_fields(&mut body, completion, is_last);
                UpstreamRequest::Http(HttpRequest {
                    url: url.clone(),
                    headers: self.headers(headers, completion, is_last),
                    body: Some(without(body, adaptation)),
                })
            }
            Target::Binding { options } => UpstreamRequest::Binding(BindingRequest {
                model: model.to_owned(),
                inputs: without(completion.body_for(None, length_name), adaptation),
                options: to_json(&binding_options(options.clone(), is_last)),
                max_tokens: completion.max_tokens(),
            }),
        }
    }

    /// What to change in a request that this provider refused; `None` if a change would not help.
    pub fn adapt(
        &self,
        completion: &CompletionRequest,
        adaptation: &Adaptation,
        failure: &Failure,
    ) -> Option<Adaptation> {
        let has_field =
            |name: &str| completion.has_field(name) || (name == "stream_options" && completion.wants_usage());
        adaptation.after(failure, self.length_name(adaptation), has_field)
    }

    fn length_name(&self, adaptation: &Adaptation) -> &'static str {
        adaptation.length_name.or(self.dialect.max_tokens_name).unwrap_or("max_tokens")
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

    fn add_own_fields(&self, body: &mut Fields, completion: &CompletionRequest, is_last: bool) {
        if self.dialect.can_reject_if_busy && !is_last {
            body.set("options", &json!({ "rejectIfBusy": true }));
        }
        if self.dialect.counts_tokens && completion.wants_usage() {
            body.set("stream_options", &json!({ "include_usage": true }));
        }
    }
}

/// The body without the fields that the model refused.
fn without(mut body: Fields, adaptation: &Adaptation) -> String {
    body.retain(|name| !adaptation.left_out().contains(&name));
    body.to_json()
}

fn binding_options(mut options: Map<String, Value>, is_last: bool) -> Map<String, Value> {
    // Without this option the answer has no status and no headers.
    options.insert("returnRawResponse".to_owned(), true.into());
    if !is_last {
        options.insert("rejectIfBusy".to_owned(), true.into());
        if let Some(Value::Object(gateway)) = options.get_mut("gateway") {
            gateway.insert("retries".to_owned(), json!({ "maxAttempts": 1 }));
        }
    }
    options
}

fn to_json(object: &Map<String, Value>) -> String {
    serde_json::to_string(object).unwrap_or_default()
}
