//! What the owner is advised.

use super::{setting::Setting, texts::AdviceTexts};
use crate::settings::Settings;
use serde_json::Value;
use wire::{
    Language,
    gateway_log::Advice,
    report::{Fix, Verdict},
};

/// Where a gateway is set.
const GATEWAYS: &str = "https://dash.cloudflare.com/?to=/:account/ai/ai-gateway";
/// Where newer accounts have the log.
const LOGGING: &str = "https://developers.cloudflare.com/ai-gateway/observability/logging/";

/// Each setting of the gateway, with advice.
pub(super) fn advise(gateway: &Value, site: &Settings, language: Language) -> Vec<Advice> {
    let texts = AdviceTexts::of(language);
    let advice = |setting: &Setting| {
        let fix = (texts.fix)(setting);
        Advice {
            id: setting.id().to_owned(),
            verdict: setting.verdict(),
            title: (texts.title)(setting).to_owned(),
            value: (texts.value)(setting),
            text: (texts.text)(setting),
            fix: (!fix.is_empty()).then(|| Fix {
                text: fix.to_owned(),
                url: Some(GATEWAYS.to_owned()),
                command: None,
            }),
        }
    };
    Setting::read_all(gateway, site).iter().map(advice).collect()
}

/// Why the log may have no entry.
pub(super) fn explain_empty(gateway: Option<&Value>, language: Language) -> Advice {
    let texts = AdviceTexts::of(language);
    let is_off = gateway.is_some_and(|gateway| gateway["collect_logs"] == false);
    let (text, fix, url) = if is_off {
        (texts.logs_nothing, (texts.fix)(&Setting::Logging { on: false }), GATEWAYS)
    } else {
        (texts.nothing_logged, texts.other_log, LOGGING)
    };
    Advice {
        id: "log-empty".to_owned(),
        verdict: if is_off { Verdict::Warning } else { Verdict::Skipped },
        title: texts.log.to_owned(),
        value: String::new(),
        text: text.to_owned(),
        fix: Some(Fix { text: fix.to_owned(), url: Some(url.to_owned()), command: None }),
    }
}
