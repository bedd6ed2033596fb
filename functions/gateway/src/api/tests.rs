use super::*;
use crate::engine::GiveUp;
use wire::{Outcome, ProviderId};

#[test]
fn a_path_has_its_methods_and_the_refusal_names_the_right_one() {
    assert_eq!(route("POST", "/api/v1/chat/completions"), Ok(Route::Chat));
    assert_eq!(route("HEAD", "/api/status"), Ok(Route::Status));
    assert_eq!(route("GET", "/api/v1/models/"), Ok(Route::Models));
    let refusal = route("GET", "/api/v1/chat/completions").unwrap_err();
    assert_eq!((refusal.status, refusal.allow), (405, Some("POST")));
    assert_eq!(route("GET", "/api/v2/models").unwrap_err().status, 404);
    assert_eq!(route("DELETE", "/api/access"), Ok(Route::Access(Access::Leave)));
    assert_eq!(route("PUT", "/api/access").unwrap_err().allow, Some("GET, POST, DELETE"));
    assert_eq!(route("OPTIONS", "/api/v1/models"), Ok(Route::Preflight));
    assert_eq!(route("OPTIONS", "/api/report").unwrap_err().status, 405);
}

#[test]
fn the_error_body_is_openais_with_what_everchat_adds() {
    let attempts = [Attempt {
        provider: ProviderId::Gemini,
        model: "m".to_owned(),
        outcome: Outcome::RateLimited,
        status: Some(429),
        ms: 7,
    }];
    let body = Refusal::give_up(GiveUp::AllFailed, Some(30)).body("request-0", &attempts);
    insta::assert_json_snapshot!(body, @r#"
    {
      "error": {
        "message": "No model could answer just now. Try again in a moment.",
        "type": "server_error",
        "code": "all_providers_failed",
        "param": null,
        "everchat": {
          "request_id": "request-0",
          "attempts": [
            {
              "provider": "gemini",
              "model": "m",
              "outcome": "rate_limited",
              "status": 429,
              "ms": 7
            }
          ],
          "retry_after_s": 30
        }
      }
    }
    "#);
    assert_eq!(server_timing(&attempts), "gemini;desc=\"rate_limited\";dur=7");
}
