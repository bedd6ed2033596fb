//! The other tabs of this browser. They tell each other what they change (`BroadcastChannel`), and a lock
//! (<https://www.w3.org/TR/web-locks/>) says which answers are being written, also after the tab that wrote one has crashed.

use conversation::id::Id;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/tabs.js")]
extern "C" {
    #[wasm_bindgen(js_name = onChange)]
    fn js_on_change(callback: &Closure<dyn Fn(f64, bool)>);
    #[wasm_bindgen(js_name = tellWords)]
    fn js_tell_words(answer: f64, text_length: u32, reasoning_length: u32, text: &str, reasoning: &str);
    #[wasm_bindgen(js_name = onWords)]
    fn js_on_words(callback: &Closure<dyn Fn(f64, u32, u32, String, String)>);
    #[wasm_bindgen(js_name = beginWriting)]
    fn js_begin_writing(answer: f64);
    #[wasm_bindgen(js_name = endWriting)]
    fn js_end_writing(answer: f64);
    #[wasm_bindgen(js_name = isWritten)]
    async fn js_is_written(answer: f64) -> JsValue;
    #[wasm_bindgen(js_name = writingEnd, catch)]
    async fn js_writing_end(answer: f64) -> Result<(), JsValue>;
}

/// New words of an answer that a tab writes.
#[derive(Clone, Debug)]
pub struct NewWords {
    /// The answer.
    pub answer: Id,
    /// The bytes of its text before these words.
    pub text_length: usize,
    /// The bytes of its reasoning before these words.
    pub reasoning_length: usize,
    /// What its text has more.
    pub text: String,
    /// What its reasoning has more.
    pub reasoning: String,
}

/// Calls back, as long as the page lives, with the conversation that another tab has changed in the store, and whether the
/// list of conversations has changed too.
pub fn on_change(callback: impl Fn(Id, bool) + 'static) {
    let callback = Closure::<dyn Fn(f64, bool)>::new(move |id, is_listed| callback(id as Id, is_listed));
    js_on_change(&callback);
    callback.forget();
}

/// Tells the other tabs of new words.
pub fn tell_words(words: &NewWords) {
    let (text_length, reasoning_length) = (words.text_length as u32, words.reasoning_length as u32);
    js_tell_words(words.answer as f64, text_length, reasoning_length, &words.text, &words.reasoning);
}

/// Calls back, as long as the page lives, with the new words of answers that other tabs write.
pub fn on_words(callback: impl Fn(NewWords) + 'static) {
    type Words = dyn Fn(f64, u32, u32, String, String);
    let callback = Closure::<Words>::new(move |answer, text_length, reasoning_length, text, reasoning| {
        let (text_length, reasoning_length) = (text_length as usize, reasoning_length as usize);
        callback(NewWords { answer: answer as Id, text_length, reasoning_length, text, reasoning });
    });
    js_on_words(&callback);
    callback.forget();
}

/// This tab writes an answer, until [`end_writing`] or until the page is gone.
pub fn begin_writing(answer: Id) {
    js_begin_writing(answer as f64);
}

/// What this tab wrote of an answer is in the store.
pub fn end_writing(answer: Id) {
    js_end_writing(answer as f64);
}

/// Whether a tab, perhaps this one, writes an answer. False where the browser has no locks: without HTTPS.
pub async fn is_written(answer: Id) -> bool {
    js_is_written(answer as f64).await.is_truthy()
}

/// Waits until no tab writes an answer any more.
pub async fn writing_end(answer: Id) {
    drop(js_writing_end(answer as f64).await);
}
