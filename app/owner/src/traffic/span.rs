//! The time that is looked at.

use crate::format::Moment;

/// From so long ago until now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Span {
    Hour,
    #[default]
    Day,
    Week,
    Month,
}

const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 60 * MINUTE_S;
const DAY_S: u64 = 24 * HOUR_S;

impl Span {
    pub(crate) const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::Week, Self::Month];

    /// The number of steps and how long one is, in seconds. The site keeps ten minutes of a day, an hour of a week and a day
    /// of a month.
    const fn steps(self) -> (u64, u64) {
        match self {
            Self::Hour => (60, MINUTE_S),
            Self::Day => (48, HOUR_S / 2),
            Self::Week => (56, 3 * HOUR_S),
            Self::Month => (30, DAY_S),
        }
    }

    /// The query of `/api/traffic`, at a time in seconds since 1970. The last step is the one that goes on.
    pub(crate) fn query(self, now_s: u64) -> String {
        let (steps, step) = self.steps();
        let to = (now_s / step + 1) * step;
        format!("from={}&to={to}&step={step}", to - steps * step)
    }

    /// The time that has steps of so many seconds.
    pub(crate) fn of_step(step: u64) -> Self {
        Self::ALL.into_iter().find(|span| span.steps().1 == step).unwrap_or_default()
    }

    /// How the beginning of a step is written.
    pub(crate) const fn moment(self) -> Moment {
        match self {
            Self::Hour | Self::Day => Moment::Time,
            Self::Week => Moment::DayAndTime,
            Self::Month => Moment::UtcDay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn the_steps_reach_to_the_one_that_goes_on() {
        assert_eq!(Span::Hour.query(7_201), "from=3660&to=7260&step=60");
        for span in Span::ALL {
            let now = 1_764_400_000;
            let numbers: Vec<u64> = span
                .query(now)
                .split('&')
                .map(|pair| pair.split_once('=').unwrap().1.parse().unwrap())
                .collect();
            let [from, to, step] = numbers[..] else { panic!() };
            assert!(to > now && to - now <= step && from.is_multiple_of(step), "{span:?}");
        }
    }
}
