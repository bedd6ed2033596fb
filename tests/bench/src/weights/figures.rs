//! The weight of one build of the page.

use crate::{page_files::PageFiles, sizes::weight};
use anyhow::Result;
use std::path::Path;

/// The sizes of a built page with Brotli, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What a visitor loads until a first answer streams: document, styles, scripts and the main program.
    pub first_answer: usize,
    /// The same with everything that is loaded on demand.
    pub everything: usize,
}

impl Figures {
    /// Weighs a `dist/` folder. `parts` is the file in which the build says what each part consists of.
    ///
    /// # Errors
    /// A file is missing.
    pub fn measure(dist: &Path, parts: &Path) -> Result<Self> {
        let page = PageFiles::find(dist, parts)?;
        let everything = page.of_everything()?;
        Ok(Self {
            first_answer: weight(&page, page.of_first_answer())?,
            everything: weight(&page, everything.iter().map(String::as_str))?,
        })
    }
}
