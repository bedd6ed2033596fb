//! Serves what is uploaded to the emulator's Pages API, as Pages does: a site has nothing of the repository but what
//! wrangler uploaded. The providers that it asks are the emulator's.

use crate::{
    emulator_settings, paths,
    wrangler::{DevServer, free_port},
};
use anyhow::{Context, Result, ensure};
use emulator::{Emulator, Uploaded};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// The most deployments that are served at once. The oldest one ends for another.
const MAX_SITES: usize = 2;

/// A deployment that is served from a folder of its own.
struct Site {
    server: Option<DevServer>,
    dir: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server = None;
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// Makes an emulator serve each deployment as it is uploaded.
pub(super) fn serve_all(emulator: &Emulator) {
    let sites: Mutex<Vec<Site>> = Mutex::default();
    emulator.host(move |url, uploaded| {
        let (site, address) = serve(url, &uploaded)?;
        let mut sites = sites.lock().unwrap_or_else(PoisonError::into_inner);
        if sites.len() >= MAX_SITES {
            sites.remove(0);
        }
        sites.push(site);
        Ok(address)
    });
}

fn serve(emulator: &str, uploaded: &Uploaded) -> Result<(Site, String)> {
    let port = free_port()?;
    let dir = std::env::temp_dir().join(format!("everchat-edge-{}-{port}", std::process::id()));
    let mut site = Site { server: None, dir };
    write_site(&site.dir, emulator, uploaded)?;
    let mut args = Vec::new();
    if uploaded.has_ai {
        add_ai_binding(&site.dir, emulator)?;
        args = ["-c", "wrangler.toml", "-c", "ai/wrangler.toml"].map(str::to_owned).to_vec();
    }
    let server = site.server.insert(DevServer::start_with(&site.dir, port, &args)?);
    server.wait_for("/api/status", || false)?;
    Ok((site, format!("http://localhost:{port}")))
}

/// Writes everything to where `wrangler pages dev` reads it: a Function that is bundled already is a folder
/// `_worker.js` with an `index.js`.
fn write_site(dir: &Path, emulator: &str, uploaded: &Uploaded) -> Result<()> {
    let dist = dir.join("dist");
    for (path, content) in &uploaded.site {
        put(&dist, path.trim_start_matches('/'), content)?;
    }
    for (name, content) in &uploaded.rules {
        put(&dist, name, content)?;
    }
    for (name, content) in &uploaded.modules {
        let name = if *name == uploaded.main_module { "index.js" } else { name };
        put(&dist.join("_worker.js"), name, content)?;
    }
    let config = format!(
        "name = \"edge\"\npages_build_output_dir = \"dist\"\ncompatibility_date = {:?}\ncompatibility_flags = {:?}\n",
        uploaded.compatibility_date, uploaded.compatibility_flags
    );
    put(dir, "wrangler.toml", config.as_bytes())?;
    put(dir, ".dev.vars", vars(emulator, uploaded).as_bytes())
}

/// The lines of `.dev.vars`. If a name has two values, the later one counts.
fn vars(emulator: &str, uploaded: &Uploaded) -> String {
    let mut all = emulator_settings::addresses(emulator).to_vec();
    all.push(("TURNSTILE_BASE_URL", format!("{emulator}/turnstile/v0")));
    if uploaded.vars.iter().any(|(name, _)| name == "OPENAI_API_KEY") {
        all.push(emulator_settings::openai_address(emulator));
    }
    all.extend(uploaded.vars.iter().map(|(name, value)| (name.as_str(), value.clone())));
    // Pages sets these itself.
    all.push(("CF_PAGES_BRANCH", uploaded.branch.clone()));
    all.push(("CF_PAGES_COMMIT_SHA", uploaded.commit.clone()));
    let lines: Vec<String> = all.iter().map(|(name, value)| format!("{name}={value:?}\n")).collect();
    lines.concat()
}

/// Binds a service with the same method as `AI`, since the real binding is remote.
fn add_ai_binding(dir: &Path, emulator: &str) -> Result<()> {
    let program =
        fs::read(paths::root()?.join("tests/e2e/stand-ins/ai.js")).context("the AI stand-in is missing")?;
    put(&dir.join("ai"), "ai.js", &program)?;
    let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let config = format!(
        "name = {name:?}\nmain = \"ai.js\"\ncompatibility_date = \"2026-10-01\"\nvars = {{ EMULATOR = {emulator:?} }}\n"
    );
    put(&dir.join("ai"), "wrangler.toml", config.as_bytes())?;
    let own = fs::read_to_string(dir.join("wrangler.toml"))?;
    put(dir, "wrangler.toml", format!("{own}[[services]]\nbinding = \"AI\"\nservice = {name:?}\n").as_bytes())
}

/// Writes a file below a folder. A name that leads out of it is refused.
fn put(dir: &Path, name: &str, content: &[u8]) -> Result<()> {
    ensure!(!name.split('/').any(|part| part == ".."), "{name} leads out of the deployment");
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap_or(dir))?;
    fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
}
