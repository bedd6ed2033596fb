//! Asks one provider, and reads its answer until it is known whether there is one.

use crate::runtime::{
    ai::{self, Ai},
    js,
    messages::{self, read_response_head},
    stream_reader::StreamReader,
    tasks,
};
use gateway::{
    http::ResponseHead,
    providers::UpstreamRequest,
    reading::{Envelope, Failure, Inspection, Inspector, NativeStream},
    time::Millis,
};
use std::{cell::Cell, time::Duration};
use wasm_bindgen::JsValue;
use web_sys::{AbortController, ReadableStream, Response};
use wire::Outcome;

/// An answer whose first content has come.
pub(crate) struct ServedAnswer {
    status: u16,
    /// The part that has been read.
    pub(crate) body: Vec<u8>,
    /// The part that has not been read; `None` if the answer was read to its end.
    pub(crate) rest: Option<ReadableStream>,
    /// The translation that the rest needs. Only an answer of the `AI` binding may need one.
    pub(crate) native: Option<NativeStream>,
    /// Ends the answer.
    pub(crate) controller: AbortController,
    /// The fields of the request that the provider was asked without.
    pub(crate) left_out: Vec<&'static str>,
    /// AI Gateway had it in its cache.
    pub(crate) is_from_cache: bool,
}

impl ServedAnswer {
    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// The answer, of a provider that was asked without these fields.
    pub(crate) fn without(self, left_out: &[&'static str]) -> Self {
        Self { left_out: left_out.to_vec(), ..self }
    }

    pub(crate) fn into_text(self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks, and reads to the first content, or to the end where no stream is wanted. `last_sign` is set whenever the
/// provider shows that it is alive.
pub(crate) async fn ask(
    request: &UpstreamRequest,
    stream: bool,
    ai: Option<&Ai>,
    controller: AbortController,
    last_sign: &Cell<Option<Millis>>,
) -> Result<ServedAnswer, Failure> {
    let response = send(request, ai, &controller).await?;
    let (head, is_from_cache) = read_response_head(&response);
    let status = head.status;
    let mut inspector = Inspector::new(head, stream);
    if let UpstreamRequest::Binding(request) = request {
        inspector = inspector.translating(Envelope {
            id: format!("chatcmpl-{}", js::random_uuid()),
            created: js::now() / 1000,
            model: request.model.clone(),
            max_tokens: request.max_tokens,
        });
    }
    let body = response.body();
    let mut reader = body.as_ref().and_then(StreamReader::new);
    let (inspection, is_at_end) = inspect(&mut inspector, reader.as_mut(), status, last_sign).await?;
    match inspection {
        Inspection::Content => {
            reader.into_iter().for_each(StreamReader::release);
            let rest = body.filter(|_| !is_at_end);
            let (body, native) = inspector.into_parts();
            Ok(ServedAnswer { status, body, rest, native, controller, left_out: Vec::new(), is_from_cache })
        }
        Inspection::Failed(failure) => {
            controller.abort();
            Err(failure)
        }
        Inspection::NeedMore => Err(Failure::new(Outcome::Malformed, Some(status))),
    }
}

/// Reads until it is known whether there is an answer. Returns also whether the body was read to its end.
async fn inspect(
    inspector: &mut Inspector,
    mut reader: Option<&mut StreamReader>,
    status: u16,
    last_sign: &Cell<Option<Millis>>,
) -> Result<(Inspection, bool), Failure> {
    let mut inspection = inspector.check_head();
    let mut signs = 0;
    let mut is_at_end = false;
    while inspection == Inspection::NeedMore && !is_at_end {
        let next = match &mut reader {
            Some(reader) => reader.next().await.map_err(|_| Failure::new(Outcome::Network, Some(status)))?,
            None => None,
        };
        inspection = if let Some(bytes) = next {
            let inspection = inspector.push(&bytes);
            if inspector.signs_of_life() > signs {
                signs = inspector.signs_of_life();
                last_sign.set(Some(js::now()));
            }
            inspection
        } else {
            is_at_end = true;
            inspector.end()
        };
    }
    Ok((inspection, is_at_end))
}

/// Asks, and reads the whole answer. Ends it after `timeout`, or at more than `max_bytes`.
pub(crate) async fn ask_for_whole(
    request: &UpstreamRequest,
    ai: Option<&Ai>,
    max_bytes: usize,
    timeout: Duration,
) -> Result<(ResponseHead, Vec<u8>), Failure> {
    let controller = AbortController::new().map_err(|_| Failure::new(Outcome::Network, None))?;
    let asking = read_whole(request, ai, max_bytes, &controller);
    tasks::within(timeout, asking).await.unwrap_or_else(|| {
        controller.abort();
        Err(Failure::new(Outcome::Timeout, None))
    })
}

async fn read_whole(
    request: &UpstreamRequest,
    ai: Option<&Ai>,
    max_bytes: usize,
    controller: &AbortController,
) -> Result<(ResponseHead, Vec<u8>), Failure> {
    let response = send(request, ai, controller).await?;
    let (head, _) = read_response_head(&response);
    let mut body = Vec::new();
    if let Some(mut reader) = response.body().as_ref().and_then(StreamReader::new) {
        let broken = |_: JsValue| Failure::new(Outcome::Network, Some(head.status));
        while let Some(bytes) = reader.next().await.map_err(broken)? {
            body.extend(bytes);
            if body.len() > max_bytes {
                return Err(Failure::new(Outcome::Malformed, Some(head.status)));
            }
        }
    }
    Ok((head, body))
}

async fn send(
    request: &UpstreamRequest,
    ai: Option<&Ai>,
    controller: &AbortController,
) -> Result<Response, Failure> {
    match request {
        UpstreamRequest::Http(request) => {
            messages::send(request, controller).await.map_err(|_| Failure::new(Outcome::Network, None))
        }
        UpstreamRequest::Binding(request) => ai::ask(ai, request, controller).await,
    }
}
