//! Who may see the deployment report, and how it is asked for.

use super::{Refusal, bearer};
use crate::{Millis, diagnosis::Language, secret::Secret, tries::Tries};

/// Decides whether the caller may see the report: with the owner's code, or on a development server from
/// the very machine that it runs on, if no code is set.
///
/// # Errors
/// No code is set, so there is no report: 404. A wrong or missing code: 401, both in the same words and
/// the same time. Too many wrong ones: 429, for the right code too.
pub fn admit_owner(
    code: Option<&Secret>,
    is_local: bool,
    host: &str,
    authorization: Option<&str>,
    (tries, client, now): (&mut Tries, &str, Millis),
) -> Result<(), Refusal> {
    let Some(code) = code else {
        return if is_local && is_loopback(host) { Ok(()) } else { Err(Refusal::not_found()) };
    };
    if let Some(wait_s) = tries.wait_s(client, now) {
        return Err(Refusal::too_many_tries(wait_s));
    }
    let given = bearer(authorization);
    if code.matches(given) {
        return Ok(());
    }
    // Asking without a code is no guess.
    if !given.is_empty() {
        tries.note_wrong(client, now);
    }
    Err(Refusal::admin_code())
}

/// A page of another host, made to point here by its name server, has that host's name in its requests.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
}

/// How the report is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// `?lang=zh|en`, else the first of `Accept-Language` that there is.
    pub language: Language,
    /// `?format=json|markdown|guide`.
    pub format: Format,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The whole, for programs.
    Json,
    /// The whole, for people.
    Markdown,
    /// In Markdown too: how to set a provider up. The chat page shows it where there is none.
    Guide,
}

impl Wish {
    /// Reads the query, without its question mark.
    ///
    /// # Errors
    /// A language or a format that there is not.
    pub fn read(query: &str, accept_language: Option<&str>) -> Result<Self, Refusal> {
        let value = |name: &str| {
            query.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v)
        };
        let told = || {
            let mut tags = accept_language.unwrap_or_default().split(',');
            tags.find_map(|tag| Language::from_tag(tag.split(';').next()?)).unwrap_or_default()
        };
        let language = match value("lang").map(Language::from_tag) {
            Some(None) => return Err(Refusal::unknown_choice("lang", "zh, en")),
            Some(Some(language)) => language,
            None => told(),
        };
        let format = match value("format") {
            None | Some("json") => Format::Json,
            Some("markdown") => Format::Markdown,
            Some("guide") => Format::Guide,
            Some(_) => return Err(Refusal::unknown_choice("format", "json, markdown, guide")),
        };
        Ok(Self { language, format })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_code_the_report_is_open_to_this_machine_in_development_and_to_nobody_else() {
        let status = |is_local, host| {
            let mut tries = Tries::new();
            admit_owner(None, is_local, host, Some("Bearer x"), (&mut tries, "c", 0)).map_err(|r| r.status)
        };
        for host in ["localhost:8788", "127.0.0.1:1", "[::1]:8788", "localhost"] {
            assert_eq!(status(true, host), Ok(()));
            assert_eq!(status(false, host), Err(404));
        }
        for host in ["evil.example", "localhost.evil.example", "192.168.0.2:8788", "[::2]:1", ""] {
            assert_eq!(status(true, host), Err(404), "{host}");
        }
    }

    #[test]
    fn wrong_and_missing_codes_get_the_same_answer_and_wrong_ones_are_limited() {
        let code = Secret::new("test-code-0000");
        let mut tries = Tries::new();
        let mut ask =
            |given: Option<&str>| admit_owner(Some(&code), true, "localhost", given, (&mut tries, "c", 0));
        assert_eq!(ask(Some("Bearer test-code-0000")), Ok(()));
        let missing = ask(None).unwrap_err();
        assert_eq!((missing.status, missing.code), (401, "admin_code_required"));
        for _ in 0..5 {
            assert_eq!(ask(Some("Bearer test-code-0001")), Err(missing.clone()));
        }
        let limited = ask(Some("Bearer test-code-0000")).unwrap_err();
        assert_eq!((limited.status, limited.retry_after_s), (429, Some(1)));
    }

    #[test]
    fn the_query_says_the_language_and_the_format() {
        let read = |query, accept| Wish::read(query, accept).map_err(|refusal| refusal.param);
        let wish = |language, format| Ok(Wish { language, format });
        assert_eq!(read("", None), wish(Language::English, Format::Json));
        assert_eq!(read("lang=zh-CN&format=markdown", None), wish(Language::Chinese, Format::Markdown));
        assert_eq!(read("format=guide", Some("fr, zh;q=0.8, en")), wish(Language::Chinese, Format::Guide));
        assert_eq!(read("lang=fr", None), Err(Some("lang")));
        assert_eq!(read("format=pdf", None), Err(Some("format")));
    }
}
