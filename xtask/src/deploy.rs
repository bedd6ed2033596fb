//! `cargo xtask deploy`: everything between a commit and a site that answers. It builds, checks the settings, bundles the
//! Function, compares all of it with Pages' limits, uploads it with wrangler, and then asks the deployed address for its
//! page, its status and an answer. `--dry-run` stops before the upload, and needs no network.

mod bundle;
mod deployed;
mod limits;
mod smoke;
mod summary;
mod upload;

use crate::{build, check_config, dev_vars::DevVars, lock, paths, process, progress::step, wrangler};
use anyhow::{Result, bail};
use clap::Args;
use std::{fs, path::PathBuf, process::ExitCode};

/// Options of `cargo xtask deploy`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// The branch that it counts as: main is the site, any other a preview [default: the one that is checked out]
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,
    /// Do everything but the upload
    #[arg(long)]
    dry_run: bool,
    /// Take what was built last
    #[arg(long)]
    built: bool,
    /// The Pages project [default: wrangler.toml's]
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// Another file than .dev.vars, where the site's codes may be
    #[arg(long, value_name = "FILE")]
    env_file: Option<PathBuf>,
}

/// Deploys. The exit status is 0 if the deployed site answers.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let target = upload::Target {
        project: options.project.clone().map_or_else(wrangler::configured_name, Ok)?,
        branch: match options.branch.clone().or_else(checked_out) {
            Some(branch) => branch,
            None if options.dry_run => "(none is checked out: --branch names it)".to_owned(),
            None => bail!(
                "which branch is this? --branch names it; `main` is the site itself, any other a preview"
            ),
        },
    };
    if !step("settings", || check_config::is_valid(options.env_file.as_deref()))? {
        return Ok(ExitCode::FAILURE);
    }
    if !options.built {
        build::run()?;
    }
    // A build in another terminal would change what is being uploaded.
    let _built = lock::built()?;
    let folder = folder()?;
    let bundle = step("bundling the Function", || bundle::run(&folder))?;
    let measured = limits::measure(&paths::root()?.join("dist"), &bundle)?;
    if !limits::print(&measured) {
        return Ok(ExitCode::FAILURE);
    }
    if options.dry_run {
        println!("Ready. Without --dry-run, this would be deployed to {target}.");
        return Ok(ExitCode::SUCCESS);
    }
    let vars = DevVars::read(options.env_file.as_deref())?;
    let account = vars.get("CLOUDFLARE_ACCOUNT_ID");
    let deployed = upload::run(&target, account.as_deref(), &folder)?;
    // `.dev.vars.preview` has the codes of previews.
    let vars = if deployed.is_preview() { vars.for_previews() } else { vars };
    let code = |name| std::env::var(name).ok().filter(|code| !code.is_empty()).or_else(|| vars.get(name));
    let codes = smoke::Codes { access: code("ACCESS_CODE"), admin: code("ADMIN_CODE") };
    let results = step("asking the deployed site", || Ok(smoke::ask(&deployed, &codes)))?;
    fs::write(folder.join("summary.md"), summary::markdown(&deployed, &results))?;
    summary::print(&deployed, &results);
    Ok(if results.have_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The branch that git has checked out.
fn checked_out() -> Option<String> {
    process::git(&["branch", "--show-current"])
}

/// Where the bundle and the summary are put.
fn folder() -> Result<PathBuf> {
    let folder = paths::target()?.join("deploy");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
