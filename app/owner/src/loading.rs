//! Loads what the owner alone may see.

use browser::{
    access::AccessError,
    http::{self, Response},
};
use serde_json::Value;
use wire::tolerant;

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadError {
    /// The owner's code is needed.
    CodeRequired,
    /// No code may be tried now, or the site does not answer.
    Access(AccessError),
    /// The site has no owner's code, so it shows nothing.
    NoCodeSet,
}

impl From<AccessError> for LoadError {
    fn from(error: AccessError) -> Self {
        Self::Access(error)
    }
}

/// What the page shows when the site does not answer as it should.
pub(crate) const UNREACHABLE: LoadError = LoadError::Access(AccessError::Unreachable);

/// Asks one of the owner's routes.
async fn get(url: &str) -> Result<Response, LoadError> {
    let response = http::get(url).await.map_err(|_| UNREACHABLE)?;
    match response.status() {
        200 => Ok(response),
        401 => Err(LoadError::CodeRequired),
        404 => Err(LoadError::NoCodeSet),
        429 => Err(AccessError::too_many_codes(&response).await.into()),
        _ => Err(UNREACHABLE),
    }
}

/// The text of the answer of one of the owner's routes.
pub(crate) async fn get_text(url: &str) -> Result<String, LoadError> {
    get(url).await?.text().await.map_err(|_| UNREACHABLE)
}

/// The JSON of the answer of one of the owner's routes.
pub(crate) async fn get_json(url: &str) -> Result<Value, LoadError> {
    tolerant::parse(&get_text(url).await?).ok_or(UNREACHABLE)
}
