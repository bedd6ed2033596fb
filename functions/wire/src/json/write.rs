//! From values to text.

use super::{MAX_WHOLE, Value};
use std::fmt::Write as _;

/// Writes a value, in lines that are indented by so many steps or in one line.
pub(super) fn write(value: &Value, indent: Option<usize>, json: &mut String) {
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(true) => json.push_str("true"),
        Value::Bool(false) => json.push_str("false"),
        Value::Number(number) => write_number(*number, json),
        Value::String(text) => write_text(text, json),
        Value::Array(items) => write_list(['[', ']'], items, indent, json, |item, inner, json| {
            write(item, inner, json);
        }),
        Value::Object(members) => {
            write_list(['{', '}'], members, indent, json, |(name, value), inner, json| {
                write_text(name, json);
                json.push_str(if inner.is_some() { ": " } else { ":" });
                write(value, inner, json);
            });
        }
    }
}

fn write_list<T>(
    marks: [char; 2],
    items: &[T],
    indent: Option<usize>,
    json: &mut String,
    mut item: impl FnMut(&T, Option<usize>, &mut String),
) {
    let line = |indent: Option<usize>, json: &mut String| {
        if let Some(indent) = indent {
            json.push('\n');
            json.extend(std::iter::repeat_n("  ", indent));
        }
    };
    let inner = indent.map(|indent| indent + 1);
    json.push(marks[0]);
    for (n, one) in items.iter().enumerate() {
        if n > 0 {
            json.push(',');
        }
        line(inner, json);
        item(one, inner, json);
    }
    if !items.is_empty() {
        line(indent, json);
    }
    json.push(marks[1]);
}

fn write_text(text: &str, json: &mut String) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            // Writing to a String cannot fail.
            c if c < ' ' => drop(write!(json, "\\u{:04x}", u32::from(c))),
            c => json.push(c),
        }
    }
    json.push('"');
}

/// Whole numbers as they are, others with up to nine places, which is what the page's own have.
fn write_number(number: f64, json: &mut String) {
    const PLACES: f64 = 1e9;
    if !number.is_finite() || number.abs() > MAX_WHOLE {
        return json.push_str("null");
    }
    if number < 0.0 {
        json.push('-');
    }
    let (whole, rest) = (number.abs().trunc(), number.abs().fract());
    let places = (rest * PLACES).round() as u64;
    let (whole, places) =
        if places == PLACES as u64 { (whole as u64 + 1, 0) } else { (whole as u64, places) };
    let _ = write!(json, "{whole}");
    if places > 0 {
        let digits = format!(".{places:09}");
        json.push_str(digits.trim_end_matches('0'));
    }
}
