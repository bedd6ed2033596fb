//! gloo-net's requests, as far as the page uses them, by the browser's own `fetch`.
#![allow(missing_docs, clippy::missing_errors_doc)]

#[derive(Debug)]
pub enum Error {
    JsError,
    SerdeError(serde_json::Error),
}

pub mod http {
    use super::Error;
    use serde::{Serialize, de::DeserializeOwned};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{AbortSignal, ReadableStream, RequestInit};

    fn js<T>(result: Result<T, JsValue>) -> Result<T, Error> {
        result.map_err(|_| Error::JsError)
    }

    #[derive(Debug)]
    pub struct RequestBuilder {
        url: String,
        init: RequestInit,
        headers: Option<web_sys::Headers>,
    }

    #[derive(Debug)]
    pub struct Request(RequestBuilder);

    impl Request {
        pub fn get(url: &str) -> RequestBuilder {
            RequestBuilder::new("GET", url)
        }

        pub fn post(url: &str) -> RequestBuilder {
            RequestBuilder::new("POST", url)
        }

        pub fn delete(url: &str) -> RequestBuilder {
            RequestBuilder::new("DELETE", url)
        }

        pub async fn send(self) -> Result<Response, Error> {
            let window = web_sys::window().ok_or(Error::JsError)?;
            let Self(RequestBuilder { url, init, headers }) = self;
            if let Some(headers) = headers {
                init.set_headers(&headers);
            }
            let response = js(JsFuture::from(window.fetch_with_str_and_init(&url, &init)).await)?;
            response.dyn_into().map(Response).map_err(|_| Error::JsError)
        }
    }

    impl RequestBuilder {
        fn new(method: &str, url: &str) -> Self {
            let init = RequestInit::new();
            init.set_method(method);
            Self { url: url.to_owned(), init, headers: web_sys::Headers::new().ok() }
        }

        pub fn header(self, name: &str, value: &str) -> Self {
            if let Some(headers) = &self.headers {
                let _ = headers.set(name, value);
            }
            self
        }

        pub fn abort_signal(self, signal: Option<&AbortSignal>) -> Self {
            self.init.set_signal(signal);
            self
        }

        pub fn build(self) -> Result<Request, Error> {
            Ok(Request(self))
        }

        pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Result<Request, Error> {
            let body = serde_json::to_string(body).map_err(Error::SerdeError)?;
            self.init.set_body(&body.into());
            Ok(Request(self.header("content-type", "application/json")))
        }
    }

    #[derive(Debug)]
    pub struct Response(web_sys::Response);

    #[derive(Debug)]
    pub struct Headers(web_sys::Headers);

    impl Headers {
        pub fn get(&self, name: &str) -> Option<String> {
            self.0.get(name).ok().flatten()
        }
    }

    impl Response {
        pub fn status(&self) -> u16 {
            self.0.status()
        }

        pub fn ok(&self) -> bool {
            self.0.ok()
        }

        pub fn headers(&self) -> Headers {
            Headers(self.0.headers())
        }

        pub fn body(&self) -> Option<ReadableStream> {
            self.0.body()
        }

        pub async fn text(&self) -> Result<String, Error> {
            let text = js(JsFuture::from(js(self.0.text())?).await)?;
            text.as_string().ok_or(Error::JsError)
        }

        pub async fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
            serde_json::from_str(&self.text().await?).map_err(Error::SerdeError)
        }
    }
}
