//! Work beside a request, and work with a time limit.

use futures_util::future::{Either, select};
use std::{pin::pin, time::Duration};
use worker::{Context, Delay};

/// Runs work that the visitor need not wait for, once the answer is on its way.
pub(crate) fn run_afterwards(context: &Context, work: impl Future<Output = ()> + 'static) {
    context.wait_until(async move {
        Delay::from(Duration::ZERO).await;
        work.await;
    });
}

/// The result of some work; `None` if it takes too long.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), pin!(Delay::from(limit))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
