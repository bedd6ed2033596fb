use super::*;
use crate::settings::Limits;

const ACCOUNT: &str = "0123456789abcdef0123456789abcdef";

fn chain_of(pairs: &[(&str, &str)]) -> Vec<(ProviderId, Readiness)> {
    let lookup = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
    chain(&Settings::read(&lookup).unwrap().with_bindings(lookup("AI").is_some(), false))
}

fn request(pairs: &[(&str, &str)], id: ProviderId, is_last: bool) -> String {
    let ask = br#"{"messages":[{"role":"user","content":"hi"}],"stream":true,"temperature":0.5}"#;
    let ask = Ask::read(Some("application/json"), ask, &Limits::default()).unwrap();
    let chain = chain_of(pairs);
    let Some((_, Readiness::Ready(provider))) = chain.iter().find(|(found, _)| *found == id) else {
        panic!("{id} is not ready");
    };
    let request = match provider.request(&ask, &provider.models[0], is_last) {
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
fn nothing_set_means_no_provider_and_half_set_means_not_ready() {
    assert!(chain_of(&[]).is_empty());
    let half = chain_of(&[("AI_GATEWAY_ID", "default"), ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT)]);
    let missing: Vec<_> = half
        .iter()
        .map(|(id, readiness)| match readiness {
            Readiness::Incomplete(missing) => (*id, missing.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        missing,
        [
            (ProviderId::AiGateway, vec!["CLOUDFLARE_API_TOKEN"]),
            (ProviderId::WorkersAi, vec!["CLOUDFLARE_API_TOKEN"]),
        ]
    );
}

#[test]
fn the_owners_order_is_the_chains() {
    let chain = chain_of(&[
        ("PROVIDERS", "openai,gemini,ai-gateway"),
        ("GEMINI_API_KEY", "k"),
        ("OPENAI_API_KEY", "k"),
        ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
        ("CLOUDFLARE_API_TOKEN", "k"),
    ]);
    let ids: Vec<ProviderId> = chain.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, [ProviderId::Openai, ProviderId::Gemini]);
}

#[test]
fn workers_ai_is_asked_with_a_token_and_does_not_queue_while_another_is_left() {
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
fn gemini_is_asked_in_the_one_dialect_and_the_key_is_not_in_the_address() {
    insta::assert_snapshot!(request(&[("GEMINI_API_KEY", "test-token-0000")], ProviderId::Gemini, true));
}

#[test]
fn tokens_are_counted_where_that_is_wanted_and_known_to_work() {
    let body = |set: &[(&str, &str)], id, wanted: bool, extra: &str| {
        let ask = format!(r#"{{"messages":[{{"role":"user","content":"hi"}}],"stream":true{extra}}}"#);
        let ask = Ask::read(Some("application/json"), ask.as_bytes(), &Limits::default()).unwrap();
        let chain = chain_of(set);
        let Some((_, Readiness::Ready(provider))) = chain.iter().find(|(found, _)| *found == id) else {
            panic!("{id} is not ready");
        };
        match provider.request(&ask.counting_tokens(wanted), &provider.models[0], true) {
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
    assert!(own.contains(r#""include_usage":false"#), "the client's own word counts: {own}");
}

#[test]
fn openai_itself_and_a_service_without_a_key_are_both_asked() {
    let own = request(&[("OPENAI_API_KEY", "test-token-0000")], ProviderId::Openai, true);
    assert!(own.starts_with("POST https://api.openai.com/v1/chat/completions\n"), "{own}");
    assert!(own.contains("max_completion_tokens") && !own.contains("\"max_tokens\""), "{own}");
    let set = [("OPENAI_BASE_URL", "http://localhost:11434/v1/"), ("OPENAI_MODEL", "qwen3")];
    insta::assert_snapshot!(request(&set, ProviderId::Openai, true));
}

#[test]
fn the_binding_needs_no_token_and_goes_through_the_gateway_where_there_is_one() {
    let mut set = vec![("AI", "bound"), ("PROVIDERS", "workers-ai")];
    insta::assert_snapshot!("binding", request(&set, ProviderId::WorkersAi, false));
    assert!(!request(&set, ProviderId::WorkersAi, true).contains("rejectIfBusy"));
    set.push(("AI_GATEWAY_ID", "default"));
    insta::assert_snapshot!("binding_through_a_gateway", request(&set, ProviderId::WorkersAi, false));
    // Where the gateway is a provider of its own, the other way does not lead through it.
    set[1] = ("PROVIDERS", "ai-gateway,workers-ai");
    assert!(request(&set, ProviderId::AiGateway, true).contains("\"skipCache\":true"));
    assert!(!request(&set, ProviderId::WorkersAi, false).contains("gateway"));
    set.extend([("AI_GATEWAY_LOG_PAYLOAD", "on"), ("AI_GATEWAY_CACHE_TTL", "60")]);
    let own = request(&set, ProviderId::AiGateway, false);
    assert!(own.contains("\"collectLog\":true") && own.contains("\"cacheTtl\":60"), "{own}");
}

#[test]
fn a_provider_has_a_spare_only_where_a_secret_of_its_own_is_being_changed() {
    let spares = |pairs: &[(&str, &str)]| -> Vec<ProviderId> {
        let has_spare = |(id, readiness): (ProviderId, Readiness)| match readiness {
            Readiness::Ready(provider) => provider.spare().is_some().then_some(id),
            _ => None,
        };
        chain_of(pairs).into_iter().filter_map(has_spare).collect()
    };
    let mut set = vec![
        ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
        ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
        ("AI_GATEWAY_ID", "default"),
        ("GEMINI_API_KEY", "test-token-1111"),
    ];
    assert_eq!(spares(&set), []);
    let before = fingerprint(&chain_of(&set));
    set.push(("GEMINI_API_KEY_NEXT", "test-token-2222"));
    assert_eq!(spares(&set), [ProviderId::Gemini]);
    assert_ne!(
        fingerprint(&chain_of(&set)),
        before,
        "what was known of the health of the old chain is not the new one's"
    );
    set.push(("CLOUDFLARE_API_TOKEN_NEXT", "test-token-3333"));
    assert_eq!(spares(&set), [ProviderId::AiGateway, ProviderId::WorkersAi, ProviderId::Gemini]);
    set.push(("AI", "bound"));
    assert_eq!(spares(&set), [ProviderId::AiGateway, ProviderId::Gemini], "the binding has no token");
    assert_eq!(spares(&[("OPENAI_API_KEY_NEXT", "test-token-4444")]), [], "alone, it is no change");
    assert_eq!(spares(&[("OPENAI_API_KEY", "k"), ("OPENAI_API_KEY_NEXT", "k")]), [], "the same is no change");
}

#[test]
fn the_key_that_is_known_to_work_is_asked_first() {
    let chain =
        chain_of(&[("GEMINI_API_KEY", "test-token-1111"), ("GEMINI_API_KEY_NEXT", "test-token-2222")]);
    let [(_, Readiness::Ready(provider))] = chain.as_slice() else { panic!("{chain:?}") };
    let spare = provider.spare().unwrap();
    let order = |spare_works| {
        let (first, second) = provider.by_key(spare_works);
        [first, second.unwrap()].map(|provider| provider.fingerprint() == spare.fingerprint())
    };
    assert_eq!((order(false), order(true)), ([false, true], [true, false]));
}
