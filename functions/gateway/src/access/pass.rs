//! A pass: a cookie that a visitor gets for the code, so that the code is entered once. It holds the time at which it
//! expires, and is signed with the code (HMAC-SHA-256). So it cannot be forged, used at another site or for another
//! audience, and changing the code ends all passes.
//!
//! ```text
//! 1.1790000000.9f86d081884c7d65…      version, seconds since 1970, signature in hexadecimal digits
//! ```

use super::audience::Audience;
use crate::{secret::Secret, time::Millis};

/// Issues a pass for a site, valid from now on.
pub(super) fn issue(code: &Secret, audience: Audience, host: &str, now: Millis) -> String {
    let expires_s = now / 1000 + audience.pass_lifetime_s();
    format!("1.{expires_s}.{}", signature(code, audience, host, expires_s).reveal())
}

/// Whether a pass was issued for this code, audience and site, and has not expired.
pub(super) fn is_valid(pass: &str, code: &Secret, audience: Audience, host: &str, now: Millis) -> bool {
    let Some((expires, given)) = pass.strip_prefix("1.").and_then(|rest| rest.split_once('.')) else {
        return false;
    };
    // A number has one spelling here. Another one would be another pass with the same signature.
    let Some(expires_s) = expires.parse::<u64>().ok().filter(|expires_s| expires_s.to_string() == expires)
    else {
        return false;
    };
    signature(code, audience, host, expires_s).matches(given) && expires_s > now / 1000
}

fn signature(code: &Secret, audience: Audience, host: &str, expires_s: u64) -> Secret {
    code.sign(&format!("everchat pass 1\n{}\n{host}\n{expires_s}", audience.as_str()))
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
    fn a_pass_is_valid_for_its_audience_at_its_site_until_it_expires() {
        for audience in Audience::ALL {
            let pass = issue(&code(), audience, HOST, NOW);
            let expires = NOW + audience.pass_lifetime_s() * 1000;
            assert!(is_valid(&pass, &code(), audience, HOST, NOW));
            assert!(is_valid(&pass, &code(), audience, HOST, expires - 1000));
            assert!(!is_valid(&pass, &code(), audience, HOST, expires), "expired");
            assert!(!is_valid(&pass, &code(), audience, "preview.chat.example", NOW), "another site");
            assert!(!is_valid(&pass, &Secret::new("test-code-0001"), audience, HOST, NOW), "another code");
        }
        let visitors = issue(&code(), Audience::Visitors, HOST, NOW);
        assert!(!is_valid(&visitors, &code(), Audience::Owner, HOST, NOW), "another audience");
    }

    #[test]
    fn a_pass_with_another_expiry_or_another_spelling_is_not_valid() {
        let pass = issue(&code(), Audience::Visitors, HOST, NOW);
        let (expires, signature) = pass[2..].split_once('.').unwrap();
        let later = expires.parse::<u64>().unwrap() + 1;
        for forged in [
            format!("1.{later}.{signature}"),
            format!("2.{expires}.{signature}"),
            format!("1.0{expires}.{signature}"),
            format!("1.+{expires}.{signature}"),
            format!("1.{expires}.{}", signature.to_uppercase()),
            format!("1.{expires}.{}", &signature[..62]),
            format!("1.{expires}.{signature}00"),
            format!("1.{expires}."),
            format!("1.99999999999999999999999.{signature}"),
            String::new(),
        ] {
            assert!(!is_valid(&forged, &code(), Audience::Visitors, HOST, NOW), "{forged}");
        }
    }

    proptest! {
        #[test]
        fn only_an_issued_pass_is_valid(text in "(1\\.)?[0-9a-f.]{0,90}|\\PC{0,40}") {
            prop_assert!(!is_valid(&text, &code(), Audience::Visitors, HOST, NOW));
        }
    }
}
