//! What a client asks, in one of two dialects.

use crate::{http::InboundRequest, site::Site};
use gateway::{
    api::Refusal,
    request::CompletionRequest,
    responses::{Echo, ResponsesRequest},
};
use wire::header;

/// The API that a client speaks.
#[derive(Clone, Copy)]
pub(in crate::routes) enum Dialect {
    ChatCompletions,
    Responses,
}

impl Dialect {
    /// A refusal in the words of the API.
    pub(super) fn refusal(self, refusal: Refusal) -> Refusal {
        match self {
            Self::ChatCompletions => refusal,
            Self::Responses => refusal.in_words_of_responses(),
        }
    }
}

/// What a client asks.
pub(super) struct Question {
    pub(super) request: CompletionRequest,
    /// The fields that no provider gets.
    pub(super) left_out: Vec<String>,
    /// What an answer of the Responses API repeats of its request.
    pub(super) echo: Option<Echo>,
}

impl Question {
    pub(super) async fn read(
        dialect: Dialect,
        inbound: &InboundRequest,
        site: &Site,
    ) -> Result<Self, Refusal> {
        let settings = &site.usable()?.settings;
        let limits = &settings.limits;
        let body = inbound.body(limits.max_body_bytes(), limits.body_ms).await?;
        let content_type = inbound.header("content-type");
        let fields = CompletionRequest::read_fields(content_type, &body, limits)?;
        let validate = |fields| CompletionRequest::new(fields, body.len(), limits, &settings.allowed_fields);
        match dialect {
            Dialect::ChatCompletions => {
                let request = validate(fields)?;
                let request = request.counting_tokens(inbound.header(header::COUNT_TOKENS).is_some());
                Ok(Self { left_out: request.left_out().to_vec(), request, echo: None })
            }
            Dialect::Responses => {
                let ResponsesRequest { completion, mut left_out, echo } = ResponsesRequest::read(&fields)?;
                // The last event of the stream has the counts.
                let request = validate(completion)?.counting_tokens(true);
                left_out.extend_from_slice(request.left_out());
                Ok(Self { request, left_out, echo: Some(echo) })
            }
        }
    }
}
