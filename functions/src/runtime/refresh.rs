//! When to read again what the isolates of a data centre share.

use super::js;
use gateway::time::Millis;
use std::cell::Cell;
use worker::Context;

/// How old the shared knowledge may be before it is read again.
const MAX_AGE_MS: Millis = 5_000;

/// When this isolate read the shared knowledge last; 0 if it never did.
pub(crate) struct LastRead(Cell<Millis>);

/// Whether the shared knowledge is to be read now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refresh {
    /// It is new enough.
    NotNeeded,
    /// Nothing is known yet, so the request waits for it.
    First,
    /// It is read beside the request.
    Again,
}

impl LastRead {
    pub(crate) const fn never() -> Self {
        Self(Cell::new(0))
    }

    /// Whether the shared knowledge is to be read now. If so, the caller reads it.
    pub(crate) fn check(&self) -> Refresh {
        let (last, now) = (self.0.get(), js::now());
        if now - last <= MAX_AGE_MS {
            return Refresh::NotNeeded;
        }
        self.0.set(now);
        if last == 0 { Refresh::First } else { Refresh::Again }
    }
}

impl Refresh {
    /// Reads the shared knowledge, if it is to be read.
    pub(crate) async fn run(self, context: &Context, read: impl Future<Output = ()> + 'static) {
        match self {
            Self::NotNeeded => {}
            Self::First => read.await,
            Self::Again => context.wait_until(read),
        }
    }
}
