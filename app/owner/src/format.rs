//! Numbers and times as the reader's language writes them.

use js_sys::{Date, JSON, Number, Object};
use wasm_bindgen::JsCast;
use wire::Language;

/// A count: `12,345`.
pub(crate) fn count(number: u64, language: Language) -> String {
    Number::from(number as f64).to_locale_string(language.tag()).into()
}

/// A time that something took: `640 ms`, `1.2 s`, `3 min 5 s`.
pub(crate) fn duration(ms: u32) -> String {
    let tenths = ms.saturating_add(50) / 100;
    match ms {
        0..1_000 => format!("{ms}\u{a0}ms"),
        1_000..60_000 => format!("{}.{}\u{a0}s", tenths / 10, tenths % 10),
        _ => format!("{}\u{a0}min {}\u{a0}s", ms / 60_000, ms / 1_000 % 60),
    }
}

/// A time that may not be known.
pub(crate) fn optional_duration(ms: Option<u32>) -> String {
    ms.map_or_else(|| "–".to_owned(), duration)
}

/// A share in percent, to a tenth: `98.2%`. What is not all is never shown as all, and what is something never as nothing.
pub(crate) fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let (part, whole) = (u128::from(part), u128::from(whole));
    let rounded = (part * 1000 + whole / 2) / whole;
    let tenths = match part {
        0 => 0,
        part if part >= whole => 1000,
        _ => rounded.clamp(1, 999),
    };
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

/// Money in millionths of a US dollar: `$1.24`, and of less than a dollar four digits behind the point: `$0.0031`.
pub(crate) fn micro_usd(micros: u64) -> String {
    let rounded = |unit: u64| (micros + unit / 2) / unit;
    match micros {
        0 => "$0".to_owned(),
        1..50 => "< $0.0001".to_owned(),
        50..999_950 => format!("$0.{:04}", rounded(100)),
        _ => format!("${}.{:02}", rounded(10_000) / 100, rounded(10_000) % 100),
    }
}

/// How much of a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The time of day: `14:05`.
    Time,
    /// Day and time: `Nov 29, 14:05`.
    DayAndTime,
    /// The day in UTC: `Nov 29`.
    UtcDay,
    /// Day and time to the second.
    Second,
}

impl Moment {
    /// The options of `Date.prototype.toLocaleString`.
    const fn options(self) -> &'static str {
        match self {
            Self::Time => r#"{"hour":"2-digit","minute":"2-digit","hourCycle":"h23"}"#,
            Self::DayAndTime => {
                r#"{"month":"short","day":"numeric","hour":"2-digit","minute":"2-digit","hourCycle":"h23"}"#
            }
            Self::UtcDay => r#"{"month":"short","day":"numeric","timeZone":"UTC"}"#,
            Self::Second => {
                r#"{"month":"short","day":"numeric","hour":"2-digit","minute":"2-digit","second":"2-digit","hourCycle":"h23"}"#
            }
        }
    }
}

/// A moment that RFC 3339 writes.
pub(crate) fn moment(timestamp: &str, moment: Moment, language: Language) -> String {
    let options = JSON::parse(moment.options()).unwrap_or_default();
    let options: &Object = options.unchecked_ref();
    Date::new(&timestamp.into()).to_locale_string(language.tag(), options).into()
}

#[cfg(test)]
mod tests {
    use super::{duration, micro_usd, share};

    #[test]
    fn times_are_short_and_shares_never_round_to_all_or_nothing() {
        assert_eq!(
            [0, 999, 1_000, 1_249, 59_949, 60_000, 185_000].map(duration),
            ["0 ms", "999 ms", "1.0 s", "1.2 s", "59.9 s", "1 min 0 s", "3 min 5 s"]
                .map(|text| text.replace(" m", "\u{a0}m").replace(" s", "\u{a0}s"))
        );
        assert_eq!(
            [0, 1, 50, 3_149, 999_949, 999_950, 12_344_999].map(micro_usd),
            ["$0", "< $0.0001", "$0.0001", "$0.0031", "$0.9999", "$1.00", "$12.34"]
        );
        assert_eq!(share(0, 0), "–");
        assert_eq!(share(0, 7), "0%");
        assert_eq!(share(7, 7), "100%");
        assert_eq!(share(1, 8), "12.5%");
        assert_eq!(share(99_999, 100_000), "99.9%");
        assert_eq!(share(1, 100_000), "0.1%");
    }
}
