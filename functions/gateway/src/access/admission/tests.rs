use super::*;
use crate::testing::settings;

const NOW: Millis = 1_800_000_000_000;
const CODE: &str = "test-code-0000";
const OK: Result<(), AccessError> = Ok(());
const ORIGIN: Result<(), AccessError> = Err(AccessError::Origin);
const VISITORS_CODE_REQUIRED: Result<(), AccessError> = Err(AccessError::CodeRequired(Audience::Visitors));
const OWNERS_CODE_REQUIRED: Result<(), AccessError> = Err(AccessError::CodeRequired(Audience::Owner));

fn caller() -> Caller {
    Caller { host: "chat.example".to_owned(), is_secure: true, ..Caller::default() }
}

fn with_code(code: &str) -> Caller {
    Caller { authorization: Some(format!("Bearer {code}")), ..caller() }
}

/// The caller once the browser sends a cookie back.
fn with_cookie(cookie: &str) -> Caller {
    let cookie = format!("other=1; {}", cookie.split(';').next().unwrap());
    Caller { cookie: Some(cookie), ..caller() }
}

/// Signs in with a code, by a client that gave no wrong codes.
fn sign_in(
    caller: &Caller,
    code: &str,
    audience: Audience,
    settings: &Settings,
) -> Result<Option<String>, AccessError> {
    let sign_in = SignIn { credential: Credential::Code(code.to_owned()), audience };
    caller.sign_in(&sign_in, settings, &mut WrongCodes::new(), NOW)
}

fn cookie_for(code: &str, audience: Audience, settings: &Settings) -> String {
    sign_in(&caller(), code, audience, settings).unwrap().unwrap()
}

/// Asks for an answer, as a client that gave no wrong codes.
fn ask(caller: &Caller, settings: &Settings) -> Result<(), AccessError> {
    caller.admit_visitor(settings, &mut WrongCodes::new(), NOW)
}

/// Asks for the report, as a client that gave no wrong codes.
fn ask_for_report(caller: &Caller, codes: &[Secret], is_local: bool) -> Result<(), AccessError> {
    caller.admit_owner(codes, is_local, &mut WrongCodes::new(), NOW)
}

#[test]
fn another_sites_page_is_refused_unless_the_owner_allows_it_and_a_client_without_origin_is_not() {
    let open = settings(&[]);
    let friendly = settings(&[("ALLOWED_ORIGINS", "https://Friend.example, http://localhost:3000")]);
    let ask_from = |settings: &Settings, origin: Option<&str>| {
        ask(&Caller { origin: origin.map(str::to_owned), ..caller() }, settings)
    };
    assert_eq!(ask_from(&open, None), OK);
    assert_eq!(ask_from(&open, Some("https://chat.example")), OK);
    for origin in [
        "https://evil.example",
        "https://chat.example.evil.example",
        "http://chat.example",
        "app://chat.example",
        "null",
        "",
        "chat.example",
    ] {
        assert_eq!(ask_from(&open, Some(origin)), ORIGIN, "{origin}");
    }
    assert_eq!(ask_from(&friendly, Some("https://friend.example")), OK);
    assert_eq!(ask_from(&friendly, Some("http://localhost:3000")), OK);
    for origin in ["http://friend.example", "https://friend.example:8443", "https://a.friend.example", "null"]
    {
        assert_eq!(ask_from(&friendly, Some(origin)), ORIGIN, "{origin}");
    }
}

#[test]
fn an_allowed_site_may_ask_for_answers_and_for_nothing_else() {
    let friendly = settings(&[("ALLOWED_ORIGINS", "https://friend.example")]);
    let friend = Caller { origin: Some("https://friend.example".to_owned()), ..with_code(CODE) };
    assert_eq!(ask_for_report(&friend, &[Secret::new(CODE)], false), ORIGIN);
    assert_eq!(sign_in(&friend, CODE, Audience::Visitors, &friendly).map(drop), ORIGIN);
    assert_eq!(friend.sign_out().map(drop), ORIGIN);
}

#[test]
fn an_access_code_is_required_of_everyone_when_it_is_set() {
    let closed = settings(&[("ACCESS_CODE", CODE)]);
    assert_eq!(ask(&caller(), &closed), VISITORS_CODE_REQUIRED);
    assert_eq!(ask(&with_code("test-code-0001"), &closed), VISITORS_CODE_REQUIRED);
    let without_bearer = Caller { authorization: Some(CODE.to_owned()), ..caller() };
    assert_eq!(ask(&without_bearer, &closed), VISITORS_CODE_REQUIRED);
    assert_eq!(ask(&with_code(CODE), &closed), OK);
}

#[test]
fn a_code_is_entered_once_and_its_pass_lets_the_visitor_in_from_then_on() {
    let closed = settings(&[("ACCESS_CODE", CODE), ("ADMIN_CODE", "test-code-1111")]);
    let cookie = cookie_for(CODE, Audience::Visitors, &closed);
    assert!(cookie.starts_with("__Host-everchat=1."), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure"), "{cookie}");
    assert!(!cookie.contains(CODE));

    let visitor = with_cookie(&cookie);
    assert_eq!(ask(&visitor, &closed), OK);
    let later = NOW + 31 * 86_400_000;
    let expired = visitor.admit_visitor(&closed, &mut WrongCodes::new(), later);
    assert_eq!(expired, VISITORS_CODE_REQUIRED, "expired");
    let changed = settings(&[("ACCESS_CODE", "test-code-2222")]);
    assert_eq!(ask(&visitor, &changed), VISITORS_CODE_REQUIRED, "another code");

    let codes = &closed.admin_codes;
    assert_eq!(ask_for_report(&visitor, codes, false), OWNERS_CODE_REQUIRED, "another audience");
    let renamed = with_cookie(&cookie.replace("everchat", "everchat-owner"));
    assert_eq!(ask_for_report(&renamed, codes, false), OWNERS_CODE_REQUIRED, "a renamed cookie");

    let owner = with_cookie(&cookie_for("test-code-1111", Audience::Owner, &closed));
    assert_eq!(ask_for_report(&owner, codes, false), OK);
    assert!(owner.sign_out().unwrap().iter().all(|cookie| cookie.contains("=; Path=/; Max-Age=0;")));
}

#[test]
fn while_a_code_is_changed_both_are_accepted_and_a_pass_ends_with_its_code() {
    const NEXT: &str = "test-code-3333";
    let before = settings(&[("ACCESS_CODE", CODE)]);
    let between = settings(&[("ACCESS_CODE", CODE), ("ACCESS_CODE_NEXT", NEXT)]);
    let after = settings(&[("ACCESS_CODE", NEXT)]);
    let sign_in = |code, settings| with_cookie(&cookie_for(code, Audience::Visitors, settings));
    let [old, late, new] = [sign_in(CODE, &before), sign_in(CODE, &between), sign_in(NEXT, &between)];
    for caller in [&old, &late, &new, &with_code(NEXT)] {
        assert_eq!(ask(caller, &between), OK);
    }
    assert_eq!(ask(&with_code("x"), &between), VISITORS_CODE_REQUIRED);
    for caller in [&old, &late, &with_code(CODE)] {
        assert_eq!(ask(caller, &after), VISITORS_CODE_REQUIRED);
    }
    assert_eq!(ask(&new, &after), OK);
    let next_alone = settings(&[("ACCESS_CODE_NEXT", NEXT)]);
    assert_eq!(
        ask(&caller(), &next_alone),
        VISITORS_CODE_REQUIRED,
        "the next code alone closes the site too"
    );
    assert_eq!(ask(&with_code(NEXT), &next_alone), OK);
}

#[test]
fn without_tls_the_cookies_name_has_no_prefix() {
    let closed = settings(&[("ACCESS_CODE", CODE)]);
    let local = Caller { host: "localhost:8788".to_owned(), is_secure: false, ..Caller::default() };
    let cookie = sign_in(&local, CODE, Audience::Visitors, &closed).unwrap().unwrap();
    assert!(cookie.starts_with("everchat=1.") && cookie.ends_with("SameSite=Strict"), "{cookie}");
}

#[test]
fn without_a_code_visitors_need_no_pass_and_there_is_nothing_for_an_owner() {
    let open = settings(&[]);
    assert_eq!(sign_in(&caller(), "x", Audience::Visitors, &open), Ok(None));
    assert_eq!(sign_in(&caller(), "x", Audience::Owner, &open), Err(AccessError::NothingHere));
}

#[test]
fn ten_thousand_wrong_codes_achieve_nothing_and_keep_nobody_out() {
    let closed = settings(&[("ACCESS_CODE", CODE)]);
    let mut wrong_codes = WrongCodes::new();
    let cookie = cookie_for(CODE, Audience::Visitors, &closed);
    let mut judged = 0;
    for n in 0..10_000 {
        // A try each tenth of a second.
        let guess = with_code(&format!("wrong-code-{n:04}"));
        match guess.admit_visitor(&closed, &mut wrong_codes, NOW + n * 100) {
            Err(AccessError::CodeRequired(_)) => judged += 1,
            Err(AccessError::TooManyWrongCodes { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(judged <= 16, "{judged} guesses were judged in 17 minutes");
    let then = NOW + 10_000 * 100;
    let mut ask = |caller: Caller| caller.admit_visitor(&closed, &mut wrong_codes, then);
    assert_eq!(ask(with_code(CODE)), OK, "the right code");
    assert_eq!(ask(with_cookie(&cookie)), OK, "a pass");
    let elsewhere = Caller { visitor: "elsewhere".to_owned(), ..with_code("wrong") };
    assert_eq!(ask(elsewhere), VISITORS_CODE_REQUIRED, "another visitor's first try");
}

#[test]
fn a_right_code_that_can_be_guessed_must_wait_like_a_wrong_one() {
    let closed = settings(&[("ACCESS_CODE", "1234")]);
    let mut wrong_codes = WrongCodes::new();
    for _ in 0..5 {
        let wrong = with_code("0000").admit_visitor(&closed, &mut wrong_codes, NOW);
        assert_eq!(wrong, VISITORS_CODE_REQUIRED);
    }
    let [right, wrong] = ["1234", "0000"]
        .map(|code| with_code(code).admit_visitor(&closed, &mut wrong_codes, NOW).unwrap_err());
    assert_eq!(right, AccessError::TooManyWrongCodes { wait_s: 1 });
    assert_eq!(right, wrong, "the error does not show which code is right");
    assert_eq!(with_code("1234").admit_visitor(&closed, &mut wrong_codes, NOW + 1000), OK);
}

#[test]
fn without_a_code_the_report_is_open_to_this_machine_in_development_and_to_nobody_else() {
    const NOTHING_HERE: Result<(), AccessError> = Err(AccessError::NothingHere);
    let ask = |is_local, host: &str| {
        let caller = Caller { host: host.to_owned(), ..with_code("x") };
        ask_for_report(&caller, &[], is_local)
    };
    for host in ["localhost:8788", "127.0.0.1:1", "[::1]:8788", "localhost"] {
        assert_eq!(ask(true, host), OK);
        assert_eq!(ask(false, host), NOTHING_HERE);
    }
    for host in ["evil.example", "localhost.evil.example", "192.168.0.2:8788", "[::2]:1", ""] {
        assert_eq!(ask(true, host), NOTHING_HERE, "{host}");
    }
}

#[test]
fn another_sites_page_cannot_cause_a_report() {
    let codes = [Secret::new(CODE)];
    let ask = |site: &str| {
        let caller = Caller { fetch_site: Some(site.to_owned()), ..with_code(CODE) };
        ask_for_report(&caller, &codes, true)
    };
    assert_eq!(["same-origin", "none", "same-site", "cross-site"].map(ask), [OK, OK, ORIGIN, ORIGIN]);
}

#[test]
fn a_wrong_owners_code_gives_the_same_error_as_none() {
    let codes = [Secret::new(CODE)];
    assert_eq!(ask_for_report(&caller(), &codes, true), OWNERS_CODE_REQUIRED);
    assert_eq!(ask_for_report(&with_code("test-code-0001"), &codes, true), OWNERS_CODE_REQUIRED);
}
