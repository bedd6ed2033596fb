//! Where the numbers come from.

use serde::Serialize;
use serde_json::Value;

/// Where the numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The database: the whole site.
    Database,
    /// The instance of the Function that answers: what it has seen since it started.
    Instance,
}

/// What is known of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DatabaseState {
    /// It answers.
    Ok,
    /// None is bound.
    Missing,
    /// It did not answer, or with an error.
    Failing,
    /// It answers, but takes no writes: it is full, or another program has locked it.
    ReadOnly,
    /// A newer version of Everchat has changed its tables.
    Newer,
    /// The owner has switched the recording off: `RECORD_TRAFFIC`.
    Off,
}

impl Source {
    const ALL: [Self; 2] = [Self::Database, Self::Instance];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Instance => "instance",
        }
    }

    /// Reads a source; `None` if this version does not know it.
    pub fn read(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|source| *value == source.as_str())
    }
}

impl DatabaseState {
    const ALL: [Self; 6] = [Self::Ok, Self::Missing, Self::Failing, Self::ReadOnly, Self::Newer, Self::Off];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Missing => "missing",
            Self::Failing => "failing",
            Self::ReadOnly => "read_only",
            Self::Newer => "newer",
            Self::Off => "off",
        }
    }

    /// Reads a state; `None` if this version does not know it.
    pub fn read(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *value == state.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_the_same_in_both_directions_and_no_other_is_known() {
        for source in Source::ALL {
            assert_eq!(json!(source), source.as_str());
            assert_eq!(Source::read(&json!(source)), Some(source));
        }
        for state in DatabaseState::ALL {
            assert_eq!(json!(state), state.as_str());
            assert_eq!(DatabaseState::read(&json!(state)), Some(state));
        }
        for other in [json!("new"), json!("Ok"), json!(null), json!(7), json!(["ok"])] {
            assert_eq!((Source::read(&other), DatabaseState::read(&other)), (None, None), "{other}");
        }
    }
}
