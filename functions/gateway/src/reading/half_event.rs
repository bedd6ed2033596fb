//! The end of a stream that broke off within an event. What was passed on cannot be taken back, and a client would read
//! the half event together with what follows, and stop at JSON that is none. So it is closed: as an event that can be
//! read, and that says nothing.

/// What makes the top-level object say nothing. Of two members with one name the last counts.
const NOTHING: &str = "\"choices\":[]";

/// What to append to a stream, so that a half event at its end is closed and an error event may follow. `stream` may be
/// any part of the stream that has the beginning of its last event.
pub fn close_half_event(stream: &[u8]) -> Vec<u8> {
    let mut closing = half_character(stream);
    let text = String::from_utf8_lossy(stream);
    let (event, is_line_begun) = last_event(&text);
    let data: Vec<&str> = event.iter().filter_map(|line| data_of(line)).collect();
    match (data.as_slice(), event.last()) {
        (_, None) => return Vec::new(),
        // A field without data, such as `event: error`, would be dispatched with empty data by some clients.
        ([], Some(_)) => closing.extend(format!("\ndata: {{{NOTHING}}}").bytes()),
        (_, Some(last)) => {
            let json = data.join("\n");
            let rest = if json.trim().is_empty() { format!("{{{NOTHING}}}") } else { rest_of_json(&json) };
            let is_open = is_line_begun && data_of(last).is_some();
            let begin = match is_open {
                _ if rest.is_empty() => "",
                true if *last == "data" => ":",
                true => "",
                false => "\ndata:",
            };
            closing.extend(begin.bytes().chain(rest.bytes()));
        }
    }
    closing.extend(b"\n\n");
    closing
}

/// The lines of the event that has begun and not ended, and whether the last of them goes on.
fn last_event(text: &str) -> (Vec<&str>, bool) {
    let mut lines: Vec<&str> = Vec::new();
    let mut is_begun = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']);
        let line = &rest[..end.unwrap_or(rest.len())];
        is_begun = end.is_none();
        if line.is_empty() {
            lines.clear();
        } else {
            lines.push(line);
        }
        rest = end.map_or("", |end| &rest[end..]);
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    }
    (lines, is_begun)
}

/// The value of a `data` line.
fn data_of(line: &str) -> Option<&str> {
    let value = line.strip_prefix("data")?;
    if value.is_empty() {
        Some("")
    } else {
        value.strip_prefix(':').map(|value| value.strip_prefix(' ').unwrap_or(value))
    }
}

/// The bytes that complete a character of UTF-8 at the end. The second byte of some characters must not be the lowest
/// (the Unicode Standard, table 3-7).
fn half_character(bytes: &[u8]) -> Vec<u8> {
    let continuing = bytes.iter().rev().take_while(|byte| **byte & 0xC0 == 0x80).count().min(3);
    let Some(first) = bytes.len().checked_sub(continuing + 1).map(|at| bytes[at]) else { return Vec::new() };
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Vec::new(),
    };
    let second = match first {
        0xE0 => 0xA0,
        0xF0 => 0x90,
        _ => 0x80,
    };
    (continuing + 1..length).map(|at| if at == 1 { second } else { 0x80 }).collect()
}

/// What a JSON reader expects next in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expects {
    /// A key, or the end of an empty object.
    FirstKey,
    /// A key.
    Key,
    /// The colon after a key.
    Colon,
    /// A value after a colon.
    Value,
    /// An element, or the end of an empty array.
    FirstElement,
    /// An element.
    Element,
    /// A comma, or the end of an object.
    ObjectEnd,
    /// A comma, or the end of an array.
    ArrayEnd,
}

/// What completes the beginning of a JSON object, so that it is valid and has no choices. Empty if the text is complete,
/// or is no object.
fn rest_of_json(json: &str) -> String {
    let mut containers: Vec<Expects> = Vec::new();
    let mut token = String::new();
    let mut is_string = false;
    for c in json.chars() {
        if is_string {
            token.push(c);
            if c == '"' && !ends_with_open_escape(&token[..token.len() - 1]) {
                is_string = false;
                token.clear();
                end_value(&mut containers);
            }
            continue;
        }
        if !token.is_empty() && matches!(c, ',' | '}' | ']' | ' ' | '\n' | '\r' | '\t') {
            token.clear();
            end_value(&mut containers);
        }
        match c {
            '"' => {
                is_string = true;
                token.push(c);
            }
            '{' => containers.push(Expects::FirstKey),
            '[' => containers.push(Expects::FirstElement),
            '}' | ']' => {
                containers.pop();
                if containers.is_empty() {
                    return String::new();
                }
                end_value(&mut containers);
            }
            ',' => separate(&mut containers),
            ':' => set(&mut containers, Expects::Value),
            ' ' | '\n' | '\r' | '\t' => {}
            other => token.push(other),
        }
    }
    if json.starts_with("[D") {
        return "[DONE]".strip_prefix(json.trim_end()).unwrap_or_default().to_owned();
    }
    if containers.is_empty() {
        return String::new();
    }
    let mut rest = rest_of_token(&token, is_string);
    if !token.is_empty() {
        end_value(&mut containers);
    }
    close(&mut rest, &containers);
    rest
}

/// Closes the containers, the innermost first.
fn close(rest: &mut String, containers: &[Expects]) {
    for (depth, expects) in containers.iter().enumerate().rev() {
        // The inner container was the value that this one waits for.
        let is_innermost = depth + 1 == containers.len();
        let expects = match expects {
            Expects::Value if !is_innermost => Expects::ObjectEnd,
            Expects::FirstElement | Expects::Element if !is_innermost => Expects::ArrayEnd,
            other => *other,
        };
        rest.push_str(match expects {
            Expects::Key if depth > 0 => "\"\":null",
            Expects::Colon => ":null",
            Expects::Value | Expects::Element => "null",
            _ => "",
        });
        match expects {
            Expects::FirstElement | Expects::Element | Expects::ArrayEnd => rest.push(']'),
            _ if depth > 0 => rest.push('}'),
            Expects::FirstKey | Expects::Key => rest.extend([NOTHING, "}"]),
            _ => rest.extend([",", NOTHING, "}"]),
        }
    }
}

/// What completes a string, a number or a word.
fn rest_of_token(token: &str, is_string: bool) -> String {
    if is_string {
        let escape = token.rfind('\\').map_or("", |at| &token[at..]);
        let rest = match escape.strip_prefix("\\u") {
            Some(digits) if digits.len() < 4 => "0".repeat(4 - digits.len()),
            None if ends_with_open_escape(token) => "\\".to_owned(),
            _ => String::new(),
        };
        return rest + "\"";
    }
    for word in ["true", "false", "null"] {
        if let Some(rest) = word.strip_prefix(token).filter(|_| !token.is_empty()) {
            return rest.to_owned();
        }
    }
    let is_open_number = token.ends_with(['-', '+', '.', 'e', 'E']);
    if is_open_number { "0".to_owned() } else { String::new() }
}

/// Whether a string ends with a backslash that waits for its character.
fn ends_with_open_escape(string: &str) -> bool {
    string.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

fn end_value(containers: &mut [Expects]) {
    if let Some(last) = containers.last_mut() {
        *last = match last {
            Expects::FirstKey | Expects::Key => Expects::Colon,
            Expects::FirstElement | Expects::Element | Expects::ArrayEnd => Expects::ArrayEnd,
            _ => Expects::ObjectEnd,
        };
    }
}

fn separate(containers: &mut [Expects]) {
    if let Some(last) = containers.last_mut() {
        *last = if *last == Expects::ArrayEnd { Expects::Element } else { Expects::Key };
    }
}

fn set(containers: &mut [Expects], expects: Expects) {
    if let Some(last) = containers.last_mut() {
        *last = expects;
    }
}

#[cfg(test)]
mod tests;
