//! A pass: what a visitor who has entered the code keeps in a cookie, so that it is entered once. It says until
//! when it holds and is signed with the code (HMAC-SHA-256), so it cannot be made up, carried to another site or
//! used for the other door, and a changed code ends all of them.
//!
//! ```text
//! 1.1790000000.9f86d081884c7d65…      version, seconds since 1970, signature in hexadecimal digits
//! ```

use crate::{Millis, secret::Secret};

/// Which door a code or a pass opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// To answers: `ACCESS_CODE`.
    Visitors,
    /// To the deployment report: `ADMIN_CODE`.
    Owner,
}

impl Door {
    /// How long its passes hold, in seconds: a month, and half a day.
    pub const fn pass_lasts_s(self) -> u64 {
        match self {
            Self::Visitors => 30 * 86_400,
            Self::Owner => 12 * 3_600,
        }
    }

    /// The cookie that its passes travel in. The prefix keeps other hosts of a domain from setting it
    /// (RFC 6265bis, 4.1.3.2), but wants TLS; without, which only a developer's machine is, it has none.
    pub const fn cookie(self, is_secure: bool) -> &'static str {
        match (self, is_secure) {
            (Self::Visitors, true) => "__Host-everchat",
            (Self::Visitors, false) => "everchat",
            (Self::Owner, true) => "__Host-everchat-owner",
            (Self::Owner, false) => "everchat-owner",
        }
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Visitors => "visitors",
            Self::Owner => "owner",
        }
    }
}

/// Makes a pass for a site, from now on.
pub fn issue(code: &Secret, door: Door, host: &str, now: Millis) -> String {
    let ends_s = now / 1000 + door.pass_lasts_s();
    format!("1.{ends_s}.{}", signature(code, door, host, ends_s).reveal())
}

/// Whether a pass was made with this code for this door of this site, and still holds.
pub fn holds(pass: &str, code: &Secret, door: Door, host: &str, now: Millis) -> bool {
    let Some((ends, given)) = pass.strip_prefix("1.").and_then(|rest| rest.split_once('.')) else {
        return false;
    };
    // Any other way of writing the number would be another pass for the same signature.
    let Some(ends_s) = ends.parse::<u64>().ok().filter(|ends_s| ends_s.to_string() == ends) else {
        return false;
    };
    signature(code, door, host, ends_s).matches(given) && ends_s > now / 1000
}

fn signature(code: &Secret, door: Door, host: &str, ends_s: u64) -> Secret {
    code.sign(&format!("everchat pass 1\n{}\n{host}\n{ends_s}", door.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Millis = 1_800_000_000_000;
    const HOST: &str = "chat.example";

    fn code() -> Secret {
        Secret::new("test-code-0000")
    }

    #[test]
    fn a_pass_opens_its_own_door_of_its_own_site_until_it_ends() {
        for door in [Door::Visitors, Door::Owner] {
            let pass = issue(&code(), door, HOST, NOW);
            let ends = NOW + door.pass_lasts_s() * 1000;
            assert!(holds(&pass, &code(), door, HOST, NOW) && holds(&pass, &code(), door, HOST, ends - 1000));
            assert!(!holds(&pass, &code(), door, HOST, ends), "expired");
            assert!(!holds(&pass, &code(), door, "preview.chat.example", NOW), "another site");
            assert!(!holds(&pass, &Secret::new("test-code-0001"), door, HOST, NOW), "another code");
        }
        let visitors = issue(&code(), Door::Visitors, HOST, NOW);
        assert!(!holds(&visitors, &code(), Door::Owner, HOST, NOW), "swapped");
    }

    #[test]
    fn a_pass_with_another_end_or_another_spelling_is_none() {
        let pass = issue(&code(), Door::Visitors, HOST, NOW);
        let (ends, signature) = pass[2..].split_once('.').unwrap();
        let later = ends.parse::<u64>().unwrap() + 1;
        for forged in [
            format!("1.{later}.{signature}"),
            format!("2.{ends}.{signature}"),
            format!("1.0{ends}.{signature}"),
            format!("1.+{ends}.{signature}"),
            format!("1.{ends}.{}", signature.to_uppercase()),
            format!("1.{ends}.{}", &signature[..62]),
            format!("1.{ends}.{signature}00"),
            format!("1.{ends}."),
            format!("1.99999999999999999999999.{signature}"),
            String::new(),
        ] {
            assert!(!holds(&forged, &code(), Door::Visitors, HOST, NOW), "{forged}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_what_was_issued_holds(text in "(1\\.)?[0-9a-f.]{0,90}|\\PC{0,40}") {
            prop_assert!(!holds(&text, &code(), Door::Visitors, HOST, NOW));
        }
    }
}
