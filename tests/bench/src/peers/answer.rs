//! Asks a gateway, and reads a streamed answer to its end.

use super::gateways::Gateway;
use anyhow::Result;
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

/// What came of a question.
pub(super) struct Asked {
    /// To the first words.
    pub(super) first_words: Option<Duration>,
    /// To the end of a whole answer; `None` if there was none.
    pub(super) whole: Option<Duration>,
}

/// Asks, and reads to the end, but no longer than `limit`.
pub(super) fn ask(gateway: &Gateway, limit: Duration) -> Result<Asked> {
    let question = format!(
        r#"{{"stream":true,"model":"{}","messages":[{{"role":"user","content":"Hello"}}]}}"#,
        gateway.model
    );
    let (port, path, headers, length) = (gateway.served.port, gateway.path, &gateway.headers, question.len());
    let started = Instant::now();
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{headers}\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{question}"
    )?;
    let (mut bytes, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    let mut first_words = None;
    loop {
        let left = limit.saturating_sub(started.elapsed());
        if left.is_zero() {
            break;
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut buffer) {
            Ok(count @ 1..) => bytes.extend_from_slice(&buffer[..count]),
            // The end, a connection that breaks, or the limit.
            _ => break,
        }
        if first_words.is_none() && has_words(&bytes) {
            first_words = Some(started.elapsed());
        }
    }
    let whole = is_whole(&bytes).then(|| started.elapsed());
    Ok(Asked { first_words, whole })
}

/// The events of an answer, in the order of their coming. Chunks of the transfer may lie between their lines.
fn events(bytes: &[u8]) -> Vec<Value> {
    let text = String::from_utf8_lossy(bytes);
    let data = text.lines().filter_map(|line| line.trim_end().strip_prefix("data: "));
    data.filter_map(|data| serde_json::from_str(data).ok()).collect()
}

fn words(event: &Value) -> &str {
    event["choices"][0]["delta"]["content"].as_str().unwrap_or_default()
}

fn has_words(bytes: &[u8]) -> bool {
    events(bytes).iter().any(|event| !words(event).is_empty())
}

/// Whether an answer has words, says that it has ended, and says so as the last thing.
fn is_whole(bytes: &[u8]) -> bool {
    let events = events(bytes);
    let has_ended = events.iter().any(|event| event["choices"][0]["finish_reason"] == "stop");
    let has_error = events.iter().any(|event| !event["error"].is_null());
    let is_done = String::from_utf8_lossy(bytes).lines().any(|line| line.trim_end() == "data: [DONE]");
    bytes.starts_with(b"HTTP/1.1 200") && has_words(bytes) && has_ended && is_done && !has_error
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "HTTP/1.1 200 OK\r\n\r\n";
    const WORDS: &str = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    const END: &str = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    const DONE: &str = "data: [DONE]\n\n";

    #[test]
    fn an_answer_is_whole_if_it_has_words_and_both_of_its_ends() {
        assert!(is_whole(format!("{HEAD}{WORDS}{END}{DONE}").as_bytes()));
        for part in [
            format!("{HEAD}{END}{DONE}"),
            format!("{HEAD}{WORDS}{DONE}"),
            format!("{HEAD}{WORDS}{END}"),
            format!("HTTP/1.1 502 Bad Gateway\r\n\r\n{WORDS}{END}{DONE}"),
            format!("{HEAD}{WORDS}data: {{\"error\":{{\"message\":\"no\"}}}}\n\n{END}{DONE}"),
        ] {
            assert!(!is_whole(part.as_bytes()), "{part}");
        }
    }

    #[test]
    fn the_chunks_of_the_transfer_are_no_part_of_an_answer() {
        assert!(is_whole(format!("{HEAD}2f\r\n{WORDS}\r\n40\r\n{END}{DONE}\r\n0\r\n\r\n").as_bytes()));
    }
}
