//! SHA-256, wherever a hash names a file or says whether something has changed.

use sha2::{Digest, Sha256};

/// The first 64 bits of the hash of `parts`, one after the other with their lengths, as 16 hexadecimal digits.
pub(crate) fn content_hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let hash = hasher.finalize();
    let first = hash.iter().take(8).fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    format!("{first:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_16_digits_and_depends_on_the_content_and_on_where_a_part_ends() {
        let hash = content_hash(&[b"ab", b"c"]);
        assert_eq!(hash.len(), 16);
        assert_eq!(hash, content_hash(&[b"ab", b"c"]));
        assert_ne!(hash, content_hash(&[b"a", b"bc"]));
    }
}
