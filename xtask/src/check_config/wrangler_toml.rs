//! The rules for `wrangler.toml`, over its text alone.

use super::{environments, fault::Fault};
use toml::{Table, Value};

/// Since this date the runtime has what the Function uses: `request.signal`, and streams as it pipes them
/// (<https://developers.cloudflare.com/workers/configuration/compatibility-flags/>).
const OLDEST_DATE: &str = "2025-06-01";
/// The flag that tells the Function that a visitor has left.
const FLAG: &str = "enable_request_signal";
/// The longest name of a project, which is a part of its address.
const MAX_NAME_LENGTH: usize = 58;

/// Everything that is wrong in it.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let what = format!("line {line} cannot be read: {}", error.message());
            return vec![Fault::new("wrangler.toml", what, "write it as TOML: https://toml.io")];
        }
    };
    let mut faults = top(&table);
    faults.extend(environments::faults(&table));
    faults
}

/// What is wrong in the keys at the top.
fn top(table: &Table) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |place: &str, what: &str, fix: &str| faults.push(Fault::new(place, what, fix));
    let text = |name: &str| table.get(name).and_then(Value::as_str);
    let is_name = |name: &str| {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        name.bytes().all(is_plain)
            && !name.starts_with('-')
            && !name.ends_with('-')
            && name.len() <= MAX_NAME_LENGTH
    };
    match text("name") {
        None | Some("") => add("name", "it is missing", "name the Pages project: name = \"everchat\""),
        Some(name) if !is_name(name) => {
            add(
                "name",
                "it cannot be a part of an address",
                "use small letters, digits and dashes, 58 at most",
            );
        }
        Some(_) => {}
    }
    match text("pages_build_output_dir") {
        None => add("pages_build_output_dir", "it is missing", "pages_build_output_dir = \"dist\""),
        Some("dist" | "./dist") => {}
        Some(_) => {
            add("pages_build_output_dir", "the build is put elsewhere", "pages_build_output_dir = \"dist\"");
        }
    }
    match text("compatibility_date") {
        Some(date) if is_date(date) && date >= OLDEST_DATE => {}
        Some(date) if is_date(date) => {
            add("compatibility_date", "it is too old for what the Function uses", "set it to a newer date");
        }
        _ => add("compatibility_date", "it is missing, or no date", "compatibility_date = \"2026-10-01\""),
    }
    let flags = table.get("compatibility_flags").and_then(Value::as_array);
    if !flags.is_some_and(|flags| flags.iter().any(|flag| flag.as_str() == Some(FLAG))) {
        let what = "enable_request_signal is missing: the Function would not hear that a visitor has left";
        add("compatibility_flags", what, "compatibility_flags = [\"enable_request_signal\"]");
    }
    if table.contains_key("ai") {
        let what = "the binding is remote: without a network, a development server could not start";
        add("ai", what, "bind it in env.production and env.preview only");
    }
    faults
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() })
}
