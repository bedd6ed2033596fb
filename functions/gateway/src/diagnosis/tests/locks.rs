//! What of a site is open.

use crate::{
    diagnosis::{ReportContext, Subject, locks::list_locks},
    providers::build_chain,
    settings::{Deployment, Settings},
    testing::lookup,
};
use wire::{
    Language,
    report::LockState::{self, Open, Shut, Weak},
};

#[test]
fn a_site_without_settings_is_open_to_visitors_and_limited_all_the_same() {
    let states = |settings: &[(&'static str, &str)], environment: &str| -> Vec<LockState> {
        let lookup = lookup(&[settings, &[("ENVIRONMENT", environment)]].concat());
        let (settings_read, errors) = Settings::read_valid(&lookup);
        let chain = build_chain(&settings_read);
        let subject = Subject {
            settings: &settings_read,
            errors: &errors,
            chain: &chain,
            unreadable_file: None,
            is_emulated: false,
        };
        let deployment = Deployment::read(&lookup);
        let context = ReportContext {
            language: Language::English,
            deployment: &deployment,
            version: "0.1.0",
            colo: None,
            at: 0,
            open_circuits: &[],
            set: settings.iter().map(|(name, _)| *name).collect(),
        };
        list_locks(&subject, &context).iter().map(|lock| lock.state).collect()
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
