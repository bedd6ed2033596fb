//! Who may do what: pages of this site, programs without a page, pages that the owner allows; with the code,
//! or with the pass that it was exchanged for.

use super::Refusal;
use crate::{
    Millis,
    pass::{self, Door},
    secret::Secret,
    settings::Settings,
    tries::Tries,
    turnstile::{Outcome, Turnstile},
};
use serde::Deserialize;
use std::slice;

/// Who asks, as far as a request tells.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The site's own host and port, as the caller wrote them.
    pub host: String,
    /// Whether the request came over TLS.
    pub is_secure: bool,
    /// `Origin`: set by browsers on everything that may change something.
    pub origin: Option<String>,
    /// `Sec-Fetch-Site`: set by browsers on everything.
    pub fetch_site: Option<String>,
    /// `Authorization`.
    pub authorization: Option<String>,
    /// `Cookie`.
    pub cookie: Option<String>,
    /// The name for the counts ([`crate::client::visitor`]).
    pub visitor: String,
}

impl Caller {
    /// Decides whether the caller may use a route that spends money.
    ///
    /// # Errors
    /// A page of a site that is not allowed: 403. A wrong or missing access code: 401. Too many wrong ones: 429.
    pub fn admit(&self, settings: &Settings, tries: &mut Tries, now: Millis) -> Result<(), Refusal> {
        self.of_allowed_origin(&settings.allowed_origins)?;
        if let Some(challenge) = settings.challenge() {
            let has_pass = self.has_pass(slice::from_ref(&challenge.secret_key), Door::Visitors, now);
            return if has_pass { Ok(()) } else { Err(Refusal::challenge()) };
        }
        if settings.access_codes.is_empty() {
            return Ok(());
        }
        self.open(&settings.access_codes, Door::Visitors, self.bearer(), tries, now).map(drop)
    }

    /// Decides whether the caller may see the report: with the owner's code, or on a development server from
    /// the very machine that it runs on, if no code is set.
    ///
    /// # Errors
    /// No code is set, so there is no report: 404. A page of another site: 403. A wrong or missing code: 401,
    /// both in the same words. Too many wrong ones: 429.
    pub fn admit_owner(
        &self,
        codes: &[Secret],
        is_local: bool,
        tries: &mut Tries,
        now: Millis,
    ) -> Result<(), Refusal> {
        // It makes requests to every provider, so that other sites' pages may not have it made. A browser tells
        // no origin where a page only reads.
        if matches!(self.fetch_site.as_deref(), Some("cross-site" | "same-site")) {
            return Err(Refusal::origin());
        }
        self.of_own_origin()?;
        if codes.is_empty() {
            return if is_local && self.is_loopback() { Ok(()) } else { Err(Refusal::not_found()) };
        }
        self.open(codes, Door::Owner, self.bearer(), tries, now).map(drop)
    }

    /// Exchanges a code for a pass: the cookie to set. `None` where the door has no lock.
    ///
    /// # Errors
    /// As for using the door itself.
    pub fn enter(
        &self,
        entry: &Entry,
        settings: &Settings,
        tries: &mut Tries,
        now: Millis,
    ) -> Result<Option<String>, Refusal> {
        self.of_own_origin()?;
        let Key::Code(given) = &entry.key else { return Err(Refusal::no_code()) };
        let codes = settings.codes(entry.door);
        if codes.is_empty() {
            return match entry.door {
                Door::Visitors => Ok(None),
                Door::Owner => Err(Refusal::not_found()),
            };
        }
        // The pass is the code's that was given, and ends with it.
        let code = self.open(codes, entry.door, given.trim(), tries, now)?;
        Ok(Some(self.pass(code, entry.door, now)))
    }

    /// Exchanges a passed test for a pass: the cookie to set.
    ///
    /// # Errors
    /// A page of another site; the test was not passed; nothing can be found out just now.
    pub fn enter_as(&self, outcome: Outcome, challenge: &Turnstile, now: Millis) -> Result<String, Refusal> {
        self.of_own_origin()?;
        match outcome {
            Outcome::Human => Ok(self.pass(&challenge.secret_key, Door::Visitors, now)),
            Outcome::NotPassed => Err(Refusal::challenge()),
            Outcome::Unknown => Err(Refusal::challenge_unknown()),
        }
    }

    fn pass(&self, code: &Secret, door: Door, now: Millis) -> String {
        self.cookie(door, &pass::issue(code, door, &self.host, now), door.pass_lasts_s())
    }

    /// The cookies to set so that no pass is left.
    ///
    /// # Errors
    /// A page of another site.
    pub fn leave(&self) -> Result<[String; 2], Refusal> {
        self.of_own_origin()?;
        Ok([Door::Visitors, Door::Owner].map(|door| self.cookie(door, "", 0)))
    }

    /// Whether the caller has a pass for a door.
    pub fn has_pass(&self, codes: &[Secret], door: Door, now: Millis) -> bool {
        self.code_of_pass(codes, door, now).is_some()
    }

    /// The code that the caller's pass was made with.
    fn code_of_pass<'a>(&self, codes: &'a [Secret], door: Door, now: Millis) -> Option<&'a Secret> {
        let name = door.cookie(self.is_secure);
        let cookies = self.cookie.as_deref().unwrap_or_default().split(';');
        let mut passes = cookies.filter_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='));
        passes.find_map(|pass| codes.iter().find(|code| pass::holds(pass, code, door, &self.host, now)))
    }

    /// A page of another site is not let in, whoever the owner allows to ask for answers.
    ///
    /// # Errors
    /// It is one.
    pub fn of_own_origin(&self) -> Result<(), Refusal> {
        self.of_allowed_origin(&[])
    }

    /// A page of another site is not let in, unless the owner allows it. A request without `Origin` comes from no
    /// page.
    fn of_allowed_origin(&self, allowed: &[String]) -> Result<(), Refusal> {
        let Some(origin) = &self.origin else { return Ok(()) };
        let is_own = origin.split_once("://").is_some_and(|(_, host)| host == self.host);
        if is_own || allowed_origin(Some(origin), allowed).is_some() {
            Ok(())
        } else {
            Err(Refusal::origin())
        }
    }

    /// Opens a door with a pass or with what was `given` as its code; the code that opened it.
    ///
    /// Whoever gave several wrong ones must wait, and is not told then whether a code is right. Only a right code
    /// that nobody could have found by trying opens even so: else anyone at the owner's address could keep the
    /// owner out.
    fn open<'a>(
        &self,
        codes: &'a [Secret],
        door: Door,
        given: &str,
        tries: &mut Tries,
        now: Millis,
    ) -> Result<&'a Secret, Refusal> {
        if let Some(code) = self.code_of_pass(codes, door, now) {
            return Ok(code);
        }
        let client = format!("{}:{}", door.as_str(), self.visitor);
        // Each is compared, whichever is right: the time tells nothing.
        let right =
            codes.iter().fold(None, |right, code| if code.matches(given) { Some(code) } else { right });
        match (right, tries.wait_s(&client, now)) {
            _ if given.is_empty() => Err(Refusal::code_wanted(door)),
            (Some(code), None) => Ok(code),
            (Some(code), Some(_)) if code.is_unguessable() => Ok(code),
            (_, Some(wait_s)) => Err(Refusal::too_many_tries(wait_s)),
            (None, None) => {
                tries.note_wrong(&client, now);
                Err(Refusal::code_wanted(door))
            }
        }
    }

    /// The code in `Authorization`; empty if there is none.
    fn bearer(&self) -> &str {
        let value = self.authorization.as_deref();
        value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().trim()
    }

    fn cookie(&self, door: Door, value: &str, seconds: u64) -> String {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let name = door.cookie(self.is_secure);
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
    }

    /// A page of another host, made to point here by its name server, has that host's name in its requests.
    fn is_loopback(&self) -> bool {
        let name = match self.host.strip_prefix('[') {
            Some(rest) => rest.split(']').next(),
            None => self.host.split(':').next(),
        };
        matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
    }
}

/// The origin to let into the answer's headers: the caller's, if the owner allows it.
pub fn allowed_origin<'a>(origin: Option<&str>, allowed: &'a [String]) -> Option<&'a str> {
    let origin = origin?;
    allowed.iter().map(String::as_str).find(|allowed| *allowed == origin)
}

/// The body of `POST /api/access`.
#[derive(Clone, Debug)]
pub struct Entry {
    key: Key,
    door: Door,
}

/// What is to open the door.
#[derive(Clone, Debug)]
enum Key {
    Code(String),
    /// What Turnstile's widget gave.
    Challenge(String),
}

impl Entry {
    /// The most bytes that a body may have.
    pub const MOST_BYTES: usize = 4_096;

    /// Reads `{"code": "…"}` or `{"challenge": "…"}`, for the door that the query names: `as=owner`, or the visitors'.
    ///
    /// # Errors
    /// It is not that.
    pub fn read(query: &str, content_type: Option<&str>, body: &[u8]) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Body {
            #[serde(default)]
            code: String,
            #[serde(default)]
            challenge: String,
        }
        Refusal::unless_json(content_type)?;
        let Body { code, challenge } = serde_json::from_slice(body).map_err(|_| Refusal::no_code())?;
        let key = match (code.trim().is_empty(), challenge.is_empty()) {
            (true, true) => return Err(Refusal::no_code()),
            (false, _) => Key::Code(code),
            (true, false) => Key::Challenge(challenge),
        };
        Ok(Self { key, door: Self::door(query)? })
    }

    /// What Turnstile's widget gave, if the test for humans is to open the visitors' door.
    pub fn challenge(&self) -> Option<&str> {
        match &self.key {
            Key::Challenge(token) if self.door == Door::Visitors => Some(token),
            Key::Challenge(_) | Key::Code(_) => None,
        }
    }

    /// The door that the query names.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn door(query: &str) -> Result<Door, Refusal> {
        match query.split('&').find_map(|pair| pair.strip_prefix("as=")) {
            None | Some("visitors") => Ok(Door::Visitors),
            Some("owner") => Ok(Door::Owner),
            Some(_) => Err(Refusal::unknown_choice("as", "visitors, owner")),
        }
    }
}

#[cfg(test)]
mod tests;
