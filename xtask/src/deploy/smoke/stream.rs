//! An answer that streams.

use anyhow::{Context, Result, bail};
use std::{io::Read, time::Instant};
use wire::{StreamItem, sse};

/// Reads a stream to its end, and returns when its first content came.
pub(super) fn read(mut body: impl Read) -> Result<Instant> {
    let (mut decoder, mut buffer) = (sse::Decoder::new(), [0; 4096]);
    let (mut first, mut end) = (None, None);
    loop {
        let length = body.read(&mut buffer).context("the answer broke off")?;
        if length == 0 {
            break;
        }
        decoder.push(&buffer[..length], |event| match StreamItem::read(&event.data) {
            StreamItem::Chunk(chunk) if chunk.has_content() => {
                first.get_or_insert_with(Instant::now);
            }
            StreamItem::Done => end = Some(Ok(())),
            StreamItem::Error(error) => end = Some(Err(error.message)),
            StreamItem::Chunk(_) | StreamItem::Unreadable => {}
        });
    }
    match end {
        Some(Ok(())) => first.context("the answer has no words"),
        Some(Err(message)) => bail!("the answer broke off: {message}"),
        None => bail!("the answer broke off"),
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn an_answer_has_words_and_an_end() {
        let chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
        let read = |text: String| super::read(text.as_bytes()).map(drop).map_err(|error| error.to_string());
        assert_eq!(read(format!("{chunk}data: [DONE]\n\n")), Ok(()));
        assert_eq!(read(chunk.to_owned()), Err("the answer broke off".to_owned()));
        assert_eq!(read("data: [DONE]\n\n".to_owned()), Err("the answer has no words".to_owned()));
        let error = "data: {\"error\":{\"message\":\"why\",\"type\":\"server_error\"}}\n\n";
        assert_eq!(read(format!("{chunk}{error}")), Err("the answer broke off: why".to_owned()));
    }
}
