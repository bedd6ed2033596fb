//! The Pages Function: glue between the Workers runtime and [`gateway`], which makes every decision.
//! Request in, fetch, stream out.
//!
//! [`settings`] reads the owner's variables, [`chat`] answers a conversation, [`driver`] does what
//! the fallback engine says, [`memory`] knows who rests, [`upstream`] asks one provider, over
//! HTTP or through the [`binding`], [`relay`] hands its
//! stream on. [`access`] exchanges codes for passes, [`limits`] counts what visitors take, in [`d1`] where that is
//! bound. [`report`] makes the owner's report.

mod access;
mod binding;
mod cache;
mod chat;
mod cors;
mod d1;
mod driver;
mod http;
mod js;
mod limits;
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
    let site = settings::site(&env, &inbound.host);
    let answer = match answer(&inbound, &site, &context).await {
        Ok(answer) => answer,
        Err(refusal) => Answer::refusal(&refusal, &inbound.request_id, &[]),
    };
    Ok(answer.into_response(&inbound)?)
}

async fn answer(inbound: &Inbound, site: &Site, context: &Context) -> Result<Answer, Refusal> {
    let route = route(&inbound.method, &inbound.path)?;
    match route {
        Route::Preflight => cors::preflight(inbound, site),
        Route::Chat => cors::readable(inbound, site, chat::answer(inbound, site, context).await),
        Route::Models => cors::readable(inbound, site, models(site)),
        Route::Access(access) => access::answer(access, inbound, site.usable()?).await,
        Route::Status => Ok(Answer::json(200, &status(site)).header("cache-control", "public, max-age=5")),
        Route::Report => report::answer(inbound, site).await,
        Route::Panic | Route::Forget if !site.deployment.test_routes => Err(Refusal::not_found()),
        Route::Panic => panic!("asked to, by {}", inbound.path),
        Route::Forget => {
            memory::forget(site).await;
            report::forget(site).await;
            access::forget();
            Ok(Answer::json(200, &()))
        }
    }
}

fn models(site: &Site) -> Result<Answer, Refusal> {
    let list = ModelList::new(site.usable()?.chain.iter().flat_map(|(id, readiness)| {
        let models = match readiness {
            Readiness::Ready(provider) => provider.models.as_slice(),
            Readiness::Off | Readiness::Incomplete(_) => &[],
        };
        models.iter().map(|model| (model_id(*id, model), id.to_string()))
    }));
    Ok(Answer::json(200, &list))
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
        built_at: deployment.built_at.clone(),
        version: VERSION.to_owned(),
        emulator: deployment.emulator,
        access_code: !site.settings.access_codes.is_empty(),
        challenge: site.settings.challenge().is_some(),
        max_input_chars: site.usable().ok().map(|site| site.settings.limits.max_input_chars),
    }
}
