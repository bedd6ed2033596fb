//! The direction in which a text is read.

/// How many characters of a text are looked at: enough for any text with words.
const LOOKED_AT: usize = 10_000;

/// The value of the attribute `dir`: that of the first letter, as `dir=auto` has it
/// (<https://html.spec.whatwg.org/#auto-directionality>). A browser looks at the whole text again whenever an element is
/// added to it, and there may be thousands.
pub fn direction(text: &str) -> &'static str {
    let first = text.chars().take(LOOKED_AT).find(|c| c.is_alphabetic());
    if first.is_some_and(is_right_to_left) { "rtl" } else { "ltr" }
}

/// Whether a letter is of a script that is written from right to left: the blocks that Unicode keeps for these
/// (<https://www.unicode.org/Public/UNIDATA/extracted/DerivedBidiClass.txt>, the defaults of R and AL).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        for (text, expected) in [
            ("hello שלום", "ltr"),
            ("שלום hello", "rtl"),
            ("**1.** مرحبا", "rtl"),
            ("- 你好 שלום", "ltr"),
            ("", "ltr"),
            ("123 :-)", "ltr"),
            ("𞤀𞤣𞤤𞤢𞤥", "rtl"),
        ] {
            assert_eq!(direction(text), expected, "{text}");
        }
        assert_eq!(direction(&format!("{}ש", "- \n".repeat(5000))), "ltr", "where words begin too late");
    }
}
