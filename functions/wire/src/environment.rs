//! The kinds of deployments.

use serde::Serialize;
use std::{fmt, str::FromStr};

/// Where a site runs. JSON and the setting `ENVIRONMENT` spell it in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// The deployment that visitors use. Also assumed where nothing is said, as the one with the most at stake.
    #[default]
    Production,
    /// A deployment of a branch, for its developers.
    Preview,
    /// A development server, or a command on a developer's machine.
    Local,
}

impl Environment {
    /// The word in JSON, in settings and in wrangler's `--env`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Preview => "preview",
            Self::Local => "local",
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`Environment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownEnvironment;

impl fmt::Display for UnknownEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an environment is production, preview or local")
    }
}

impl std::error::Error for UnknownEnvironment {}

impl FromStr for Environment {
    type Err = UnknownEnvironment;

    fn from_str(text: &str) -> Result<Self, UnknownEnvironment> {
        [Self::Production, Self::Preview, Self::Local]
            .into_iter()
            .find(|environment| environment.as_str() == text)
            .ok_or(UnknownEnvironment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_settings_and_commands_spell_an_environment_alike() {
        for environment in [Environment::Production, Environment::Preview, Environment::Local] {
            assert_eq!(serde_json::to_value(environment).unwrap(), environment.as_str());
            assert_eq!(environment.as_str().parse(), Ok(environment));
            assert_eq!(environment.to_string(), environment.as_str());
        }
        assert_eq!("Production".parse::<Environment>(), Err(UnknownEnvironment));
        assert_eq!("".parse::<Environment>(), Err(UnknownEnvironment));
    }
}
