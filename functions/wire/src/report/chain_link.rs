//! A provider in the chain.

use crate::provider::ProviderId;
use serde::{Deserialize, Serialize};

/// A provider in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainLink {
    /// Which provider it is.
    pub provider: ProviderId,
    /// The model that is asked first; empty where the provider is not ready.
    pub model: String,
    /// Until when it is not asked after a failure, such as `2026-11-25T00:00:00Z`; `None` if it is asked.
    pub rests_until: Option<String>,
    /// The names of missing settings, without which it cannot be asked.
    pub missing: Vec<String>,
}
