//! The sites that are measured: the built one, and the floor.

use crate::{
    client::Endpoint,
    scratch::copy,
    served::{Serve, Served},
};
use anyhow::Result;
use emulator::{Emulator, Scenario};
use std::{fs, path::Path};

/// Serves the built site from a folder of its own, without the database: locally it would run in the process that is
/// measured, and deployed it runs elsewhere.
pub(crate) fn site(root: &Path, dir: &Path, settings: &[(&str, String)], serve: Serve<'_>) -> Result<Served> {
    copy_with_database(root, dir)?;
    let config = dir.join("wrangler.toml");
    fs::write(&config, without_database(&fs::read_to_string(&config)?))?;
    serve(dir, "/api/status", settings)
}

/// Copies the built site into a folder, from where it can be served.
pub(crate) fn copy_with_database(root: &Path, dir: &Path) -> Result<()> {
    for part in ["dist", "functions/api", "functions/v1", "build"] {
        copy(&root.join(part), &dir.join(part))?;
    }
    fs::copy(root.join("wrangler.toml"), dir.join("wrangler.toml"))?;
    Ok(())
}

/// The configuration but for its table `[[d1_databases]]`, which ends with an empty line.
fn without_database(config: &str) -> String {
    let is_database = |table: &&str| table.lines().any(|line| line == "[[d1_databases]]");
    config.split("\n\n").filter(|table| !is_database(table)).collect::<Vec<_>>().join("\n\n")
}

/// The settings of one provider, at the emulator.
pub(crate) fn openai(emulator: &Emulator) -> Vec<(&'static str, String)> {
    vec![
        ("OPENAI_BASE_URL", format!("{}/openai/v1", emulator.url())),
        ("OPENAI_API_KEY", "test-token-0000".to_owned()),
        ("OPENAI_MODEL", "bench-model".to_owned()),
        // Requests are counted as on a deployed site. The limits are never reached.
        ("RATE_LIMIT_PER_MINUTE", "1000000".to_owned()),
        ("STREAMS_PER_VISITOR", "1000000".to_owned()),
        ("DAILY_REQUESTS", "1000000000".to_owned()),
        ("DAILY_TOKENS", "1000000000000".to_owned()),
    ]
}

/// The settings of two providers at the emulator, Gemini first, and the routes by which a site forgets what has failed.
pub(crate) fn two_providers(emulator: &Emulator) -> Vec<(&'static str, String)> {
    let mut settings = openai(emulator);
    settings.extend([
        ("GEMINI_API_KEY", "test-token-1111".to_owned()),
        ("GEMINI_BASE_URL", format!("{}/v1beta", emulator.url())),
        ("TEST_ROUTES", "on".to_owned()),
    ]);
    settings
}

/// Serves the floor from a folder of its own.
pub(crate) fn floor(root: &Path, dir: &Path, emulator: &Emulator, serve: Serve<'_>) -> Result<Served> {
    copy(&root.join("tests/bench/floor"), dir)?;
    let settings = [
        ("UPSTREAM", format!("{}/openai/v1/chat/completions", emulator.url())),
        ("TOKEN", "test-token-0000".to_owned()),
    ];
    serve(dir, Endpoint::FLOOR.path, &settings)
}

/// Answers of this many chunks, from every provider.
pub(crate) fn scenario(chunks: usize, chunk_ms: u64) -> Scenario {
    Scenario {
        provider: "*".to_owned(),
        chunks: Some(chunks),
        chunk_ms: Some(chunk_ms),
        ..Scenario::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_table_of_the_database_is_left_out() {
        let config =
            "name = \"site\"\n\n# Of the database.\n[[d1_databases]]\nbinding = \"DB\"\n\n[env.preview]\n";
        assert_eq!(without_database(config), "name = \"site\"\n\n[env.preview]\n");
        let shipped = without_database(include_str!("../../../wrangler.toml"));
        assert!(
            !shipped.lines().any(|line| line.starts_with("[[d1")) && shipped.contains("\n[env.production]\n")
        );
    }
}
