//! AI Gateway: its answers, and the list of gateways.

use super::site::{FAILED, GATEWAY, REFUSED, Site, WORKERS_AI, cloudflare_error};
use crate::diagnosis::{Cause, ProbeId};
use wire::{
    ProviderId,
    report::{CheckId, Verdict},
};

#[test]
fn the_gateways_own_refusals_are_not_taken_for_its_providers() {
    let own = |status, code: u16, expected| {
        let body = format!(r#"{{"success":false,"result":[],"error":[{{"code":{code},"message":"m"}}]}}"#);
        let site = Site::cloudflare().answers(GATEWAY, status, &body);
        assert_eq!(site.cause(CheckId::Provider(ProviderId::AiGateway)), (FAILED, expected));
        assert_eq!(site.cause(CheckId::Chain), (Verdict::Warning, Cause::Degraded));
    };
    own(400, 2001, Cause::GatewayMissing);
    own(401, 2009, Cause::GatewayUnauthorized);
    own(402, 2021, Cause::GatewayBilling);
    let site = Site::cloudflare().answers(GATEWAY, 402, r#"{"name":"AiGatewayError","internalCode":2021}"#);
    assert_eq!(site.cause(CheckId::Provider(ProviderId::AiGateway)), (FAILED, Cause::GatewayBilling));
    // Code 10000 is about whichever permission the token lacks.
    let refused = || Site::cloudflare().answers(GATEWAY, 401, REFUSED);
    assert_eq!(
        refused().cause(CheckId::Provider(ProviderId::AiGateway)),
        (FAILED, Cause::MissingAiGatewayPermission)
    );
    let both = refused().answers(WORKERS_AI, 401, REFUSED);
    assert_eq!(
        both.cause(CheckId::Provider(ProviderId::AiGateway)),
        (FAILED, Cause::MissingWorkersAiPermission)
    );
    let older = refused().set("AI_GATEWAY_BASE_URL", "http://127.0.0.1:9/v1");
    assert_eq!(
        older.cause(CheckId::Provider(ProviderId::AiGateway)),
        (FAILED, Cause::MissingWorkersAiPermission)
    );
}

#[test]
fn the_list_of_gateways_shows_whether_the_wanted_one_exists() {
    let list = |site: Site| site.cause(CheckId::AiGatewayApi);
    assert_eq!(list(Site::cloudflare()), (Verdict::Ok, Cause::Ok));
    let other = Site::cloudflare().set("AI_GATEWAY_ID", "other");
    assert_eq!(other.finding(CheckId::AiGatewayApi).names, ["everchat"]);
    assert_eq!(list(other), (FAILED, Cause::GatewayMissing));
    assert_eq!(list(Site::cloudflare().set("AI_GATEWAY_ID", "default")), (Verdict::Ok, Cause::Ok));
    let forbidden = Site::cloudflare().answers(ProbeId::Gateways, 403, REFUSED);
    assert_eq!(list(forbidden), (Verdict::Warning, Cause::MissingAiGatewayPermission));
    // No such route is no question of permissions.
    let route = Site::cloudflare().answers(ProbeId::Gateways, 404, &cloudflare_error(7000));
    assert_eq!(list(route), (FAILED, Cause::WrongRoute));
    let page = Site::cloudflare().answers(ProbeId::Gateways, 200, "<html>");
    assert_eq!(list(page), (FAILED, Cause::UnexpectedAnswer));
}
