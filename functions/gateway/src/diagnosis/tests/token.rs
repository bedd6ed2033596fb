//! What a refused Cloudflare token means.

use super::site::{ACTIVE, FAILED, INVALID, REFUSED, Site, WORKERS_AI};
use crate::diagnosis::{Cause, ProbeId};
use wire::{
    Outcome, ProviderId,
    report::{CheckId, Verdict},
};

#[test]
fn the_state_of_the_token_decides_what_its_refusal_means() {
    let refused = || Site::cloudflare().answers(WORKERS_AI, 401, REFUSED);
    let cause = |site: Site| site.cause(CheckId::Provider(ProviderId::WorkersAi));
    assert_eq!(cause(refused()), (FAILED, Cause::MissingWorkersAiPermission));
    for (status, expected) in [("expired", Cause::TokenExpired), ("disabled", Cause::TokenDisabled)] {
        let dead = || refused().answers(ProbeId::UserToken, 200, &ACTIVE.replace("active", status));
        assert_eq!(cause(dead()), (FAILED, expected));
        assert_eq!(dead().cause(CheckId::Token), (FAILED, expected));
    }
    let unknown = || refused().answers(ProbeId::UserToken, 401, INVALID);
    assert_eq!(unknown().cause(CheckId::Token), (FAILED, Cause::TokenInvalid));
    assert_eq!(cause(unknown()), (FAILED, Cause::TokenInvalid));
    let accounts_own = || unknown().answers(ProbeId::AccountToken, 200, ACTIVE);
    assert_eq!(accounts_own().cause(CheckId::Token), (Verdict::Ok, Cause::TokenActive));
    assert_eq!(cause(accounts_own()), (FAILED, Cause::MissingWorkersAiPermission));
    let unverified = refused().fails(ProbeId::UserToken, Outcome::Timeout);
    assert_eq!(unverified.cause(CheckId::Token), (FAILED, Cause::Timeout));
    assert_eq!(cause(unverified), (FAILED, Cause::Unauthorized));
    let elsewhere = refused().answers(ProbeId::Accounts, 200, r#"{"success":true,"result":[{"id":"f"}]}"#);
    assert_eq!(cause(elsewhere), (FAILED, Cause::AccountMismatch));
}
