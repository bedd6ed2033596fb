//! Times, counted in buckets whose width grows with the time, so that a percentile is off by a share of itself and not by a
//! fixed time. The idea is that of DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch with
//! relative-error guarantees", VLDB 2019), with whole milliseconds in place of logarithms.

use wire::traffic::Percentiles;

/// How many buckets there are. The last begins after the longest time that a request may take, ten minutes.
const BUCKETS: usize = 132;

/// Where each bucket begins, in milliseconds. Up to 20 ms each has one value; then each is a tenth wider than the last.
const STARTS: [u32; BUCKETS] = starts();

const fn starts() -> [u32; BUCKETS] {
    let mut starts = [0; BUCKETS];
    let mut at = 1;
    while at < BUCKETS {
        let last: u32 = starts[at - 1];
        let tenth = last / 10;
        starts[at] = last + if tenth > 1 { tenth } else { 1 };
        at += 1;
    }
    starts
}

/// How often each time occurred. A percentile of it is off by at most 5 %, up to ten minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// The count in each bucket, up to the last that has one.
    counts: Vec<u64>,
    /// All times together, in milliseconds.
    sum_ms: u64,
}

impl Histogram {
    /// Counts a time in milliseconds.
    pub fn add(&mut self, ms: u32) {
        self.count(STARTS.partition_point(|start| *start <= ms) - 1, 1);
        self.sum_ms += u64::from(ms);
    }

    /// Adds what another one has counted.
    pub fn merge(&mut self, other: &Self) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.sum_ms += other.sum_ms;
    }

    fn count(&mut self, bucket: usize, count: u64) {
        if count > 0 && self.counts.len() <= bucket {
            self.counts.resize(bucket + 1, 0);
        }
        if let Some(known) = self.counts.get_mut(bucket) {
            *known += count;
        }
    }

    /// Numbers for the database: all times together, then each bucket that has a count, and the count.
    pub(super) fn to_numbers(&self) -> Vec<u64> {
        let counts = self.counts.iter().zip(0..).filter(|(count, _)| **count > 0);
        [self.sum_ms].into_iter().chain(counts.flat_map(|(count, bucket)| [bucket, *count])).collect()
    }

    /// Reads what [`Histogram::to_numbers`] wrote. A bucket of another version counts as the longest.
    pub(super) fn from_numbers(numbers: &[u64]) -> Self {
        let mut histogram = Self::default();
        let Some((sum_ms, counts)) = numbers.split_first() else { return histogram };
        histogram.sum_ms = *sum_ms;
        for pair in counts.chunks_exact(2) {
            histogram.count(usize::try_from(pair[0]).unwrap_or(BUCKETS).min(BUCKETS - 1), pair[1]);
        }
        histogram
    }

    /// All times together, in milliseconds.
    pub fn sum_ms(&self) -> u64 {
        self.sum_ms
    }

    /// How many times were not longer than `ms`, as far as the buckets tell them apart.
    pub fn count_to(&self, ms: u32) -> u64 {
        self.counts
            .iter()
            .enumerate()
            .filter(|(bucket, _)| middle(*bucket) <= ms)
            .map(|(_, count)| count)
            .sum()
    }

    /// The median and the 95th percentile.
    pub fn percentiles(&self) -> Percentiles {
        Percentiles { p50: self.percentile(50), p95: self.percentile(95) }
    }

    /// How many times were counted.
    pub fn count_all(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The time in milliseconds that `percent` of all times do not exceed (nearest rank); `None` without any.
    pub fn percentile(&self, percent: u32) -> Option<u32> {
        let rank = (self.count_all() * u64::from(percent)).div_ceil(100).max(1);
        let mut below = 0;
        let bucket = self.counts.iter().position(|count| {
            below += count;
            below >= rank
        });
        bucket.map(middle)
    }
}

/// The value for a bucket that is off by the smallest share of any value in it.
fn middle(bucket: usize) -> u32 {
    let Some(first) = STARTS.get(bucket) else { return STARTS[BUCKETS - 1] };
    let Some(next) = STARTS.get(bucket + 1) else { return *first };
    let (first, last) = (u64::from(*first), u64::from(*next) - 1);
    if first == last {
        return u32::try_from(first).unwrap_or(u32::MAX);
    }
    u32::try_from((2 * first * last).div_ceil(first + last)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEN_MINUTES: u32 = 600_000;

    fn counted(times: &[u32]) -> Histogram {
        let mut histogram = Histogram::default();
        for ms in times {
            histogram.add(*ms);
        }
        histogram
    }

    #[test]
    fn the_buckets_reach_beyond_ten_minutes() {
        assert!(STARTS[BUCKETS - 1] > TEN_MINUTES, "{}", STARTS[BUCKETS - 1]);
        assert!(STARTS.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn without_times_there_is_no_percentile_and_what_is_too_long_counts_as_longest() {
        let mut histogram = Histogram::default();
        assert_eq!(histogram.percentile(50), None);
        histogram.add(u32::MAX);
        assert_eq!(histogram.percentile(50), Some(STARTS[BUCKETS - 1]));
    }

    #[test]
    fn a_bucket_of_another_version_is_read_as_the_longest() {
        let histogram = Histogram::from_numbers(&[9, 255, 1]);
        assert_eq!(histogram.percentile(50), Some(STARTS[BUCKETS - 1]));
    }

    proptest! {
        #[test]
        fn a_percentile_is_off_by_five_percent_at_most(
            mut times in prop::collection::vec(0..=TEN_MINUTES, 1..300),
            percent in 1..=100_u32,
        ) {
            let histogram = counted(&times);
            times.sort_unstable();
            let rank = (times.len() * percent as usize).div_ceil(100);
            let exact = f64::from(times[rank - 1]);
            let found = f64::from(histogram.percentile(percent).unwrap());
            prop_assert!((found - exact).abs() <= exact * 0.05, "{found} for {exact}");
            let sum: u32 = times.iter().sum();
            prop_assert_eq!(histogram.sum_ms(), u64::from(sum));
            prop_assert_eq!(histogram.count_to(u32::MAX), times.len() as u64);
        }

        #[test]
        fn it_is_the_same_after_a_journey_as_numbers(times in prop::collection::vec(any::<u32>(), 0..50)) {
            let histogram = counted(&times);
            prop_assert_eq!(Histogram::from_numbers(&histogram.to_numbers()), histogram);
        }
    }
}
