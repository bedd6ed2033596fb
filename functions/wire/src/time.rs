//! Points in time, as milliseconds since 1970 and as RFC 3339 writes them.

/// Milliseconds since 1970.
pub type Millis = u64;

/// RFC 3339 in UTC, to the second: `2026-11-25T00:00:00Z`.
pub fn timestamp(at: Millis) -> String {
    let seconds = at / 1000;
    let (year, month, day) = date(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// RFC 3339 in UTC, to the millisecond: `2026-11-25T00:00:00.000Z`.
pub fn timestamp_ms(at: Millis) -> String {
    let mut text = timestamp(at);
    text.truncate(text.len() - 1);
    format!("{text}.{:03}Z", at % 1000)
}

/// Reads RFC 3339, to the millisecond; `None` for anything else. A date without a time means midnight, in UTC.
pub fn read_timestamp(text: &str) -> Option<Millis> {
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, "00:00:00Z"));
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let days = days_since_1970(year, month, day)?;
    let zone_at = time.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = time.split_at(zone_at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    if hour > 23 || minute > 59 || second > 60 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let ms = format!("{fraction:0<3}").get(..3)?.parse::<Millis>().ok()?;
    let local = ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + ms;
    let offset = |zone: &str| {
        let [hours, minutes] = numbers(zone, ':', [2, 2])?;
        Some((hours * 60 + minutes) * 60_000)
    };
    match zone.split_at_checked(1)? {
        ("Z" | "z", "") => Some(local),
        ("+", zone) => local.checked_sub(offset(zone)?),
        ("-", zone) => Some(local + offset(zone)?),
        _ => None,
    }
}

/// Numbers of so many digits each.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[u64; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// Days in 400 years.
const ERA: u64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const TO_1970: u64 = 719_468;

/// The date of a day since 1970, in the proleptic Gregorian calendar. The calculation begins years in March, so that a
/// leap day is the last day of its year.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + TO_1970;
    let (era, day_of_era) = (days / ERA, days % ERA);
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / (ERA - 1)) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

/// The day of a date, if there is one and it is not before 1970.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    let (month_since_march, year_from_march) =
        if month > 2 { (month - 3, year) } else { (month + 9, year.checked_sub(1)?) };
    let (era, year_of_era) = (year_from_march / 400, year_from_march % 400);
    let day_of_year = (153 * month_since_march + 2) / 5 + day.checked_sub(1)?;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = (era * ERA + day_of_era).checked_sub(TO_1970)?;
    // There is no 30 February: the calculation goes on into the next month.
    (date(days) == (year, month, day)).then_some(days)
}

/// Writes [`Millis`] as RFC 3339, to the millisecond.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
pub(crate) fn serialize_timestamp<S: serde::Serializer>(
    at: &Millis,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&timestamp_ms(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_around_leap_days_and_the_ends_of_years_are_right() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_798_761_599, "2026-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(timestamp(seconds * 1000), expected);
            assert_eq!(read_timestamp(expected), Some(seconds * 1000));
        }
    }

    #[test]
    fn zones_fractions_and_dates_alone_are_read_and_what_is_no_time_is_not() {
        let noon = 1_798_718_400_000;
        for text in [
            "2026-12-31T12:00:00Z",
            "2026-12-31T20:00:00+08:00",
            "2026-12-31T07:30:00-04:30",
            "2026-12-31t12:00:00.0004z",
        ] {
            assert_eq!(read_timestamp(text), Some(noon), "{text}");
        }
        assert_eq!(read_timestamp("2026-12-31T12:00:00.25Z"), Some(noon + 250));
        assert_eq!(read_timestamp("2026-12-31"), Some(noon - 43_200_000));
        for text in [
            "",
            "yesterday",
            "2026-02-30",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "1969-12-31T23:59:59Z",
            "2026-12-31T24:00:00Z",
            "2026-12-31T12:00:00",
            "2026-12-31T12:00:00+8",
            "2026-12-31T12:00:00.x1Z",
            "26-12-31",
        ] {
            assert_eq!(read_timestamp(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_second_is_read_as_it_was_written(seconds in 0..8_000_000_000_u64) {
            prop_assert_eq!(read_timestamp(&timestamp(seconds * 1000)), Some(seconds * 1000));
        }

        #[test]
        fn no_text_ends_in_a_panic(text in "[0-9TZ:+. -]{0,30}") {
            let _ = read_timestamp(&text);
        }
    }
}
