//! The Function as it is uploaded, and how long it takes to start.

use crate::{pages, process};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::{collections::HashMap, fs, io::Write, path::Path, time::Duration};

/// The bundle, measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bundle {
    /// Bytes of it, compressed.
    pub(super) gzip: u64,
    /// What it computes before it can answer, on this machine.
    pub(super) start_up: Duration,
}

/// Has wrangler bundle the Function, and start it once.
pub(super) fn make(folder: &Path) -> Result<Bundle> {
    let (bundle, profile) = (folder.join("worker.bundle"), folder.join("start-up.cpuprofile"));
    let mut build = pages::wrangler(None)?;
    build.args(["pages", "functions", "build", "--outfile"]).arg(&bundle);
    process::output(&mut build)?;
    let mut start = pages::wrangler(None)?;
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

/// The time of a V8 profile in which something ran. Its samples name nodes; the deltas, in microseconds, say how long.
/// <https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile>
fn active(profile: &Value) -> Duration {
    let items = |name: &str| profile[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let name =
        |node: &Value| Some((node["id"].as_u64()?, node["callFrame"]["functionName"].as_str()?.to_owned()));
    let names: HashMap<u64, String> = items("nodes").iter().filter_map(name).collect();
    let is_idle =
        |sample: &Value| sample.as_u64().and_then(|id| names.get(&id)).is_some_and(|name| name == "(idle)");
    let ran = items("samples").iter().zip(items("timeDeltas")).filter(|(sample, _)| !is_idle(sample));
    Duration::from_micros(ran.filter_map(|(_, delta)| delta.as_u64()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_idle_does_not_count() {
        let node = |id: u64, name: &str| json!({ "id": id, "callFrame": { "functionName": name } });
        let profile = json!({ "nodes": [node(1, "(root)"), node(2, "(idle)"), node(3, "")],
            "samples": [1, 2, 3, 3], "timeDeltas": [100, 5000, 20, 3] });
        assert_eq!(active(&profile), Duration::from_micros(123));
        assert_eq!(active(&json!({})), Duration::ZERO);
    }
}
