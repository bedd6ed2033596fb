use super::*;
use wire::{Outcome, ProviderId};

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::read(&|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned())).unwrap()
}

#[test]
fn a_path_has_its_methods_and_the_refusal_names_the_right_one() {
    assert_eq!(route("POST", "/api/v1/chat/completions"), Ok(Route::Chat));
    assert_eq!(route("HEAD", "/api/status"), Ok(Route::Status));
    assert_eq!(route("GET", "/api/v1/models/"), Ok(Route::Models));
    let refusal = route("GET", "/api/v1/chat/completions").unwrap_err();
    assert_eq!((refusal.status, refusal.allow), (405, Some("POST")));
    assert_eq!(route("GET", "/api/v2/models").unwrap_err().status, 404);
}

#[test]
fn another_sites_page_is_refused_and_a_client_without_origin_is_not() {
    let open = settings(&[]);
    assert!(admit(&open, "chat.example", None, None).is_ok());
    assert!(admit(&open, "chat.example", Some("https://chat.example"), None).is_ok());
    for origin in ["https://evil.example", "https://chat.example.evil.example", "null", ""] {
        assert_eq!(admit(&open, "chat.example", Some(origin), None).unwrap_err().status, 403, "{origin}");
    }
}

#[test]
fn an_access_code_is_asked_of_everyone_when_it_is_set() {
    let closed = settings(&[("ACCESS_CODE", "test-code-0000")]);
    assert_eq!(admit(&closed, "h", None, None).unwrap_err().status, 401);
    assert_eq!(admit(&closed, "h", None, Some("Bearer test-code-0001")).unwrap_err().status, 401);
    assert!(admit(&closed, "h", None, Some("Bearer test-code-0000")).is_ok());
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
