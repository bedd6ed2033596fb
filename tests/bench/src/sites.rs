//! The sites that are measured: the built one, and the floor.

use crate::{
    client::Endpoint,
    scratch::{Scratch, copy},
    served::{Serve, Served},
};
use anyhow::Result;
use emulator::{Emulator, Scenario};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Serves what is measured, each from a folder of its own, and the provider that all of it asks.
pub(crate) struct Sites<'a> {
    root: &'a Path,
    scratch: Scratch,
    pub(crate) emulator: Emulator,
    serve: Serve<'a>,
}

impl<'a> Sites<'a> {
    /// Starts the emulator. `root` is the repository, in which the site is built.
    pub(crate) fn new(root: &'a Path, serve: Serve<'a>) -> Result<Self> {
        Ok(Self { root, scratch: Scratch::new()?, emulator: Emulator::start(0)?, serve })
    }

    /// The folder of a name.
    pub(crate) fn dir(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Serves the built site without the database: locally it would run in the process that is measured, and deployed it
    /// runs elsewhere.
    pub(crate) fn site(&self, name: &str, settings: &[(&str, String)]) -> Result<Served> {
        let config = self.copy(name)?.join("wrangler.toml");
        fs::write(&config, without_database(&fs::read_to_string(&config)?))?;
        self.serve(name, settings)
    }

    /// Copies the built site into the folder of a name, from where it can be served with its database.
    pub(crate) fn copy(&self, name: &str) -> Result<PathBuf> {
        let (root, dir) = (self.root, self.dir(name));
        for part in ["dist", "functions/api", "functions/v1", "build"] {
            copy(&root.join(part), &dir.join(part))?;
        }
        fs::copy(root.join("wrangler.toml"), dir.join("wrangler.toml"))?;
        Ok(dir)
    }

    /// Serves what was copied.
    pub(crate) fn serve(&self, name: &str, settings: &[(&str, String)]) -> Result<Served> {
        (self.serve)(&self.dir(name), "/api/status", settings)
    }

    /// Serves the floor.
    pub(crate) fn floor(&self, name: &str) -> Result<Served> {
        let dir = self.dir(name);
        copy(&self.root.join("tests/bench/floor"), &dir)?;
        let settings = [
            ("UPSTREAM", format!("{}/openai/v1/chat/completions", self.emulator.url())),
            ("TOKEN", "test-token-0000".to_owned()),
        ];
        (self.serve)(&dir, Endpoint::FLOOR.path, &settings)
    }
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
