//! The gateway's settings, and what is advised.

use super::api::Api;
use serde_json::{Value, json};
use std::fmt::Write;
use wire::report::Verdict;

/// A gateway and the settings of a site.
type Case = (Value, &'static [(&'static str, &'static str)]);

fn cases() -> [Case; 3] {
    [
        (json!({}), &[("DAILY_REQUESTS", "1000")]),
        (
            json!({ "collect_logs": false, "log_management_strategy": "STOP_INSERTING", "cache_ttl": 300, "authentication": false,
                "rate_limiting_limit": null, "rate_limiting_interval": null, "cache_invalidate_on_update": true }),
            &[("AI_GATEWAY_CACHE_TTL", "3600"), ("DAILY_REQUESTS", "0"), ("DAILY_TOKENS", "0")],
        ),
        (
            json!({ "log_management": null, "log_management_strategy": null, "rate_limiting_limit": 0,
                "rate_limiting_technique": "sliding" }),
            &[("AI_GATEWAY_BASE_URL", "https://gateway.ai.cloudflare.com/v1"), ("DAILY_REQUESTS", "1000")],
        ),
    ]
}

#[test]
fn the_settings_with_advice_in_both_languages() {
    for language in ["en", "zh"] {
        let mut text = String::new();
        for (gateway, site) in cases() {
            let mut api = Api::new(Vec::new());
            api.gateway.as_object_mut().unwrap().extend(gateway.as_object().unwrap().clone());
            api.site.extend_from_slice(site);
            for advice in api.told(&format!("lang={language}")).settings {
                let verdict = advice.verdict.as_str();
                writeln!(
                    text,
                    "{} ({}): {} [{verdict}]\n  {}",
                    advice.title, advice.id, advice.value, advice.text
                )
                .unwrap();
                let is_good = matches!(advice.verdict, Verdict::Ok | Verdict::Skipped);
                assert_eq!(advice.fix.is_none(), is_good, "{}", advice.id);
                if let Some(fix) = advice.fix {
                    writeln!(text, "  -> {} {}", fix.text, fix.url.unwrap()).unwrap();
                }
            }
            text.push('\n');
        }
        insta::assert_snapshot!(format!("settings_{language}"), text);
    }
}
