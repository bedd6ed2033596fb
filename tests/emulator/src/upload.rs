//! The form of a deployment, and what is in it: the site, its Function ready bundled, its rules and its bindings.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use futures_util::{FutureExt, stream};
use multer::{Multipart, parse_boundary};
use serde_json::{Map, Value};
use std::{collections::HashMap, io};

/// What was uploaded for a deployment.
#[derive(Clone, Debug, Default)]
pub struct Uploaded {
    /// Files of the site by their paths, which begin with a slash, and of the Function, whose paths do not.
    pub site: Vec<(String, Vec<u8>)>,
    /// The Function's modules by their names.
    pub modules: Vec<(String, Vec<u8>)>,
    /// The name of the module that answers.
    pub main_module: String,
    /// `_headers` and `_routes.json`, where there are any.
    pub rules: Vec<(String, Vec<u8>)>,
    /// `compatibility_date`.
    pub compatibility_date: String,
    /// `compatibility_flags`.
    pub compatibility_flags: Vec<String>,
    /// Variables of `wrangler.toml`, and then the project's own, secrets among them.
    pub vars: Vec<(String, String)>,
    /// `AI` is bound.
    pub has_ai: bool,
    /// Which branch it counts as.
    pub branch: String,
    /// Which commit it is of; empty where it is not known.
    pub commit: String,
}

/// A form in parts: names and contents.
pub(crate) type Parts = Vec<(String, Bytes)>;

/// Reads a form that is here already; `None` if it is none.
pub(crate) fn read_form(content_type: &str, body: &Bytes) -> Option<Parts> {
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
    // All of it is here, so nothing is waited for.
    reading.now_or_never()?
}

/// The text of a part.
pub(crate) fn text<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    std::str::from_utf8(&parts.iter().find(|(known, _)| known == name)?.1).ok()
}

/// The paths of the manifest, and the hashes of what is there.
pub(crate) fn manifest(parts: &Parts) -> Option<Map<String, Value>> {
    serde_json::from_str(text(parts, "manifest")?).ok()
}

/// Puts a deployment together from its form and the files that were sent before; `env_vars` are the project's.
/// `None` if something of it is missing.
pub(crate) fn unpack(parts: &Parts, files: &HashMap<String, Value>, env_vars: &Value) -> Option<Uploaded> {
    let mut site = Vec::new();
    for (path, hash) in manifest(parts)? {
        site.push((path, STANDARD.decode(files.get(hash.as_str()?)?["value"].as_str()?).ok()?));
    }
    let is_rule = |name: &str| matches!(name, "_headers" | "_redirects" | "_routes.json");
    let rules =
        parts.iter().filter(|(name, _)| is_rule(name)).map(|(name, rules)| (name.clone(), rules.to_vec()));
    // wrangler's form in the form does not say what divides it, but begins with it.
    let (_, bundle) = parts.iter().find(|(name, _)| name == "_worker.bundle")?;
    let first = bundle.split(|byte| *byte == b'\r').next()?;
    let boundary = std::str::from_utf8(first).ok()?.strip_prefix("--")?;
    let mut modules = read_form(&format!("multipart/form-data; boundary={boundary}"), bundle)?;
    let metadata: Value = serde_json::from_str(text(&modules, "metadata")?).ok()?;
    modules.retain(|(name, _)| name != "metadata");
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let bindings = metadata["bindings"].as_array().map(Vec::as_slice).unwrap_or_default();
    let plain = bindings.iter().filter(|binding| binding["type"] == "plain_text");
    let plain = plain.map(|binding| (words(&binding["name"]), words(&binding["text"])));
    let own =
        env_vars.as_object().into_iter().flatten().map(|(name, var)| (name.clone(), words(&var["value"])));
    Some(Uploaded {
        site,
        modules: modules.into_iter().map(|(name, module)| (name, module.to_vec())).collect(),
        main_module: words(&metadata["main_module"]),
        rules: rules.collect(),
        compatibility_date: words(&metadata["compatibility_date"]),
        compatibility_flags: metadata["compatibility_flags"]
            .as_array()
            .into_iter()
            .flatten()
            .map(words)
            .collect(),
        vars: plain.chain(own).collect(),
        has_ai: bindings.iter().any(|binding| binding["type"] == "ai"),
        branch: text(parts, "branch").unwrap_or_default().to_owned(),
        commit: text(parts, "commit_hash").unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_form_is_unpacked_and_one_without_a_file_that_it_names_is_not() {
        let part = |name: &str, content: &str| {
            format!(
                "--B\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\r\n{content}\r\n"
            )
        };
        let metadata = json!({ "main_module": "main.js", "compatibility_date": "2026-10-01",
            "bindings": [{ "type": "plain_text", "name": "ENVIRONMENT", "text": "preview" }, { "type": "ai", "name": "AI" }] });
        let bundle =
            part("metadata", &metadata.to_string()) + &part("main.js", "export default 1") + "--B--\r\n";
        let form = [
            part("manifest", r#"{"/index.html":"h1"}"#),
            part("branch", "fix/a"),
            part("_headers", "/*\n  A: b"),
        ];
        let form =
            Bytes::from(form.concat() + &part("_worker.bundle", &bundle.replace("--B", "--C")) + "--B--\r\n");
        let parts = read_form("multipart/form-data; boundary=B", &form).unwrap();
        let files = HashMap::from([("h1".to_owned(), json!({ "value": STANDARD.encode("<p>") }))]);
        let vars = json!({ "GEMINI_API_KEY": { "type": "secret_text", "value": "test-token-0000" } });
        let uploaded = unpack(&parts, &files, &vars).unwrap();
        assert_eq!(uploaded.site, [("/index.html".to_owned(), b"<p>".to_vec())]);
        assert_eq!(uploaded.modules, [("main.js".to_owned(), b"export default 1".to_vec())]);
        assert_eq!((uploaded.branch.as_str(), uploaded.has_ai), ("fix/a", true));
        let names: Vec<&str> = uploaded.vars.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["ENVIRONMENT", "GEMINI_API_KEY"]);
        assert!(unpack(&parts, &HashMap::new(), &vars).is_none());
        assert!(read_form("application/json", &form).is_none());
    }
}
