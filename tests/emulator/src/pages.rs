//! The Pages API, as far as wrangler's `pages project` and `pages secret` use it: projects with their
//! settings for production and preview. Secrets go in and do not come out.

use crate::{errors, reply::Reply, scenario::lock};
use hyper::Method;
use serde_json::{Map, Value, json};
use std::sync::Mutex;

const ENVIRONMENTS: [&str; 2] = ["production", "preview"];

/// The projects of the emulated account.
#[derive(Debug, Default)]
pub(crate) struct Pages(Mutex<Vec<Value>>);

impl Pages {
    pub(crate) fn reset(&self) {
        lock(&self.0).clear();
    }

    /// `/pages/projects`.
    pub(crate) fn projects(&self, method: &Method, body: &Value) -> Reply {
        if method != Method::POST {
            return ok(&lock(&self.0).iter().map(shown).collect());
        }
        let Some(name) = body["name"].as_str().filter(|name| is_name(name)) else {
            return errors::cloudflare(400, &[(8_000_000, "The project's name is not valid")]);
        };
        if lock(&self.0).iter().any(|project| project["name"] == name) {
            return errors::cloudflare(409, &[(8_000_002, "A project with this name already exists")]);
        }
        let settings = json!({ "env_vars": {} });
        let project = json!({
            "name": name, "subdomain": format!("{name}.pages.dev"), "domains": [format!("{name}.pages.dev")],
            "production_branch": body["production_branch"], "source": null, "latest_deployment": null,
            "created_on": "2026-01-01T00:00:00Z",
            "deployment_configs": { "production": settings, "preview": settings },
        });
        lock(&self.0).push(project.clone());
        ok(&shown(&project))
    }

    /// `/pages/projects/{name}`.
    pub(crate) fn project(&self, method: &Method, name: &str, body: &Value) -> Reply {
        let mut all = lock(&self.0);
        let Some(project) = all.iter_mut().find(|project| project["name"] == name) else {
            return errors::cloudflare(404, &[(8_000_007, "Project not found.")]);
        };
        if method == Method::PATCH {
            for environment in ENVIRONMENTS {
                let change = &body["deployment_configs"][environment]["env_vars"];
                if let (Some(change), Some(vars)) = (
                    change.as_object(),
                    project["deployment_configs"][environment]["env_vars"].as_object_mut(),
                ) {
                    merge(vars, change);
                }
            }
        }
        ok(&shown(project))
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

fn ok(result: &Value) -> Reply {
    Reply::json(200, &json!({ "result": result, "success": true, "errors": [], "messages": [] }))
}
