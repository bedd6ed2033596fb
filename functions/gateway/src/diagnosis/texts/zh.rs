//! The texts of checks in Simplified Chinese.

use super::{
    facts::{CheckFacts, QUICKEST_SETTING},
    table::CheckTexts,
};
use crate::{diagnosis::cause::Cause, services::Service, settings::Problem};
use wire::{
    Environment, ProviderId,
    report::{CheckId, Verdict},
};

pub(super) static CHINESE: CheckTexts = CheckTexts { title, summary, explanation, fix };

fn title(id: CheckId) -> &'static str {
    match id {
        CheckId::Config => "设置",
        CheckId::Token => "Cloudflare 令牌",
        CheckId::Provider(provider) => {
            Service::find(provider).map_or_else(|| provider.label(), |service| service.title_zh)
        }
        CheckId::AiGatewayApi => "AI Gateway 列表",
        CheckId::Rotation => "更换密钥",
        CheckId::Chain => "访客能否得到回答",
    }
}

fn summary(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Failed => "访客得不到回答。",
        Verdict::Warning => "访客能得到回答，但有问题需要处理。",
        Verdict::Ok | Verdict::Skipped => "访客能得到回答，一切正常。",
    }
}

#[allow(clippy::too_many_lines, reason = "a table of texts")]
fn explanation(facts: &CheckFacts<'_>) -> String {
    let names = || facts.finding.names.join("、");
    let model = &facts.finding.model;
    let service = title(facts.finding.id);
    let (old, next) = facts.changed_settings();
    match facts.finding.cause {
        Cause::Ok => match facts.finding.id {
            CheckId::Config => "所有设置都可用。".to_owned(),
            CheckId::AiGatewayApi if facts.gateway() == "default" => {
                "可以列出网关。账户自带的网关 default 会在第一次使用时建立。".to_owned()
            }
            CheckId::AiGatewayApi if facts.gateway().is_empty() => {
                "可以列出网关；AI_GATEWAY_ID 没有指定网关。".to_owned()
            }
            CheckId::AiGatewayApi => format!("网关 {} 存在。", facts.gateway()),
            CheckId::Chain => "已设置的服务全都能回答。".to_owned(),
            _ => format!("可以回答，模型为 {model}。"),
        },
        Cause::NotConfigured => match facts.finding.id {
            CheckId::Config | CheckId::Chain => "没有设置任何服务，所以无法回答。".to_owned(),
            CheckId::AiGatewayApi => "未检查：需要账户 ID 和令牌。".to_owned(),
            _ => "未设置。".to_owned(),
        },
        Cause::Emulator => "没有设置任何服务：现在由模拟器代替，其他各项检查询问的都是它。".to_owned(),
        Cause::LeftOut => "未检查：PROVIDERS 没有包含它。".to_owned(),
        Cause::SettingMissing => format!("只设置了一半：缺少 {}。", names()),
        Cause::BadSetting if facts.finding.id == CheckId::Chain => {
            format!("有设置不可用时，网站不回答任何人：{}。", names())
        }
        Cause::BadSetting | Cause::QuotedValue => problems(facts),
        Cause::DevVarsUnreadable => format!("无法读取 .dev.vars：{}。", names()),
        Cause::AccountMismatch if facts.settings.cloudflare.has_malformed_account_id() => {
            "CLOUDFLARE_ACCOUNT_ID 不是账户 ID：账户 ID 是 32 位十六进制数字。".to_owned()
        }
        Cause::AccountMismatch => "令牌有效，但 CLOUDFLARE_ACCOUNT_ID 不在它所属的账户之中。".to_owned(),
        Cause::NotTested => "未检查：它需要的一项设置不可用。".to_owned(),
        Cause::TokenActive => "令牌有效。这并不说明它有哪些权限；其他各项检查会实际尝试。".to_owned(),
        Cause::TokenInvalid => "Cloudflare 不认识这个令牌，既不是用户的，也不是账户的。".to_owned(),
        Cause::TokenExpired => "令牌已过期。".to_owned(),
        Cause::TokenDisabled => "令牌已被停用。".to_owned(),
        Cause::Unauthorized => "令牌被拒绝，而它是否有效无从得知：可能已失效，也可能缺少权限。".to_owned(),
        Cause::MissingWorkersAiPermission => {
            "令牌有效，但没有使用 Workers AI 的权限。（代码 10000 看起来像令牌错误，其实不是。）".to_owned()
        }
        Cause::MissingAiGatewayPermission if facts.finding.id == CheckId::AiGatewayApi => {
            "令牌没有读取网关的权限。只有网站所有者的页面需要它，回答不需要。".to_owned()
        }
        Cause::MissingAiGatewayPermission => "令牌有效，但没有使用 AI Gateway 的权限。".to_owned(),
        Cause::GatewayMissing => match facts.finding.names.as_slice() {
            [] => format!("这个账户没有名为 {} 的网关。", facts.gateway()),
            _ => format!("这个账户没有名为 {} 的网关。现有：{}。", facts.gateway(), names()),
        },
        Cause::GatewayUnauthorized => format!(
            "网关 {} 开启了自己的身份验证，AI_GATEWAY_TOKEN 无法通过。代码 2009 是网关的拒绝，不是服务商的。",
            facts.gateway()
        ),
        Cause::GatewayBilling => format!("没有余额来支付经网关使用的 {model}。"),
        Cause::NeuronsExhausted => "今天的 10,000 个免费神经元已用完，UTC 00:00 恢复。".to_owned(),
        Cause::NoCapacity => {
            format!("{service} 现在没有容量运行 {model}。这不是你的额度问题，几秒后就会恢复。")
        }
        Cause::ModelForbidden => format!("这个账户不能使用模型 {model}。"),
        Cause::TermsNotAgreed => format!("尚未同意模型 {model} 的条款。"),
        Cause::AccountBlocked => "Cloudflare 已禁止这个账户使用 Workers AI。".to_owned(),
        Cause::WrongRoute => "没有这个地址。这不是权限问题：基础地址或账户 ID 不对。".to_owned(),
        Cause::ModelNotFound => format!("没有名为 {model} 的模型：可能已下线，或名称写错了。"),
        Cause::KeyInvalid => format!("{service} 不认识这个密钥。"),
        Cause::Forbidden => format!("{service} 认识这个密钥，但不允许它这样做。"),
        Cause::LocationBlocked => format!(
            "{}不为发出请求的地点（数据中心 {}）提供服务。密钥很可能没有问题，其他访客也许能得到回答。",
            facts
                .service()
                .map_or_else(|| "模型的服务商".to_owned(), |service| format!("{} ", service.title_zh)),
            facts.colo()
        ),
        Cause::FreeTierZero => format!("免费层没有 {model} 的额度（limit: 0）。"),
        Cause::QuotaExhausted => "额度已用完。".to_owned(),
        Cause::RateLimited => "刚才请求过多，稍后就会恢复。".to_owned(),
        Cause::AnswerBlocked => "安全过滤器拦截了对一句问候的回答。".to_owned(),
        Cause::RequestRefused => format!("它不接受这个请求，也许 {model} 不是对话模型。"),
        Cause::ServerError => "服务商自己出错了。".to_owned(),
        Cause::Unreachable => "无法连接：域名、网络或代理有问题。".to_owned(),
        Cause::Timeout => "没有及时回答。".to_owned(),
        Cause::EmptyAnswer => "回答里一个字也没有。".to_owned(),
        Cause::UnexpectedAnswer => "回答的不是这个服务，而是网页或别的内容，中间可能有代理。".to_owned(),
        Cause::NoProvider => format!("没有服务能够回答：{} 都失败了。", names()),
        Cause::Degraded => format!("访客能得到回答，但不是来自 {}。", names()),
        Cause::RotationReady => format!("正在使用 {old}，{next} 也可用：{old} 一旦被拒绝，它会立刻接替。"),
        Cause::RotationNextUsed => format!("{old} 被拒绝，正在使用 {next}。"),
        Cause::RotationNextRefused => format!("正在使用 {old}。{next} 被拒绝，无法接替。"),
        Cause::RotationBothRefused => format!("两者都被拒绝：{old} 和 {next}。"),
        Cause::RotationUnknown => {
            format!("无法得知两者是否可用：{old} 和 {next}。用到它们的检查没有得到明确的答复。")
        }
        Cause::RotationBothOpen => format!("两者都能通过：{old} 和 {next}。"),
    }
}

fn problems(facts: &CheckFacts<'_>) -> String {
    let sentences = facts.finding.problems.iter().map(|(name, problem)| match problem {
        Problem::Number(min, max) => format!("{name} 必须是 {min} 到 {max} 的整数"),
        Problem::Url => format!("{name} 必须是 https:// 地址（只有本机可以用 http://）"),
        Problem::Id => format!("{name} 只能包含字母、数字、- 和 _"),
        Problem::Providers => {
            format!("{name} 必须用逗号列出服务：{}", ProviderId::ALL.map(ProviderId::as_str).join("、"))
        }
        Problem::Duplicate => format!("{name} 中有重复的服务"),
        Problem::Needs(other) => format!("{name} 需要和 {other} 一起设置"),
        Problem::Origins => format!("{name} 必须是用逗号分隔的来源，例如 https://chat.example"),
        Problem::Switch => format!("{name} 必须是 on 或 off"),
        Problem::Quoted => format!("{name} 的值两端带有引号，引号会一并发送"),
        Problem::NoHeaderValue => format!("{name} 中有令牌不会有的字符（也许是换行）"),
    });
    format!("{}。", sentences.collect::<Vec<_>>().join("；"))
}

#[allow(clippy::too_many_lines, reason = "a table of texts")]
fn fix(facts: &CheckFacts<'_>) -> String {
    let model_setting = facts.model_setting();
    let (old, next) = facts.changed_settings();
    match facts.finding.cause {
        Cause::Ok | Cause::TokenActive | Cause::RotationReady | Cause::RotationBothOpen => String::new(),
        Cause::RotationNextUsed => format!("请完成更换：把 {next} 的值设为 {old}，并删除 {next}。{}", set(facts, old)),
        Cause::RotationNextRefused => format!("请先不要撤销旧的，{old} 保持不变。{}", set(facts, next)),
        Cause::RotationUnknown => "请先不要撤销旧的。请看上面各项检查的说明，然后再检查。".to_owned(),
        Cause::RotationBothRefused => format!("请看相应检查的说明。{}", set(facts, old)),
        Cause::NotConfigured => match facts.finding.id {
            CheckId::Config | CheckId::Chain => set_one(facts),
            CheckId::Token | CheckId::Provider(ProviderId::WorkersAi) | CheckId::AiGatewayApi => format!(
                "要使用它，请创建带有 Account · Workers AI · Read 和 Account · AI Gateway · Read 权限的令牌，并同时设置 \
                 CLOUDFLARE_ACCOUNT_ID。{}",
                set(facts, "CLOUDFLARE_API_TOKEN")
            ),
            CheckId::Provider(ProviderId::AiGateway) => {
                format!("要使用它：值 default 就是账户自带的网关。{}", set(facts, "AI_GATEWAY_ID"))
            }
            CheckId::Provider(_) | CheckId::Rotation => match facts.service() {
                Some(Service { settings, any_service: true, .. }) => format!(
                    "要使用 Ollama、OpenRouter、Groq、DeepSeek 之类的服务，还要设置 {} 和 {}。{}",
                    settings.model,
                    settings.key,
                    set(facts, settings.base_url)
                ),
                _ => format!("要使用它，请获取一个密钥。{}", set(facts, facts.key_setting())),
            },
        },
        Cause::Emulator => set_one(facts),
        Cause::LeftOut => "要使用它，请把它加入 PROVIDERS。".to_owned(),
        Cause::SettingMissing => facts.finding.names.iter().map(|name| set(facts, name)).collect(),
        Cause::BadSetting | Cause::QuotedValue => match facts.environment() {
            Environment::Local => "请在 .dev.vars 中改正，然后重新启动。".to_owned(),
            _ => "请改正后重新部署：Pages 在部署时读取设置。".to_owned(),
        },
        Cause::DevVarsUnreadable => "每行写一个 NAME=value；含空格或 # 的值要加引号。".to_owned(),
        Cause::AccountMismatch => {
            format!("请从控制台的账户主页复制账户 ID。{}", set(facts, "CLOUDFLARE_ACCOUNT_ID"))
        }
        Cause::NotTested => "请先改正“设置”一项中指出的问题，之后会检查这一项。".to_owned(),
        Cause::TokenInvalid => format!(
            "请创建带有 Account · Workers AI · Read 权限的令牌；如果使用网关，再加上 Account · AI Gateway · Read 和 \
             Run。{}",
            set(facts, "CLOUDFLARE_API_TOKEN")
        ),
        Cause::TokenExpired => format!(
            "请在控制台延长它的期限（值不变），或创建新的令牌。{}",
            set(facts, "CLOUDFLARE_API_TOKEN")
        ),
        Cause::TokenDisabled => "请在控制台重新启用它，值不变。".to_owned(),
        Cause::Unauthorized => format!(
            "请确认令牌有效，并且带有 Account · Workers AI · Read 权限。如用新令牌：{}",
            set(facts, "CLOUDFLARE_API_TOKEN")
        ),
        Cause::MissingWorkersAiPermission => {
            "请编辑令牌，为这个账户加上权限 Account · Workers AI · Read。令牌的值不变，无需重新设置或部署。".to_owned()
        }
        Cause::MissingAiGatewayPermission => {
            let what = if facts.finding.id == CheckId::AiGatewayApi { "Read" } else { "Run" };
            format!("请编辑令牌，为这个账户加上权限 Account · AI Gateway · {what}。令牌的值不变。")
        }
        Cause::GatewayMissing => format!(
            "请建立它：令牌带有 Account · AI Gateway · Edit 权限时可用下面的命令，也可以在控制台建立。或者改用已有的网关。{}",
            set(facts, "AI_GATEWAY_ID")
        ),
        Cause::GatewayUnauthorized => {
            format!("请创建带有 Account · AI Gateway · Run 权限的令牌。{}", set(facts, "AI_GATEWAY_TOKEN"))
        }
        Cause::GatewayBilling => {
            "请在控制台为网关充值，或让 AI_GATEWAY_MODEL 使用 Workers AI 的模型，例如 @cf/google/gemma-4-26b-a4b-it。"
                .to_owned()
        }
        Cause::NeuronsExhausted => "请等到 UTC 00:00，或使用 Workers Paid。其间由第二个服务回答。".to_owned(),
        Cause::NoCapacity => format!("无需设置。如果一直如此，请换一个 {model_setting}。"),
        Cause::ModelForbidden | Cause::ModelNotFound => {
            format!("请选择现有的模型。{}", set(facts, model_setting))
        }
        Cause::TermsNotAgreed => {
            format!("请在模型页面同意条款，或换一个模型。{}", set(facts, model_setting))
        }
        Cause::AccountBlocked => "请向 Cloudflare 支持询问原因。".to_owned(),
        Cause::WrongRoute => "如果设置了基础地址，请去掉它，并确认账户 ID 正确。".to_owned(),
        Cause::KeyInvalid => format!("请从该服务获取密钥。{}", set(facts, facts.key_setting())),
        Cause::Forbidden => "请在该服务查看密钥的权限：它的限制、所属项目，以及 API 是否已开启。".to_owned(),
        Cause::LocationBlocked => {
            let keep = "密钥本身没有问题。请在它之后保留另一个服务";
            match facts.service().and_then(|service| service.through_gateway) {
                Some(model) => format!("{keep}，或经 AI Gateway 访问它（AI_GATEWAY_MODEL={model}）。"),
                None => format!("{keep}。"),
            }
        }
        Cause::FreeTierZero => format!(
            "请为密钥所属的项目开启结算，或选择免费层提供的模型。{}",
            set(facts, model_setting)
        ),
        Cause::QuotaExhausted => "请等到下一个周期、在该服务提高限额，或充值。其间由第二个服务回答。".to_owned(),
        Cause::RateLimited => "请一分钟后再检查。如果一直如此，请申请更高的限额。".to_owned(),
        Cause::AnswerBlocked | Cause::RequestRefused | Cause::EmptyAnswer => {
            format!("请换一个模型。{}", set(facts, model_setting))
        }
        Cause::ServerError => "请稍后再检查，并查看该服务的状态页面。".to_owned(),
        Cause::Unreachable | Cause::Timeout => "请确认地址正确、从这里可以访问，然后再检查。".to_owned(),
        Cause::UnexpectedAnswer => "如果设置了基础地址，请去掉它，或查明中间是什么代理。".to_owned(),
        Cause::NoProvider => {
            "请按各项的说明修复其中一个。再设置一个别家公司的服务，可以在一家出故障时保持网站可用。".to_owned()
        }
        Cause::Degraded => "请按各项的说明修复失败的服务。".to_owned(),
    }
}

fn set_one(facts: &CheckFacts<'_>) -> String {
    format!("设置任意一个服务，最快的是免费的 Gemini 密钥。{}", set(facts, QUICKEST_SETTING))
}

/// How to make a setting.
fn set(facts: &CheckFacts<'_>, name: &str) -> String {
    match facts.environment() {
        Environment::Local => format!("请在 .dev.vars 中设置 {name}，然后重新启动。"),
        Environment::Preview | Environment::Production => format!(
            "请用下面的命令设置 {name}，或在控制台设置（Workers & Pages、你的项目、设置、变量和机密）。\
             然后重新部署：Pages 在部署时读取设置。"
        ),
    }
}
