//! A client that adds as little as can be: one connection a request, read to its end.

use anyhow::{Result, bail};
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

const QUESTION: &str = r#"{"stream":true,"model":"auto","messages":[{"role":"user","content":"Hello"}]}"#;
const PATIENCE: Duration = Duration::from_mins(1);

/// Posts a question, with one header more, and reads the answer to its end; how long its first byte
/// of body took.
pub(crate) fn ask(port: u16, path: &str, header: &str) -> Result<Duration> {
    let started = Instant::now();
    let mut stream = TcpStream::connect(("localhost", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = QUESTION.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n\
         {header}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{QUESTION}"
    )?;
    let mut answer = Vec::new();
    let mut piece = [0; 16 * 1024];
    let mut first = None;
    loop {
        let count = stream.read(&mut piece)?;
        if count == 0 {
            break;
        }
        answer.extend_from_slice(&piece[..count]);
        if first.is_none() && has_body(&answer) {
            first = Some(started.elapsed());
        }
    }
    let is_whole = answer.starts_with(b"HTTP/1.1 200") && contains(&answer, b"data: [DONE]");
    match first {
        Some(first) if is_whole => Ok(first),
        _ => bail!("not an answer: {}", String::from_utf8_lossy(&answer[..answer.len().min(600)])),
    }
}

/// Gets a path, whatever it answers.
pub(crate) fn get(port: u16, path: &str) -> Result<()> {
    let mut stream = TcpStream::connect(("localhost", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}

fn has_body(answer: &[u8]) -> bool {
    contains(answer, b"data: ")
}

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}
