//! A chart as numbers: what `app/charts.js` draws, and what its table lists.

use serde::Serialize;

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Chart {
    pub(crate) kind: Kind,
    /// The series stand on each other.
    pub(crate) stacked: bool,
    /// The bars lie, and so their names can be long.
    pub(crate) horizontal: bool,
    pub(crate) unit: Unit,
    /// The names along the axis.
    pub(crate) labels: Vec<String>,
    pub(crate) series: Vec<Series>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Bar,
    Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Count,
    Ms,
}

/// One colour of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Series {
    pub(crate) name: String,
    /// For each label; `None` where nothing is known.
    pub(crate) values: Vec<Option<u64>>,
    /// `--series-N` of the style sheet; `None` for what failed, which is striped.
    pub(crate) colour: Option<usize>,
    pub(crate) dashed: bool,
}

impl Chart {
    /// Whether there is nothing to draw.
    pub(crate) fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.values.iter().all(|value| value.unwrap_or_default() == 0))
    }

    /// JSON for the script that draws.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
