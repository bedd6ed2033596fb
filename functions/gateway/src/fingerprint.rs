//! Names for things that must be told apart without being shown.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 over a list of fields, in hexadecimal digits. Each field is preceded by its length, so that two lists never
/// have the same text.
pub(crate) fn fingerprint<T: AsRef<[u8]>>(fields: impl IntoIterator<Item = T>) -> String {
    let mut hasher = Sha256::new();
    for field in fields {
        let field = field.as_ref();
        hasher.update((field.len() as u64).to_le_bytes());
        hasher.update(field);
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing to a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_fields_or_other_borders_between_them_give_another_fingerprint() {
        let known = fingerprint(["ab", "c"]);
        assert_eq!(known.len(), 64);
        assert_eq!(fingerprint(["ab".to_owned(), "c".to_owned()]), known);
        for other in [vec!["a", "bc"], vec!["abc"], vec!["ab", "c", ""], vec!["ab", "d"], vec![]] {
            assert_ne!(fingerprint(&other), known, "{other:?}");
        }
    }
}
