//! Why a check came out as it did.

use super::Verdict;
use crate::{classify::Fault, error_facts::ErrorFacts};
use wire::{Outcome, ProviderId};

/// The cause of a finding: a stable word in JSON, in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[allow(missing_docs, reason = "each is explained by its text in `texts`")]
pub enum Cause {
    Ok,
    // Settings
    NotConfigured,
    Emulator,
    LeftOut,
    SettingMissing,
    BadSetting,
    DevVarsUnreadable,
    AccountMismatch,
    NotTested,
    // The Cloudflare token
    TokenActive,
    TokenInvalid,
    TokenExpired,
    TokenDisabled,
    Unauthorized,
    MissingWorkersAiPermission,
    MissingAiGatewayPermission,
    // Cloudflare's services
    GatewayMissing,
    GatewayUnauthorized,
    GatewayBilling,
    NeuronsExhausted,
    NoCapacity,
    ModelForbidden,
    TermsNotAgreed,
    AccountBlocked,
    WrongRoute,
    // Any provider
    ModelNotFound,
    KeyInvalid,
    Forbidden,
    LocationBlocked,
    FreeTierZero,
    QuotaExhausted,
    RateLimited,
    AnswerBlocked,
    RequestRefused,
    ServerError,
    Unreachable,
    Timeout,
    EmptyAnswer,
    UnexpectedAnswer,
    // The chain
    NoProvider,
    Degraded,
    /// A secret is being changed: the old one works, and the next one would.
    RotationReady,
    /// The old one is refused, and the next one is used.
    RotationNextUsed,
    /// The old one works, the next one would not.
    RotationNextRefused,
    /// Neither works.
    RotationBothRefused,
    /// Whether one of them works could not be found out.
    RotationUnknown,
    /// A code is being changed: both open.
    RotationBothOpen,
}

impl Cause {
    /// As JSON spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotConfigured => "not-configured",
            Self::Emulator => "emulator",
            Self::LeftOut => "left-out",
            Self::SettingMissing => "setting-missing",
            Self::BadSetting => "bad-setting",
            Self::DevVarsUnreadable => "dev-vars-unreadable",
            Self::AccountMismatch => "account-mismatch",
            Self::NotTested => "not-tested",
            Self::TokenActive => "token-active",
            Self::TokenInvalid => "token-invalid",
            Self::TokenExpired => "token-expired",
            Self::TokenDisabled => "token-disabled",
            Self::Unauthorized => "unauthorized",
            Self::MissingWorkersAiPermission => "missing-workers-ai-permission",
            Self::MissingAiGatewayPermission => "missing-ai-gateway-permission",
            Self::GatewayMissing => "gateway-missing",
            Self::GatewayUnauthorized => "gateway-unauthorized",
            Self::GatewayBilling => "gateway-billing",
            Self::NeuronsExhausted => "neurons-exhausted",
            Self::NoCapacity => "no-capacity",
            Self::ModelForbidden => "model-forbidden",
            Self::TermsNotAgreed => "terms-not-agreed",
            Self::AccountBlocked => "account-blocked",
            Self::WrongRoute => "wrong-route",
            Self::ModelNotFound => "model-not-found",
            Self::KeyInvalid => "key-invalid",
            Self::Forbidden => "forbidden",
            Self::LocationBlocked => "location-blocked",
            Self::FreeTierZero => "free-tier-zero",
            Self::QuotaExhausted => "quota-exhausted",
            Self::RateLimited => "rate-limited",
            Self::AnswerBlocked => "answer-blocked",
            Self::RequestRefused => "request-refused",
            Self::ServerError => "server-error",
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::EmptyAnswer => "empty-answer",
            Self::UnexpectedAnswer => "unexpected-answer",
            Self::NoProvider => "no-provider",
            Self::Degraded => "degraded",
            Self::RotationReady => "rotation-ready",
            Self::RotationNextUsed => "rotation-next-used",
            Self::RotationNextRefused => "rotation-next-refused",
            Self::RotationBothRefused => "rotation-both-refused",
            Self::RotationUnknown => "rotation-unknown",
            Self::RotationBothOpen => "rotation-both-open",
        }
    }

    /// Whether another token or key may do better.
    pub(super) const fn is_of_the_secret(self) -> bool {
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

    /// How bad it is for a provider: what passes by itself in a moment is a warning.
    pub(super) const fn verdict(self) -> Verdict {
        match self {
            Self::Ok | Self::TokenActive => Verdict::Ok,
            Self::NoCapacity | Self::RateLimited => Verdict::Warning,
            _ => Verdict::Failed,
        }
    }

    /// Why a provider gave no answer. Cloudflare's codes decide; a refused token is told apart by the
    /// caller, who knows the token.
    pub(super) fn of(provider: ProviderId, fault: &Fault, facts: &ErrorFacts) -> Self {
        facts.codes.iter().find_map(|&code| Self::of_code(provider, code)).unwrap_or_else(|| {
            let is_ours = matches!(provider, ProviderId::WorkersAi | ProviderId::AiGateway);
            Self::of_outcome(provider, is_ours, fault.outcome, facts)
        })
    }

    /// Workers AI's errors page, and AI Gateway's answers.
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
            Outcome::Quota if facts.quota_is_zero => Self::FreeTierZero,
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
