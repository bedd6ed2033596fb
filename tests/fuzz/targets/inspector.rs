//! Whatever a provider sends, the inspector decides. The first bytes say the status and what was asked for.
#![no_main]

use gateway::{
    http::ResponseHead,
    reading::{Envelope, Inspection, Inspector},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [status, kind, cut, body @ ..] = bytes else { return };
    let types = [None, Some("text/event-stream"), Some("application/json"), Some("text/html")];
    let head = ResponseHead {
        status: if *status == 0 { 200 } else { 300 + u16::from(*status) },
        content_type: types[usize::from(kind >> 1) % types.len()].map(str::to_owned),
        retry_after: None,
    };
    let mut inspector = Inspector::new(head, kind & 1 == 1);
    // As an answer of the `AI` binding, whose dialect is not known yet.
    if kind & 8 == 8 {
        let (id, model) = (String::new(), String::new());
        inspector = inspector.translating(Envelope { id, created: 0, model, max_tokens: 1 });
    }
    let mut inspection = inspector.check_head();
    for piece in body.chunks(usize::from(*cut).max(1)) {
        if inspection == Inspection::NeedMore {
            inspection = inspector.push(piece);
        }
    }
    if inspection == Inspection::NeedMore {
        inspection = inspector.end();
    }
    assert_ne!(inspection, Inspection::NeedMore);
});
