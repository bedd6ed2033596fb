//! One set of icons, drawn in strokes on a grid of 24.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Send,
    Stop,
    NewChat,
    Down,
    Retry,
    GoOn,
    Back,
}

/// An icon beside a text, or in a button with a name of its own.
#[component]
pub(crate) fn Icon(shape: Shape) -> impl IntoView {
    let path = match shape {
        Shape::Send => "M12 19V5M6 11l6-6 6 6",
        Shape::Stop => "M7 7h10v10H7z",
        Shape::NewChat => "M12 5v14M5 12h14",
        Shape::Down => "M12 5v14M6 13l6 6 6-6",
        Shape::Retry => "M4 4v6h6M5 15a8 8 0 1 0 1-8l-2 3",
        Shape::GoOn => "M5 12h14M13 6l6 6-6 6",
        Shape::Back => "M19 12H5M11 6l-6 6 6 6",
    };
    view! {
        <svg class="icon" class:filled=matches!(shape, Shape::Stop) viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
