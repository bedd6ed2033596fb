//! One question and its answer, over the network.

use crate::{
    answer::{AnswerReader, Ending, Failure, State, Words},
    chat::{Chat, Entry},
    seam::Seam,
};
use futures_util::future::{Either, select};
use gloo_net::http::{Request, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader};
use wire::{ErrorBody, ProviderId, Status, header};

/// A stream that is silent for so long has broken off, unless the site says how long.
const IDLE_TIMEOUT_MS: u32 = 30_000;
/// How often a growing answer is saved.
const SAVE_EVERY_MS: f64 = 1000.0;

/// Ends the exchange that is under way.
#[derive(Clone, Default)]
pub(crate) struct Stopper(Rc<RefCell<Option<AbortController>>>);

impl Stopper {
    /// Closes the connection: the site closes the provider's, so nothing more is paid for.
    pub(crate) fn stop(&self) {
        if let Some(controller) = self.0.borrow_mut().take() {
            controller.abort();
        }
    }
}

/// Asks for an answer, or for the rest of one that has begun, and fills it in as it comes.
pub(crate) fn ask(chat: Chat, answer: Entry, stopper: &Stopper) {
    let Ok(controller) = AbortController::new() else { return };
    stopper.0.replace(Some(controller.clone()));
    chat.save();
    spawn_local(async move {
        let pen = Pen::new(chat, answer);
        let mut ending = converse(chat, answer, &pen, &controller).await;
        pen.flush();
        if controller.signal().aborted() {
            ending = Ending::Stopped;
        }
        chat.announcement.set(match &ending {
            Ending::Complete => chat.texts.complete,
            Ending::Length => chat.texts.length,
            Ending::Blocked => chat.texts.blocked,
            Ending::Stopped => chat.texts.stopped,
            Ending::Interrupted => chat.texts.interrupted,
            Ending::Failed(failure) => (chat.texts.error)(&failure.code).unwrap_or(chat.texts.interrupted),
        });
        answer.state.set(State::Ended(ending));
        chat.running.set(None);
        chat.save();
    });
}

/// One answer, from as many providers as it takes: where one breaks off, the next goes on.
async fn converse(chat: Chat, answer: Entry, pen: &Pen, controller: &AbortController) -> Ending {
    let mut broken: Vec<ProviderId> = Vec::new();
    loop {
        match exchange(chat, answer, pen, controller, &broken).await {
            // Nobody could go on; what is there stays.
            Ending::Failed(_) if pen.has_words() => return Ending::Interrupted,
            Ending::Interrupted if !controller.signal().aborted() => {
                let served = answer.receipt.with_untracked(|receipt| receipt.served().map(|a| a.provider));
                match served.filter(|provider| !broken.contains(provider)) {
                    Some(provider) => broken.push(provider),
                    None => return Ending::Interrupted,
                }
            }
            ending => return ending,
        }
    }
}

/// One request and its stream.
async fn exchange(
    chat: Chat,
    answer: Entry,
    pen: &Pen,
    controller: &AbortController,
    broken: &[ProviderId],
) -> Ending {
    let mut request = Request::post("/api/v1/chat/completions")
        .header(header::COUNT_TOKENS, "1")
        .abort_signal(Some(&controller.signal()));
    if !broken.is_empty() {
        let names: Vec<&str> = broken.iter().map(|provider| provider.as_str()).collect();
        request = request.header(header::EXCLUDE, &names.join(","));
    }
    let response = match request.json(&chat.request(answer)) {
        Ok(request) => request.send().await,
        Err(error) => Err(error),
    };
    let Ok(response) = response else { return Ending::Failed(Failure::unreachable()) };
    if let Some(attempts) = response.headers().get(header::ATTEMPTS) {
        answer.receipt.update(|receipt| {
            receipt.attempts.extend(wire::attempts_from_header(&attempts));
            receipt.is_rescued |= response.ok() && !broken.is_empty();
        });
    }
    if !response.ok() {
        return Ending::Failed(failure(&response).await);
    }
    read(&response, pen, controller).await
}

async fn failure(response: &Response) -> Failure {
    let text = response.text().await.unwrap_or_default();
    ErrorBody::read(&text).map_or_else(Failure::unreachable, Failure::from)
}

async fn read(response: &Response, pen: &Pen, controller: &AbortController) -> Ending {
    let reader =
        response.body().map(|body| body.get_reader().unchecked_into::<ReadableStreamDefaultReader>());
    let idle_ms = response.headers().get(header::IDLE_TIMEOUT).and_then(|ms| ms.parse().ok());
    let mut reading = AnswerReader::default();
    let mut seam = Seam::new(&pen.text());
    while let Some(reader) = &reader {
        let next = Box::pin(next(reader));
        let bytes = match select(next, TimeoutFuture::new(idle_ms.unwrap_or(IDLE_TIMEOUT_MS))).await {
            Either::Left((Ok(Some(bytes)), _)) => bytes,
            Either::Left(_) => break,
            Either::Right(_) => {
                // Not the visitor's doing: the signal must not say so.
                drop(reader.cancel());
                break;
            }
        };
        let words = reading.push(&bytes);
        pen.write(&Words { content: seam.push(&words.content), ..words });
        if reading.is_done() || controller.signal().aborted() {
            break;
        }
    }
    pen.write(&Words { content: seam.finish(), ..Words::default() });
    pen.flush();
    pen.answer.receipt.update(|receipt| reading.fill_in(receipt));
    reading.finish(pen.has_words())
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    let value = Reflect::get(&result, &"value".into())?;
    Ok(value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
}

/// Writes words into the answer, at most once a frame however fast they come.
#[derive(Clone)]
struct Pen {
    chat: Chat,
    answer: Entry,
    ink: Rc<RefCell<Words>>,
    is_scheduled: Rc<Cell<bool>>,
    began_at: f64,
    saved_at: Rc<Cell<f64>>,
}

impl Pen {
    fn new(chat: Chat, answer: Entry) -> Self {
        let began_at = js_sys::Date::now();
        Self {
            chat,
            answer,
            ink: Rc::default(),
            is_scheduled: Rc::default(),
            began_at,
            saved_at: Rc::default(),
        }
    }

    fn write(&self, words: &Words) {
        {
            let mut ink = self.ink.borrow_mut();
            ink.content.push_str(&words.content);
            ink.reasoning.push_str(&words.reasoning);
            if *ink == Words::default() {
                return;
            }
        }
        if !self.is_scheduled.replace(true) {
            let pen = self.clone();
            request_animation_frame(move || pen.flush());
        }
    }

    fn flush(&self) {
        self.is_scheduled.set(false);
        let words = self.ink.take();
        if words == Words::default() {
            return;
        }
        if self.answer.state.with_untracked(|state| *state == State::Waiting) {
            self.answer.state.set(State::Streaming);
            self.chat.announcement.set(self.chat.texts.began);
            let waited = js_sys::Date::now() - self.began_at;
            self.answer.receipt.update(|receipt| receipt.first_words_ms = Some(waited as u32));
        }
        if !words.reasoning.is_empty() {
            self.answer.reasoning.update(|text| text.push_str(&words.reasoning));
        }
        if !words.content.is_empty() {
            self.answer.text.update(|text| text.push_str(&words.content));
        }
        let now = js_sys::Date::now();
        if now - self.saved_at.get() > SAVE_EVERY_MS {
            self.saved_at.set(now);
            self.chat.save();
        }
    }

    fn text(&self) -> String {
        self.answer.text.get_untracked()
    }

    fn has_words(&self) -> bool {
        let is_empty = |text: RwSignal<String>| text.with_untracked(String::is_empty);
        !is_empty(self.answer.text) || !is_empty(self.answer.reasoning)
    }
}

/// Asks how the site is; the page works without knowing.
pub(crate) fn load_status(chat: Chat) {
    spawn_local(async move {
        if let Ok(response) = Request::get("/api/status").send().await
            && let Ok(text) = response.text().await
        {
            chat.status.set(Status::read(&text));
        }
    });
}
