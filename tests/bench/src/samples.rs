//! Measurements of one thing, and how far they can be trusted.

use serde::{Deserialize, Serialize};

/// Measurements of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Samples(Vec<f64>);

/// The middle of some measurements, and where the true middle lies in 95 of 100 runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The median.
    pub median: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Samples {
    /// Measurements in the order in which they were made.
    pub(crate) fn new(values: Vec<f64>) -> Self {
        Self(values)
    }

    /// What is not measured but known, such as a size.
    pub(crate) fn one(value: f64) -> Self {
        Self(vec![value])
    }

    /// What `percent` of the measurements do not exceed (nearest rank).
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
    }

    /// The same in another unit.
    pub(crate) fn scaled(&self, by: f64) -> Self {
        Self(self.0.iter().map(|value| value * by).collect())
    }

    /// How these stand to others that were made in turn with them: of each pair its ratio, so that a machine that is busy
    /// for a while changes little.
    pub(crate) fn ratios(&self, others: &Self) -> Self {
        if self.0.len() == others.0.len() {
            Self(self.0.iter().zip(&others.0).map(|(one, other)| one / other).collect())
        } else {
            Self::one(self.figure().median / others.figure().median)
        }
    }

    /// What they come to. The interval is that of the order statistics, which holds whatever the distribution is; fewer than
    /// six measurements cannot tell more than their least and their greatest.
    pub(crate) fn figure(&self) -> Figure {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
            return Figure { median: f64::NAN, low: f64::NAN, high: f64::NAN };
        };
        let rank = outer_rank(sorted.len());
        let at = |at: usize, other: f64| sorted.get(at).copied().unwrap_or(other);
        Figure {
            median: at(sorted.len() / 2, *last),
            low: at(rank, *first),
            high: at(sorted.len() - 1 - rank, *last),
        }
    }
}

impl Figure {
    /// Whether it is greater than another one by more than either may be off.
    pub(crate) fn is_above(self, other: Self) -> bool {
        self.low > other.high
    }
}

/// How many measurements may lie outside of the interval on each side. A measurement lies below the true median as often as
/// above, so the number of those below is that of heads in as many throws of a coin.
fn outer_rank(count: usize) -> usize {
    let mut chance = 0.5_f64.powi(i32::try_from(count).unwrap_or(i32::MAX));
    let (mut below, mut rank) = (chance, 0);
    while below <= 0.025 && rank < count / 2 {
        rank += 1;
        chance *= (count - rank + 1) as f64 / rank as f64;
        below += chance;
    }
    rank.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_tables_of_order_statistics() {
        // E.g. Conover, Practical Nonparametric Statistics: of 9 measurements the 2nd to the 8th, of 21 the 6th to the 16th.
        let ranks = [1, 5, 6, 9, 15, 21].map(outer_rank);
        assert_eq!(ranks, [0, 0, 0, 1, 3, 5]);
    }

    #[test]
    fn one_measurement_that_is_far_off_changes_nothing() {
        let figure = Samples::new(vec![1.0, 1.1, 0.9, 1.0, 9.0, 1.0, 1.1, 0.9, 1.0]).figure();
        assert_eq!(figure, Figure { median: 1.0, low: 0.9, high: 1.1 });
    }

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let samples = Samples::new((1..=200).rev().map(f64::from).collect());
        assert_eq!([50, 99, 100].map(|percent| samples.percentile(percent) as u32), [100, 198, 200]);
        assert_eq!(Samples::one(7.0).percentile(1) as u32, 7);
    }

    #[test]
    fn pairs_are_compared_with_each_other() {
        // The machine was slow for a while, for both.
        let ratios = Samples::new(vec![2.0, 20.0, 2.0]).ratios(&Samples::new(vec![1.0, 10.0, 1.0]));
        assert_eq!(ratios.figure(), Figure { median: 2.0, low: 2.0, high: 2.0 });
    }

    #[test]
    fn only_what_is_beyond_the_noise_of_both_is_more() {
        let figure = |low, high| Figure { median: f64::midpoint(low, high), low, high };
        assert!(figure(1.2, 1.3).is_above(figure(1.0, 1.1)));
        assert!(!figure(1.05, 1.3).is_above(figure(1.0, 1.1)));
        assert!(!figure(0.8, 0.9).is_above(figure(1.0, 1.1)));
    }
}
