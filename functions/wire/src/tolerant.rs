//! Reading JSON that another program wrote: a field that is absent, `null` or of another type never loses the
//! rest.
//!
//! The types that the page reads take their fields from the tree of values with these functions. A derived
//! `Deserialize` would bring a reader of its own for each type, and the page would weigh more: `tests/bench/WEIGHTS.md`
//! has the figure.

use serde_json::Value;

/// JavaScript's `Number.MAX_SAFE_INTEGER`: up to here every whole number is exact in every program.
const MAX_SAFE_INTEGER: u64 = 9_007_199_254_740_991;

/// Parses a text; `None` if it is not JSON. Of two members with one name the last counts, as in JavaScript.
pub fn parse(json: &str) -> Option<Value> {
    // The repair is rarely needed, so it waits for an error.
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&without_lone_surrogates(json))).ok()
}

/// The text of a field; empty if there is none.
pub fn text(value: &Value, name: &str) -> String {
    optional_text(value, name).unwrap_or_default()
}

/// The text of a field.
pub fn optional_text(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(str::to_owned)
}

/// Whether a field is `true`.
pub fn flag(value: &Value, name: &str) -> bool {
    value[name] == true
}

/// A field with a whole number that is not negative, also one written as `7.0`.
pub fn number<N: TryFrom<u64>>(value: &Value, name: &str) -> Option<N> {
    whole_number(&value[name]).and_then(|number| N::try_from(number).ok())
}

/// The elements of a field that can be read; none if it is not a list.
pub fn list<T>(value: &Value, name: &str, read: fn(&Value) -> Option<T>) -> Vec<T> {
    elements(&value[name], read)
}

/// The elements of a list that can be read; none if the value is not a list.
pub fn elements<T>(list: &Value, read: fn(&Value) -> Option<T>) -> Vec<T> {
    list.as_array().into_iter().flatten().filter_map(read).collect()
}

/// A whole number that is not negative and that JavaScript holds exactly.
pub fn whole_number(value: &Value) -> Option<u64> {
    let is_whole = |number: &f64| *number >= 0.0 && number.fract() == 0.0;
    let number = value.as_u64().or_else(|| value.as_f64().filter(is_whole).map(|number| number as u64))?;
    (number <= MAX_SAFE_INTEGER).then_some(number)
}

/// The text with each escape of half a surrogate pair replaced by U+FFFD. JavaScript can write such halves, for
/// instance where a service cut an emoji in two; JSON parsers refuse them.
fn without_lone_surrogates(json: &str) -> String {
    let mut repaired = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(start) = rest.find('\\') {
        repaired.push_str(&rest[..start]);
        rest = &rest[start..];
        let is_pair =
            is_surrogate(rest, '8'..='b') && rest.get(6..).is_some_and(|next| is_surrogate(next, 'c'..='f'));
        let (kept, length) = match rest {
            _ if is_pair => (&rest[..12], 12),
            _ if is_surrogate(rest, '8'..='f') => ("\\ufffd", 6),
            // The escaped character goes along, since it may be a backslash too.
            _ => {
                let length = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
                (&rest[..length], length)
            }
        };
        repaired.push_str(kept);
        rest = &rest[length..];
    }
    repaired + rest
}

/// Whether `text` begins with `\ud` and a digit of `third`, so with the escape of a surrogate.
fn is_surrogate(text: &str, second_digit: std::ops::RangeInclusive<char>) -> bool {
    text.get(..6).is_some_and(|escape| {
        let escape = escape.to_ascii_lowercase();
        let digits = escape.strip_prefix("\\ud").unwrap_or_default();
        digits.starts_with(|digit| second_digit.contains(&digit))
            && digits.chars().all(|c| c.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests;
