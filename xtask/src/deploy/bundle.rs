//! The Function as it is uploaded, and the time that it takes to start.

use crate::{process, wrangler};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::{fs, io::Write, path::Path, time::Duration};

/// The bundle, measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bundle {
    /// Its size with gzip, in bytes.
    pub(super) gzip: u64,
    /// The time that it computes before it can answer, on this machine.
    pub(super) start_up: Duration,
}

/// Lets wrangler bundle the Function, and start it once.
pub(super) fn run(folder: &Path) -> Result<Bundle> {
    let (bundle, profile) = (folder.join("worker.bundle"), folder.join("start-up.cpuprofile"));
    let mut build = wrangler::wrangler(None)?;
    build.args(["pages", "functions", "build", "--outfile"]).arg(&bundle);
    process::output(&mut build)?;
    let mut start = wrangler::wrangler(None)?;
    start.args(["check", "startup", "--worker-bundle"]).arg(&bundle).arg("--outfile").arg(&profile);
    process::output(&mut start)?;
    let profile = fs::read(&profile).context("wrangler wrote no profile")?;
    let profile = serde_json::from_slice(&profile).context("wrangler's profile is no JSON")?;
    Ok(Bundle { gzip: gzip(&fs::read(&bundle)?)?, start_up: active(&profile) })
}

fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

/// The time of a V8 profile in which something may have run: all of it but what its samples show as idle. A sample is
/// the id of a node; its delta is its time in microseconds. A short profile has few samples, so the time before the
/// first and after the last one counts too.
/// <https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile>
fn active(profile: &Value) -> Duration {
    let items = |name: &str| profile[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_idle = |node: &&Value| node["callFrame"]["functionName"] == "(idle)";
    let idle: Vec<&Value> = items("nodes").iter().filter(is_idle).map(|node| &node["id"]).collect();
    let slept = items("samples").iter().zip(items("timeDeltas")).filter(|(sample, _)| idle.contains(sample));
    let slept: u64 = slept.filter_map(|(_, delta)| delta.as_u64()).sum();
    let all = profile["endTime"].as_u64().unwrap_or_default();
    let all = all.saturating_sub(profile["startTime"].as_u64().unwrap_or_default());
    Duration::from_micros(all.saturating_sub(slept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn idle_time_does_not_count() {
        let node = |id: u64, name: &str| json!({ "id": id, "callFrame": { "functionName": name } });
        let profile = json!({ "nodes": [node(1, "(root)"), node(2, "(idle)"), node(3, "")],
            "samples": [1, 2, 3, 3], "timeDeltas": [100, 5000, 20, 3], "startTime": 1000, "endTime": 6200 });
        assert_eq!(active(&profile), Duration::from_micros(200));
        assert_eq!(active(&json!({})), Duration::ZERO);
    }
}
