//! Answers as bytes: whole ones and streamed ones.

use crate::journal::Record;
use bytes::Bytes;
use futures_util::{Stream, future::pending, stream};
use http_body_util::{BodyExt, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::{Response, body::Frame};
use serde_json::{Value, json};
use std::{io, time::Duration};

pub(crate) type Body = UnsyncBoxBody<Bytes, io::Error>;

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { status, headers, body: body.to_string() }
    }

    /// A result in the envelope of the Cloudflare API.
    pub(crate) fn cloudflare(result: &Value) -> Self {
        Self::json(200, &json!({ "result": result, "success": true, "errors": [], "messages": [] }))
    }

    /// Says that it is JSON, and is nothing.
    pub(crate) fn empty_json() -> Self {
        Self { body: String::new(), ..Self::json(200, &Value::Null) }
    }

    pub(crate) fn text(status: u16, body: &str) -> Self {
        let headers = vec![("content-type", "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, body: body.to_owned() }
    }

    pub(crate) fn html(status: u16, body: &str) -> Self {
        let headers = vec![("content-type", "text/html; charset=UTF-8".to_owned())];
        Self { status, headers, body: body.to_owned() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let body = Full::new(Bytes::from(self.body)).map_err(|never| match never {}).boxed_unsync();
        response(self.status, &self.headers, body)
    }
}

/// One step of a streamed answer.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Bytes of a chunk of content.
    Content(String),
    /// Other text.
    Text(String),
    /// What is no text.
    Bytes(Vec<u8>),
    /// The connection breaks.
    Break,
    /// Nothing more, ever.
    Silence,
}

/// A streamed answer: the steps at a pace. The record lives as long as the stream, so it knows
/// whether the client stayed to the end.
pub(crate) fn streamed(
    headers: &[(&'static str, String)],
    steps: Vec<Step>,
    pace: Duration,
    record: Record,
) -> Response<Body> {
    record.status(200);
    let body = StreamBody::new(frames(steps, pace, record));
    response(200, headers, body.boxed_unsync())
}

fn frames(steps: Vec<Step>, pace: Duration, record: Record) -> impl Stream<Item = io::Result<Frame<Bytes>>> {
    let state = (steps.into_iter(), record, true);
    stream::unfold(state, move |(mut steps, mut record, is_first)| async move {
        let Some(step) = steps.next() else {
            record.done();
            return None;
        };
        if !is_first && !pace.is_zero() {
            tokio::time::sleep(pace).await;
        }
        let item = match step {
            Step::Content(text) => {
                record.chunk_sent();
                Ok(Frame::data(Bytes::from(text)))
            }
            Step::Text(text) => Ok(Frame::data(Bytes::from(text))),
            Step::Bytes(bytes) => Ok(Frame::data(Bytes::from(bytes))),
            Step::Break => {
                record.done();
                Err(io::ErrorKind::ConnectionReset.into())
            }
            Step::Silence => pending().await,
        };
        Some((item, (steps, record, false)))
    })
}

fn response(status: u16, headers: &[(&'static str, String)], body: Body) -> Response<Body> {
    let mut builder = Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, value);
    }
    builder.body(body).unwrap_or_else(|error| {
        let text = Full::new(Bytes::from(error.to_string()));
        Response::new(text.map_err(|never| match never {}).boxed_unsync())
    })
}
