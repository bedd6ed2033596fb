//! Whether a caller may use a route, and exchanging codes for passes.

use super::{
    audience::Audience,
    caller::Caller,
    error::AccessError,
    sign_in::{Credential, SignIn},
    turnstile::ChallengeResult,
    wrong_codes::WrongCodes,
};
use crate::{
    secret::Secret,
    settings::{Settings, TurnstileSettings},
    time::Millis,
};
use std::slice;

impl Caller {
    /// Decides whether the caller may use a route that spends money.
    ///
    /// # Errors
    /// The caller is a page of a site that is not allowed, gave a wrong or no access code, or gave too many wrong ones.
    pub fn admit_visitor(
        &self,
        settings: &Settings,
        wrong_codes: &mut WrongCodes,
        now: Millis,
    ) -> Result<(), AccessError> {
        self.require_origin(&settings.allowed_origins)?;
        if let Some(challenge) = settings.challenge() {
            let has_pass = self.has_pass(slice::from_ref(&challenge.secret_key), Audience::Visitors, now);
            return if has_pass { Ok(()) } else { Err(AccessError::ChallengeRequired) };
        }
        if settings.access_codes.is_empty() {
            return Ok(());
        }
        self.accepted_code(&settings.access_codes, Audience::Visitors, self.bearer_code(), wrong_codes, now)
            .map(drop)
    }

    /// Decides whether the caller may see the report: with the owner's code or, where no code is set, on a development
    /// server from the machine that it runs on.
    ///
    /// # Errors
    /// No code is set, so there is no report; the caller is a page of another site, gave a wrong or no code, or gave too
    /// many wrong ones.
    pub fn admit_owner(
        &self,
        codes: &[Secret],
        is_local: bool,
        wrong_codes: &mut WrongCodes,
        now: Millis,
    ) -> Result<(), AccessError> {
        // A report asks every provider, so another site's page must not cause one. A page that only reads sends no
        // `Origin`.
        if matches!(self.fetch_site.as_deref(), Some("cross-site" | "same-site")) {
            return Err(AccessError::Origin);
        }
        self.require_own_origin()?;
        if codes.is_empty() {
            return if is_local && self.is_loopback() { Ok(()) } else { Err(AccessError::NothingHere) };
        }
        self.accepted_code(codes, Audience::Owner, self.bearer_code(), wrong_codes, now).map(drop)
    }

    /// Exchanges a code for a pass. Returns the cookie to set, or `None` where visitors need no code.
    ///
    /// # Errors
    /// As for using the code itself.
    pub fn sign_in(
        &self,
        sign_in: &SignIn,
        settings: &Settings,
        wrong_codes: &mut WrongCodes,
        now: Millis,
    ) -> Result<Option<String>, AccessError> {
        self.require_own_origin()?;
        let Credential::Code(given) = &sign_in.credential else { return Err(AccessError::NoCode) };
        let audience = sign_in.audience;
        let codes = audience.codes(settings);
        if codes.is_empty() {
            return match audience {
                Audience::Visitors => Ok(None),
                Audience::Owner => Err(AccessError::NothingHere),
            };
        }
        // The pass is issued for the code that was given, and ends with it.
        let code = self.accepted_code(codes, audience, given.trim(), wrong_codes, now)?;
        Ok(Some(self.pass_cookie(code, audience, now)))
    }

    /// Exchanges a test for humans for a pass. Returns the cookie to set.
    ///
    /// # Errors
    /// The caller is a page of another site, or the test was not passed, or that could not be found out.
    pub fn sign_in_with_challenge(
        &self,
        result: ChallengeResult,
        challenge: &TurnstileSettings,
        now: Millis,
    ) -> Result<String, AccessError> {
        self.require_own_origin()?;
        match result {
            ChallengeResult::Passed => Ok(self.pass_cookie(&challenge.secret_key, Audience::Visitors, now)),
            ChallengeResult::NotPassed => Err(AccessError::ChallengeRequired),
            ChallengeResult::Unknown => Err(AccessError::ChallengeUnknown),
        }
    }

    /// The cookies to set so that no pass is left.
    ///
    /// # Errors
    /// The caller is a page of another site.
    pub fn sign_out(&self) -> Result<[String; 2], AccessError> {
        self.require_own_origin()?;
        Ok(Audience::ALL.map(|audience| self.removal_cookie(audience)))
    }

    /// Accepts a pass, or the `given` code. Returns the code that was accepted.
    ///
    /// Who must wait because of wrong codes does not learn meanwhile whether a code is right. A right code that nobody
    /// could have guessed is accepted nevertheless: otherwise anyone could keep the owner out.
    fn accepted_code<'a>(
        &self,
        codes: &'a [Secret],
        audience: Audience,
        given: &str,
        wrong_codes: &mut WrongCodes,
        now: Millis,
    ) -> Result<&'a Secret, AccessError> {
        if let Some(code) = self.code_of_pass(codes, audience, now) {
            return Ok(code);
        }
        // Every code is compared, so that the time does not show which one is right.
        let right =
            codes.iter().fold(None, |right, code| if code.matches(given) { Some(code) } else { right });
        match (right, wrong_codes.wait_s(self, audience, now)) {
            _ if given.is_empty() => Err(AccessError::CodeRequired(audience)),
            (Some(code), None) => Ok(code),
            (Some(code), Some(_)) if code.is_unguessable() => Ok(code),
            (_, Some(wait_s)) => Err(AccessError::TooManyWrongCodes { wait_s }),
            (None, None) => {
                wrong_codes.record(self, audience, now);
                Err(AccessError::CodeRequired(audience))
            }
        }
    }
}

#[cfg(test)]
mod tests;
