//! Error answers, each in its service's own shape.

use crate::{
    reply::Reply,
    route::{AI_GATEWAY, GEMINI, OPENAI},
    scenario::Fault,
};
use serde_json::{Value, json};

/// Cloudflare's envelope with errors.
pub(crate) fn cloudflare(status: u16, errors: &[(u32, &str)]) -> Reply {
    let errors: Vec<Value> =
        errors.iter().map(|(code, message)| json!({ "code": code, "message": message })).collect();
    Reply::json(status, &json!({ "result": null, "success": false, "errors": errors, "messages": [] }))
}

/// AI Gateway's own errors spell the list `error`.
pub(crate) fn gateway(status: u16, code: u32, message: &str) -> Reply {
    let error = json!([{ "code": code, "message": message }]);
    Reply::json(status, &json!({ "success": false, "result": [], "messages": [], "error": error }))
}

/// Google's error; on the OpenAI path it comes wrapped in an array.
pub(crate) fn google(status: u16, word: &str, message: &str, details: &Value) -> Reply {
    let error = json!({ "code": status, "message": message, "status": word, "details": details });
    Reply::json(status, &json!([{ "error": error }]))
}

fn openai(status: u16, kind: &str, code: Option<&str>, message: &str) -> Reply {
    let error = json!({ "message": message, "type": kind, "param": null, "code": code });
    Reply::json(status, &json!({ "error": error }))
}

/// A field that the model does not take. Google names it in the message and in the details only.
pub(crate) fn unsupported_field(provider: &str, field: &str) -> Reply {
    if provider == GEMINI {
        let message = format!("Invalid JSON payload received. Unknown name \"{field}\": Cannot find field.");
        let violation = json!({ "field": field, "description": message });
        let details =
            json!([{ "@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation] }]);
        return google(400, "INVALID_ARGUMENT", &message, &details);
    }
    let message = format!("Unsupported parameter: '{field}' is not supported with this model.");
    let error = json!({
        "message": message, "type": "invalid_request_error", "param": field, "code": "unsupported_parameter"
    });
    Reply::json(400, &json!({ "error": error }))
}

/// No such route in the Cloudflare API.
pub(crate) fn no_route(path: &str) -> Reply {
    let message = format!("Could not route to {path}, perhaps your object identifier is invalid?");
    cloudflare(404, &[(7003, &message), (7000, "No route for that URI")])
}

/// The answer of a provider to a fault that is an error answer; `None` for the other faults.
pub(crate) fn for_fault(provider: &str, fault: Fault) -> Option<Reply> {
    let by_provider = match provider {
        GEMINI => gemini_fault(fault),
        OPENAI => openai_fault(fault),
        AI_GATEWAY => gateway_fault(fault).or_else(|| cloudflare_fault(fault)),
        _ => cloudflare_fault(fault),
    };
    by_provider.or_else(|| anyones_fault(fault))
}

fn cloudflare_fault(fault: Fault) -> Option<Reply> {
    Some(match fault {
        Fault::Unauthorized => cloudflare(401, &[(10000, "Authentication error")]),
        Fault::Billing => cloudflare(402, &[(2021, "Insufficient credits")]),
        Fault::Forbidden => cloudflare(403, &[(5018, "The account is not allowed to access this model")]),
        Fault::NotFound => cloudflare(400, &[(5007, "No such model or task")]),
        Fault::UpstreamTimeout => cloudflare(408, &[(3007, "Request timeout")]),
        Fault::TooLarge => cloudflare(413, &[(3006, "Request is too large")]),
        Fault::BadRequest => cloudflare(400, &[(5004, "Invalid data type")]),
        Fault::RateLimited => cloudflare(429, &[(10429, "Too many requests")]).header("retry-after", "7"),
        Fault::RateLimitedBare => cloudflare(429, &[(10429, "Too many requests")]),
        Fault::Quota => {
            cloudflare(429, &[(3036, "You have used up your daily free allocation of 10,000 neurons.")])
        }
        Fault::Busy => cloudflare(429, &[(3040, "Capacity temporarily exceeded, please try again.")]),
        Fault::ServerError => cloudflare(500, &[(3001, "Internal server error")]),
        Fault::WrongRoute => no_route("/ai/gateways"),
        _ => return None,
    })
}

fn gateway_fault(fault: Fault) -> Option<Reply> {
    Some(match fault {
        Fault::GatewayMissing => {
            gateway(400, 2001, "Please configure AI Gateway in the Cloudflare dashboard")
        }
        Fault::GatewayUnauthorized => gateway(401, 2009, "Unauthorized"),
        Fault::Billing => Reply::json(
            402,
            &json!({ "name": "AiGatewayError", "internalCode": 2021, "message": "Insufficient credits", "httpCode": 402 }),
        ),
        _ => return None,
    })
}

fn gemini_fault(fault: Fault) -> Option<Reply> {
    let info = |reason: &str| {
        json!([{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com",
            "metadata": { "service": "generativelanguage.googleapis.com" } }])
    };
    let quota = |id: &str, value: &str| {
        json!([
            { "@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{ "quotaId": id, "quotaValue": value }] },
            { "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "41s" }
        ])
    };
    let none = json!([]);
    Some(match fault {
        Fault::Unauthorized => google(
            400,
            "INVALID_ARGUMENT",
            "API key not valid. Please pass a valid API key.",
            &info("API_KEY_INVALID"),
        ),
        Fault::Forbidden => google(403, "PERMISSION_DENIED", "The caller does not have permission", &none),
        Fault::NotFound => google(404, "NOT_FOUND", "models/x is not found for API version v1beta", &none),
        Fault::BadRequest => google(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", &none),
        Fault::Location => {
            google(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", &none)
        }
        Fault::RateLimited => google(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota.",
            &quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "10"),
        ),
        Fault::RateLimitedBare => {
            google(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", &none)
        }
        Fault::Quota => google(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota, limit: 0",
            &quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "0"),
        ),
        Fault::Busy | Fault::Unavailable => google(503, "UNAVAILABLE", "The model is overloaded.", &none),
        Fault::ServerError => google(500, "INTERNAL", "An internal error has occurred.", &none),
        Fault::GatewayTimeout => google(504, "DEADLINE_EXCEEDED", "The request timed out.", &none),
        _ => return None,
    })
}

fn openai_fault(fault: Fault) -> Option<Reply> {
    Some(match fault {
        Fault::Unauthorized => {
            openai(401, "invalid_request_error", Some("invalid_api_key"), "Incorrect API key provided.")
        }
        Fault::Forbidden => openai(403, "permission_error", None, "You are not allowed to do this."),
        Fault::NotFound => {
            openai(404, "invalid_request_error", Some("model_not_found"), "The model does not exist.")
        }
        Fault::TooLarge => openai(
            400,
            "invalid_request_error",
            Some("context_length_exceeded"),
            "This model's maximum context length is exceeded.",
        ),
        Fault::BadRequest => openai(400, "invalid_request_error", None, "Invalid value for a parameter."),
        Fault::RateLimited => openai(429, "requests", Some("rate_limit_exceeded"), "Rate limit reached.")
            .header("retry-after", "7"),
        Fault::RateLimitedBare => openai(429, "requests", Some("rate_limit_exceeded"), "Rate limit reached."),
        Fault::Quota => {
            openai(429, "insufficient_quota", Some("insufficient_quota"), "You exceeded your current quota.")
        }
        Fault::Busy => openai(503, "overloaded_error", None, "The engine is currently overloaded."),
        Fault::ServerError => openai(500, "server_error", None, "The server had an error."),
        _ => return None,
    })
}

/// What any service, or a proxy before it, may answer.
fn anyones_fault(fault: Fault) -> Option<Reply> {
    let page = |status: u16| {
        Reply::html(status, &format!("<!doctype html><title>{status}</title><h1>{status}</h1>"))
    };
    Some(match fault {
        Fault::Unauthorized => page(401),
        Fault::Billing => page(402),
        Fault::Forbidden => page(403),
        Fault::NotFound => page(404),
        Fault::UpstreamTimeout => page(408),
        Fault::Conflict => page(409),
        Fault::TooLarge => page(413),
        Fault::Unprocessable => Reply::json(
            422,
            &json!({ "detail": [{ "type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs are not permitted" }] }),
        ),
        Fault::BadGateway => page(502),
        Fault::Busy | Fault::Unavailable => page(503),
        Fault::GatewayTimeout => page(504),
        Fault::Html => page(200),
        Fault::Redirect => Reply::html(302, "").header("location", "https://redirect.invalid/"),
        _ => return None,
    })
}
