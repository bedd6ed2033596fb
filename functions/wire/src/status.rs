//! `GET /api/status`: what anyone may know of the site's health.

use crate::ProviderId;
use serde::{Deserialize, Serialize};

/// The site as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteState {
    /// Every provider is well, as far as is known.
    Ok,
    /// Some provider failed lately; answers may be slower.
    Degraded,
    /// Every provider failed lately.
    Down,
    /// No provider is configured, or a setting is bad.
    Unconfigured,
}

/// One provider, as far as is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderState {
    /// No failure lately.
    Ok,
    /// Its last attempt failed, a short while ago.
    Failing,
}

/// A provider and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderStatus {
    /// Which provider.
    pub id: ProviderId,
    /// How it is.
    pub state: ProviderState,
}

/// The body of `GET /api/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The site as a whole.
    pub state: SiteState,
    /// The chain in order.
    pub providers: Vec<ProviderStatus>,
    /// `production`, `preview` or `local`.
    pub environment: String,
    /// The branch that was deployed, where known.
    pub branch: Option<String>,
    /// The commit that was deployed, where known.
    pub commit: Option<String>,
    /// Everchat's version.
    pub version: String,
    /// Whether the emulator stands in for the providers, so that the page can say so.
    #[serde(default)]
    pub emulator: bool,
}
