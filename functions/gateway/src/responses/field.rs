//! Reads a field of a request.

use super::error::ResponsesError;
use crate::request::Fields;
use serde::de::DeserializeOwned;

/// The value of a field as a type; `None` if it is absent or null.
pub(super) fn read<T: DeserializeOwned>(
    fields: &Fields,
    param: &'static str,
    expected: &'static str,
) -> Result<Option<T>, ResponsesError> {
    fields.read(param).map_err(|_| ResponsesError::WrongType { param, expected })
}
