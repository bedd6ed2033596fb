//! Conversations by date.

/// Which part of the list a conversation stands in, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    Pinned,
    Today,
    Yesterday,
    Week,
    Month,
    Older,
}

impl Group {
    /// By the reader's calendar: `now` and `touched` in milliseconds since 1970, `west` in minutes, as
    /// JavaScript's `getTimezoneOffset` gives it.
    pub(super) fn of(touched: f64, now: f64, west: f64) -> Self {
        const DAY: f64 = 86_400_000.0;
        let day = |at: f64| ((at - west * 60_000.0) / DAY).floor();
        match day(now) - day(touched) {
            days if days < 1.0 => Self::Today,
            days if days < 2.0 => Self::Yesterday,
            days if days < 8.0 => Self::Week,
            days if days < 31.0 => Self::Month,
            _ => Self::Older,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_midnight_divides_the_days() {
        const HOUR: f64 = 3_600_000.0;
        const CHINA: f64 = -480.0;
        // 2026-11-25 00:30 in China is 16:30 the day before in London.
        let now = 1_795_537_800_000.0;
        assert_eq!(Group::of(now - 0.2 * HOUR, now, CHINA), Group::Today);
        assert_eq!(Group::of(now - HOUR, now, CHINA), Group::Yesterday);
        assert_eq!(Group::of(now - HOUR, now, 0.0), Group::Today);
        assert_eq!(Group::of(now - 25.0 * HOUR, now, CHINA), Group::Week);
        assert_eq!(Group::of(now - 20.0 * 24.0 * HOUR, now, 0.0), Group::Month);
        assert_eq!(Group::of(0.0, now, 0.0), Group::Older);
        assert_eq!(Group::of(now + HOUR, now, 0.0), Group::Today, "a clock that was put back");
    }
}
