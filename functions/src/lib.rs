//! The Pages Function: glue between the Workers runtime and [`gateway`], which makes every decision.
//! Request in, fetch, stream out.
//!
//! - [`runtime`]: the parts of the Workers runtime: streams, cache, timers, and the bindings `AI` and `DB`.
//! - [`http`]: requests in, answers out.
//! - [`site`]: the owner's settings.
//! - [`upstream`]: asks one provider.
//! - [`provider_health`]: what is remembered of the providers between requests.
//! - [`alerts`]: tells the owner that something is wrong.
//! - [`usage`]: counts what visitors use.
//! - [`traffic`]: records how they were served.
//! - [`fallback`]: does what the fallback engine says.
//! - [`relay`]: hands a stream on to the visitor.
//! - [`routes`]: answers a request.

mod alerts;
mod fallback;
mod http;
mod provider_health;
mod relay;
mod routes;
mod runtime;
mod site;
mod traffic;
mod upstream;
mod usage;

use http::{Answer, InboundRequest};
use worker::{Context, Env, event};

/// Answers every request under `/api/`.
///
/// # Errors
/// Only if the runtime refuses to make a response.
#[event(fetch, respond_with_errors)]
pub async fn fetch(
    request: web_sys::Request,
    env: Env,
    context: Context,
) -> worker::Result<web_sys::Response> {
    let inbound = InboundRequest::new(request);
    let site = site::site(&env, &inbound.host);
    let answer = match routes::answer(&inbound, &site, &context).await {
        Ok(answer) => answer,
        Err(refusal) => Answer::refusal(&refusal, &inbound.request_id, &[]),
    };
    Ok(answer.into_response(&inbound)?)
}
