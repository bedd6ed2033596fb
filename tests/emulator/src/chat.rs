//! Chats: whole or streamed, in each dialect, with the scenario's fault.

use crate::{
    account::Account,
    answer::{pieces, question, words},
    errors, gateway_log,
    journal::{Record, Through, now_ms},
    refusal::{refuse_body, refuse_credentials, refuse_field},
    reply::{Body, Reply, Step, streamed},
    route::{Dialect, GEMINI, OPENAI, Target, WORKERS_AI},
    scenario::{Fault, Scenario},
    tool_call::ToolCall,
};
use futures_util::future::pending;
use hyper::{HeaderMap, Response};
use serde_json::{Value, json};

/// Workers AI cuts an answer here where no `max_tokens` is sent.
const WORKERS_AI_DEFAULT_MAX_TOKENS: u64 = 256;

/// Neither UTF-8 nor an event.
const NO_TEXT: [u8; 6] = [0xff, 0xfe, 0xc3, 0x28, 0x0a, 0x0a];
const LONG_LINE_BYTES: usize = 10_000_000;
/// Between two bytes of an answer that drips.
const DRIP: std::time::Duration = std::time::Duration::from_millis(100);

/// Answers a chat. `None` means that the connection closes without an answer.
pub(crate) async fn respond(
    target: &Target,
    dialect: &Dialect,
    headers: &HeaderMap,
    body: &Value,
    scenario: &Scenario,
    account: &Account,
    mut record: Record,
) -> Option<Response<Body>> {
    tokio::time::sleep(scenario.delay()).await;
    match scenario.fault {
        Fault::Hang => pending().await,
        Fault::Reset => {
            record.done();
            return None;
        }
        _ => {}
    }
    let log_id = record.log_id();
    let chat = Chat::new(target, dialect, body, scenario, log_id.clone());
    let is_turned_away = refuse_credentials(target, headers, account);
    if is_turned_away.is_none() && gateway_log::takes(target, headers, scenario.fault, account) {
        record.through(chat.through());
    }
    let refusal = errors::for_fault(target.provider, scenario.fault)
        .or(is_turned_away)
        .or_else(|| refuse_body(target, dialect, body))
        .or_else(|| refuse_field(target, body, &scenario.refused_fields));
    if let Some(reply) = refusal {
        record.status(reply.status);
        record.done();
        return Some(
            gateway_log::headers(target, &log_id)
                .into_iter()
                .fold(reply, |r, (n, v)| r.header(n, v))
                .into_response(),
        );
    }
    Some(if chat.stream { chat.streamed(scenario, record) } else { chat.whole(scenario, record) })
}

struct Chat<'a> {
    target: &'a Target,
    dialect: &'a Dialect,
    model: String,
    stream: bool,
    include_usage: bool,
    prompt_tokens: usize,
    /// The tool that is called, with the pieces as its arguments.
    call: Option<&'a ToolCall>,
    pieces: Vec<String>,
    finish_reason: &'static str,
    /// The id in the gateway's log.
    log_id: String,
}

impl<'a> Chat<'a> {
    fn new(
        target: &'a Target,
        dialect: &'a Dialect,
        body: &Value,
        scenario: &'a Scenario,
        log_id: String,
    ) -> Self {
        let (model, stream) = match dialect {
            Dialect::Openai => {
                (body["model"].as_str().unwrap_or_default().to_owned(), body["stream"] == Value::Bool(true))
            }
            Dialect::WorkersAiRun { model } => (model.clone(), body["stream"] == Value::Bool(true)),
            Dialect::GeminiNative { model, stream } => (model.clone(), *stream),
        };
        let is_openai = *dialect == Dialect::Openai;
        let call = scenario.tool_call.as_ref().filter(|call| is_openai && call.answers(body));
        let mut pieces = match call {
            Some(call) => pieces(&call.arguments),
            None => words(target.provider, &model, body, scenario),
        };
        let limit = max_tokens(target, body);
        let is_cut = limit.is_some_and(|limit| limit < pieces.len()) || scenario.fault == Fault::Length;
        pieces.truncate(limit.unwrap_or(usize::MAX));
        if scenario.fault == Fault::NoContent {
            pieces.clear();
        }
        Self {
            target,
            dialect,
            model,
            stream,
            // In its native dialect the last event tells it.
            include_usage: is_openai
                && (body["stream_options"]["include_usage"] == Value::Bool(true)
                    || target.provider == WORKERS_AI),
            prompt_tokens: question(body).chars().count().div_ceil(4) + 8,
            call,
            pieces,
            finish_reason: match call {
                _ if is_cut => "length",
                Some(_) => "tool_calls",
                None => "stop",
            },
            log_id,
        }
    }

    /// What a gateway logs of it.
    fn through(&self) -> Through {
        Through {
            gateway: self.target.gateway.clone().unwrap_or_default(),
            model: self.model.clone(),
            input_tokens: self.prompt_tokens,
            output_tokens: self.pieces.len(),
        }
    }

    fn whole(&self, scenario: &Scenario, mut record: Record) -> Response<Body> {
        let reply = match scenario.fault {
            Fault::Empty => Reply::empty_json(),
            Fault::InBandError | Fault::ErrorAfter => Reply::json(200, &self.error()),
            Fault::NoContent => Reply::json(200, &self.completion("", "stop")),
            Fault::Blocked => Reply::json(200, &self.completion("", "content_filter")),
            Fault::MalformedEvent | Fault::InvalidUtf8 | Fault::LongLine => {
                return streamed(
                    &self.headers("application/json"),
                    self.steps(scenario),
                    scenario.pace(),
                    record,
                );
            }
            Fault::SlowDrip => {
                let text = self.completion(&self.pieces.concat(), self.finish_reason).to_string();
                return streamed(&self.headers("application/json"), bytewise(&text), DRIP, record);
            }
            Fault::Cut | Fault::CutInEvent | Fault::Stall | Fault::Truncated | Fault::HangAfterHead => {
                return self.half(scenario.fault, record);
            }
            _ => Reply::json(200, &self.completion(&self.pieces.concat(), self.finish_reason)),
        };
        record.status(reply.status);
        record.done();
        gateway_log::headers(self.target, &self.log_id)
            .into_iter()
            .fold(reply, |r, (n, v)| r.header(n, v))
            .into_response()
    }

    /// Half of a whole answer, then what the fault says.
    fn half(&self, fault: Fault, record: Record) -> Response<Body> {
        let text = self.completion(&self.pieces.concat(), self.finish_reason).to_string();
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        let mut steps = vec![Step::Text(half)];
        match fault {
            Fault::Cut | Fault::CutInEvent => steps.push(Step::Break),
            Fault::Truncated => {}
            _ => steps.push(Step::Silence),
        }
        streamed(&self.headers("application/json"), steps, std::time::Duration::ZERO, record)
    }

    fn streamed(&self, scenario: &Scenario, record: Record) -> Response<Body> {
        let pace = if scenario.fault == Fault::SlowDrip { DRIP } else { scenario.pace() };
        let headers = self.headers("text/event-stream; charset=utf-8");
        streamed(&headers, self.steps(scenario), pace, record)
    }

    fn headers(&self, content_type: &str) -> Vec<(&'static str, String)> {
        let mut headers = vec![("content-type", content_type.to_owned())];
        headers.extend(gateway_log::headers(self.target, &self.log_id));
        headers
    }

    fn steps(&self, scenario: &Scenario) -> Vec<Step> {
        let text = |value: &Value| Step::Text(event(value));
        let content = |piece: &String| Step::Content(event(&self.chunk(piece)));
        let all = || self.pieces.iter().map(content);
        let some = || self.pieces.iter().take(scenario.after_chunks()).map(content);
        let first = text(&self.first());
        // Google's own dialect has no such last event.
        let done = (!matches!(self.dialect, Dialect::GeminiNative { .. }))
            .then(|| Step::Text("data: [DONE]\n\n".to_owned()));
        match scenario.fault {
            Fault::Empty => vec![],
            Fault::MalformedEvent => vec![Step::Text("data: {\"choices\":[{\"delta\":\n\n".to_owned())],
            Fault::InvalidUtf8 => vec![Step::Bytes(NO_TEXT.to_vec())],
            Fault::LongLine => vec![Step::Text(format!("data: {}", "x".repeat(LONG_LINE_BYTES)))],
            Fault::HangAfterHead => vec![Step::Silence],
            Fault::SlowDrip => {
                bytewise(&self.pieces.iter().map(|p| event(&self.chunk(p))).collect::<String>())
            }
            Fault::InBandError => vec![text(&self.error())],
            Fault::NoContent => [first, text(&self.last("stop"))].into_iter().chain(done).collect(),
            Fault::Blocked => [first, text(&self.last("content_filter"))].into_iter().chain(done).collect(),
            Fault::ErrorAfter => [first].into_iter().chain(some()).chain([text(&self.error())]).collect(),
            Fault::Cut => [first].into_iter().chain(some()).chain([Step::Break]).collect(),
            Fault::CutInEvent => {
                let next = event(&self.chunk("half"));
                let half: String = next.chars().take(next.chars().count() * 2 / 3).collect();
                let end = [Step::Text(half), Step::Break];
                [first].into_iter().chain(some()).chain(end).collect()
            }
            Fault::Truncated => [first].into_iter().chain(some()).collect(),
            Fault::Stall => [first].into_iter().chain(some()).chain([Step::Silence]).collect(),
            _ => {
                let usage = self.include_usage.then(|| text(&self.usage_only()));
                let end = [text(&self.last(self.finish_reason))].into_iter().chain(usage).chain(done);
                [first].into_iter().chain(all()).chain(end).collect()
            }
        }
    }

    fn envelope(&self, object: &str) -> Value {
        json!({ "id": "chatcmpl-emulator", "object": object, "created": now_ms() / 1000, "model": self.model })
    }

    fn choice(&self, delta: &Value, finish_reason: Option<&str>) -> Value {
        let mut chunk = self.envelope("chat.completion.chunk");
        chunk["choices"] = json!([{ "index": 0, "delta": delta, "finish_reason": finish_reason }]);
        chunk
    }

    fn first(&self) -> Value {
        match self.dialect {
            Dialect::Openai => {
                let words = || json!({ "role": "assistant", "content": "" });
                self.choice(&self.call.map_or_else(words, ToolCall::first), None)
            }
            Dialect::WorkersAiRun { .. } => json!({ "response": "" }),
            Dialect::GeminiNative { .. } => self.gemini("", None),
        }
    }

    fn chunk(&self, piece: &str) -> Value {
        match self.dialect {
            Dialect::Openai if self.call.is_some() => self.choice(&ToolCall::piece(piece), None),
            Dialect::Openai => self.choice(&json!({ "content": piece }), None),
            Dialect::WorkersAiRun { .. } => json!({ "response": piece }),
            Dialect::GeminiNative { .. } => self.gemini(piece, None),
        }
    }

    fn last(&self, reason: &str) -> Value {
        match self.dialect {
            Dialect::Openai => self.choice(&json!({}), Some(reason)),
            Dialect::WorkersAiRun { .. } => json!({ "response": "", "usage": self.usage() }),
            Dialect::GeminiNative { .. } => self.gemini("", Some(reason)),
        }
    }

    fn usage_only(&self) -> Value {
        let mut chunk = self.envelope("chat.completion.chunk");
        chunk["choices"] = json!([]);
        chunk["usage"] = self.usage();
        chunk
    }

    fn usage(&self) -> Value {
        let answer = self.pieces.len();
        json!({ "prompt_tokens": self.prompt_tokens, "completion_tokens": answer,
            "total_tokens": self.prompt_tokens + answer })
    }

    fn completion(&self, text: &str, reason: &str) -> Value {
        match self.dialect {
            Dialect::Openai => {
                let words = || json!({ "role": "assistant", "content": text });
                let message = self.call.map_or_else(words, |call| call.message(text));
                let mut completion = self.envelope("chat.completion");
                completion["choices"] = json!([{ "index": 0, "message": message, "finish_reason": reason }]);
                completion["usage"] = self.usage();
                completion
            }
            Dialect::WorkersAiRun { .. } => {
                let result = json!({ "response": text, "usage": self.usage() });
                json!({ "result": result, "success": true, "errors": [], "messages": [] })
            }
            Dialect::GeminiNative { .. } => self.gemini(text, Some(reason)),
        }
    }

    fn gemini(&self, text: &str, reason: Option<&str>) -> Value {
        let word = reason.map(|reason| match reason {
            "length" => "MAX_TOKENS",
            "content_filter" => "SAFETY",
            _ => "STOP",
        });
        let content = json!({ "role": "model", "parts": [{ "text": text }] });
        json!({ "candidates": [{ "index": 0, "content": content, "finishReason": word }],
            "modelVersion": self.model })
    }

    fn error(&self) -> Value {
        match self.target.provider {
            GEMINI => {
                json!({ "error": { "code": 503, "message": "The model is overloaded.", "status": "UNAVAILABLE" } })
            }
            OPENAI => {
                json!({ "error": { "message": "The server had an error.", "type": "server_error", "code": null } })
            }
            _ => json!({ "error": { "message": "Capacity temporarily exceeded.", "code": 3040 } }),
        }
    }
}

fn max_tokens(target: &Target, body: &Value) -> Option<usize> {
    let told = ["max_tokens", "max_completion_tokens"].iter().find_map(|name| body[*name].as_u64());
    let told = told.or_else(|| body["generationConfig"]["maxOutputTokens"].as_u64());
    let default = (target.provider == WORKERS_AI).then_some(WORKERS_AI_DEFAULT_MAX_TOKENS);
    told.or(default).and_then(|limit| usize::try_from(limit).ok())
}

fn event(value: &Value) -> String {
    format!("data: {value}\n\n")
}

fn bytewise(text: &str) -> Vec<Step> {
    text.bytes().map(|byte| Step::Bytes(vec![byte])).collect()
}
