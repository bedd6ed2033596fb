//! What was found of a deployed site.

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// What it found.
    Passed(String),
    /// What is wrong, and what to do.
    Failed(String),
    /// Why it was not made.
    Skipped(String),
}

impl Check {
    /// A check that takes a code of the site, which is not known.
    pub(super) fn takes(code: &str) -> Self {
        Self::Skipped(format!("it takes the site's {code}: set it in the environment or in .dev.vars"))
    }
}

/// The results for a deployed site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Results {
    pub(crate) page: Check,
    pub(crate) status: Check,
    pub(crate) answer: Check,
    pub(crate) report: Check,
}

impl Results {
    /// Whether visitors get a page and an answer, as far as that was checked. The report may have other faults.
    pub(crate) fn have_passed(&self) -> bool {
        [&self.page, &self.status, &self.answer].into_iter().all(|check| !matches!(check, Check::Failed(_)))
    }

    /// The results where nothing but the status could be asked.
    pub(super) fn none(status: Check, why: &str) -> Self {
        let skipped = || Check::Skipped(why.to_owned());
        Self { page: skipped(), status, answer: skipped(), report: skipped() }
    }
}
