//! The words of `error.code` in the API's error bodies.

use serde::Serialize;
use std::fmt;

macro_rules! error_codes {
    ($($(#[$doc:meta])+ $variant:ident $word:literal,)+) => {
        /// What went wrong, as a stable word for programs. A word that this version does not know, of a newer site or
        /// of another service, is kept as [`ErrorCode::Other`].
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
        #[serde(into = "String")]
        pub enum ErrorCode {
            $($(#[$doc])+ $variant,)+
            /// A word that this version does not know.
            Other(String),
        }

        impl ErrorCode {
            /// The words that this version knows.
            pub const WORDS: [&'static str; [$($word),+].len()] = [$($word),+];

            /// The word in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for ErrorCode {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

    };
}

error_codes! {
    /// 400: the body is not said to be JSON.
    InvalidContentType "invalid_content_type",
    /// 400: the body is not a valid chat request.
    InvalidJson "invalid_json",
    /// 400: a field has a wrong value.
    InvalidValue "invalid_value",
    /// 400: a field needs the owner's permission.
    FieldNotAllowed "field_not_allowed",
    /// 400: `messages` is empty.
    MessagesEmpty "messages_empty",
    /// 400: `max_tokens` is 0.
    MaxTokensZero "max_tokens_zero",
    /// 400: `x-everchat-exclude` leaves out every provider.
    AllExcluded "all_excluded",
    /// 400: a query parameter has a value that does not exist.
    UnknownChoice "unknown_choice",
    /// 400: the body for an access code holds none.
    NoCode "no_code",
    /// 400: no provider accepted the request.
    RefusedByModel "refused_by_model",
    /// 400: the conversation is too long for every model. OpenAI's word.
    ContextLengthExceeded "context_length_exceeded",
    /// 400: every provider withheld its answer. OpenAI's word.
    ContentFilter "content_filter",
    /// 401: the site asks for an access code.
    AccessCodeRequired "access_code_required",
    /// 401: the owner's pages ask for the owner's code.
    AdminCodeRequired "admin_code_required",
    /// 401: the site asks visitors to pass a test for humans.
    ChallengeRequired "challenge_required",
    /// 403: a page of another site asked.
    OriginRefused "origin_refused",
    /// 404: nothing is at this address.
    NotFound "not_found",
    /// 404: the site has no model of this name.
    ModelNotFound "model_not_found",
    /// 405: the address has no such method.
    MethodNotAllowed "method_not_allowed",
    /// 408: the body did not come in time.
    BodyTimeout "body_timeout",
    /// 413: the body has too many bytes.
    BodyTooLarge "body_too_large",
    /// 413: the conversation is longer than the site takes.
    InputTooLong "input_too_long",
    /// 429: too many wrong codes were given.
    TooManyTries "too_many_tries",
    /// 429: too many requests in a minute.
    RateLimited "rate_limited",
    /// 429: every provider has too many requests.
    AllProvidersBusy "all_providers_busy",
    /// 429: too many answers at once.
    TooManyStreams "too_many_streams",
    /// 429: the site's answers for the day are used up.
    DailyBudget "daily_budget",
    /// 500: the Function failed.
    InternalError "internal_error",
    /// 502: no provider could answer.
    AllProvidersFailed "all_providers_failed",
    /// 502, or the last event of a stream: the answer broke off.
    Interrupted "interrupted",
    /// 503: a setting has a value that cannot be used.
    BadSettings "bad_settings",
    /// 503: no provider is set up.
    NotConfigured "not_configured",
    /// 503: the test for humans could not be checked.
    ChallengeUnknown "challenge_unknown",
    /// 504: no provider answered in time.
    OutOfTime "out_of_time",
    /// The site did not answer. The API never sends this word: programs use it for failures of their own.
    Unreachable "unreachable",
}

impl From<String> for ErrorCode {
    fn from(word: String) -> Self {
        Self::from(word.as_str())
    }
}

impl From<ErrorCode> for String {
    fn from(code: ErrorCode) -> Self {
        match code {
            ErrorCode::Other(word) => word,
            known => known.as_str().to_owned(),
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_its_variant_in_snake_case_in_json_and_in_text() {
        for word in ErrorCode::WORDS {
            let code = ErrorCode::from(word);
            assert_eq!(format!("{code:?}").to_lowercase(), word.replace('_', ""));
            assert_eq!(serde_json::to_value(&code).unwrap(), word);
        }
    }

    #[test]
    fn an_unknown_word_is_kept() {
        let code = ErrorCode::from("invalid_image");
        assert_eq!(code, ErrorCode::Other("invalid_image".to_owned()));
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"invalid_image\"");
    }
}
