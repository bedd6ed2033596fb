//! The Pages API, as far as wrangler's `pages project`, `pages secret` and `pages deploy` use it: projects with their
//! settings for production and preview, and their deployments. Secrets go in and do not come out.

use crate::{deployments::Deployments, errors, reply::Reply, scenario::lock, upload};
use bytes::Bytes;
use hyper::Method;
use serde_json::{Map, Value, json};
use std::sync::Mutex;

const ENVIRONMENTS: [&str; 2] = ["production", "preview"];

/// The projects of the emulated account.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    projects: Mutex<Vec<Value>>,
    pub(crate) deployments: Deployments,
}

impl Pages {
    pub(crate) fn reset(&self) {
        lock(&self.projects).clear();
        self.deployments.reset();
    }

    /// Answers what is asked for behind `/pages/`.
    pub(crate) fn respond(
        &self,
        method: &Method,
        path: &[String],
        content_type: &str,
        token: &str,
        body: &Value,
        raw: &Bytes,
    ) -> Reply {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match (method.as_str(), path.as_slice()) {
            ("POST", ["assets", what]) => self.deployments.assets(what, token, body),
            ("GET", ["projects"]) => Reply::cloudflare(&lock(&self.projects).iter().map(shown).collect()),
            ("POST", ["projects"]) => self.create(body),
            (_, ["projects", name, rest @ ..]) => {
                let Some(project) = self.find(name) else {
                    return errors::cloudflare(404, &[(8_000_007, "Project not found.")]);
                };
                match (method.as_str(), rest) {
                    ("GET", []) => Reply::cloudflare(&shown(&project)),
                    ("PATCH", []) => self.change(name, body),
                    ("GET", ["upload-token"]) => Deployments::upload_token(),
                    ("GET", ["deployments"]) => self.deployments.list(name),
                    ("POST", ["deployments"]) => match upload::read_form(content_type, raw) {
                        Some(parts) if upload::manifest(&parts).is_some() => {
                            self.deployments.create(&project, &parts)
                        }
                        _ => errors::cloudflare(400, &[(8_000_096, "A \"manifest\" field was expected")]),
                    },
                    ("GET", ["deployments", id]) => self.deployments.one(id),
                    _ => errors::no_route(&format!("/pages/{}", path.join("/"))),
                }
            }
            _ => errors::no_route(&format!("/pages/{}", path.join("/"))),
        }
    }

    fn find(&self, name: &str) -> Option<Value> {
        lock(&self.projects).iter().find(|project| project["name"] == name).cloned()
    }

    fn create(&self, body: &Value) -> Reply {
        let Some(name) = body["name"].as_str().filter(|name| is_name(name)) else {
            return errors::cloudflare(400, &[(8_000_000, "The project's name is not valid")]);
        };
        if self.find(name).is_some() {
            return errors::cloudflare(409, &[(8_000_002, "A project with this name already exists")]);
        }
        let settings = json!({ "env_vars": {} });
        let project = json!({
            "name": name, "subdomain": format!("{name}.pages.dev"), "domains": [format!("{name}.pages.dev")],
            "production_branch": body["production_branch"], "source": null, "latest_deployment": null,
            "created_on": "2026-01-01T00:00:00Z",
            "deployment_configs": { "production": settings, "preview": settings },
        });
        lock(&self.projects).push(project.clone());
        Reply::cloudflare(&shown(&project))
    }

    fn change(&self, name: &str, body: &Value) -> Reply {
        let mut all = lock(&self.projects);
        let Some(project) = all.iter_mut().find(|project| project["name"] == name) else {
            return errors::cloudflare(404, &[(8_000_007, "Project not found.")]);
        };
        for environment in ENVIRONMENTS {
            let change = &body["deployment_configs"][environment]["env_vars"];
            if let (Some(change), Some(vars)) =
                (change.as_object(), project["deployment_configs"][environment]["env_vars"].as_object_mut())
            {
                merge(vars, change);
            }
        }
        Reply::cloudflare(&shown(project))
    }
}

/// `null` takes a variable away.
fn merge(vars: &mut Map<String, Value>, change: &Map<String, Value>) {
    for (name, value) in change {
        if value.is_null() {
            vars.remove(name);
        } else {
            vars.insert(name.clone(), value.clone());
        }
    }
}

/// The project without the values of its secrets.
fn shown(project: &Value) -> Value {
    let mut project = project.clone();
    for environment in ENVIRONMENTS {
        let vars = project["deployment_configs"][environment]["env_vars"].as_object_mut();
        for var in vars.into_iter().flat_map(Map::values_mut) {
            if var["type"] == "secret_text" {
                var["value"] = json!("");
            }
        }
    }
    project
}

fn is_name(name: &str) -> bool {
    name.len() <= 58 && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
