//! Reading a stream.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

#[wasm_bindgen]
extern "C" {
    /// What a reader has read: nothing at the end.
    type ReadResult;
    #[wasm_bindgen(method, getter)]
    fn value(this: &ReadResult) -> Option<Uint8Array>;
}

/// Reads a stream piece by piece. When it is dropped, it closes the stream; when it is released, the rest stays readable.
pub(crate) struct StreamReader(Option<ReadableStreamDefaultReader>);

impl StreamReader {
    pub(crate) fn new(stream: &ReadableStream) -> Option<Self> {
        stream.get_reader().dyn_into().ok().map(|reader| Self(Some(reader)))
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(reader) = &self.0 else { return Ok(None) };
        let result: ReadResult = JsFuture::from(reader.read()).await?.unchecked_into();
        let bytes = result.value().map(|bytes| bytes.to_vec());
        if bytes.is_none() {
            // There is nothing left to close.
            self.0 = None;
        }
        Ok(bytes)
    }

    /// Leaves the rest of the stream to somebody else.
    pub(crate) fn release(mut self) {
        if let Some(reader) = self.0.take() {
            reader.release_lock();
        }
    }
}

impl Drop for StreamReader {
    fn drop(&mut self) {
        if let Some(reader) = self.0.take() {
            // Closing fails where the stream has broken off by itself.
            spawn_local(async move { drop(JsFuture::from(reader.cancel()).await) });
        }
    }
}
