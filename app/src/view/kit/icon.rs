//! The icons: strokes on a grid of 24 by 24.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Send,
    Stop,
    NewChat,
    Down,
    Retry,
    Next,
    Previous,
    Copy,
    Edit,
    Delete,
    Check,
    More,
    Pin,
    Download,
    File,
    Close,
    Menu,
    Settings,
    Keyboard,
    Share,
    Attach,
    Open,
}

impl Shape {
    /// The `d` attribute of an SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Send => "M12 19V5M6 11l6-6 6 6",
            Self::Stop => "M7 7h10v10H7z",
            Self::NewChat => "M12 5v14M5 12h14",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Retry => "M4 4v6h6M5 15a8 8 0 1 0 1-8l-2 3",
            Self::Next => "M9 6l6 6-6 6",
            Self::Previous => "M15 6l-6 6 6 6",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Edit => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Delete => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Check => "M5 13l5 5L19 7",
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
            Self::Pin => "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
            Self::Download => "M12 4v11M7 11l5 5 5-5M5 20h14",
            Self::File => "M6 3h8l4 4v14H6zM14 3v4h4",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Menu => "M4 5h16v14H4zM9 5v14",
            Self::Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
            Self::Keyboard => "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h.01M11 14h6",
            Self::Attach => {
                "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7"
            }
            Self::Open => "M8 10l4 4 4-4",
            Self::Share => "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
        }
    }
}

/// An icon beside a text, or in a button that has a name. Screen readers skip it.
#[component]
pub(crate) fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" class:filled=matches!(shape, Shape::Stop) viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.path()></path>
        </svg>
    }
}
