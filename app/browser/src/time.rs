//! Moments.

/// Now, in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A timestamp such as `2026-11-25T00:00:00Z` to the minute: `2026-11-25 00:00 UTC`. `None` if it is too short.
pub fn minute(timestamp: &str) -> Option<String> {
    Some(timestamp.get(..16)?.replace('T', " ") + " UTC")
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn a_timestamp_is_cut_to_the_minute_and_a_short_one_is_none() {
        assert_eq!(minute("2026-11-25T07:08:09Z").as_deref(), Some("2026-11-25 07:08 UTC"));
        assert_eq!(minute("2026-11-25"), None);
    }
}
