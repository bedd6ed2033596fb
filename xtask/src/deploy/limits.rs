//! What is to be deployed, compared with the limits of Pages on the free plan.
//! <https://developers.cloudflare.com/pages/platform/limits/>, and for the Function
//! <https://developers.cloudflare.com/workers/platform/limits/>.

use super::bundle::Bundle;
use crate::files;
use anyhow::{Context, Result};
use std::{fs, path::Path};

const MIB: f64 = 1024.0 * 1024.0;
const MB: f64 = 1e6;

/// A figure and its limit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    what: &'static str,
    /// The file that it is of, or nothing.
    name: String,
    is: f64,
    most: f64,
    unit: &'static str,
    /// What to do where it is over the limit.
    fix: &'static str,
}

impl Row {
    fn is_fine(&self) -> bool {
        self.is <= self.most
    }

    fn line(&self) -> String {
        let number = |n: f64| if n.fract() == 0.0 { format!("{n:.0}") } else { format!("{n:.2}") };
        let mark = if self.is_fine() { "✓" } else { "✗" };
        let Self { what, name, unit, .. } = self;
        let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
        format!("{mark} {what:<24} {} of at most {} {unit}{name}", number(self.is), number(self.most))
    }
}

/// Measures the files and the bundle.
pub(super) fn measure(dist: &Path, bundle: &Bundle) -> Result<Vec<Row>> {
    let mut files = Vec::new();
    let all = files::all_in(dist).context("dist/ is missing; without --built it is built")?;
    for path in all {
        let name = path.strip_prefix(dist).unwrap_or(&path).display().to_string();
        files.push((fs::metadata(&path)?.len(), name));
    }
    let headers = fs::read_to_string(dist.join("_headers")).unwrap_or_default();
    Ok(rows(&files, &headers, bundle))
}

fn rows(files: &[(u64, String)], headers: &str, bundle: &Bundle) -> Vec<Row> {
    let row = |what, is, most, unit, fix| Row { what, name: String::new(), is, most, unit, fix };
    let (largest, name) = files.iter().max().cloned().unwrap_or_default();
    let rules = headers.lines().filter(|line| line.starts_with(['/', 'h'])).count();
    let longest = headers.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    vec![
        row("files", files.len() as f64, 20_000.0, "files", "ship fewer, or take a paid plan"),
        Row {
            name,
            ..row("largest file", largest as f64 / MIB, 25.0, "MiB", "keep it elsewhere, in R2 for example")
        },
        row("rules in _headers", rules as f64, 100.0, "rules", "join some of public/_headers"),
        row(
            "longest line of _headers",
            longest as f64,
            2000.0,
            "characters",
            "shorten it in public/_headers",
        ),
        row(
            "Function, compressed",
            bundle.gzip as f64 / MB,
            3.0,
            "MB",
            "see `cargo bloat`, or take a paid plan",
        ),
        row(
            "Function, start-up here",
            (bundle.start_up.as_secs_f64() * 1000.0).ceil(),
            1000.0,
            "ms",
            "do less before the first request; target/deploy/start-up.cpuprofile shows what it does",
        ),
    ]
}

/// Prints the figures, and returns whether all are within their limits.
pub(super) fn print(rows: &[Row]) -> bool {
    for row in rows {
        println!("{}", row.line());
        if !row.is_fine() {
            println!("    → {}", row.fix);
        }
    }
    rows.iter().all(Row::is_fine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn bundle(gzip: u64, ms: u64) -> Bundle {
        Bundle { gzip, start_up: Duration::from_millis(ms) }
    }

    fn too_much(files: &[(u64, String)], headers: &str, bundle: &Bundle) -> Vec<&'static str> {
        let rows = rows(files, headers, bundle);
        rows.into_iter().filter(|row| !row.is_fine()).map(|row| row.what).collect()
    }

    #[test]
    fn a_figure_may_reach_its_limit_and_not_exceed_it() {
        let file = |size: u64| (size, "a.bin".to_owned());
        let mib = 1024 * 1024;
        let rules = |n: usize| "/a\n  X-A: b\n".repeat(n);
        let none: [&str; 0] = [];
        assert_eq!(too_much(&vec![file(1); 20_000], &rules(100), &bundle(3_000_000, 1000)), none);
        assert_eq!(too_much(&vec![file(1); 20_001], "", &bundle(0, 0)), ["files"]);
        assert_eq!(too_much(&[file(25 * mib)], "", &bundle(0, 0)), none);
        assert_eq!(too_much(&[file(25 * mib + 1)], "", &bundle(0, 0)), ["largest file"]);
        assert_eq!(too_much(&[], &rules(101), &bundle(0, 0)), ["rules in _headers"]);
        assert_eq!(too_much(&[], &"x".repeat(2001), &bundle(0, 0)), ["longest line of _headers"]);
        assert_eq!(too_much(&[], "", &bundle(3_000_001, 0)), ["Function, compressed"]);
        assert_eq!(too_much(&[], "", &bundle(0, 1001)), ["Function, start-up here"]);
    }

    #[test]
    fn a_line_has_the_figure_its_limit_and_the_file() {
        let rows =
            rows(&[(3 << 20, "b.wasm".to_owned()), (26 << 20, "a.bin".to_owned())], "", &bundle(0, 10));
        assert_eq!(rows[0].line(), "✓ files                    2 of at most 20000 files");
        assert_eq!(rows[1].line(), "✗ largest file             26 of at most 25 MiB (a.bin)");
    }
}
