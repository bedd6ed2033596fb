//! The sender of a request.

use super::{audience::Audience, error::AccessError, pass};
use crate::{secret::Secret, time::Millis};

/// The sender of a request, as the request describes it.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The site's own host and port, as the caller wrote them.
    pub host: String,
    /// Whether the request came over TLS.
    pub is_secure: bool,
    /// `Origin`, which browsers set on every request that may change something.
    pub origin: Option<String>,
    /// `Sec-Fetch-Site`, which browsers set on every request.
    pub fetch_site: Option<String>,
    /// `Authorization`.
    pub authorization: Option<String>,
    /// `Cookie`.
    pub cookie: Option<String>,
    /// The visitor's name in the counts ([`crate::limits::visitor_name`]).
    pub visitor: String,
    /// The name of the visitor's IPv6 /48 ([`crate::limits::network_name`]).
    pub network: Option<String>,
}

impl Caller {
    /// Refuses pages of other sites, including those that the owner allows to ask for answers.
    ///
    /// # Errors
    /// [`AccessError::Origin`].
    pub fn require_own_origin(&self) -> Result<(), AccessError> {
        self.require_origin(&[])
    }

    /// Refuses pages of other sites that are not `allowed`. A request without `Origin` comes from no page.
    pub(super) fn require_origin(&self, allowed: &[String]) -> Result<(), AccessError> {
        let Some(origin) = &self.origin else { return Ok(()) };
        let scheme = if self.is_secure { "https://" } else { "http://" };
        let is_own = origin.strip_prefix(scheme) == Some(self.host.as_str());
        if is_own || allowed_origin(Some(origin), allowed).is_some() {
            Ok(())
        } else {
            Err(AccessError::Origin)
        }
    }

    /// The code in `Authorization`; empty if there is none.
    pub(super) fn bearer_code(&self) -> &str {
        let value = self.authorization.as_deref().unwrap_or_default();
        // The scheme's name has no case (RFC 9110, 11.1).
        value
            .split_once(' ')
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map_or("", |(_, code)| code.trim())
    }

    /// Whether the caller has a valid pass that was issued for one of the codes.
    pub fn has_pass(&self, codes: &[Secret], audience: Audience, now: Millis) -> bool {
        self.code_of_pass(codes, audience, now).is_some()
    }

    /// The code that the caller's pass was issued for.
    pub(super) fn code_of_pass<'a>(
        &self,
        codes: &'a [Secret],
        audience: Audience,
        now: Millis,
    ) -> Option<&'a Secret> {
        let name = audience.cookie_name(self.is_secure);
        let cookies = self.cookie.as_deref().unwrap_or_default().split(';');
        let mut passes = cookies.filter_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='));
        passes
            .find_map(|pass| codes.iter().find(|code| pass::is_valid(pass, code, audience, &self.host, now)))
    }

    /// A cookie to set that holds a new pass.
    pub(super) fn pass_cookie(&self, code: &Secret, audience: Audience, now: Millis) -> String {
        let pass = pass::issue(code, audience, &self.host, now);
        self.cookie(audience, &pass, audience.pass_lifetime_s())
    }

    /// A cookie to set that removes the pass.
    pub(super) fn removal_cookie(&self, audience: Audience) -> String {
        self.cookie(audience, "", 0)
    }

    fn cookie(&self, audience: Audience, value: &str, seconds: u64) -> String {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let name = audience.cookie_name(self.is_secure);
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
    }

    /// Whether the caller addressed this machine by its own name. A page of another host whose name server points here
    /// sends that host's name.
    pub(super) fn is_loopback(&self) -> bool {
        let name = match self.host.strip_prefix('[') {
            Some(rest) => rest.split(']').next(),
            None => self.host.split(':').next(),
        };
        matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
    }
}

/// The caller's origin, if the owner allows it.
pub fn allowed_origin<'a>(origin: Option<&str>, allowed: &'a [String]) -> Option<&'a str> {
    let origin = origin?;
    allowed.iter().map(String::as_str).find(|allowed| *allowed == origin)
}
