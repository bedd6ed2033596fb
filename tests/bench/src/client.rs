//! A client that costs as little as possible: each request has a connection of its own, which is read to its end.

use anyhow::{Result, bail};
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

/// An address that answers, and what it is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Endpoint {
    pub(crate) path: &'static str,
    question: &'static str,
    /// What a whole answer has at its end.
    end: &'static str,
}

const CHAT_QUESTION: &str =
    r#"{"stream":true,"model":"auto","messages":[{"role":"user","content":"Hello"}]}"#;

impl Endpoint {
    /// Chat completions of the built site.
    pub(crate) const CHAT: Self =
        Self { path: "/api/v1/chat/completions", question: CHAT_QUESTION, end: "data: [DONE]" };
    /// Responses of the built site.
    pub(crate) const RESPONSES: Self = Self {
        path: "/api/v1/responses",
        question: r#"{"stream":true,"model":"auto","input":"Hello"}"#,
        end: "event: response.completed",
    };
    /// The floor.
    pub(crate) const FLOOR: Self = Self { path: "/api/floor", question: CHAT_QUESTION, end: "data: [DONE]" };
}

/// The longest wait for bytes.
const TIMEOUT: Duration = Duration::from_mins(1);

/// Posts a question with one more header, and reads the answer to its end. Returns the time to its first words: an event
/// that only names who speaks is none that a visitor sees.
pub(crate) fn ask(port: u16, endpoint: Endpoint, header: &str) -> Result<Duration> {
    let Endpoint { path, question, end } = endpoint;
    let started = Instant::now();
    let mut stream = TcpStream::connect(("localhost", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    let length = question.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n\
         {header}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{question}"
    )?;
    let mut answer = Vec::new();
    let mut buffer = [0; 16 * 1024];
    let mut first = None;
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        answer.extend_from_slice(&buffer[..count]);
        if first.is_none() && has_words(&answer) {
            first = Some(started.elapsed());
        }
    }
    let is_whole = answer.starts_with(b"HTTP/1.1 200") && contains(&answer, end.as_bytes());
    match first {
        Some(first) if is_whole => Ok(first),
        _ => bail!("not an answer: {}", String::from_utf8_lossy(&answer[..answer.len().min(600)])),
    }
}

/// Requests a path, and returns the whole response.
pub(crate) fn get(port: u16, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("localhost", port))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response)?;
    Ok(String::from_utf8_lossy(&response).into_owned())
}

/// Whether an event of chat completions or of the Responses API has a word.
fn has_words(answer: &[u8]) -> bool {
    const FIELDS: [&[u8]; 2] = [b"\"content\":\"", b"\"delta\":\""];
    FIELDS.iter().any(|field| {
        let has_word = |window: &[u8]| window.starts_with(field) && !window.ends_with(b"\"");
        answer.windows(field.len() + 1).any(has_word)
    })
}

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_only_names_who_speaks_has_no_words() {
        assert!(!has_words(br#"data: {"choices":[{"delta":{"content":"","role":"assistant"}}]}"#));
        assert!(has_words(br#"data: {"choices":[{"delta":{"content":"Hi"}}]}"#));
        assert!(has_words(br#"data: {"delta":"Hi","type":"response.output_text.delta"}"#));
    }
}
