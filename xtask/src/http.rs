//! HTTP requests as the site makes them: within a time limit, and credentials follow no redirect.

use gateway::{
    diagnosis::{PROBE_TIMEOUT_MS, ProbeAnswer, ProbeResult},
    http::{HttpRequest, ResponseHead},
    providers::UpstreamRequest,
    reading::Failure,
};
use std::time::{Duration, Instant};
use ureq::{
    Agent, Body,
    http::{Request, Response},
};
use wire::Outcome;

/// The most bytes of a response body that are read.
const MAX_BYTES: u64 = 512 * 1024;

/// Makes a probe of the report, and measures its time.
pub(crate) fn probe(request: &UpstreamRequest) -> ProbeResult {
    let began = Instant::now();
    let answer = match request {
        UpstreamRequest::Http(request) => send(request),
        // A terminal has no bindings.
        UpstreamRequest::Binding(_) => Err(Failure::new(Outcome::NotConfigured, None)),
    };
    ProbeResult { answer, ms: began.elapsed().as_millis() as u32 }
}

/// The result of a probe that could not be made.
pub(crate) fn unreachable() -> ProbeResult {
    ProbeResult { answer: Err(Failure::new(Outcome::Network, None)), ms: 0 }
}

/// Sends a request and reads the whole response.
pub(crate) fn send(request: &HttpRequest) -> ProbeAnswer {
    let response = call(request, &agent(Duration::from_millis(PROBE_TIMEOUT_MS)))
        .map_err(|error| failure(&error, None))?;
    let status = response.status().as_u16();
    let header = |name| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let head =
        ResponseHead { status, content_type: header("content-type"), retry_after: header("retry-after") };
    let mut body = response.into_body();
    let read = body.with_config().limit(MAX_BYTES).read_to_vec();
    read.map(|body| (head, body)).map_err(|error| failure(&error, Some(status)))
}

/// A client that waits at most `timeout` for a whole response, follows no redirect, and takes any status for a
/// response.
pub(crate) fn agent(timeout: Duration) -> Agent {
    Agent::config_builder()
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .new_agent()
}

fn call(request: &HttpRequest, agent: &Agent) -> Result<Response<Body>, ureq::Error> {
    let builder = Request::builder().method(request.method()).uri(&request.url);
    let builder =
        request.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, value.reveal()));
    match request.body.clone() {
        Some(body) => agent.run(builder.body(body)?),
        None => agent.run(builder.body(())?),
    }
}

fn failure(error: &ureq::Error, status: Option<u16>) -> Failure {
    let outcome = match error {
        ureq::Error::Timeout(_) => Outcome::Timeout,
        ureq::Error::BodyExceedsLimit(_) => Outcome::Malformed,
        _ => Outcome::Network,
    };
    Failure::new(outcome, status)
}
