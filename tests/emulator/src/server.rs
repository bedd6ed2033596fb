//! The server: accepts, routes, answers.

use crate::{
    chat, control, errors, hooks,
    reply::{Body, Reply},
    route::{CLOUDFLARE, Endpoint, target},
    scenario::Scenario,
    state::State,
    upload::Uploaded,
};
use anyhow::{Context, Result};
use http_body_util::BodyExt;
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::{io, net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, runtime::Runtime};

/// A running emulator. Dropped, it ends.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    /// Dropped, it ends all that it serves.
    _runtime: Runtime,
    state: Arc<State>,
}

impl Emulator {
    /// Starts on a loopback port; 0 takes a free one.
    ///
    /// # Errors
    /// The port is in use, or may not be used.
    pub fn start(port: u16) -> Result<Self> {
        let runtime = Runtime::new().context("cannot start the emulator's threads")?;
        let listener = runtime
            .block_on(TcpListener::bind(("127.0.0.1", port)))
            .with_context(|| format!("cannot listen on port {port}; is it in use? --port takes another"))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::default());
        runtime.spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { address, _runtime: runtime, state })
    }

    /// Where it listens, such as `http://127.0.0.1:8790`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets a provider's behaviour, as `POST /_emulator/scenario` does.
    pub fn set(&self, scenario: Scenario) {
        self.state.scenarios.set(scenario);
    }

    /// Has deployments served: `host` is given the emulator's own address and what was uploaded, and tells where it is.
    pub fn host(&self, host: impl Fn(&str, Uploaded) -> Result<String> + Send + Sync + 'static) {
        let url = self.url();
        self.state.account.pages.deployments.serve(Box::new(move |uploaded| host(&url, uploaded)));
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        // A failed accept is the client's loss alone.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(Arc::clone(&state), request));
            // It ends with an error where a scenario breaks it, or the client leaves.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(state: Arc<State>, request: Request<Incoming>) -> io::Result<Response<Body>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let path = head.uri.path();
    if path.starts_with("/_emulator/") {
        return Ok(control::respond(&state, &head.method, path, &body).into_response());
    }
    let found = target(&head);
    let provider = found.as_ref().map_or(CLOUDFLARE, |target| target.provider);
    let scenario = state.scenarios.take(provider);
    let mut record = state.journal.open(provider, &head, &body, scenario.fault);
    let json: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let reply = match &found {
        Some(target) => match &target.endpoint {
            Endpoint::Chat(dialect) => {
                let answer =
                    chat::respond(target, dialect, &head.headers, &json, &scenario, &state.account, record)
                        .await;
                return answer.ok_or_else(|| io::ErrorKind::ConnectionReset.into());
            }
            Endpoint::Hook(hook) => {
                let Some(reply) = hooks::respond(*hook, &json, &scenario).await else {
                    record.done();
                    return Err(io::ErrorKind::ConnectionReset.into());
                };
                reply
            }
            endpoint => {
                let reply = errors::for_fault(provider, scenario.fault).unwrap_or_else(|| {
                    // A site may take seconds to start.
                    tokio::task::block_in_place(|| {
                        state.account.respond(&head.method, endpoint, &head.headers, &json, &body)
                    })
                });
                match endpoint {
                    Endpoint::GatewayLogs(id) if reply.status == 200 => {
                        state.gateway_log.respond(&state.journal, id, head.uri.query())
                    }
                    _ => reply,
                }
            }
        },
        None => nowhere(path),
    };
    record.status(reply.status);
    record.done();
    Ok(reply.into_response())
}

/// The answer of the host that a path without an endpoint belongs to.
fn nowhere(path: &str) -> Reply {
    match path.strip_prefix("/client/v4") {
        Some(path) => errors::no_route(path),
        None if path.starts_with("/v1beta/") => {
            errors::google(404, "NOT_FOUND", "Requested entity was not found.", &Value::Array(Vec::new()))
        }
        None => Reply::html(404, "<!doctype html><title>404</title><h1>404 Not Found</h1>"),
    }
}
