//! The body of `POST /api/access`.

use super::{audience::Audience, error::AccessError};
use crate::http::is_media_type;
use serde::Deserialize;

/// A code, or a passed test, that is to be exchanged for a pass.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub(super) credential: Credential,
    pub(super) audience: Audience,
}

/// What is exchanged.
#[derive(Clone, Debug)]
pub(super) enum Credential {
    /// An access code or the owner's code.
    Code(String),
    /// A token of Turnstile's widget.
    Challenge(String),
}

impl SignIn {
    /// The most bytes of a body.
    pub const MAX_BYTES: usize = 4_096;

    /// Reads `{"code": "…"}` or `{"challenge": "…"}`. The query names the audience.
    ///
    /// # Errors
    /// The body holds neither, or is not JSON, or the query names an unknown audience.
    pub fn read(query: &str, content_type: Option<&str>, body: &[u8]) -> Result<Self, AccessError> {
        #[derive(Deserialize)]
        struct Body {
            #[serde(default)]
            code: String,
            #[serde(default)]
            challenge: String,
        }
        if !is_media_type(content_type, "application/json") {
            return Err(AccessError::ContentType);
        }
        let Body { code, challenge } = serde_json::from_slice(body).map_err(|_| AccessError::NoCode)?;
        let credential = match (code.trim().is_empty(), challenge.is_empty()) {
            (true, true) => return Err(AccessError::NoCode),
            (false, _) => Credential::Code(code),
            (true, false) => Credential::Challenge(challenge),
        };
        Ok(Self { credential, audience: Self::audience(query)? })
    }

    /// The token of Turnstile's widget, if a visitor signs in with one.
    pub fn challenge_token(&self) -> Option<&str> {
        match &self.credential {
            Credential::Challenge(token) if self.audience == Audience::Visitors => Some(token),
            Credential::Challenge(_) | Credential::Code(_) => None,
        }
    }

    /// The audience that a query names: `as=owner`, or visitors.
    ///
    /// # Errors
    /// There is no such audience.
    pub fn audience(query: &str) -> Result<Audience, AccessError> {
        let Some(name) = query.split('&').find_map(|pair| pair.strip_prefix("as=")) else {
            return Ok(Audience::Visitors);
        };
        let known = Audience::ALL.into_iter().find(|audience| audience.as_str() == name);
        known.ok_or(AccessError::UnknownAudience)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_is_json_with_a_code_and_the_query_names_the_audience() {
        let json = Some("application/json");
        let read = |query, content_type, body: &str| {
            SignIn::read(query, content_type, body.as_bytes()).map(|sign_in| sign_in.audience)
        };
        assert_eq!(read("", json, r#"{"code":"x"}"#), Ok(Audience::Visitors));
        assert_eq!(read("as=owner", json, r#"{"code":"x"}"#), Ok(Audience::Owner));
        assert_eq!(read("as=admin", json, r#"{"code":"x"}"#), Err(AccessError::UnknownAudience));
        assert_eq!(read("", Some("text/plain"), r#"{"code":"x"}"#), Err(AccessError::ContentType));
        for body in ["", "{}", r#"{"code":" "}"#, r#"{"code":1}"#, "x"] {
            assert_eq!(read("", json, body), Err(AccessError::NoCode), "{body}");
        }
    }
}
