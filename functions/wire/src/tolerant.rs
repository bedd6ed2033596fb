//! Reading JSON that another program wrote: a field that is absent, `null` or of another type never loses the
//! rest.
//!
//! The functions of fields are for `#[serde(default, deserialize_with = "…")]`.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// JavaScript's `Number.MAX_SAFE_INTEGER`: up to here every whole number is exact in every program.
const MAX_SAFE_INTEGER: u64 = 9_007_199_254_740_991;

/// Parses a text; `None` if it is not JSON. Of two members with one name the last counts, as in JavaScript.
pub fn parse(json: &str) -> Option<Value> {
    // The repair is rarely needed, so it waits for an error.
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&without_lone_surrogates(json))).ok()
}

/// The field's value, or the default of its type.
///
/// # Errors
/// None of its own: only those of the deserializer, such as the end of a text.
pub fn or_default<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(T::deserialize(Value::deserialize(deserializer)?).unwrap_or_default())
}

/// The elements of a list that can be read; none if the field is not a list.
///
/// # Errors
/// As [`or_default`].
pub fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(elements(Value::deserialize(deserializer)?))
}

/// A whole number that is not negative, also one written as `7.0`; `None` for everything else.
///
/// # Errors
/// As [`or_default`].
pub fn whole<'de, D: Deserializer<'de>, N: TryFrom<u64>>(deserializer: D) -> Result<Option<N>, D::Error> {
    Ok(whole_number(&Value::deserialize(deserializer)?))
}

/// As [`whole`]; 0 in place of `None`.
///
/// # Errors
/// As [`or_default`].
pub fn whole_or_zero<'de, D: Deserializer<'de>, N: TryFrom<u64> + Default>(
    deserializer: D,
) -> Result<N, D::Error> {
    Ok(whole(deserializer)?.unwrap_or_default())
}

/// As [`list`], of a value.
pub fn elements<T: DeserializeOwned>(list: Value) -> Vec<T> {
    let Value::Array(elements) = list else { return Vec::new() };
    elements.into_iter().filter_map(|element| T::deserialize(element).ok()).collect()
}

/// As [`whole`], of a value.
pub fn whole_number<N: TryFrom<u64>>(value: &Value) -> Option<N> {
    let is_whole = |number: &f64| *number >= 0.0 && number.fract() == 0.0;
    let number = value.as_u64().or_else(|| value.as_f64().filter(is_whole).map(|number| number as u64))?;
    N::try_from(number).ok().filter(|_| number <= MAX_SAFE_INTEGER)
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
