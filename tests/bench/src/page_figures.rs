//! The figures that a script has measured in Chromium: for each name and each field the values of all rounds, as JSON.

use crate::samples::Samples;
use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// What a script printed.
pub(crate) struct PageFigures(Map<String, Value>);

impl PageFigures {
    pub(crate) fn read(json: &str) -> Result<Self> {
        Ok(Self(serde_json::from_str(json).context("the figures cannot be read")?))
    }

    /// What was measured.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The values of a field, in the order of the rounds.
    pub(crate) fn samples(&self, name: &str, field: &str) -> Result<Samples> {
        let values = self.0.get(name).and_then(|figures| figures[field].as_array());
        let values =
            values.filter(|values| !values.is_empty()).with_context(|| format!("no {field} of {name}"))?;
        let number =
            |value: &Value| value.as_f64().with_context(|| format!("{field} of {name} is no number"));
        Ok(Samples::new(values.iter().map(number).collect::<Result<_>>()?))
    }
}
