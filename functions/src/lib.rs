//! The Pages Function: glue between the Workers runtime and [`gateway`], which makes every decision.
//! Request in, fetch, stream out.
//!
//! [`settings`] reads the owner's variables, [`chat`] answers a conversation, [`driver`] does what
//! the fallback engine says, [`memory`] knows who rests, [`upstream`] asks one provider, over
//! HTTP or through the [`binding`], [`relay`] hands its
//! stream on. [`report`] makes the owner's report.

mod binding;
mod cache;
mod chat;
mod driver;
mod http;
mod js;
mod memory;
mod relay;
mod report;
mod settings;
mod upstream;

use gateway::{
    api::{Refusal, Route, route},
    ask::model_id,
    providers::Readiness,
};
use http::{Answer, Inbound};
use settings::Site;
use wire::{ModelList, ProviderId, Status};
use worker::{Context, Env, event};

const VERSION: &str = env!("CARGO_PKG_VERSION");

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
    js::report_panics();
    let inbound = Inbound::new(request);
    let answer = match answer(&inbound, &env, &context).await {
        Ok(answer) => answer,
        Err(refusal) => Answer::refusal(&refusal, &inbound.request_id, &[]),
    };
    Ok(answer.into_response(&inbound)?)
}

async fn answer(inbound: &Inbound, env: &Env, context: &Context) -> Result<Answer, Refusal> {
    let route = route(&inbound.method, &inbound.path)?;
    let site = settings::site(env, &inbound.host);
    match route {
        Route::Chat => chat::answer(inbound, site.usable()?, context).await,
        Route::Models => Ok(Answer::json(200, &models(site.usable()?))),
        Route::Status => Ok(Answer::json(200, &status(&site)).header("cache-control", "public, max-age=5")),
        Route::Report => report::answer(inbound, &site).await,
        Route::Panic | Route::Forget if !site.deployment.test_routes => Err(Refusal::not_found()),
        Route::Panic => panic!("asked to, by {}", inbound.path),
        Route::Forget => {
            memory::forget(&site).await;
            report::forget(&site).await;
            Ok(Answer::json(200, &()))
        }
    }
}

fn models(site: &Site) -> ModelList {
    ModelList::new(site.chain.iter().flat_map(|(id, readiness)| {
        let models = match readiness {
            Readiness::Ready(provider) => provider.models.as_slice(),
            Readiness::Off | Readiness::Incomplete(_) => &[],
        };
        models.iter().map(|model| (model_id(*id, model), id.to_string()))
    }))
}

fn status(site: &Site) -> Status {
    let is_ready = |readiness: &Readiness| matches!(readiness, Readiness::Ready(_));
    let ready = site.usable().into_iter().flat_map(|site| &site.chain);
    let ids: Vec<ProviderId> =
        ready.filter(|(_, readiness)| is_ready(readiness)).map(|(id, _)| *id).collect();
    let (state, providers) = memory::state(&ids);
    let deployment = &site.deployment;
    Status {
        state,
        providers,
        environment: deployment.environment.clone(),
        branch: deployment.branch.clone(),
        commit: deployment.commit.clone(),
        version: VERSION.to_owned(),
        emulator: deployment.emulator,
        max_input_chars: site.usable().ok().map(|site| site.settings.limits.max_input_chars),
    }
}
