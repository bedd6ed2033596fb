//! Values that must not be seen.

use std::fmt;

/// A token, a key or a code. It cannot be printed; reading it is spelled out.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Hides a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one header that it belongs in.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether `guess` is the value, in a time that depends on the guess's length alone.
    pub fn matches(&self, guess: &str) -> bool {
        let secret = self.0.as_bytes();
        let mut difference = secret.len() ^ guess.len();
        for (i, byte) in guess.bytes().enumerate() {
            difference |= usize::from(byte ^ secret.get(i % secret.len().max(1)).copied().unwrap_or(0));
        }
        difference == 0
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
    fn a_secret_is_not_printed_and_only_the_same_text_matches() {
        let secret = Secret::new("test-token-0000");
        assert_eq!(format!("{secret:?}"), "Secret");
        assert!(secret.matches("test-token-0000"));
        for wrong in ["", "test-token-0001", "test-token-000", "test-token-0000test-token-0000"] {
            assert!(!secret.matches(wrong), "{wrong}");
        }
        assert!(!Secret::new("").matches("x"));
    }
}
