//! The `AI` binding: Workers AI without a token. It is asked for the raw answer, with its status. An answer alone, as it
//! gives to callers who do not ask for more, is understood too.

use super::{messages::respond, stream_reader::StreamReader};
use gateway::{
    providers::BindingRequest,
    reading::{Failure, classify_exception},
};
use js_sys::{JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, ReadableStream, Response};
use wire::Outcome;
use worker::Env;

#[wasm_bindgen]
extern "C" {
    /// `env.AI`.
    #[derive(Clone)]
    pub(crate) type Ai;
    #[wasm_bindgen(method, catch)]
    fn run(this: &Ai, model: &str, inputs: &JsValue, options: &JsValue) -> Result<Promise, JsValue>;
}

/// The binding, if there is one. A variable of that name is none.
pub(crate) fn find(env: &Env) -> Option<Ai> {
    let found = Reflect::get(env.as_ref(), &"AI".into()).ok()?;
    (found.is_object() || found.is_function()).then(|| found.unchecked_into())
}

/// Asks, and waits for the head of the answer. The binding cannot be told to stop, so an answer that comes after the
/// attempt has ended is closed unread.
pub(crate) async fn ask(
    ai: Option<&Ai>,
    request: &BindingRequest,
    controller: &AbortController,
) -> Result<Response, Failure> {
    let no_answer = |_: JsValue| Failure::new(Outcome::Network, None);
    let ai = ai.ok_or_else(|| Failure::new(Outcome::NotConfigured, None))?;
    let inputs = JSON::parse(&request.inputs).map_err(no_answer)?;
    let options = JSON::parse(&request.options).map_err(no_answer)?;
    let running = ai.run(&request.model, &inputs, &options).map_err(|error| exception(&error))?;
    let signal = controller.signal();
    // A promise of its own goes on after the attempt, which no longer waits for it.
    let answer = future_to_promise(async move {
        let response = as_response(JsFuture::from(running).await?)?;
        if signal.aborted() {
            response.body().as_ref().and_then(StreamReader::new);
        }
        Ok(response.into())
    });
    let answer = JsFuture::from(answer).await.map_err(|error| exception(&error))?;
    answer.dyn_into().map_err(no_answer)
}

fn as_response(answer: JsValue) -> Result<Response, JsValue> {
    let answer = match answer.dyn_into::<Response>() {
        Ok(response) => return Ok(response),
        Err(answer) => answer,
    };
    match answer.dyn_into::<ReadableStream>() {
        Ok(stream) => respond(&stream, 200, &[("content-type", "text/event-stream")]),
        Err(answer) => {
            respond(&JSON::stringify(&answer)?.into(), 200, &[("content-type", "application/json")])
        }
    }
}

fn exception(error: &JsValue) -> Failure {
    let error = error.dyn_ref::<js_sys::Error>();
    classify_exception(&error.map(|error| String::from(error.message())).unwrap_or_default())
}
