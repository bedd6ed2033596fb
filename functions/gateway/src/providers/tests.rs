use super::*;
use crate::{
    reading::{Failure, RequestFault},
    request::CompletionRequest,
    settings::{Limits, Settings},
    testing::lookup,
};
use serde_json::Value;
use wire::{Outcome, ProviderId};

const ACCOUNT: &str = "0123456789abcdef0123456789abcdef";

/// The chain of some settings. The setting `AI` stands for the binding.
fn chain_of(pairs: &[(&str, &str)]) -> Chain {
    let lookup = lookup(pairs);
    build_chain(&Settings::read(&lookup).unwrap().with_bindings(lookup("AI").is_some(), false))
}

fn provider(pairs: &[(&str, &str)], id: ProviderId) -> Provider {
    let chain = chain_of(pairs);
    let entry = chain.iter().find(|entry| entry.id == id).unwrap();
    entry.provider().unwrap().clone()
}

fn completion(body: &str) -> CompletionRequest {
    CompletionRequest::read(Some("application/json"), body.as_bytes(), &Limits::default(), &[]).unwrap()
}

/// The request to a provider as text.
fn request(pairs: &[(&str, &str)], id: ProviderId, is_last: bool) -> String {
    let completion =
        completion(r#"{"messages":[{"role":"user","content":"hi"}],"stream":true,"temperature":0.5}"#);
    let provider = provider(pairs, id);
    let request = match provider.request(&completion, &provider.models[0], is_last, &Adaptation::default()) {
        UpstreamRequest::Http(request) => request,
        UpstreamRequest::Binding(request) => {
            return format!("run {}\n{}\n{}", request.model, request.inputs, request.options);
        }
    };
    let headers: Vec<String> =
        request.headers.iter().map(|(name, value)| format!("{name}: {}", value.reveal())).collect();
    format!("POST {}\n{}\n\n{}", request.url, headers.join("\n"), request.body.unwrap_or_default())
}

#[test]
fn an_unset_provider_is_not_in_the_chain_and_a_half_set_one_names_what_is_missing() {
    assert!(chain_of(&[]).is_empty());
    let half = chain_of(&[("AI_GATEWAY_ID", "default"), ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT)]);
    let missing: Vec<_> = half.iter().map(|entry| (entry.id, entry.missing_settings())).collect();
    assert_eq!(
        missing,
        [
            (ProviderId::AiGateway, &["CLOUDFLARE_API_TOKEN"][..]),
            (ProviderId::WorkersAi, &["CLOUDFLARE_API_TOKEN"]),
        ]
    );
    assert!(half.iter().all(|entry| entry.provider().is_none() && entry.models().is_empty()));
}

#[test]
fn the_chain_has_the_owners_order() {
    let chain = chain_of(&[
        ("PROVIDERS", "openai,gemini,ai-gateway"),
        ("GEMINI_API_KEY", "k"),
        ("OPENAI_API_KEY", "k"),
        ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
        ("CLOUDFLARE_API_TOKEN", "k"),
    ]);
    let ids: Vec<ProviderId> = chain.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, [ProviderId::Openai, ProviderId::Gemini]);
}

#[test]
fn workers_ai_with_a_token_does_not_queue_while_another_provider_is_left() {
    let set = [("CLOUDFLARE_ACCOUNT_ID", ACCOUNT), ("CLOUDFLARE_API_TOKEN", "test-token-0000")];
    insta::assert_snapshot!(request(&set, ProviderId::WorkersAi, false));
    assert!(!request(&set, ProviderId::WorkersAi, true).contains("rejectIfBusy"));
}

#[test]
fn ai_gateway_is_asked_through_the_api_or_through_its_older_host() {
    let mut set = vec![
        ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
        ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
        ("AI_GATEWAY_ID", "default"),
        ("AI_GATEWAY_TOKEN", "test-token-1111"),
    ];
    insta::assert_snapshot!("ai_gateway_api", request(&set, ProviderId::AiGateway, false));
    let last = request(&set, ProviderId::AiGateway, true);
    assert!(!last.contains("max-attempts") && !last.contains("rejectIfBusy"), "{last}");
    let own = [&set[..], &[("AI_GATEWAY_LOG_PAYLOAD", "on"), ("AI_GATEWAY_CACHE_TTL", "3600")]].concat();
    let own = request(&own, ProviderId::AiGateway, false);
    assert!(own.contains("cf-aig-collect-log-payload: true\n") && own.contains("cf-aig-cache-ttl: 3600\n"));
    assert!(!own.contains("skip-cache"));
    set.push(("AI_GATEWAY_BASE_URL", "http://127.0.0.1:9/v1/"));
    insta::assert_snapshot!("ai_gateway_older_host", request(&set, ProviderId::AiGateway, false));
    set.push(("AI_GATEWAY_MODEL", "google/gemini-flash-latest"));
    assert!(request(&set, ProviderId::AiGateway, false).contains("google-ai-studio/gemini-flash-latest"));
}

#[test]
fn gemini_is_asked_in_openais_dialect_and_its_key_is_not_in_the_address() {
    insta::assert_snapshot!(request(&[("GEMINI_API_KEY", "test-token-0000")], ProviderId::Gemini, true));
}

#[test]
fn a_request_is_adapted_to_what_the_model_refused() {
    let completion =
        completion(r#"{"messages":[{"role":"user","content":"hi"}],"temperature":0.5,"seed":1}"#);
    let gemini = provider(&[("GEMINI_API_KEY", "test-token-0000")], ProviderId::Gemini);
    let refused = |param: &str| {
        let fault = RequestFault { param: Some(param.to_owned()), code: None, is_unsupported: true };
        Failure { fault, ..Failure::new(Outcome::BadRequest, Some(400)) }
    };
    let adapt = |adaptation: &Adaptation, param| gemini.adapt(&completion, adaptation, &refused(param));
    let adapted = adapt(&Adaptation::default(), "max_tokens").unwrap();
    let adapted = adapt(&adapted, "temperature").unwrap();
    assert_eq!(adapt(&adapted, "top_p"), None, "the request has none");
    let UpstreamRequest::Http(request) = gemini.request(&completion, "m", true, &adapted) else {
        panic!("Gemini is asked over HTTP");
    };
    let body: Value = serde_json::from_str(&request.body.unwrap()).unwrap();
    assert_eq!(body["max_completion_tokens"], 4096);
    assert_eq!(
        (&body["max_tokens"], &body["temperature"], &body["seed"]),
        (&Value::Null, &Value::Null, &1.into())
    );
}

#[test]
fn token_counts_are_asked_for_where_they_are_wanted_and_known_to_work() {
    let body = |set: &[(&str, &str)], id, wanted: bool, extra: &str| {
        let completion =
            completion(&format!(r#"{{"messages":[{{"role":"user","content":"hi"}}],"stream":true{extra}}}"#));
        let provider = provider(set, id);
        match provider.request(
            &completion.counting_tokens(wanted),
            &provider.models[0],
            true,
            &Adaptation::default(),
        ) {
            UpstreamRequest::Http(request) => request.body.unwrap_or_default(),
            UpstreamRequest::Binding(request) => request.inputs,
        }
    };
    let asks = |set: &[(&str, &str)], id, wanted| body(set, id, wanted, "").contains("include_usage");
    let gemini = [("GEMINI_API_KEY", "k")];
    assert!(asks(&gemini, ProviderId::Gemini, true) && !asks(&gemini, ProviderId::Gemini, false));
    assert!(asks(&[("OPENAI_API_KEY", "k")], ProviderId::Openai, true));
    assert!(!asks(&[("OPENAI_BASE_URL", "http://localhost:1/v1")], ProviderId::Openai, true));
    let own = body(&gemini, ProviderId::Gemini, true, r#","stream_options":{"include_usage":false}"#);
    assert!(own.contains(r#""include_usage":false"#), "the visitor's own option wins: {own}");
}

#[test]
fn openai_and_a_compatible_service_without_a_key_are_asked_alike() {
    let own = request(&[("OPENAI_API_KEY", "test-token-0000")], ProviderId::Openai, true);
    assert!(own.starts_with("POST https://api.openai.com/v1/chat/completions\n"), "{own}");
    assert!(own.contains("max_completion_tokens") && !own.contains("\"max_tokens\""), "{own}");
    let set = [("OPENAI_BASE_URL", "http://localhost:11434/v1/"), ("OPENAI_MODEL", "qwen3")];
    insta::assert_snapshot!(request(&set, ProviderId::Openai, true));
}

#[test]
fn the_binding_needs_no_token_and_leads_through_the_gateway_where_there_is_one() {
    let mut set = vec![("AI", "bound"), ("PROVIDERS", "workers-ai")];
    insta::assert_snapshot!("binding", request(&set, ProviderId::WorkersAi, false));
    assert!(!request(&set, ProviderId::WorkersAi, true).contains("rejectIfBusy"));
    set.push(("AI_GATEWAY_ID", "default"));
    insta::assert_snapshot!("binding_through_a_gateway", request(&set, ProviderId::WorkersAi, false));
    // Where the gateway is a provider of its own, Workers AI is not asked through it.
    set[1] = ("PROVIDERS", "ai-gateway,workers-ai");
    assert!(request(&set, ProviderId::AiGateway, true).contains("\"skipCache\":true"));
    assert!(!request(&set, ProviderId::WorkersAi, false).contains("gateway"));
    set.extend([("AI_GATEWAY_LOG_PAYLOAD", "on"), ("AI_GATEWAY_CACHE_TTL", "60")]);
    let own = request(&set, ProviderId::AiGateway, false);
    assert!(own.contains("\"collectLog\":true") && own.contains("\"cacheTtl\":60"), "{own}");
}

#[test]
fn a_provider_has_a_second_secret_only_where_its_own_is_being_changed() {
    let with_two = |pairs: &[(&str, &str)]| -> Vec<ProviderId> {
        let has_two = |entry: &ChainEntry| entry.provider().unwrap().with_next_secret().is_some();
        chain_of(pairs).into_iter().filter(has_two).map(|entry| entry.id).collect()
    };
    let mut set = vec![
        ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
        ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
        ("AI_GATEWAY_ID", "default"),
        ("GEMINI_API_KEY", "test-token-1111"),
    ];
    assert_eq!(with_two(&set), []);
    let before = chain_fingerprint(&chain_of(&set));
    set.push(("GEMINI_API_KEY_NEXT", "test-token-2222"));
    assert_eq!(with_two(&set), [ProviderId::Gemini]);
    assert_ne!(
        chain_fingerprint(&chain_of(&set)),
        before,
        "the old chain's health says nothing about the new one"
    );
    set.push(("CLOUDFLARE_API_TOKEN_NEXT", "test-token-3333"));
    assert_eq!(with_two(&set), [ProviderId::AiGateway, ProviderId::WorkersAi, ProviderId::Gemini]);
    set.push(("AI", "bound"));
    assert_eq!(with_two(&set), [ProviderId::AiGateway, ProviderId::Gemini], "the binding has no token");
    assert_eq!(with_two(&[("OPENAI_API_KEY_NEXT", "test-token-4444")]), [], "alone, it is no change");
    assert_eq!(
        with_two(&[("OPENAI_API_KEY", "k"), ("OPENAI_API_KEY_NEXT", "k")]),
        [],
        "the same is no change"
    );
}

#[test]
fn the_secret_that_is_known_to_work_is_tried_first() {
    let set = [("GEMINI_API_KEY", "test-token-1111"), ("GEMINI_API_KEY_NEXT", "test-token-2222")];
    let provider = provider(&set, ProviderId::Gemini);
    let next = provider.with_next_secret().unwrap();
    let order = |prefers_next| {
        let (first, second) = provider.by_secret(prefers_next);
        [first, second.unwrap()].map(|provider| provider.fingerprint() == next.fingerprint())
    };
    assert_eq!((order(false), order(true)), ([false, true], [true, false]));
}
