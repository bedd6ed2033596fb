//! Why the site gave no answer.

use browser::http::Response;
use conversation::answer::Failure;
use wire::ErrorBody;

/// What a response other than 2xx says.
pub(super) async fn read(response: &Response) -> Failure {
    let text = response.text().await.unwrap_or_default();
    ErrorBody::read(&text).map_or_else(Failure::unreachable, Failure::from)
}
