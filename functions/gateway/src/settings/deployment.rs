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
    /// `TEST_ROUTES=on` on a development server: routes that only tests need.
    pub test_routes: bool,
}

impl Deployment {
    /// Reads values that cannot be wrong, so that a site with bad settings still says which one it is. `built_at` is no
    /// setting; the caller adds it.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name| lookup(name).filter(|value| !value.is_empty());
        let environment = environment(lookup);
        let is_on = |name| text(name).as_deref() == Some("on");
        Self {
            environment,
            branch: text("CF_PAGES_BRANCH"),
            commit: text("CF_PAGES_COMMIT_SHA"),
            built_at: None,
            emulator: is_on("EMULATOR"),
            test_routes: environment == Environment::Local && is_on("TEST_ROUTES"),
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

    #[test]
    fn routes_for_tests_are_there_on_a_development_server_alone() {
        let has_test_routes = |environment: &str, value: &str| {
            let settings = [("ENVIRONMENT", environment), ("TEST_ROUTES", value)];
            let lookup =
                |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
            Deployment::read(&|name| lookup(name).map(|value| (*value).to_owned())).test_routes
        };
        assert!(has_test_routes("local", "on"));
        assert!(!has_test_routes("local", ""));
        for environment in ["production", "preview", "", "Local"] {
            assert!(!has_test_routes(environment, "on"), "{environment}");
        }
    }
}
