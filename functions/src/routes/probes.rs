//! Sends the probes of the report, and the requests for AI Gateway's log.

use crate::{runtime::js, site::Site, upstream};
use gateway::diagnosis::{PROBE_TIMEOUT_MS, Probe, ProbeResult};
use std::time::Duration;

/// The most bytes of an answer to a probe. A list of gateways and a page of the log are the longest.
const MAX_PROBE_BYTES: usize = 512 * 1024;

/// Sends a probe.
pub(super) async fn send(site: &Site, probe: &Probe) -> ProbeResult {
    let began = js::now();
    let timeout = Duration::from_millis(PROBE_TIMEOUT_MS);
    let answer = upstream::ask_for_whole(&probe.request, site.ai.as_ref(), MAX_PROBE_BYTES, timeout).await;
    ProbeResult { answer, ms: js::now().saturating_sub(began) as u32 }
}
