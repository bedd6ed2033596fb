//! Where the numbers come from.

use serde::{Deserialize, Serialize};

/// Where the numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The database: the whole site.
    Database,
    /// The instance of the Function that answers: what it has seen since it started.
    Instance,
}

/// What is known of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatabaseState {
    /// It answers.
    Ok,
    /// None is bound.
    Missing,
    /// It did not answer, or with an error.
    Failing,
    /// A newer version of Everchat has changed its tables.
    Newer,
}
