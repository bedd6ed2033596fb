//! The icons: strokes on a grid of 24 by 24, as on the chat page.

use leptos::prelude::*;
use wire::report::{LockState, Verdict};

/// Which icon.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Check,
    Alert,
    Cross,
    Dash,
    Retry,
    Copy,
}

impl Shape {
    /// The `d` attribute of an SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 13l5 5L19 7",
            Self::Alert => "M12 5v9M12 18.5v.01",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Dash => "M6 12h12",
            Self::Retry => "M4 4v6h6M5 15a8 8 0 1 0 1-8l-2 3",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
        }
    }
}

impl From<Verdict> for Shape {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Ok => Self::Check,
            Verdict::Warning => Self::Alert,
            Verdict::Failed => Self::Cross,
            Verdict::Skipped => Self::Dash,
        }
    }
}

impl From<LockState> for Shape {
    fn from(state: LockState) -> Self {
        match state {
            LockState::Shut => Self::Check,
            LockState::Weak | LockState::Open => Self::Alert,
        }
    }
}

/// An icon beside a text. Screen readers skip it.
#[component]
pub(crate) fn Icon(#[prop(into)] shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.path()></path>
        </svg>
    }
}
