//! However an event stream is cut, the same events come out. The first byte says where it is cut.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{StreamItem, sse};

fn events(pieces: &[&[u8]]) -> Vec<sse::Event> {
    let (mut decoder, mut events) = (sse::Decoder::new(), Vec::new());
    for piece in pieces {
        decoder.push(piece, |event| events.push(event));
    }
    events.extend(decoder.finish());
    events
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&cut, stream)) = bytes.split_first() else { return };
    let whole = events(&[stream]);
    let (head, tail) = stream.split_at(usize::from(cut).min(stream.len()));
    assert_eq!(events(&[head, tail]), whole);
    for event in whole {
        let _ = StreamItem::read(&event.data);
    }
});
