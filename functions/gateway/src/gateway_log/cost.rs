//! Costs as whole numbers.

/// Billionths of a US dollar. A request can cost less than a millionth, so sums are made of these.
pub(super) type NanoUsd = u64;

/// A cost in US dollars, as the API tells it; `None` if it is no cost.
pub(super) fn from_usd(usd: f64) -> Option<NanoUsd> {
    // Half a billionth more rounds to the nearest.
    (0.0..1e9).contains(&usd).then_some((usd * 1e9 + 0.5) as u64)
}

/// The same in millionths, rounded.
pub(super) const fn to_micro_usd(cost: NanoUsd) -> u64 {
    (cost + 500) / 1000
}
