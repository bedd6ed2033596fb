//! How many tokens a request may use, and how many it used.

use serde_json::Value;
use wire::traffic::Tokens;

/// For one picture. Providers count from some 260 tokens to some 1,600.
const PICTURE_TOKENS: u64 = 1_000;

/// The most tokens that a request can have: its text, by a careful estimate (four ASCII characters to a token, one of
/// any other kind), and its pictures. `wide_chars` are those of the `chars` that are not ASCII.
pub fn estimate_tokens(chars: usize, wide_chars: usize, pictures: usize) -> u64 {
    let ascii = chars.saturating_sub(wide_chars) as u64;
    ascii.div_ceil(4) + wide_chars as u64 + pictures as u64 * PICTURE_TOKENS
}

/// What a whole answer used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedTokens {
    /// All of it. It may be more than the parts: some providers count thinking in the total alone.
    pub total: u64,
    /// Of the request and of the answer.
    pub parts: Tokens,
}

/// The tokens that a whole answer used, where its provider says so.
pub fn tokens_used(answer: &str) -> Option<UsedTokens> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    let tokens = |name: &str| answer["usage"][name].as_u64();
    let (input, output) = (tokens("prompt_tokens"), tokens("completion_tokens"));
    let total = tokens("total_tokens").or_else(|| Some(input? + output?))?;
    let parts = Tokens { input: input.unwrap_or_default(), output: output.unwrap_or_default() };
    Some(UsedTokens { total, parts })
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
        let parts = Tokens { input: 3, output: 4 };
        assert_eq!(
            tokens_used(r#"{"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":9}}"#),
            Some(UsedTokens { total: 9, parts })
        );
        assert_eq!(
            tokens_used(r#"{"usage":{"prompt_tokens":3,"completion_tokens":4}}"#),
            Some(UsedTokens { total: 7, parts })
        );
        assert_eq!(
            [tokens_used("{}"), tokens_used("x"), tokens_used(r#"{"usage":{"total_tokens":-1}}"#)],
            [None; 3]
        );
    }
}
