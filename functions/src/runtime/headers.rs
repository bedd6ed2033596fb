//! Headers, all of them in one call: a call from wasm into JavaScript for each costs more than the headers themselves.

use wasm_bindgen::prelude::*;
use web_sys::Request;

#[wasm_bindgen(inline_js = r#"
/** The lines of a request's head. HTTP allows no line break in any of them. */
export function readHead(request) {
  const lines = [request.method, request.url];
  for (const [name, value] of request.headers) lines.push(`${name}:${value}`);
  return lines.join("\n");
}

/** Headers of a list of names and values, in JSON. A later one replaces an earlier one, but each cookie needs its own. */
export function makeHeaders(json) {
  const headers = new Headers();
  for (const [name, value] of JSON.parse(json)) {
    if (name === "set-cookie") headers.append(name, value);
    else headers.set(name, value);
  }
  return headers;
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = readHead)]
    fn read_head(request: &Request) -> String;
    #[wasm_bindgen(js_name = makeHeaders, catch)]
    fn make_headers(json: &str) -> Result<JsValue, JsValue>;
}

/// What a request says before its body.
pub(crate) struct RequestHead {
    pub(crate) method: String,
    pub(crate) url: String,
    /// Their names in small letters.
    headers: Vec<(String, String)>,
}

impl RequestHead {
    pub(crate) fn read(request: &Request) -> Self {
        let text = read_head(request);
        let mut lines = text.split('\n');
        let mut next = || lines.next().unwrap_or_default().to_owned();
        let (method, url) = (next(), next());
        let header =
            |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { method, url, headers: lines.filter_map(header).collect() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A `Headers` for the init of a request or of a response.
///
/// # Errors
/// A name or a value is none that HTTP allows.
pub(crate) fn headers(list: &[(&str, &str)]) -> Result<JsValue, JsValue> {
    make_headers(&serde_json::to_string(list).unwrap_or_default())
}
