//! The owner's settings on this machine: `.dev.vars`, and the environment of the process, which wins over it.

mod dotenv;

use crate::paths;
use anyhow::{Context, Result};
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// The settings, and what of them cannot be read.
#[derive(Debug, Default)]
pub(crate) struct DevVars {
    path: PathBuf,
    pairs: Vec<(String, String)>,
    /// Whether the environment of the process is ignored.
    ignores_environment: bool,
    /// Why the file, or its first bad line, cannot be read. Never the line itself, which may hold a secret.
    pub(crate) unreadable: Option<String>,
}

impl DevVars {
    /// Reads the repository's `.dev.vars`, if there is one, or another file.
    pub(crate) fn read(other: Option<&Path>) -> Result<Self> {
        let path = match other {
            Some(path) => path.to_owned(),
            None => paths::root()?.join(".dev.vars"),
        };
        let vars = Self::read_file(&path);
        Ok(Self { path, ..vars })
    }

    fn read_file(path: &Path) -> Self {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(error) => Self { unreadable: Some(error.to_string()), ..Self::default() },
        }
    }

    /// The same settings, without the environment of the process.
    pub(crate) fn without_environment(self) -> Self {
        Self { ignores_environment: true, ..self }
    }

    /// The settings of previews: these, overridden by the file of the same name with `.preview` added. A name without
    /// a value there is one that previews do not have.
    pub(crate) fn for_previews(&self) -> Self {
        let mut path = self.path.clone().into_os_string();
        path.push(".preview");
        let own = Self::read_file(Path::new(&path));
        let pairs = self.pairs.iter().chain(&own.pairs).cloned().collect();
        Self { path: path.into(), pairs, ignores_environment: true, unreadable: own.unreadable }
    }

    /// Adds a setting at the end of the file.
    pub(crate) fn append(&self, name: &str, value: &str) -> Result<()> {
        let old = fs::read_to_string(&self.path).unwrap_or_default();
        let gap = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
        fs::write(&self.path, format!("{old}{gap}{name}={value}\n"))
            .with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Reads the lines that can be read. Of several bad ones the first is named.
    pub(crate) fn parse(text: &str) -> Self {
        let (pairs, bad_line) = dotenv::parse(text);
        let unreadable = bad_line.map(|line| format!("line {line} is not NAME=value"));
        Self { pairs, unreadable, ..Self::default() }
    }

    /// The names in the file, each once, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let is_first = |at: usize| self.pairs[..at].iter().all(|(known, _)| *known != self.pairs[at].0);
        (0..self.pairs.len()).filter(move |at| is_first(*at)).map(|at| self.pairs[at].0.as_str())
    }

    /// The value in the file. An empty one counts as none.
    pub(crate) fn in_file(&self, name: &str) -> Option<&str> {
        let found = self.pairs.iter().rfind(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The value of the environment, or else of the file.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let of_process = (!self.ignores_environment)
            .then(|| std::env::var(name).ok())
            .flatten()
            .filter(|value| !value.trim().is_empty());
        of_process.or_else(|| self.in_file(name).map(str::to_owned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_counts_whether_quoted_spaced_or_exported_and_an_empty_one_does_not() {
        let vars =
            DevVars::parse("# A=x\nB=\nC=\"\"\nexport D='d d'\nE = http://localhost:1/v1\r\nF=f\nF=g\n");
        assert_eq!(vars.unreadable, None);
        let found = ["A", "B", "C", "D", "E", "F"].map(|name| vars.in_file(name));
        assert_eq!(found, [None, None, None, Some("d d"), Some("http://localhost:1/v1"), Some("g")]);
    }

    #[test]
    fn previews_have_the_same_settings_but_for_those_of_their_own_file() {
        let dir = std::env::temp_dir().join(format!("everchat-previews-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let path = dir.join(".dev.vars");
        fs::write(&path, "A=a\nB=b\nC=c\n").unwrap();
        let previews = || DevVars::read(Some(&path)).unwrap().without_environment().for_previews();
        assert_eq!(previews().get("A").as_deref(), Some("a"));
        fs::write(dir.join(".dev.vars.preview"), "B=other\nC=\nD=d\n").unwrap();
        let found = ["A", "B", "C", "D"].map(|name| previews().get(name));
        fs::remove_dir_all(&dir).unwrap();
        assert_eq!(found, [Some("a".to_owned()), Some("other".to_owned()), None, Some("d".to_owned())]);
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_the_others_are_read() {
        let vars = DevVars::parse("A=a\nthis-is test-token-0000\nB=b\n");
        assert_eq!(vars.unreadable.as_deref(), Some("line 2 is not NAME=value"));
        assert_eq!((vars.in_file("A"), vars.in_file("B")), (Some("a"), Some("b")));
    }

    #[test]
    fn a_path_that_is_no_file_is_reported_and_a_missing_file_is_not() {
        assert!(DevVars::read_file(Path::new("/")).unreadable.is_some());
        assert!(DevVars::read_file(Path::new("/nowhere/at-all")).unreadable.is_none());
    }
}
