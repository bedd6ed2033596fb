//! How many tokens a request may use, and how many it used.

use serde_json::Value;

/// For one picture. Providers count from some 260 tokens to some 1,600.
const PICTURE_TOKENS: u64 = 1_000;

/// The most tokens that a request can have: its text, by a careful estimate (four ASCII characters to a token, one of
/// any other kind), and its pictures. `wide_chars` are those of the `chars` that are not ASCII.
pub fn estimate_tokens(chars: usize, wide_chars: usize, pictures: usize) -> u64 {
    let ascii = chars.saturating_sub(wide_chars) as u64;
    ascii.div_ceil(4) + wide_chars as u64 + pictures as u64 * PICTURE_TOKENS
}

/// The tokens that a whole answer used, where its provider says so.
pub fn tokens_used(answer: &str) -> Option<u64> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    let tokens = |name: &str| answer["usage"][name].as_u64();
    tokens("total_tokens").or_else(|| Some(tokens("prompt_tokens")? + tokens("completion_tokens")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tokens_of_a_request_are_not_underestimated() {
        assert_eq!(estimate_tokens(12, 0, 0), 3);
        assert_eq!(estimate_tokens(2, 2, 0), 2);
        assert_eq!(estimate_tokens(0, 0, 2), 2_000);
    }

    #[test]
    fn the_tokens_of_an_answer_are_its_total_or_the_sum_of_its_parts() {
        assert_eq!(
            tokens_used(r#"{"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":9}}"#),
            Some(9)
        );
        assert_eq!(tokens_used(r#"{"usage":{"prompt_tokens":3,"completion_tokens":4}}"#), Some(7));
        assert_eq!(
            [tokens_used("{}"), tokens_used("x"), tokens_used(r#"{"usage":{"total_tokens":-1}}"#)],
            [None; 3]
        );
    }
}
