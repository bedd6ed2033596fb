use super::*;

const NOW: Millis = 1_800_000_000_000;
const CODE: &str = "test-code-0000";

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::read(&|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned())).unwrap()
}

fn caller() -> Caller {
    Caller { host: "chat.example".to_owned(), is_secure: true, ..Caller::default() }
}

fn with_code(code: &str) -> Caller {
    Caller { authorization: Some(format!("Bearer {code}")), ..caller() }
}

fn entry(code: &str, door: Door) -> Entry {
    Entry { key: Key::Code(code.to_owned()), door }
}

/// The cookie as the browser sends it back.
fn sent_back(cookie: &str) -> String {
    format!("other=1; {}", cookie.split(';').next().unwrap())
}

fn status(result: Result<(), Refusal>) -> u16 {
    result.map_or_else(|refusal| refusal.status, |()| 200)
}

#[test]
fn another_sites_page_is_refused_unless_the_owner_allows_it_and_a_client_without_origin_is_not() {
    let open = settings(&[]);
    let friendly = settings(&[("ALLOWED_ORIGINS", "https://Friend.example, http://localhost:3000")]);
    let ask = |settings: &Settings, origin: Option<&str>| {
        let caller = Caller { origin: origin.map(str::to_owned), ..caller() };
        status(caller.admit(settings, &mut Tries::new(), NOW))
    };
    assert_eq!(ask(&open, None), 200);
    assert_eq!(ask(&open, Some("https://chat.example")), 200);
    for origin in ["https://evil.example", "https://chat.example.evil.example", "null", "", "chat.example"] {
        assert_eq!(ask(&open, Some(origin)), 403, "{origin}");
    }
    assert_eq!(ask(&friendly, Some("https://friend.example")), 200);
    assert_eq!(ask(&friendly, Some("http://localhost:3000")), 200);
    for origin in ["http://friend.example", "https://friend.example:8443", "https://a.friend.example", "null"]
    {
        assert_eq!(ask(&friendly, Some(origin)), 403, "{origin}");
    }
    // Allowed to ask for answers, and for nothing else.
    let friend = Caller { origin: Some("https://friend.example".to_owned()), ..with_code(CODE) };
    let codes = [Secret::new(CODE)];
    assert_eq!(status(friend.admit_owner(&codes, false, &mut Tries::new(), NOW)), 403);
    assert!(friend.enter(&entry(CODE, Door::Visitors), &friendly, &mut Tries::new(), NOW).is_err());
    assert!(friend.leave().is_err());
}

#[test]
fn an_access_code_is_asked_of_everyone_when_it_is_set() {
    let closed = settings(&[("ACCESS_CODE", CODE)]);
    let ask = |caller: Caller| status(caller.admit(&closed, &mut Tries::new(), NOW));
    assert_eq!(ask(caller()), 401);
    assert_eq!(ask(with_code("test-code-0001")), 401);
    assert_eq!(ask(Caller { authorization: Some(CODE.to_owned()), ..caller() }), 401);
    assert_eq!(ask(with_code(CODE)), 200);
}

#[test]
fn a_code_is_entered_once_and_its_pass_opens_from_then_on() {
    let closed = settings(&[("ACCESS_CODE", CODE), ("ADMIN_CODE", "test-code-1111")]);
    let mut tries = Tries::new();
    let cookie = caller().enter(&entry(CODE, Door::Visitors), &closed, &mut tries, NOW).unwrap().unwrap();
    assert!(cookie.starts_with("__Host-everchat=1."), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure"), "{cookie}");
    assert!(!cookie.contains(CODE));

    let back = Caller { cookie: Some(sent_back(&cookie)), ..caller() };
    assert_eq!(status(back.admit(&closed, &mut tries, NOW)), 200);
    assert_eq!(status(back.admit(&closed, &mut tries, NOW + 31 * 86_400_000)), 401, "expired");
    let owners = &closed.admin_codes;
    assert_eq!(status(back.admit_owner(owners, false, &mut tries, NOW)), 401, "the other door");
    let renamed = Caller { cookie: back.cookie.map(|c| c.replace("everchat", "everchat-owner")), ..caller() };
    assert_eq!(status(renamed.admit_owner(owners, false, &mut tries, NOW)), 401, "swapped");

    let changed = settings(&[("ACCESS_CODE", "test-code-2222")]);
    let back = Caller { cookie: Some(sent_back(&cookie)), ..caller() };
    assert_eq!(status(back.admit(&changed, &mut tries, NOW)), 401, "another code");

    let cookie =
        caller().enter(&entry("test-code-1111", Door::Owner), &closed, &mut tries, NOW).unwrap().unwrap();
    let back = Caller { cookie: Some(sent_back(&cookie)), ..caller() };
    assert_eq!(status(back.admit_owner(owners, false, &mut tries, NOW)), 200);
    assert!(back.leave().unwrap().iter().all(|cookie| cookie.contains("=; Path=/; Max-Age=0;")));
}

#[test]
fn while_a_code_is_changed_both_open_and_a_pass_ends_with_the_code_that_it_was_given_for() {
    const NEXT: &str = "test-code-3333";
    let before = settings(&[("ACCESS_CODE", CODE)]);
    let between = settings(&[("ACCESS_CODE", CODE), ("ACCESS_CODE_NEXT", NEXT)]);
    let after = settings(&[("ACCESS_CODE", NEXT)]);
    let mut tries = Tries::new();
    let enters = |code, settings: &Settings| {
        let cookie = caller().enter(&entry(code, Door::Visitors), settings, &mut Tries::new(), NOW);
        Caller { cookie: Some(sent_back(&cookie.unwrap().unwrap())), ..caller() }
    };
    let [old, late, new] = [enters(CODE, &before), enters(CODE, &between), enters(NEXT, &between)];
    for (caller, expected) in
        [(&old, 200), (&late, 200), (&new, 200), (&with_code(NEXT), 200), (&with_code("x"), 401)]
    {
        assert_eq!(status(caller.admit(&between, &mut tries, NOW)), expected);
    }
    for (caller, expected) in [(&old, 401), (&late, 401), (&new, 200), (&with_code(CODE), 401)] {
        assert_eq!(status(caller.admit(&after, &mut tries, NOW)), expected);
    }
    assert_eq!(
        settings(&[("ACCESS_CODE_NEXT", NEXT)]).codes(Door::Visitors).len(),
        1,
        "it locks by itself, too"
    );
}

#[test]
fn without_tls_the_cookie_has_no_prefix_that_would_want_it() {
    let closed = settings(&[("ACCESS_CODE", CODE)]);
    let local = Caller { host: "localhost:8788".to_owned(), is_secure: false, ..Caller::default() };
    let cookie = local.enter(&entry(CODE, Door::Visitors), &closed, &mut Tries::new(), NOW).unwrap().unwrap();
    assert!(cookie.starts_with("everchat=1.") && cookie.ends_with("SameSite=Strict"), "{cookie}");
}

#[test]
fn where_there_is_no_code_there_is_nothing_to_enter() {
    let open = settings(&[]);
    let mut tries = Tries::new();
    assert_eq!(caller().enter(&entry("x", Door::Visitors), &open, &mut tries, NOW), Ok(None));
    assert_eq!(caller().enter(&entry("x", Door::Owner), &open, &mut tries, NOW).unwrap_err().status, 404);
}

#[test]
fn ten_thousand_wrong_codes_get_nowhere_and_lock_nobody_out() {
    let closed = settings(&[("ACCESS_CODE", CODE)]);
    let mut tries = Tries::new();
    let cookie = caller().enter(&entry(CODE, Door::Visitors), &closed, &mut tries, NOW).unwrap().unwrap();
    let mut judged = 0;
    for n in 0..10_000 {
        // A try each tenth of a second.
        match status(with_code(&format!("wrong-code-{n:04}")).admit(&closed, &mut tries, NOW + n * 100)) {
            401 => judged += 1,
            429 => {}
            status => panic!("{status}"),
        }
    }
    assert!(judged <= 16, "{judged} guesses were judged in 17 minutes");
    let then = NOW + 10_000 * 100;
    assert_eq!(status(with_code(CODE).admit(&closed, &mut tries, then)), 200, "the right one");
    let holder = Caller { cookie: Some(sent_back(&cookie)), ..caller() };
    assert_eq!(status(holder.admit(&closed, &mut tries, then)), 200, "a pass");
    let elsewhere = Caller { visitor: "elsewhere".to_owned(), ..with_code("wrong") };
    assert_eq!(status(elsewhere.admit(&closed, &mut tries, then)), 401, "another visitor's first try");
}

#[test]
fn a_code_that_can_be_guessed_waits_with_the_wrong_ones() {
    let closed = settings(&[("ACCESS_CODE", "1234")]);
    let mut tries = Tries::new();
    for _ in 0..5 {
        assert_eq!(status(with_code("0000").admit(&closed, &mut tries, NOW)), 401);
    }
    let [right, wrong] =
        ["1234", "0000"].map(|code| with_code(code).admit(&closed, &mut tries, NOW).unwrap_err());
    assert_eq!((right.status, right.retry_after_s), (429, Some(1)));
    assert_eq!(right, wrong, "the answer does not tell which it was");
    assert_eq!(status(with_code("1234").admit(&closed, &mut tries, NOW + 1000)), 200);
}

#[test]
fn without_a_code_the_report_is_open_to_this_machine_in_development_and_to_nobody_else() {
    let status = |is_local, host: &str| {
        let caller = Caller { host: host.to_owned(), ..with_code("x") };
        status(caller.admit_owner(&[], is_local, &mut Tries::new(), NOW))
    };
    for host in ["localhost:8788", "127.0.0.1:1", "[::1]:8788", "localhost"] {
        assert_eq!(status(true, host), 200);
        assert_eq!(status(false, host), 404);
    }
    for host in ["evil.example", "localhost.evil.example", "192.168.0.2:8788", "[::2]:1", ""] {
        assert_eq!(status(true, host), 404, "{host}");
    }
}

#[test]
fn another_sites_page_cannot_have_the_report_made() {
    let codes = [Secret::new(CODE)];
    let ask = |site: &str| {
        let caller = Caller { fetch_site: Some(site.to_owned()), ..with_code(CODE) };
        status(caller.admit_owner(&codes, true, &mut Tries::new(), NOW))
    };
    assert_eq!(["same-origin", "none", "same-site", "cross-site"].map(ask), [200, 200, 403, 403]);
}

#[test]
fn wrong_and_missing_owners_codes_get_the_same_answer() {
    let codes = [Secret::new(CODE)];
    let ask = |caller: Caller| caller.admit_owner(&codes, true, &mut Tries::new(), NOW);
    assert_eq!(ask(caller()), ask(with_code("test-code-0001")));
    assert_eq!(ask(caller()).unwrap_err().code, "admin_code_required");
}

#[test]
fn an_entry_is_json_with_a_code_and_names_a_door() {
    let json = Some("application/json");
    let read = |query, content_type, body: &str| {
        Entry::read(query, content_type, body.as_bytes()).map(|entry| entry.door).map_err(|r| r.code)
    };
    assert_eq!(read("", json, r#"{"code":"x"}"#), Ok(Door::Visitors));
    assert_eq!(read("as=owner", json, r#"{"code":"x"}"#), Ok(Door::Owner));
    assert_eq!(read("as=admin", json, r#"{"code":"x"}"#), Err("unknown_choice"));
    assert_eq!(read("", Some("text/plain"), r#"{"code":"x"}"#), Err("invalid_content_type"));
    for body in ["", "{}", r#"{"code":" "}"#, r#"{"code":1}"#, "x"] {
        assert_eq!(read("", json, body), Err("no_code"), "{body}");
    }
}
