use super::*;
use proptest::prelude::*;

/// No part of it stands twice in a row.
const ANSWER: &str = "# Rainbows\n\nLight bends when it enters a drop, and bends *again* when it leaves. 雨滴把阳光分解成\
各种颜色，所以我们在天空中看到一道弧线。\n\n1. Sunlight comes from behind you.\n2. Every colour leaves at an angle \
of its own.\n\n```rust\nfn angle(n: f64) -> f64 {\n    // Descartes, 1637\n    4.0 * (1.0 / n).asin()\n}\n```\n\n\
| colour | angle |\n|---|---|\n| red | 42.4 |\n| 紫色 | 40.5 |\n\nThat is all 11 of 1100 words.\n";

/// `before` joined to the continuation, which arrives in pieces of `piece` characters.
fn joined(before: &str, continuation: &str, piece: usize) -> String {
    let mut seam = Seam::new(before);
    let chars: Vec<char> = continuation.chars().collect();
    let mut text = before.to_owned();
    for words in chars.chunks(piece.max(1)) {
        text.push_str(&seam.push(&words.iter().collect::<String>()));
    }
    text + &seam.finish()
}

#[test]
fn repeated_last_words_are_left_out_in_prose_code_and_chinese() {
    for (before, continuation, expected) in [
        ("The cat sat on the", "the mat.", "The cat sat on the mat."),
        ("The cat sat on the ", "on the mat.", "The cat sat on the mat."),
        ("我们在天空中看到", "天空中看到一道弧线", "我们在天空中看到一道弧线"),
        (
            "```rust\nlet a = 1;\nlet b",
            "```rust\nlet a = 1;\nlet b = 2;\n```",
            "```rust\nlet a = 1;\nlet b = 2;\n```",
        ),
        ("```rust\nlet a = 1;\n", "```rust\nlet b = 2;\n```", "```rust\nlet a = 1;\nlet b = 2;\n```"),
        (
            "| a | b |\n|---|---|\n| first row |",
            "\n\n| first row | 2 |\n",
            "| a | b |\n|---|---|\n| first row | 2 |\n",
        ),
    ] {
        assert_eq!(joined(before, continuation, 3), expected);
    }
}

#[test]
fn a_short_repetition_that_may_be_meant_is_kept() {
    for (before, continuation) in
        [("1", "1 of 12"), ("ha", "ha!"), ("w1", "1 w12"), ("a b", " b c"), ("哈哈", "哈哈！")]
    {
        assert_eq!(joined(before, continuation, 1), format!("{before}{continuation}"));
    }
}

#[test]
fn a_continuation_that_ends_while_it_still_repeats_adds_nothing_twice() {
    assert_eq!(
        joined("This sentence is complete.", "sentence is complete.", 4),
        "This sentence is complete."
    );
    assert_eq!(joined("Same words", "", 1), "Same words");
}

fn cut() -> impl Strategy<Value = usize> {
    let places: Vec<usize> = ANSWER.char_indices().map(|(at, _)| at).collect();
    prop::sample::select(places)
}

proptest! {
    #[test]
    fn an_exact_continuation_gives_the_whole_answer_wherever_it_broke_off(at in cut(), piece in 1..9usize) {
        prop_assert_eq!(joined(&ANSWER[..at], &ANSWER[at..], piece), ANSWER);
    }

    #[test]
    fn a_repeating_continuation_gives_the_whole_answer_wherever_it_broke_off(at in cut(), back in CERTAIN_CHARS..150, piece in 1..9usize) {
        let start = ANSWER[..at].char_indices().rev().nth(back - 1).map(|(start, _)| start);
        if let Some(start) = start {
            prop_assert_eq!(joined(&ANSWER[..at], &ANSWER[start..], piece), ANSWER);
        }
    }

    #[test]
    fn a_continuation_that_starts_again_gives_the_whole_answer_wherever_it_broke_off(at in cut(), piece in 1..9usize) {
        prop_assume!(ANSWER[..at].chars().count() >= CERTAIN_CHARS);
        prop_assert_eq!(joined(&ANSWER[..at], ANSWER, piece), ANSWER);
    }

    #[test]
    fn the_words_before_the_seam_always_stay(before in ".{0,40}", continuation in ".{0,40}", piece in 1..5usize) {
        let text = joined(&before, &continuation, piece);
        prop_assert!(text.starts_with(&before));
    }
}
