//! Titles of conversations.

/// A title that is taken from a question has at most so many characters, and `…` if words are missing.
const MAX_CHARS: usize = 60;

/// The first line of a question that has words.
pub fn title(question: &str) -> String {
    let line = question.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let mut title: String = line.chars().take(MAX_CHARS).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_line_of_words_and_not_too_long() {
        assert_eq!(title("\n  你好 \nmore"), "你好");
        assert_eq!(title(""), "");
        assert_eq!(title(&"字".repeat(80)).chars().count(), 61);
    }
}
