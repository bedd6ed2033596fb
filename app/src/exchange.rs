//! One question and its answer, over the network.

mod question;

use crate::{
    answer::{AnswerReader, Ending, Failure, State, Words},
    chat::{Chat, Id, Live},
    http,
    seam::Seam,
};
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use question::Question;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader, Response};
use wire::{ErrorBody, ProviderId, Status, header};

/// A stream that is silent for so long has broken off, unless the site says how long.
const IDLE_TIMEOUT_MS: u32 = 30_000;
/// How often a growing answer is saved.
const SAVE_EVERY_MS: f64 = 1000.0;

/// A model that finds a conversation too long gets half of it, so often at most.
const MAX_HALVINGS: u32 = 4;

/// Ends the exchanges that are under way, by their answers.
#[derive(Clone, Default)]
pub(crate) struct Stopper(Rc<RefCell<Vec<(Id, AbortController)>>>);

impl Stopper {
    /// Closes the connection: the site closes the provider's, so nothing more is paid for.
    pub(crate) fn stop(&self, answer: Id) {
        for (_, controller) in self.0.borrow().iter().filter(|(id, _)| *id == answer) {
            controller.abort();
        }
    }
}

/// Asks for an answer, or for the rest of one that has begun, and fills it in as it comes.
pub(crate) fn ask(chat: Chat, live: Live, stopper: &Stopper) {
    let Ok(controller) = AbortController::new() else { return };
    stopper.0.borrow_mut().push((live.answer.id, controller.clone()));
    let stopper = stopper.clone();
    spawn_local(async move {
        let pen = Pen::new(chat, live);
        let mut ending = converse(&pen, &controller).await;
        pen.flush();
        if controller.signal().aborted() {
            ending = Ending::Stopped;
        }
        stopper.0.borrow_mut().retain(|(id, _)| *id != live.answer.id);
        let texts = chat.texts();
        chat.announcement.set(match &ending {
            Ending::Complete => texts.complete,
            Ending::Length => texts.length,
            Ending::Blocked => texts.blocked,
            Ending::Stopped => texts.stopped,
            Ending::Interrupted => texts.interrupted,
            Ending::Failed(_) => texts.failed,
        });
        live.answer.state.set(State::Ended(ending));
        chat.end_live(live);
    });
}

/// One answer, from as many providers as it takes: where one breaks off, the next goes on.
async fn converse(pen: &Pen, controller: &AbortController) -> Ending {
    let question = Question::new(pen.chat, pen.live).await;
    let mut broken: Vec<ProviderId> = Vec::new();
    let mut halvings = 0;
    loop {
        match exchange(&question, pen, controller, &broken).await {
            // Too long for the model: without the oldest messages it may do.
            Ending::Failed(failure)
                if failure.is_too_long() && question.said.len() > 1 && halvings < MAX_HALVINGS =>
            {
                halvings += 1;
                question.halve();
            }
            // Nobody could go on; what is there stays.
            Ending::Failed(_) if pen.has_words() => return Ending::Interrupted,
            Ending::Interrupted if !controller.signal().aborted() => {
                let served =
                    pen.live.answer.receipt.with_untracked(|receipt| receipt.served().map(|a| a.provider));
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
    question: &Question,
    pen: &Pen,
    controller: &AbortController,
    broken: &[ProviderId],
) -> Ending {
    let mut headers = vec![(header::COUNT_TOKENS, "1")];
    let names: Vec<&str> = broken.iter().map(|provider| provider.as_str()).collect();
    let names = names.join(",");
    if !broken.is_empty() {
        headers.push((header::EXCLUDE, names.as_str()));
    }
    let (body, fits_from) = question.request(&pen.text());
    pen.chat.tell_what_fits(pen.live, fits_from);
    let (body, signal) = (body.to_string(), controller.signal());
    let sent = http::send("/api/v1/chat/completions", &headers, Some(&body), Some(&signal));
    let Some(response) = sent.await else { return Ending::Failed(Failure::unreachable()) };
    if let Some(attempts) = told(&response, header::ATTEMPTS) {
        pen.live.answer.receipt.update(|receipt| {
            receipt.attempts.extend(wire::attempts_from_header(&attempts));
            receipt.is_rescued |= response.ok() && !broken.is_empty();
        });
    }
    if !response.ok() {
        return Ending::Failed(failure(&response).await);
    }
    read(&response, pen, controller).await
}

/// What a header says.
fn told(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}

/// Why there is no answer, as the site says.
pub(crate) async fn failure(response: &Response) -> Failure {
    let text = http::text(response).await.unwrap_or_default();
    ErrorBody::read(&text).map_or_else(Failure::unreachable, Failure::from)
}

async fn read(response: &Response, pen: &Pen, controller: &AbortController) -> Ending {
    let reader =
        response.body().map(|body| body.get_reader().unchecked_into::<ReadableStreamDefaultReader>());
    let idle_ms = told(response, header::IDLE_TIMEOUT).and_then(|ms| ms.parse().ok());
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
    pen.live.answer.receipt.update(|receipt| reading.fill_in(receipt));
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
    live: Live,
    ink: Rc<RefCell<Words>>,
    is_scheduled: Rc<Cell<bool>>,
    began_at: f64,
    saved_at: Rc<Cell<f64>>,
}

impl Pen {
    fn new(chat: Chat, live: Live) -> Self {
        let began_at = js_sys::Date::now();
        Self {
            chat,
            live,
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
        if self.live.answer.state.with_untracked(|state| *state == State::Waiting) {
            self.live.answer.state.set(State::Streaming);
            self.chat.announcement.set(self.chat.texts().began);
            let waited = js_sys::Date::now() - self.began_at;
            self.live.answer.receipt.update(|receipt| receipt.first_words_ms = Some(waited as u32));
        }
        if !words.reasoning.is_empty() {
            self.live.answer.reasoning.update(|text| text.push_str(&words.reasoning));
        }
        if !words.content.is_empty() {
            self.live.answer.text.update(|text| text.push_str(&words.content));
        }
        let now = js_sys::Date::now();
        if now - self.saved_at.get() > SAVE_EVERY_MS {
            self.saved_at.set(now);
            self.chat.keep_live(self.live);
        }
    }

    fn text(&self) -> String {
        self.live.answer.text.get_untracked()
    }

    fn has_words(&self) -> bool {
        let is_empty = |text: RwSignal<String>| text.with_untracked(String::is_empty);
        !is_empty(self.live.answer.text) || !is_empty(self.live.answer.reasoning)
    }
}

/// How often what the page loads by itself is asked for, with a second after the first time and twice as long after
/// each other.
pub(crate) const TRIES: u32 = 5;

/// Asks how the site is, and again if no answer comes; the page works without knowing.
pub(crate) fn load_status(chat: Chat) {
    spawn_local(async move {
        for tried in 0..TRIES {
            if let Some(text) = http::get("/api/status").await {
                return chat.status.set(Status::read(&text));
            }
            TimeoutFuture::new(1_000 << tried).await;
        }
    });
}
