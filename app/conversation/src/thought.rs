//! What a model thinks just now.

/// The latest sentence of the reasoning, or its latest line, without the marks of Markdown.
pub fn latest(reasoning: &str) -> String {
    let whole = reasoning.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '。'));
    let start = ["\n", ". ", "。"].iter().filter_map(|end| Some(whole.rfind(end)? + end.len())).max();
    let latest = &whole[start.unwrap_or_default()..];
    latest.trim_start_matches(['#', '-', ' ']).replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::latest;

    #[test]
    fn the_latest_sentence_or_line_is_shown_without_marks() {
        for (reasoning, expected) in [
            ("", ""),
            ("\n", ""),
            ("First, the light.\nThen **the dr", "Then the dr"),
            ("## A plan\n\n- Look up. Then go", "Then go"),
            ("It is 3.5 m. ", "It is 3.5 m"),
            ("先看光。再看水", "再看水"),
            ("先看光。再看水。\n", "再看水"),
            ("# A plan\n", "A plan"),
        ] {
            assert_eq!(latest(reasoning), expected, "{reasoning}");
        }
    }
}
