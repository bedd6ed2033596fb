//! The texts of checks in English.

use super::{
    facts::{CheckFacts, QUICKEST_SETTING},
    table::CheckTexts,
};
use crate::{diagnosis::cause::Cause, services::Service, settings::SettingError};
use wire::{
    Environment, ProviderId,
    report::{CheckId, Verdict},
};

pub(super) static ENGLISH: CheckTexts = CheckTexts { title, summary, explanation, fix };

fn title(id: CheckId) -> &'static str {
    match id {
        CheckId::Config => "Settings",
        CheckId::Token => "Cloudflare token",
        CheckId::Provider(provider) => {
            Service::find(provider).map_or_else(|| provider.label(), |service| service.title)
        }
        CheckId::AiGatewayApi => "List of AI Gateways",
        CheckId::Rotation => "Change of a secret",
        CheckId::Chain => "An answer for visitors",
    }
}

fn summary(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Failed => "Visitors get no answer.",
        Verdict::Warning => "Visitors get an answer. Something needs a look.",
        Verdict::Ok | Verdict::Skipped => "Visitors get an answer. All is well.",
    }
}

#[allow(clippy::too_many_lines, reason = "a table of texts")]
fn explanation(facts: &CheckFacts<'_>) -> String {
    let names = || facts.finding.names.join(", ");
    let model = &facts.finding.model;
    let service = title(facts.finding.id);
    let (old, next) = facts.changed_settings();
    match facts.finding.cause {
        Cause::Ok => match facts.finding.id {
            CheckId::Config => "All settings are valid.".to_owned(),
            CheckId::AiGatewayApi if facts.gateway() == "default" => {
                "The gateways can be listed. The account's own gateway, default, is created the first time it is used.".to_owned()
            }
            CheckId::AiGatewayApi if facts.gateway().is_empty() => "The gateways can be listed; AI_GATEWAY_ID is not set.".to_owned(),
            CheckId::AiGatewayApi => format!("The gateway {} exists.", facts.gateway()),
            CheckId::Chain => "Every provider that is set up answers.".to_owned(),
            _ => format!("It answers, with {model}."),
        },
        Cause::NotConfigured => match facts.finding.id {
            CheckId::Config | CheckId::Chain => "No provider is set up, so nobody can answer.".to_owned(),
            CheckId::AiGatewayApi => "Not checked: this takes the account ID and a token.".to_owned(),
            _ => "Not set up.".to_owned(),
        },
        Cause::Emulator => {
            "No provider is set up: the emulator stands in for all of them, and it is what the other checks asked.".to_owned()
        }
        Cause::LeftOut => "Not checked: PROVIDERS leaves it out.".to_owned(),
        Cause::SettingMissing => format!("Half set up: {} is missing.", names()),
        Cause::BadSetting if facts.finding.id == CheckId::Chain => {
            format!("The site cannot answer anyone while a setting is invalid: {}.", names())
        }
        Cause::BadSetting | Cause::QuotedValue => problems(facts),
        Cause::DevVarsUnreadable => format!(".dev.vars cannot be read: {}.", names()),
        Cause::AccountMismatch if facts.settings.cloudflare.has_malformed_account_id() => {
            "CLOUDFLARE_ACCOUNT_ID is not an account ID: those have 32 hexadecimal digits.".to_owned()
        }
        Cause::AccountMismatch => {
            "The token is active, but CLOUDFLARE_ACCOUNT_ID is not one of the accounts that it belongs to.".to_owned()
        }
        Cause::NotTested => "Not checked, because a setting that it needs is invalid.".to_owned(),
        Cause::TokenActive => {
            "The token is active. That does not say what it is allowed to do; the other checks try that.".to_owned()
        }
        Cause::TokenInvalid => {
            "Cloudflare does not recognise this token, neither as a user's nor as the account's own.".to_owned()
        }
        Cause::TokenExpired => "The token has expired.".to_owned(),
        Cause::TokenDisabled => "The token is switched off.".to_owned(),
        Cause::Unauthorized => {
            "The token was refused, and whether it is active could not be found out: either it is dead, or it lacks the permission.".to_owned()
        }
        Cause::MissingWorkersAiPermission => {
            "The token is active, but it is not allowed to use Workers AI. (Code 10000 looks like a bad token, but it is not one.)".to_owned()
        }
        Cause::MissingAiGatewayPermission if facts.finding.id == CheckId::AiGatewayApi => {
            "The token is not allowed to read gateways. Only the owner's pages need that; answers do not.".to_owned()
        }
        Cause::MissingAiGatewayPermission => "The token is active, but it is not allowed to use AI Gateway.".to_owned(),
        Cause::GatewayMissing => match facts.finding.names.as_slice() {
            [] => format!("This account has no gateway called {}.", facts.gateway()),
            _ => format!("This account has no gateway called {}. It has: {}.", facts.gateway(), names()),
        },
        Cause::GatewayUnauthorized => format!(
            "The gateway {} asks for a token of its own (its authentication is on), and AI_GATEWAY_TOKEN is missing or wrong. \
             Code 2009 is the gateway's refusal, not the provider's.",
            facts.gateway()
        ),
        Cause::GatewayBilling => format!("The gateway has no credits to pay for {model}."),
        Cause::NeuronsExhausted => {
            "Today's free allowance of 10,000 neurons is used up. It comes back at 00:00 UTC.".to_owned()
        }
        Cause::NoCapacity => format!("{service} has no capacity for {model} right now. This is not about your allowance, and passes in seconds."),
        Cause::ModelForbidden => format!("This account is not allowed to use the model {model}."),
        Cause::TermsNotAgreed => format!("The terms of the model {model} have not been agreed to."),
        Cause::AccountBlocked => "Cloudflare has blocked this account for Workers AI.".to_owned(),
        Cause::WrongRoute => "There is no such address. It is no question of permissions: the base URL or the account ID is wrong.".to_owned(),
        Cause::ModelNotFound => format!("There is no model called {model}: it was retired, or the name is misspelt."),
        Cause::KeyInvalid => format!("{service} does not recognise this key."),
        Cause::Forbidden => format!("{service} recognises the key, but does not let it do this."),
        Cause::LocationBlocked => format!(
            "{} does not serve the place that asked: the data centre {}. The key may well be good, and other visitors \
             may be served.",
            facts.service().map_or("The model's provider", |service| service.title),
            facts.colo()
        ),
        Cause::FreeTierZero => format!("The free tier has no allowance at all for {model} (limit: 0)."),
        Cause::QuotaExhausted => "The allowance is used up.".to_owned(),
        Cause::RateLimited => "Too many requests right now. This passes.".to_owned(),
        Cause::AnswerBlocked => "The safety filter withheld the answer to a plain greeting.".to_owned(),
        Cause::RequestRefused => format!("It does not accept the request, perhaps because {model} is not a model for chats."),
        Cause::ServerError => "It failed on its own side.".to_owned(),
        Cause::Unreachable => "There was no connection: the name, the network or a proxy is at fault.".to_owned(),
        Cause::Timeout => "It did not answer in time.".to_owned(),
        Cause::EmptyAnswer => "It answered, but without a word.".to_owned(),
        Cause::UnexpectedAnswer => {
            "What answered is not this service, but a web page, or something else that is not an API. There may be a proxy in between.".to_owned()
        }
        Cause::NoProvider => format!("No provider answers: {} failed.", names()),
        Cause::Degraded => format!("Visitors get an answer, but not from {}.", names()),
        Cause::RotationReady => format!("{old} is used, and {next} works too: it takes over as soon as {old} is refused."),
        Cause::RotationNextUsed => format!("{old} is refused; {next} is used."),
        Cause::RotationNextRefused => format!("{old} is used. {next} is refused, so it could not take over."),
        Cause::RotationBothRefused => format!("Both are refused: {old} and {next}."),
        Cause::RotationUnknown => {
            format!("Whether both work could not be found out: {old} and {next}. No check that asks with them got a clear answer.")
        }
        Cause::RotationBothOpen => format!("Both open the door: {old} and {next}."),
    }
}

fn problems(facts: &CheckFacts<'_>) -> String {
    let sentences =
        facts.finding.problems.iter().map(|(name, problem)| SettingError::sentence(name, *problem));
    format!("{}.", sentences.collect::<Vec<_>>().join("; "))
}

#[allow(clippy::too_many_lines, reason = "a table of texts")]
fn fix(facts: &CheckFacts<'_>) -> String {
    let model_setting = facts.model_setting();
    let (old, next) = facts.changed_settings();
    match facts.finding.cause {
        Cause::Ok | Cause::TokenActive | Cause::RotationReady | Cause::RotationBothOpen => String::new(),
        Cause::RotationNextUsed => format!("End the change: give {old} the value of {next}, and delete {next}. {}", set(facts, old)),
        Cause::RotationNextRefused => format!("Do not revoke the old one yet; {old} stays as it is. {}", set(facts, next)),
        Cause::RotationUnknown => {
            "Do not revoke the old one yet. See what is said of the checks above, and check again.".to_owned()
        }
        Cause::RotationBothRefused => format!("See what is said of its check. {}", set(facts, old)),
        Cause::NotConfigured => match facts.finding.id {
            CheckId::Config | CheckId::Chain => set_one(facts),
            CheckId::Token | CheckId::Provider(ProviderId::WorkersAi) | CheckId::AiGatewayApi => format!(
                "To use it, create a token with Account · Workers AI · Read and Account · AI Gateway · Read. Set \
                 CLOUDFLARE_ACCOUNT_ID too. {}",
                set(facts, "CLOUDFLARE_API_TOKEN")
            ),
            CheckId::Provider(ProviderId::AiGateway) => {
                format!("To use it: the value default is the account's own gateway. {}", set(facts, "AI_GATEWAY_ID"))
            }
            CheckId::Provider(_) | CheckId::Rotation => match facts.service() {
                Some(Service { settings, any_service: true, .. }) => format!(
                    "To use one, such as Ollama, OpenRouter, Groq or DeepSeek, set its {} and {} too. {}",
                    settings.model,
                    settings.key,
                    set(facts, settings.base_url)
                ),
                _ => format!("To use it, get a key. {}", set(facts, facts.key_setting())),
            },
        },
        Cause::Emulator => set_one(facts),
        Cause::LeftOut => "To use it, add it to PROVIDERS.".to_owned(),
        Cause::SettingMissing => {
            facts.finding.names.iter().map(|name| set(facts, name)).collect::<Vec<_>>().join(" ")
        }
        Cause::BadSetting | Cause::QuotedValue => match facts.environment() {
            Environment::Local => "Correct it in .dev.vars, and start again.".to_owned(),
            _ => "Correct it, and deploy again: Pages reads settings at deployment.".to_owned(),
        },
        Cause::DevVarsUnreadable => {
            "Write one NAME=value a line; put values with spaces or # into quotes.".to_owned()
        }
        Cause::AccountMismatch => format!(
            "Copy the account's id from its home page in the dashboard. {}",
            set(facts, "CLOUDFLARE_ACCOUNT_ID")
        ),
        Cause::NotTested => "Correct the setting that is named under Settings; then this is checked.".to_owned(),
        Cause::TokenInvalid => format!(
            "Create a token with Account · Workers AI · Read, and Account · AI Gateway · Read and Run if you use a \
             gateway. {}",
            set(facts, "CLOUDFLARE_API_TOKEN")
        ),
        Cause::TokenExpired => format!(
            "Give it a later end in the dashboard, which keeps its value, or create a new one. {}",
            set(facts, "CLOUDFLARE_API_TOKEN")
        ),
        Cause::TokenDisabled => "Enable it again in the dashboard: its value stays the same.".to_owned(),
        Cause::Unauthorized => format!(
            "See that the token is active and has Account · Workers AI · Read. A new one: {}",
            set(facts, "CLOUDFLARE_API_TOKEN")
        ),
        Cause::MissingWorkersAiPermission => {
            "Edit the token and add the permission Account · Workers AI · Read, for this account. Its value stays the \
             same, so nothing needs to be set or deployed."
                .to_owned()
        }
        Cause::MissingAiGatewayPermission => {
            let what = if facts.finding.id == CheckId::AiGatewayApi { "Read" } else { "Run" };
            format!(
                "Edit the token and add the permission Account · AI Gateway · {what}, for this account. Its value \
                 stays the same."
            )
        }
        Cause::GatewayMissing => format!(
            "Create it: the command does so if the token has Account · AI Gateway · Edit, and the dashboard does. Or \
             name one that is there. {}",
            set(facts, "AI_GATEWAY_ID")
        ),
        Cause::GatewayUnauthorized => format!(
            "Create a token with Account · AI Gateway · Run. {}",
            set(facts, "AI_GATEWAY_TOKEN")
        ),
        Cause::GatewayBilling => {
            "Add credits to the gateway in the dashboard, or let AI_GATEWAY_MODEL be one of Workers AI's, such as \
             @cf/google/gemma-4-26b-a4b-it."
                .to_owned()
        }
        Cause::NeuronsExhausted => {
            "Wait until 00:00 UTC, or take Workers Paid. A second provider answers meanwhile.".to_owned()
        }
        Cause::NoCapacity => {
            format!("There is nothing to set. If it stays so, choose another {model_setting}.")
        }
        Cause::ModelForbidden | Cause::ModelNotFound => {
            format!("Choose a current one. {}", set(facts, model_setting))
        }
        Cause::TermsNotAgreed => format!(
            "Agree to them on the model's page, or choose another model. {}",
            set(facts, model_setting)
        ),
        Cause::AccountBlocked => "Ask Cloudflare's support why.".to_owned(),
        Cause::WrongRoute => {
            "Unset the base URL if you have set one, and see that the account's id is right.".to_owned()
        }
        Cause::KeyInvalid => format!("Get a key from the service. {}", set(facts, facts.key_setting())),
        Cause::Forbidden => {
            "See at the service what the key may do: its restrictions, its project, and whether the API is switched on."
                .to_owned()
        }
        Cause::LocationBlocked => {
            let keep = "There is nothing wrong with the key. Keep another provider behind it";
            match facts.service().and_then(|service| service.through_gateway) {
                Some(model) => format!("{keep}, or reach it through AI Gateway (AI_GATEWAY_MODEL={model})."),
                None => format!("{keep}."),
            }
        }
        Cause::FreeTierZero => format!(
            "Switch on billing for the key's project, or choose a model that the free tier has. {}",
            set(facts, model_setting)
        ),
        Cause::QuotaExhausted => {
            "Wait for the next period, raise the limit at the service, or add credits. A second provider answers \
             meanwhile."
                .to_owned()
        }
        Cause::RateLimited => "Check again in a minute. If it stays so, ask for a higher limit.".to_owned(),
        Cause::AnswerBlocked | Cause::RequestRefused | Cause::EmptyAnswer => {
            format!("Choose another model. {}", set(facts, model_setting))
        }
        Cause::ServerError => "Check again in a moment, and see the service's status page.".to_owned(),
        Cause::Unreachable | Cause::Timeout => {
            "See that the address is right and can be reached from here; then check again.".to_owned()
        }
        Cause::UnexpectedAnswer => {
            "Unset the base URL if you have set one, or see which proxy is in between.".to_owned()
        }
        Cause::NoProvider => {
            "Mend one of them, as is said at each. A second provider from another company keeps the site up when one \
             is down."
                .to_owned()
        }
        Cause::Degraded => "Mend those that fail, as is said at each.".to_owned(),
    }
}

fn set_one(facts: &CheckFacts<'_>) -> String {
    format!("Set one provider. A Gemini key is quickest, and free. {}", set(facts, QUICKEST_SETTING))
}

/// How to make a setting.
fn set(facts: &CheckFacts<'_>, name: &str) -> String {
    match facts.environment() {
        Environment::Local => format!("Set {name} in .dev.vars, and start again."),
        Environment::Preview | Environment::Production => format!(
            "Set {name} with the command, or in the dashboard (Workers & Pages, your project, Settings, Variables and \
             Secrets). Then deploy again: Pages reads settings at deployment."
        ),
    }
}
