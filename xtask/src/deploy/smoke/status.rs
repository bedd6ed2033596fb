//! The status of a deployed site.

use super::{super::deployed::Deployed, results::Check};
use wire::{SiteState, Status};

/// Checks that it is this deployment, and that it can answer at all.
pub(super) fn judge(status: &Status, deployed: &Deployed) -> Check {
    let (expected, actual) = (&deployed.environment, &status.environment);
    if expected != actual {
        return Check::Failed(format!(
            "it says that it is {actual}, not {expected}: see ENVIRONMENT in wrangler.toml"
        ));
    }
    if let (Some(expected), Some(actual)) = (&deployed.commit, &status.commit)
        && expected != actual
    {
        return Check::Failed(format!("it is of the commit {actual}, not {expected}"));
    }
    let ids: Vec<&str> = status.providers.iter().map(|provider| provider.id.as_str()).collect();
    match status.state {
        SiteState::Unconfigured => Check::Failed(
            "no provider is set up, or a setting cannot be used: `cargo xtask setup`, then deploy again"
                .to_owned(),
        ),
        SiteState::Down => Check::Failed(format!("no provider answers: {}", ids.join(", "))),
        SiteState::Degraded => Check::Passed(format!("{actual}; some of {} failed lately", ids.join(", "))),
        SiteState::Ok => Check::Passed(format!("{actual}, with {}", ids.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Environment;

    #[test]
    fn a_site_of_another_environment_or_commit_is_not_the_one_that_was_deployed() {
        let deployed = |environment, commit: &str| Deployed {
            url: String::new(),
            alias: None,
            environment,
            commit: Some(commit.to_owned()),
        };
        let json = r#"{"state":"ok","providers":[{"id":"gemini","state":"ok"}],"environment":"preview","commit":"abc"}"#;
        let status = Status::read(json).unwrap();
        let judged = |environment, commit| judge(&status, &deployed(environment, commit));
        assert_eq!(judged(Environment::Preview, "abc"), Check::Passed("preview, with gemini".to_owned()));
        assert!(
            matches!(judged(Environment::Production, "abc"), Check::Failed(why) if why.contains("ENVIRONMENT"))
        );
        assert!(matches!(judged(Environment::Preview, "def"), Check::Failed(why) if why.contains("commit")));
        let unset = Status { state: SiteState::Unconfigured, ..status };
        let judged = judge(&unset, &deployed(Environment::Preview, "abc"));
        assert!(matches!(judged, Check::Failed(why) if why.contains("cargo xtask setup")));
    }
}
