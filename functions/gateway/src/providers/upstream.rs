//! Requests to providers.

use crate::{fingerprint::fingerprint, http::HttpRequest};

/// A request to a provider.
pub enum UpstreamRequest {
    /// Over HTTP.
    Http(HttpRequest),
    /// Through the `AI` binding.
    Binding(BindingRequest),
}

/// A call of `env.AI.run(model, inputs, options)`.
/// <https://developers.cloudflare.com/workers-ai/configuration/bindings/>
pub struct BindingRequest {
    /// `@cf/author/name`, or `author/name` through a gateway.
    pub model: String,
    /// JSON.
    pub inputs: String,
    /// JSON.
    pub options: String,
    /// As in `inputs`.
    pub max_tokens: u32,
}

impl UpstreamRequest {
    /// Differs between two requests that are not the same, credentials included.
    pub(crate) fn fingerprint(&self) -> String {
        match self {
            Self::Http(HttpRequest { url, headers, body }) => {
                let headers = headers.iter().flat_map(|(name, value)| [*name, value.reveal()]);
                fingerprint([url.as_str(), body.as_deref().unwrap_or_default()].into_iter().chain(headers))
            }
            Self::Binding(BindingRequest { model, inputs, options, max_tokens: _ }) => {
                fingerprint([model, inputs, options])
            }
        }
    }
}
