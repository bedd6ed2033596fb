//! Asks an emulator over HTTP.

use emulator::Emulator;
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::TcpStream,
};

/// The status, the head and the body of the answer. HTTP/1.0, so that the body is not cut into chunks.
pub(crate) fn ask(
    emulator: &Emulator,
    method: &str,
    path: &str,
    headers: &[&str],
    body: &Value,
) -> (u16, String, String) {
    let host = emulator.url().replace("http://", "");
    let mut stream = TcpStream::connect(&host).unwrap();
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let headers: Vec<String> = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let (headers, length) = (headers.concat(), body.len());
    write!(
        stream,
        "{method} {path} HTTP/1.0\r\nhost: {host}\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_owned(), body.to_owned())
}
