//! The names of messages and conversations.

/// Names a message or a conversation: 53 random bits, which a JavaScript number holds exactly.
pub type Id = u64;

/// 2^53: the number of different ids.
const IDS: f64 = 9_007_199_254_740_992.0;

/// A new id from a random number between 0 and 1, such as `Math.random()` gives. With 53 random bits two tabs do
/// not choose the same one.
pub fn new_id(random: f64) -> Id {
    (random * IDS) as Id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_exact_in_javascript() {
        assert_eq!(new_id(0.0), 0);
        assert_eq!(new_id(0.5), 1 << 52);
        assert_eq!(new_id(1.0 - f64::EPSILON / 2.0), (1 << 53) - 1);
    }
}
