//! Which deployment a site is.

use wire::Environment;

/// Which deployment a site is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// `ENVIRONMENT`, from `wrangler.toml`.
    pub environment: Environment,
    /// `CF_PAGES_BRANCH`.
    pub branch: Option<String>,
    /// `CF_PAGES_COMMIT_SHA`.
    pub commit: Option<String>,
    /// When it was built, such as `2026-11-25T00:00:00Z`, where known.
    pub built_at: Option<String>,
    /// `EMULATOR=on`: the emulator stands in for the providers.
    pub emulator: bool,
    /// `TEST_ROUTES=on`: routes that only tests need.
    pub test_routes: bool,
}

impl Deployment {
    /// Reads values that cannot be wrong, so that a site with bad settings still says which one it is. `built_at` is no
    /// setting; the caller adds it.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name| lookup(name).filter(|value| !value.is_empty());
        Self {
            environment: environment(lookup),
            branch: text("CF_PAGES_BRANCH"),
            commit: text("CF_PAGES_COMMIT_SHA"),
            built_at: None,
            emulator: text("EMULATOR").as_deref() == Some("on"),
            test_routes: text("TEST_ROUTES").as_deref() == Some("on"),
        }
    }
}

/// `ENVIRONMENT`. Production where it is unset or names no environment: that is the one with the most at stake.
pub(super) fn environment(lookup: &dyn Fn(&str) -> Option<String>) -> Environment {
    lookup("ENVIRONMENT").and_then(|value| value.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deployment_is_production_unless_it_says_otherwise() {
        let environment = |value: &str| Deployment::read(&|_| Some(value.to_owned())).environment;
        assert_eq!(environment("preview"), Environment::Preview);
        assert_eq!(environment("local"), Environment::Local);
        assert_eq!([environment(""), environment("staging")], [Environment::Production; 2]);
    }
}
