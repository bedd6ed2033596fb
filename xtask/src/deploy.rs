//! `cargo xtask deploy`: everything between a commit and a site that answers. It builds, looks at the settings, bundles
//! the Function, compares all of it with what Pages takes, uploads it by wrangler, and then asks the deployed address
//! for its page, its state and an answer. `--dry-run` stops before the upload, and needs no network.

mod bundle;
mod limits;
mod smoke;
mod summary;
mod upload;

use crate::{args, build, check_config, dev_vars::DevVars, lock, pages, paths, process, progress::step};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is to be deployed, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// The branch that it counts as; the one that is checked out otherwise.
    branch: Option<String>,
    /// The Pages project; `wrangler.toml`'s otherwise.
    project: Option<String>,
    /// Another file than `.dev.vars`: the codes of the site may be there.
    file: Option<PathBuf>,
    /// Does everything but the upload.
    dry_run: bool,
    /// Takes what was built last.
    built: bool,
}

impl Options {
    pub(crate) fn read(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let all = "deploy takes --branch, --project, --env-file, --dry-run and --built";
        args::read(args, all, |arg, value| {
            match arg {
                "--branch" => options.branch = Some(value()?),
                "--project" => options.project = Some(value()?),
                "--env-file" => options.file = Some(value()?.into()),
                "--dry-run" => options.dry_run = true,
                "--built" => options.built = true,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(options)
    }
}

/// The exit status says whether the site that was deployed answers.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let target = upload::Target {
        project: options.project.clone().map_or_else(pages::configured_name, Ok)?,
        branch: match options.branch.clone().or_else(checked_out) {
            Some(branch) => branch,
            None if options.dry_run => "(none is checked out: --branch names it)".to_owned(),
            None => bail!(
                "which branch is this? --branch names it; `main` is the site itself, any other a preview"
            ),
        },
    };
    if !step("settings", || check_config::nothing_is_wrong(options.file.as_deref()))? {
        return Ok(ExitCode::FAILURE);
    }
    if !options.built {
        build::run()?;
    }
    // A build in another terminal would change what is being uploaded.
    let _built = lock::built()?;
    let folder = folder()?;
    let bundle = step("bundling the Function", || bundle::make(&folder))?;
    let measured = limits::measure(&paths::root()?.join("dist"), &bundle)?;
    if !limits::tell(&measured) {
        return Ok(ExitCode::FAILURE);
    }
    if options.dry_run {
        println!("Ready. Without --dry-run, this would be deployed to {target}.");
        return Ok(ExitCode::SUCCESS);
    }
    let vars = DevVars::read(options.file.as_deref())?;
    let account = vars.get("CLOUDFLARE_ACCOUNT_ID");
    let deployed = upload::deploy(&target, account.as_deref(), &folder)?;
    // `.dev.vars.preview` has the codes of previews.
    let vars = if deployed.is_preview() { vars.for_previews() } else { vars };
    let code = |name| std::env::var(name).ok().filter(|code| !code.is_empty()).or_else(|| vars.get(name));
    let codes = smoke::Codes { access: code("ACCESS_CODE"), admin: code("ADMIN_CODE") };
    let seen = step("asking the deployed site", || Ok(smoke::ask(&deployed, &codes)))?;
    let summary = folder.join("summary.md");
    fs::write(&summary, summary::markdown(&deployed, &seen))?;
    summary::print(&deployed, &seen);
    Ok(if seen.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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

/// All files below a folder.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)
        .with_context(|| format!("{} is missing; without --built it is built", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_in(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_are_read_and_a_wrong_one_is_named() {
        let read = |args: &[&str]| Options::read(&crate::args::of(args));
        let options = read(&["--branch", "a/b", "--dry-run", "--built"]).unwrap();
        assert_eq!(options.branch.as_deref(), Some("a/b"));
        assert!(options.dry_run && options.built);
        for (args, word) in [(&["--branch"][..], "--branch takes a value"), (&["--force"], "not \"--force\"")]
        {
            assert!(read(args).unwrap_err().to_string().contains(word), "{args:?}");
        }
    }
}
