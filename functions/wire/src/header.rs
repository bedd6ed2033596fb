//! Names of the headers that Everchat adds to HTTP.

/// Identifies one request in answers and logs.
pub const REQUEST_ID: &str = "x-request-id";
/// The provider that served, see [`ProviderId`](crate::provider::ProviderId).
pub const PROVIDER: &str = "x-everchat-provider";
/// The model that served, as its provider calls it.
pub const MODEL: &str = "x-everchat-model";
/// Every attempt in order, as [`attempts_to_header`](crate::attempt::attempts_to_header) writes it.
pub const ATTEMPTS: &str = "x-everchat-attempts";
/// The fields of the request that the provider was asked without, since its model refused them; separated by commas.
pub const IGNORED: &str = "x-everchat-ignored";
/// On a stream: how long it may be silent before it counts as broken off, in milliseconds.
pub const IDLE_TIMEOUT: &str = "x-everchat-idle-timeout-ms";
/// On a request for a stream, with the value `1`: the provider is asked to count tokens if it is known to be able
/// to. (`stream_options` in the body asks every provider, and a few compatible services refuse that field.)
pub const COUNT_TOKENS: &str = "x-everchat-count-tokens";
/// On a request: provider ids to leave out, separated by commas.
pub const EXCLUDE: &str = "x-everchat-exclude";
