//! Values that must not be printed.

use hmac::{
    Hmac, Mac,
    digest::{Key, KeyInit},
};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};

/// The length, in characters, from which a code cannot be found by trying over a network. Twelve small letters and
/// digits have 36^12 combinations; at ten thousand tries a second, half of them take 7 million years.
const UNGUESSABLE_CHARS: usize = 12;

/// A token, a key or a code. It cannot be printed; reading it must be spelled out.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one header or body that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether `guess` is the value. The time of the comparison depends on the length of the guess alone.
    pub fn matches(&self, guess: &str) -> bool {
        let secret = self.0.as_bytes();
        let mut difference = secret.len() ^ guess.len();
        for (i, byte) in guess.bytes().enumerate() {
            difference |= usize::from(byte ^ secret.get(i % secret.len().max(1)).copied().unwrap_or(0));
        }
        difference == 0
    }

    /// Whether the value is too long to be found by trying.
    pub fn is_unguessable(&self) -> bool {
        self.0.chars().count() >= UNGUESSABLE_CHARS
    }

    /// The signature of a text with this value as the key: HMAC-SHA-256 in hexadecimal digits. It is a secret itself,
    /// since knowing it proves knowing the value.
    pub(crate) fn sign(&self, text: &str) -> Self {
        // A key that is longer than a block is hashed first (RFC 2104, section 2).
        let mut block = Key::<Hmac<Sha256>>::default();
        let bytes = self.0.as_bytes();
        match block.get_mut(..bytes.len()) {
            Some(start) => start.copy_from_slice(bytes),
            None => block[..32].copy_from_slice(&Sha256::digest(bytes)),
        }
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block);
        mac.update(text.as_bytes());
        let mut digits = String::with_capacity(64);
        for byte in mac.finalize().into_bytes() {
            // Writing to a String cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        Self(digits)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed_and_matches_only_the_same_text() {
        let secret = Secret::new("test-token-0000");
        assert_eq!(format!("{secret:?}"), "Secret");
        assert!(secret.matches("test-token-0000"));
        for wrong in ["", "test-token-0001", "test-token-000", "test-token-0000test-token-0000"] {
            assert!(!secret.matches(wrong), "{wrong}");
        }
        assert!(!Secret::new("").matches("x"));
    }

    #[test]
    fn signatures_agree_with_the_standards_test_vectors() {
        let signed = |key: String, text: &str| Secret::new(key).sign(text).0;
        // RFC 4231, case 2; and a key of more than a block, by Python's `hmac`.
        let short = signed("Jefe".to_owned(), "what do ya want for nothing?");
        assert_eq!(short, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert_eq!(
            signed("k".repeat(100), "text"),
            "5964a5c58b736800917a8e85cf03892e9ab8a997a15175b1d876119624a9b699"
        );
    }

    #[test]
    fn a_code_is_unguessable_from_twelve_characters_on() {
        assert!(Secret::new("test-code-00").is_unguessable());
        assert!(!Secret::new("test-code-0").is_unguessable());
        assert!(!Secret::new("密码密码").is_unguessable(), "characters, not bytes");
    }
}
