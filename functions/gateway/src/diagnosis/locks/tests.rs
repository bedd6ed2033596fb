use super::*;
use crate::settings::Deployment;
use LockState::{Open, Shut, Weak};

#[test]
fn an_owner_who_set_nothing_is_told_what_is_open_and_is_safe_all_the_same() {
    let states = |settings: &[(&'static str, &str)], environment: &str| -> Vec<LockState> {
        let lookup = |name: &str| {
            let set = settings.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
            set.or_else(|| (name == "ENVIRONMENT").then(|| environment.to_owned()))
        };
        let (settings_read, errors) = Settings::read_what_can_be(&lookup);
        let chain = crate::providers::chain(&settings_read);
        let (unreadable, is_emulated) = (None, false);
        let subject =
            Subject { settings: &settings_read, errors: &errors, chain: &chain, unreadable, is_emulated };
        let deployment = Deployment::read(&lookup);
        let context = Context {
            language: Language::English,
            deployment: &deployment,
            version: "0.1.0",
            colo: None,
            at: 0,
            rests: &[],
            seen: settings.iter().map(|(name, _)| *name).collect(),
        };
        locks(&subject, &context).iter().map(|lock| lock.state).collect()
    };
    for environment in ["production", "preview", "local", ""] {
        assert_eq!(states(&[], environment), [Open, Shut, Shut, Shut, Shut, Shut, Weak], "{environment}");
    }
    let careless = [
        ("ACCESS_CODE", "1234"),
        ("ADMIN_CODE", "admin"),
        ("RATE_LIMIT_PER_MINUTE", "0"),
        ("STREAMS_PER_VISITOR", "0"),
        ("DAILY_REQUESTS", "0"),
        ("DAILY_TOKENS", "0"),
        ("ALLOWED_ORIGINS", "https://friend.example"),
    ];
    assert_eq!(states(&careless, "local"), [Weak, Weak, Open, Open, Open, Open, Weak]);
    let codes = [("ACCESS_CODE", "test-code-0000"), ("ADMIN_CODE", "test-code-1111")];
    assert_eq!(states(&codes, "production"), [Shut, Shut, Shut, Shut, Shut, Shut, Weak]);
}
