//! The choice of the time that is looked at.

use crate::{page::Page, traffic::span::Span};
use leptos::prelude::*;

/// A radio button for each time.
#[component]
pub(crate) fn Spans(page: Page) -> impl IntoView {
    let texts = &page.texts().traffic;
    let choice = move |span: Span| {
        view! {
            <label>
                <input
                    type="radio"
                    name="span"
                    prop:checked=move || page.span.get() == span
                    on:change=move |_| page.set_span(span)
                />
                <span>{(texts.span)(span)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="spans">
            <legend class="hidden">{texts.time}</legend>
            {Span::ALL.map(choice)}
        </fieldset>
    }
}
