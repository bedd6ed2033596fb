//! The `AI` binding: Workers AI without a token. It is asked for the raw answer, with its status, and
//! is understood too where it gives the answer alone, as it does to callers who do not ask for more.

use crate::http::Reader;
use gateway::{
    classify::{Fault, classify_thrown},
    providers::BindingRequest,
};
use js_sys::{JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, Headers, ReadableStream, Response, ResponseInit};
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

/// Asks, until the head of the answer is there. The binding cannot be told to stop, so an answer that
/// comes after the attempt has ended is closed unread.
pub(crate) async fn ask(
    ai: Option<&Ai>,
    request: &BindingRequest,
    controller: &AbortController,
) -> Result<Response, Fault> {
    let no_answer = |_: JsValue| Fault::new(Outcome::Network, None);
    let ai = ai.ok_or_else(|| Fault::new(Outcome::NotConfigured, None))?;
    let inputs = JSON::parse(&request.inputs).map_err(no_answer)?;
    let options = JSON::parse(&request.options).map_err(no_answer)?;
    let running = ai.run(&request.model, &inputs, &options).map_err(|error| thrown(&error))?;
    let signal = controller.signal();
    // A promise of its own: it goes on where the attempt is not waited for any longer.
    let answer = future_to_promise(async move {
        let response = as_response(JsFuture::from(running).await?)?;
        if signal.aborted() {
            response.body().as_ref().and_then(Reader::new);
        }
        Ok(response.into())
    });
    let answer = JsFuture::from(answer).await.map_err(|error| thrown(&error))?;
    answer.dyn_into().map_err(no_answer)
}

fn as_response(answer: JsValue) -> Result<Response, JsValue> {
    let with_type = |content_type: &str| -> Result<ResponseInit, JsValue> {
        let headers = Headers::new()?;
        headers.set("content-type", content_type)?;
        let init = ResponseInit::new();
        init.set_headers(&headers);
        Ok(init)
    };
    let answer = match answer.dyn_into::<Response>() {
        Ok(response) => return Ok(response),
        Err(answer) => answer,
    };
    match answer.dyn_into::<ReadableStream>() {
        Ok(stream) => {
            Response::new_with_opt_readable_stream_and_init(Some(&stream), &with_type("text/event-stream")?)
        }
        Err(answer) => {
            let text = JSON::stringify(&answer)?.as_string();
            Response::new_with_opt_str_and_init(text.as_deref(), &with_type("application/json")?)
        }
    }
}

fn thrown(error: &JsValue) -> Fault {
    classify_thrown(&error.dyn_ref::<js_sys::Error>().map(|e| String::from(e.message())).unwrap_or_default())
}
