//! Asks one provider, and reads its answer until it is known whether there is one.

use crate::{
    binding::{self, Ai},
    http::Reader,
    js,
};
use gateway::{
    classify::{Fault, Head},
    inspect::{Inspector, Verdict},
    native::{Envelope, Translator},
    providers::{HttpRequest, UpstreamRequest},
};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, Headers, ReadableStream, RequestInit, RequestRedirect, Response};
use wire::Outcome;

/// An answer whose first content is there.
pub(crate) struct Served {
    status: u16,
    /// What has been read of it.
    pub(crate) body: Vec<u8>,
    /// What has not; `None` if it was read to its end.
    pub(crate) rest: Option<ReadableStream>,
    /// What the rest has to go through: only an answer of the `AI` binding has any.
    pub(crate) translator: Option<Translator>,
    /// Ends it.
    pub(crate) controller: AbortController,
}

impl Served {
    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    pub(crate) fn into_text(self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks, and reads to the first content, or to the end where no stream is wanted.
pub(crate) async fn ask(
    request: &UpstreamRequest,
    stream: bool,
    ai: Option<&Ai>,
    controller: AbortController,
) -> Result<Served, Fault> {
    let response = send(request, ai, &controller).await?;
    let head = head(&response);
    let status = head.status;
    let broken = |_: JsValue| Fault::new(Outcome::Network, Some(status));

    let mut inspector = Inspector::new(head, stream);
    if let UpstreamRequest::Binding(request) = request {
        inspector = inspector.translating(Envelope {
            id: format!("chatcmpl-{}", js::random_uuid()),
            created: js::now() / 1000,
            model: request.model.clone(),
            max_tokens: request.max_tokens,
        });
    }
    let mut verdict = inspector.head();
    let body = response.body();
    let mut reader = body.as_ref().and_then(Reader::new);
    let mut at_end = false;
    while verdict == Verdict::NeedMore && !at_end {
        let next = match &mut reader {
            Some(reader) => reader.next().await.map_err(broken)?,
            None => None,
        };
        verdict = if let Some(bytes) = next {
            inspector.push(&bytes)
        } else {
            at_end = true;
            inspector.end()
        };
    }
    match verdict {
        Verdict::Content => {
            reader.into_iter().for_each(Reader::release);
            let rest = body.filter(|_| !at_end);
            let (body, translator) = inspector.into_parts();
            Ok(Served { status, body, rest, translator, controller })
        }
        Verdict::Failed(fault) => {
            controller.abort();
            Err(fault)
        }
        Verdict::NeedMore => Err(Fault::new(Outcome::Malformed, Some(status))),
    }
}

/// Asks, and reads the whole answer, of which no more than `limit` bytes are wanted.
async fn whole(
    request: &UpstreamRequest,
    ai: Option<&Ai>,
    limit: usize,
    controller: &AbortController,
) -> Result<(Head, Vec<u8>), Fault> {
    let response = send(request, ai, controller).await?;
    let head = head(&response);
    let mut body = Vec::new();
    if let Some(mut reader) = response.body().as_ref().and_then(Reader::new) {
        let broken = |_: JsValue| Fault::new(Outcome::Network, Some(head.status));
        while let Some(bytes) = reader.next().await.map_err(broken)? {
            body.extend(bytes);
            if body.len() > limit {
                return Err(Fault::new(Outcome::Malformed, Some(head.status)));
            }
        }
    }
    Ok((head, body))
}

/// The same, given up and aborted after some time.
pub(crate) async fn whole_in_time(
    request: &UpstreamRequest,
    ai: Option<&Ai>,
    most_bytes: usize,
    controller: &AbortController,
    patience: Duration,
) -> Result<(Head, Vec<u8>), Fault> {
    let asking = whole(request, ai, most_bytes, controller);
    js::within(patience, asking).await.unwrap_or_else(|| {
        controller.abort();
        Err(Fault::new(Outcome::Timeout, None))
    })
}

async fn send(
    request: &UpstreamRequest,
    ai: Option<&Ai>,
    controller: &AbortController,
) -> Result<Response, Fault> {
    match request {
        UpstreamRequest::Http(request) => {
            fetch(request, controller).await.map_err(|_| Fault::new(Outcome::Network, None))
        }
        UpstreamRequest::Binding(request) => binding::ask(ai, request, controller).await,
    }
}

async fn fetch(request: &HttpRequest, controller: &AbortController) -> Result<Response, JsValue> {
    let init = init(request, controller)?;
    js::fetch(&request.url, &init).await?.dyn_into()
}

fn init(request: &HttpRequest, controller: &AbortController) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.set(name, value.reveal())?;
    }
    let init = RequestInit::new();
    init.set_method(request.method());
    init.set_headers(&headers);
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    // Credentials follow no redirect.
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&controller.signal()));
    Ok(init)
}

fn head(response: &Response) -> Head {
    let headers = response.headers();
    let header = |name| headers.get(name).ok().flatten();
    Head {
        status: response.status(),
        content_type: header("content-type"),
        retry_after: header("retry-after"),
    }
}
