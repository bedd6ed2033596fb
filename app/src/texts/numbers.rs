//! Numbers in texts.

/// A text with numbers in the places of its `#`, with commas between thousands.
pub(crate) fn with_numbers(text: &str, numbers: &[usize]) -> String {
    numbers.iter().fold(text.to_owned(), |text, number| text.replacen('#', &grouped(*number), 1))
}

fn grouped(number: usize) -> String {
    let mut text = number.to_string();
    let mut at = text.len();
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_stands_in_its_place_with_commas_between_thousands() {
        assert_eq!(with_numbers("# of # words", &[7, 1000]), "7 of 1,000 words");
        assert_eq!(with_numbers("字：#", &[1_000_070]), "字：1,000,070");
        assert_eq!(with_numbers("# words.", &[7, 8]), "7 words.", "one number too many");
        assert_eq!(with_numbers("#; none", &[100]), "100; none");
    }
}
