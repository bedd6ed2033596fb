//! `GET /api/traffic` and `GET /api/requests`: how visitors were served. For the owner alone.

mod caching;
mod cost;
mod record;
mod source;
#[cfg(test)]
mod tests;
mod view;

pub use caching::{Caching, OfTtl};
pub use cost::{Estimate, NeuronsOfDay, PricesFrom, usd};
pub use record::{Client, Ending, Record, Tokens};
pub use source::{DatabaseState, Source};
pub use view::{Failures, OfProvider, Percentiles, Point, PointOfProvider, RequestList, Totals, Traffic};
