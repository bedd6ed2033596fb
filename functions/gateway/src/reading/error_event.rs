//! A provider's error in the middle of a stream. Its words are the provider's own: they may name an account or a key.

use wire::{StreamItem, sse::Decoder};

/// Where the first event begins that says that the stream failed. `stream` begins with a whole event.
pub fn find_error_event(stream: &[u8]) -> Option<usize> {
    const ERROR: &[u8] = b"error";
    if !stream.windows(ERROR.len()).any(|bytes| bytes.eq_ignore_ascii_case(ERROR)) {
        return None;
    }
    let mut decoder = Decoder::new();
    let (mut start, mut end) = (0, 0);
    for line in stream.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        end += line.len();
        let mut ended = None;
        decoder.push(line, |event| ended = Some(event));
        match ended.map(|event| StreamItem::read(&event.data)) {
            Some(StreamItem::Error(_)) => return Some(start),
            Some(_) => start = end,
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "data: {\"choices\":[{\"delta\":{\"content\":\"an error\"}}]}";
    const ERROR: &str = "data: {\"error\":{\"message\":\"org-0000\"}}";

    #[test]
    fn the_first_error_event_is_found_whatever_ends_the_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let stream = format!("{WORDS}{end}{end}: comment{end}{ERROR}{end}{end}data: [DONE]{end}{end}");
            let found = find_error_event(stream.as_bytes()).unwrap();
            assert!(stream[..found].starts_with(WORDS) && !stream[..found].contains("comment"), "{end:?}");
            assert_eq!(stream[..found].trim_end(), WORDS);
        }
    }

    #[test]
    fn words_and_half_an_event_are_no_error() {
        assert_eq!(find_error_event(format!("{WORDS}\n\n").as_bytes()), None);
        assert_eq!(find_error_event(format!("{WORDS}\n\n{ERROR}").as_bytes()), None, "its end may come");
        assert_eq!(find_error_event(b""), None);
    }
}
