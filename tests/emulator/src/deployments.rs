//! Deployments: wrangler sends the files that are not known yet, by their hashes, and then a form with a manifest, the
//! Function's bundle and the rules for headers and routes. Kept as they come, so that a test can serve them.

use crate::{errors, pages::ok, reply::Reply, scenario::lock};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use futures_util::{FutureExt, stream};
use multer::{Multipart, parse_boundary};
use serde_json::{Map, Value, json};
use std::{collections::HashMap, io, sync::Mutex};

/// A day in 2100: the token of an upload holds for as long as a test does.
const FAR: u64 = 4_102_444_800;
/// How many files a deployment may have on the free plan.
/// <https://developers.cloudflare.com/pages/platform/limits/>
const MOST_FILES: u32 = 20_000;

/// What was uploaded, and what was made of it.
#[derive(Debug, Default)]
pub(crate) struct Deployments(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Files by their hashes: content in base64, and its type.
    files: HashMap<String, Value>,
    all: Vec<(Value, Upload)>,
    address: Option<String>,
}

impl Deployments {
    pub(crate) fn reset(&self) {
        *lock(&self.0) = State::default();
    }

    pub(crate) fn reach_at(&self, address: Option<&str>) {
        lock(&self.0).address = address.map(str::to_owned);
    }

    /// A JSON Web Token, of which wrangler reads until when it holds and how many files there may be.
    #[allow(clippy::unused_self, reason = "beside the others")]
    pub(crate) fn upload_token(&self) -> Reply {
        ok(&json!({ "jwt": upload_token() }))
    }

    /// `/pages/assets/{what}`.
    pub(crate) fn assets(&self, what: &str, token: &str, body: &Value) -> Reply {
        if token != upload_token() {
            return errors::cloudflare(401, &[(8_000_013, "Authorization failed")]);
        }
        let files = &mut lock(&self.0).files;
        match what {
            "check-missing" => {
                let hashes = body["hashes"].as_array().into_iter().flatten();
                let is_missing = |hash: &&Value| !hash.as_str().is_some_and(|hash| files.contains_key(hash));
                ok(&hashes.filter(is_missing).cloned().collect())
            }
            "upload" => {
                let given = body.as_array().into_iter().flatten();
                files.extend(given.filter_map(|file| Some((file["key"].as_str()?.to_owned(), file.clone()))));
                ok(
                    &json!({ "successful_key_count": body.as_array().map_or(0, Vec::len), "unsuccessful_keys": [] }),
                )
            }
            "upsert-hashes" => ok(&Value::Null),
            _ => errors::no_route(&format!("/pages/assets/{what}")),
        }
    }

    /// `POST .../deployments`.
    pub(crate) fn create(&self, project: &Value, upload: Upload) -> Reply {
        let mut state = lock(&self.0);
        if upload
            .manifest
            .values()
            .any(|hash| !hash.as_str().is_some_and(|hash| state.files.contains_key(hash)))
        {
            return errors::cloudflare(400, &[(8_000_000, "A file of the manifest was not uploaded")]);
        }
        let number = state.all.len() + 1;
        let (id, short) = (format!("{number:08x}-0000-4000-8000-000000000000"), format!("{number:08x}"));
        let production = &project["production_branch"];
        let branch = upload.field("branch").map_or_else(|| production.clone(), Value::from);
        let environment = if branch == *production { "production" } else { "preview" };
        let name = project["name"].as_str().unwrap_or_default();
        let real = format!("https://{short}.{name}.pages.dev");
        let alias =
            format!("https://{}.{name}.pages.dev", branch.as_str().unwrap_or_default().replace('/', "-"));
        let deployment = json!({
            "id": id, "short_id": short, "project_name": name, "environment": environment,
            "production_branch": production, "url": state.address.clone().unwrap_or(real),
            "aliases": if environment == "preview" { json!([alias]) } else { Value::Null },
            "created_on": "2026-01-01T00:00:00Z", "latest_stage": { "name": "deploy", "status": "success" },
            "deployment_trigger": { "type": "ad_hoc", "metadata": {
                "branch": branch, "commit_hash": upload.field("commit_hash"),
                "commit_message": upload.field("commit_message"),
                "commit_dirty": upload.field("commit_dirty") == Some("true"),
            } },
        });
        state.all.push((deployment.clone(), upload));
        ok(&deployment)
    }

    /// `GET .../deployments`, the newest first.
    pub(crate) fn list(&self, project: &str) -> Reply {
        let state = lock(&self.0);
        let own = state.all.iter().rev().map(|(told, _)| told).filter(|told| told["project_name"] == project);
        ok(&own.cloned().collect())
    }

    /// `GET .../deployments/{id}`.
    pub(crate) fn one(&self, id: &str) -> Reply {
        let found = lock(&self.0).all.iter().find(|(told, _)| told["id"] == id).map(|(told, _)| told.clone());
        found.map_or_else(
            || errors::cloudflare(404, &[(8_000_009, "Deployment not found.")]),
            |told| ok(&told),
        )
    }

    /// What was uploaded, for serving it; `latest` stands for the last one.
    pub(crate) fn uploaded(&self, id: &str) -> Option<Value> {
        let state = lock(&self.0);
        let mut newest = state.all.iter().rev();
        let (told, upload) = newest.find(|(told, _)| id == "latest" || told["id"] == id)?;
        let file = |(path, hash): (&String, &Value)| {
            Some((path.clone(), state.files.get(hash.as_str()?)?["value"].clone()))
        };
        Some(json!({
            "project": told["project_name"], "environment": told["environment"],
            "metadata": told["deployment_trigger"]["metadata"],
            "files": upload.manifest.iter().filter_map(file).collect::<Map<_, _>>(),
            "parts": upload.parts.iter().map(|(name, content)| (name.clone(), STANDARD.encode(content).into()))
                .collect::<Map<_, Value>>(),
        }))
    }
}

fn upload_token() -> String {
    let encode = |part: &Value| STANDARD.encode(part.to_string()).replace('=', "");
    let claims = json!({ "exp": FAR, "max_file_count_allowed": MOST_FILES });
    format!("{}.{}.test-signature", encode(&json!({ "alg": "HS256", "typ": "JWT" })), encode(&claims))
}

/// The form of a deployment.
#[derive(Debug)]
pub(crate) struct Upload {
    /// Paths of the site, and the hashes of what is there.
    manifest: Map<String, Value>,
    parts: Vec<(String, Bytes)>,
}

impl Upload {
    /// `None` if it is no form, or one without a manifest.
    pub(crate) fn read(content_type: &str, body: &Bytes) -> Option<Self> {
        let boundary = parse_boundary(content_type).ok()?;
        let body = body.clone();
        let mut form = Multipart::new(stream::once(async move { Ok::<_, io::Error>(body) }), boundary);
        let reading = async {
            let mut parts = Vec::new();
            while let Some(field) = form.next_field().await.ok()? {
                parts.push((field.name()?.to_owned(), field.bytes().await.ok()?));
            }
            Some(parts)
        };
        // All of it is here already, so nothing is waited for.
        let parts = reading.now_or_never()??;
        let (_, manifest) = parts.iter().find(|(name, _)| name == "manifest")?;
        Some(Self { manifest: serde_json::from_slice(manifest).ok()?, parts })
    }

    fn field(&self, name: &str) -> Option<&str> {
        let (_, content) = self.parts.iter().find(|(known, _)| known == name)?;
        std::str::from_utf8(content).ok()
    }
}
