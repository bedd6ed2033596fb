//! A body that is read as it comes.

use super::error::HttpError;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// A body that is read as it comes.
#[derive(Debug)]
pub struct BodyStream(ReadableStreamDefaultReader);

impl BodyStream {
    pub(crate) fn new(body: &ReadableStream) -> Option<Self> {
        // A second reader is refused by an exception, which only this constructor hands on.
        ReadableStreamDefaultReader::new(body).ok().map(Self)
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// [`HttpError::Body`] if the body broke off, or if the request was aborted.
    pub async fn read(&self) -> Result<Option<Vec<u8>>, HttpError> {
        let result = JsFuture::from(self.0.read()).await.map_err(|_| HttpError::Body)?;
        let bytes = Reflect::get(&result, &"value".into()).map_err(|_| HttpError::Body)?;
        Ok(bytes.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    /// Stops reading and closes the connection. Unlike an abort it is not the visitor's doing.
    pub fn cancel(&self) {
        drop(self.0.cancel());
    }
}
