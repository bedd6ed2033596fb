//! Whatever a client sends is a request within the limits, or an error. The first byte says which dialect it is in.
#![no_main]

use gateway::{request::CompletionRequest, responses::ResponsesRequest, settings::Limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&dialect, body)) = bytes.split_first() else { return };
    let limits = Limits { max_input_chars: 200, ..Limits::default() };
    let Ok(fields) = CompletionRequest::read_fields(Some("application/json"), body, &limits) else { return };
    let fields = match dialect % 2 {
        0 => fields,
        _ => match ResponsesRequest::read(&fields) {
            Ok(request) => request.completion,
            Err(_) => return,
        },
    };
    let Ok(request) = CompletionRequest::new(fields, body.len(), &limits, &[]) else { return };
    assert!((1..=limits.max_tokens).contains(&request.max_tokens()));
    assert!(request.estimated_tokens() > 0);
});
