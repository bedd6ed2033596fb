//! Where a report is made, and for whom.

use crate::{settings::Deployment, time::Millis};
use wire::Language;

/// Where a report is made, and for whom.
#[derive(Clone, Debug)]
pub struct ReportContext<'a> {
    /// The language of its sentences.
    pub language: Language,
    /// Which deployment it is about.
    pub deployment: &'a Deployment,
    /// Everchat's version.
    pub version: &'a str,
    /// The data centre that sent the probes.
    pub colo: Option<&'a str>,
    /// When the probes were sent.
    pub at: Millis,
    /// Until when a provider's circuit is open, by its place in the chain.
    pub open_circuits: &'a [Option<Millis>],
    /// The settings that are set.
    pub set: Vec<&'static str>,
}
