//! Views of one type. The compiler makes a copy of Leptos's machinery for each type of closure in a view, some
//! kilobytes every time; what goes through these functions shares one.

use super::{Icon, Shape};
use leptos::{ev, leptos_dom::helpers::window_event_listener_untyped, prelude::*};
use std::sync::{Arc, Mutex};

/// What a button does.
pub(crate) type Act = Box<dyn FnMut(ev::MouseEvent)>;

/// A view that is drawn again when what it reads changes. What was there is changed in place where it is of the same
/// kind: two buttons that must not become each other need a place each.
pub(crate) fn dynamic(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(view));
    view.into_any()
}

/// A text that is written again when what it reads changes.
pub(crate) fn words(text: impl FnMut() -> String + Send + 'static) -> AnyView {
    let text: Arc<Mutex<dyn FnMut() -> String + Send>> = Arc::new(Mutex::new(text));
    text.into_any()
}

/// A view that is there while a condition holds.
pub(crate) fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    type Holds = Box<dyn Fn() -> bool + Send + Sync>;
    fn boxed(holds: Holds, view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        let holds = Memo::new(move |_| holds());
        dynamic(move || if holds.get() { view() } else { nothing() })
    }
    boxed(Box::new(holds), Box::new(view))
}

/// Does something again whenever what it reads changes.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    fn boxed(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    boxed(Box::new(run));
}

/// Hears the window's events as long as its owner lives.
pub(crate) fn on_window(event: &'static str, act: impl Fn(web_sys::Event) + 'static) {
    fn boxed(event: &'static str, act: Box<dyn Fn(web_sys::Event)>) {
        let listener = window_event_listener_untyped(event, act);
        on_cleanup(move || listener.remove());
    }
    boxed(event, Box::new(act));
}

/// No view.
pub(crate) fn nothing() -> AnyView {
    ().into_any()
}

/// A small button that is only an icon; its name is there for pointers and screen readers.
pub(crate) fn tool(shape: Shape, name: &'static str, act: impl FnMut(ev::MouseEvent) + 'static) -> AnyView {
    tool_unless(Signal::stored(false), shape, name, act)
}

/// The same, which cannot be pressed at times.
pub(crate) fn tool_unless(
    disabled: Signal<bool>,
    shape: Shape,
    name: &'static str,
    act: impl FnMut(ev::MouseEvent) + 'static,
) -> AnyView {
    boxed_tool(disabled, shape, name, Box::new(act))
}

fn boxed_tool(disabled: Signal<bool>, shape: Shape, name: &'static str, act: Act) -> AnyView {
    view! {
        <button class="tool" type="button" aria-label=name title=name disabled=disabled on:click=act>
            <Icon shape/>
        </button>
    }
    .into_any()
}

/// A quiet button with a text and, perhaps, an icon.
pub(crate) fn button(
    shape: Option<Shape>,
    text: &'static str,
    act: impl FnMut(ev::MouseEvent) + 'static,
) -> AnyView {
    button_unless(Signal::stored(false), shape, text, act)
}

/// The same, which cannot be pressed at times.
pub(crate) fn button_unless(
    disabled: Signal<bool>,
    shape: Option<Shape>,
    text: &'static str,
    act: impl FnMut(ev::MouseEvent) + 'static,
) -> AnyView {
    boxed_button(disabled, shape, text, Box::new(act))
}

fn boxed_button(disabled: Signal<bool>, shape: Option<Shape>, text: &'static str, act: Act) -> AnyView {
    view! {
        <button class="quiet" type="button" disabled=disabled on:click=act>
            {shape.map(|shape| view! { <Icon shape/> })}
            <span>{text}</span>
        </button>
    }
    .into_any()
}
