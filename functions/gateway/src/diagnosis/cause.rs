//! Why a check came out as it did.

use crate::reading::{ErrorFacts, Failure};
use wire::{Outcome, ProviderId, report::Verdict};

macro_rules! causes {
    ($($variant:ident $word:literal,)+) => {
        /// The cause of a finding. JSON has its word, in kebab case, which never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "its texts explain each")]
        pub enum Cause {
            $($variant,)+
        }

        impl Cause {
            /// The word in JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            #[cfg(test)]
            pub(super) const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];
        }
    };
}

causes! {
    Ok "ok",
    // Settings
    NotConfigured "not-configured",
    Emulator "emulator",
    LeftOut "left-out",
    SettingMissing "setting-missing",
    BadSetting "bad-setting",
    QuotedValue "quoted-value",
    DevVarsUnreadable "dev-vars-unreadable",
    AccountMismatch "account-mismatch",
    NotTested "not-tested",
    // The Cloudflare token
    TokenActive "token-active",
    TokenInvalid "token-invalid",
    TokenExpired "token-expired",
    TokenDisabled "token-disabled",
    Unauthorized "unauthorized",
    MissingWorkersAiPermission "missing-workers-ai-permission",
    MissingAiGatewayPermission "missing-ai-gateway-permission",
    // Cloudflare's services
    GatewayMissing "gateway-missing",
    GatewayUnauthorized "gateway-unauthorized",
    GatewayBilling "gateway-billing",
    NeuronsExhausted "neurons-exhausted",
    NoCapacity "no-capacity",
    ModelForbidden "model-forbidden",
    TermsNotAgreed "terms-not-agreed",
    AccountBlocked "account-blocked",
    WrongRoute "wrong-route",
    // Any provider
    ModelNotFound "model-not-found",
    KeyInvalid "key-invalid",
    Forbidden "forbidden",
    LocationBlocked "location-blocked",
    FreeTierZero "free-tier-zero",
    QuotaExhausted "quota-exhausted",
    RateLimited "rate-limited",
    AnswerBlocked "answer-blocked",
    RequestRefused "request-refused",
    ServerError "server-error",
    Unreachable "unreachable",
    Timeout "timeout",
    EmptyAnswer "empty-answer",
    UnexpectedAnswer "unexpected-answer",
    // The chain
    NoProvider "no-provider",
    Degraded "degraded",
    // A secret is being changed: whether the current one and the next one work.
    RotationReady "rotation-ready",
    RotationNextUsed "rotation-next-used",
    RotationNextRefused "rotation-next-refused",
    RotationBothRefused "rotation-both-refused",
    RotationUnknown "rotation-unknown",
    RotationBothOpen "rotation-both-open",
}

impl Cause {
    /// Whether another token or key may succeed.
    pub(super) const fn is_about_the_secret(self) -> bool {
        matches!(
            self,
            Self::TokenInvalid
                | Self::TokenExpired
                | Self::TokenDisabled
                | Self::Unauthorized
                | Self::AccountMismatch
                | Self::MissingWorkersAiPermission
                | Self::MissingAiGatewayPermission
                | Self::GatewayUnauthorized
                | Self::KeyInvalid
                | Self::Forbidden
        )
    }

    /// How bad it is for a provider. What passes by itself in a moment is a warning.
    pub(super) const fn verdict(self) -> Verdict {
        match self {
            Self::Ok | Self::TokenActive => Verdict::Ok,
            Self::NoCapacity | Self::RateLimited => Verdict::Warning,
            _ => Verdict::Failed,
        }
    }

    /// Why a provider gave no answer. Cloudflare's codes decide. What a refused token means is decided by the caller, who
    /// knows the state of the token.
    pub(super) fn of(provider: ProviderId, failure: &Failure, facts: &ErrorFacts) -> Self {
        facts.codes.iter().find_map(|&code| Self::of_code(provider, code)).unwrap_or_else(|| {
            let is_cloudflare = matches!(provider, ProviderId::WorkersAi | ProviderId::AiGateway);
            Self::of_outcome(provider, is_cloudflare, failure.outcome, facts)
        })
    }

    /// The codes of Workers AI (its page of errors) and of AI Gateway.
    fn of_code(provider: ProviderId, code: i64) -> Option<Self> {
        Some(match code {
            2001 => Self::GatewayMissing,
            2009 => Self::GatewayUnauthorized,
            2021 if provider == ProviderId::AiGateway => Self::GatewayBilling,
            2021 => Self::QuotaExhausted,
            3036 => Self::NeuronsExhausted,
            3040 => Self::NoCapacity,
            3042 | 5007 => Self::ModelNotFound,
            3041 | 5018 => Self::ModelForbidden,
            5016 => Self::TermsNotAgreed,
            3023 => Self::AccountBlocked,
            7000 | 7003 => Self::WrongRoute,
            9106 | 9109 | 10000 => Self::Unauthorized,
            _ => return None,
        })
    }

    fn of_outcome(provider: ProviderId, is_cloudflare: bool, outcome: Outcome, facts: &ErrorFacts) -> Self {
        match outcome {
            Outcome::Served => Self::Ok,
            Outcome::Unauthorized if is_cloudflare => Self::Unauthorized,
            Outcome::Unauthorized => Self::KeyInvalid,
            Outcome::Forbidden => Self::Forbidden,
            Outcome::NotFound if facts.is_error => Self::ModelNotFound,
            Outcome::NotFound => Self::WrongRoute,
            Outcome::Quota if provider == ProviderId::AiGateway => Self::GatewayBilling,
            Outcome::Quota if facts.is_quota_zero => Self::FreeTierZero,
            Outcome::Quota => Self::QuotaExhausted,
            Outcome::RateLimited => Self::RateLimited,
            Outcome::Busy => Self::NoCapacity,
            Outcome::Location => Self::LocationBlocked,
            Outcome::Blocked => Self::AnswerBlocked,
            Outcome::BadRequest | Outcome::TooLarge => Self::RequestRefused,
            Outcome::ServerError => Self::ServerError,
            Outcome::Timeout => Self::Timeout,
            Outcome::Empty => Self::EmptyAnswer,
            Outcome::Malformed => Self::UnexpectedAnswer,
            Outcome::Network | Outcome::Aborted => Self::Unreachable,
            Outcome::Skipped | Outcome::NotConfigured => Self::NotTested,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_its_variant_in_kebab_case() {
        for cause in Cause::ALL {
            assert_eq!(format!("{cause:?}").to_lowercase(), cause.as_str().replace('-', ""));
            assert!(cause.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        }
    }
}
