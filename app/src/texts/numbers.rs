//! Numbers in texts.

/// A text with numbers in the places of its `#`, with commas between thousands.
pub(crate) fn with_numbers(text: &str, numbers: &[usize]) -> String {
    let mut numbers = numbers.iter();
    let mut filled = String::new();
    for piece in text.split_inclusive('#') {
        match (piece.strip_suffix('#'), numbers.next()) {
            (Some(words), Some(number)) => {
                filled.push_str(words);
                push_grouped(&mut filled, *number);
            }
            _ => filled.push_str(piece),
        }
    }
    filled
}

fn push_grouped(text: &mut String, number: usize) {
    if number >= 1000 {
        push_grouped(text, number / 1000);
        text.push_str(&format!(",{:03}", number % 1000));
    } else {
        text.push_str(&number.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_stands_in_its_place_with_commas_between_thousands() {
        assert_eq!(with_numbers("# of # words", &[7, 1000]), "7 of 1,000 words");
        assert_eq!(with_numbers("字：#", &[1_000_070]), "字：1,000,070");
        assert_eq!(with_numbers("# words.", &[7, 8]), "7 words.", "one number too many");
        assert_eq!(with_numbers("none", &[]), "none");
    }
}
