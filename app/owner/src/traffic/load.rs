//! Loads the traffic.

use super::span::Span;
use crate::loading::{LoadError, UNREACHABLE, get_json};
use browser::time;
use wire::traffic::Traffic;

/// Loads the traffic of a time.
pub(crate) async fn load_traffic(span: Span) -> Result<Traffic, LoadError> {
    let query = span.query((time::now() / 1000.0) as u64);
    Traffic::read(&get_json(&format!("/api/traffic?{query}")).await?).ok_or(UNREACHABLE)
}
