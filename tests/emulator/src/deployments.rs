//! Deployments: wrangler sends the files that are not known yet, by their hashes, and then a form with a manifest, the
//! Function's bundle and the rules for headers and routes. Who runs the emulator may serve them.

use crate::{
    errors,
    reply::Reply,
    scenario::lock,
    upload::{self, Parts, Uploaded},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{collections::HashMap, fmt, sync::Mutex};

/// Serves what was uploaded; tells at which address.
type Host = Box<dyn Fn(Uploaded) -> anyhow::Result<String> + Send + Sync>;

/// A day in 2100: the token of an upload holds for as long as a test does.
const FAR: u64 = 4_102_444_800;
/// How many files a deployment may have on the free plan.
/// <https://developers.cloudflare.com/pages/platform/limits/>
const MOST_FILES: u32 = 20_000;

/// What was uploaded, and what was made of it.
#[derive(Default)]
pub(crate) struct Deployments {
    state: Mutex<State>,
    host: Mutex<Option<Host>>,
}

impl fmt::Debug for Deployments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(f)
    }
}

#[derive(Debug, Default)]
struct State {
    /// Files by their hashes: content in base64, and its type.
    files: HashMap<String, Value>,
    /// As the API tells them.
    all: Vec<Value>,
}

impl Deployments {
    pub(crate) fn reset(&self) {
        *lock(&self.state) = State::default();
    }

    /// Deployments are served from now on.
    pub(crate) fn serve(&self, host: Host) {
        *lock(&self.host) = Some(host);
    }

    /// A JSON Web Token, of which wrangler reads until when it holds and how many files there may be.
    pub(crate) fn upload_token() -> Reply {
        Reply::cloudflare(&json!({ "jwt": upload_token() }))
    }

    /// `/pages/assets/{what}`.
    pub(crate) fn assets(&self, what: &str, token: &str, body: &Value) -> Reply {
        if token != upload_token() {
            return errors::cloudflare(401, &[(8_000_013, "Authorization failed")]);
        }
        let files = &mut lock(&self.state).files;
        match what {
            "check-missing" => {
                let hashes = body["hashes"].as_array().into_iter().flatten();
                let is_missing = |hash: &&Value| !hash.as_str().is_some_and(|hash| files.contains_key(hash));
                Reply::cloudflare(&hashes.filter(is_missing).cloned().collect())
            }
            "upload" => {
                let given = body.as_array().into_iter().flatten();
                files.extend(given.filter_map(|file| Some((file["key"].as_str()?.to_owned(), file.clone()))));
                Reply::cloudflare(
                    &json!({ "successful_key_count": body.as_array().map_or(0, Vec::len), "unsuccessful_keys": [] }),
                )
            }
            "upsert-hashes" => Reply::cloudflare(&Value::Null),
            _ => errors::no_route(&format!("/pages/assets/{what}")),
        }
    }

    /// `POST .../deployments`. Where they are served, this takes as long as the site needs to start.
    pub(crate) fn create(&self, project: &Value, parts: &Parts) -> Reply {
        let production = &project["production_branch"];
        let branch = upload::text(parts, "branch").map_or_else(|| production.clone(), Value::from);
        let environment = if branch == *production { "production" } else { "preview" };
        let env_vars = &project["deployment_configs"][environment]["env_vars"];
        let Some(uploaded) = upload::unpack(parts, &lock(&self.state).files, env_vars) else {
            return errors::cloudflare(400, &[(8_000_000, "A part of the deployment was not uploaded")]);
        };
        let address = match lock(&self.host).as_ref().map(|host| host(uploaded)) {
            None => None,
            Some(Ok(address)) => Some(address),
            Some(Err(error)) => return errors::cloudflare(500, &[(8_000_000, &format!("{error:#}"))]),
        };
        let mut state = lock(&self.state);
        let number = state.all.len() + 1;
        let (id, short) = (format!("{number:08x}-0000-4000-8000-000000000000"), format!("{number:08x}"));
        let name = project["name"].as_str().unwrap_or_default();
        let real = || format!("https://{short}.{name}.pages.dev");
        let alias =
            format!("https://{}.{name}.pages.dev", branch.as_str().unwrap_or_default().replace('/', "-"));
        let field = |name| upload::text(parts, name);
        let deployment = json!({
            "id": id, "short_id": short, "project_name": name, "environment": environment,
            "production_branch": production, "url": address.unwrap_or_else(real),
            "aliases": if environment == "preview" { json!([alias]) } else { Value::Null },
            "created_on": "2026-01-01T00:00:00Z", "latest_stage": { "name": "deploy", "status": "success" },
            "deployment_trigger": { "type": "ad_hoc", "metadata": {
                "branch": branch, "commit_hash": field("commit_hash"), "commit_message": field("commit_message"),
                "commit_dirty": field("commit_dirty") == Some("true"),
            } },
        });
        state.all.push(deployment.clone());
        Reply::cloudflare(&deployment)
    }

    /// `GET .../deployments`, the newest first.
    pub(crate) fn list(&self, project: &str) -> Reply {
        let state = lock(&self.state);
        let own = state.all.iter().rev().filter(|told| told["project_name"] == project);
        Reply::cloudflare(&own.cloned().collect())
    }

    /// `GET .../deployments/{id}`.
    pub(crate) fn one(&self, id: &str) -> Reply {
        let found = lock(&self.state).all.iter().find(|told| told["id"] == id).cloned();
        found.map_or_else(
            || errors::cloudflare(404, &[(8_000_009, "Deployment not found.")]),
            |told| Reply::cloudflare(&told),
        )
    }
}

fn upload_token() -> String {
    let encode = |part: &Value| STANDARD.encode(part.to_string()).replace('=', "");
    let claims = json!({ "exp": FAR, "max_file_count_allowed": MOST_FILES });
    format!("{}.{}.test-signature", encode(&json!({ "alg": "HS256", "typ": "JWT" })), encode(&claims))
}
