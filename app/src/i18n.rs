//! Every text of the page, in each language. A missing text does not compile.

use wire::Outcome;

/// The texts of one language.
pub(crate) struct Texts {
    /// For `<html lang>`.
    pub(crate) lang: &'static str,
    pub(crate) message: &'static str,
    pub(crate) placeholder: &'static str,
    pub(crate) send: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) new_chat: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) you: &'static str,
    pub(crate) assistant: &'static str,
    pub(crate) conversation: &'static str,
    pub(crate) to_latest: &'static str,
    pub(crate) previous_chat: &'static str,
    pub(crate) welcome: &'static str,
    pub(crate) about: &'static str,
    pub(crate) starters: [&'static str; 3],
    pub(crate) waiting: &'static str,
    pub(crate) reasoning: &'static str,
    pub(crate) began: &'static str,
    pub(crate) complete: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) interrupted: &'static str,
    pub(crate) rescued: &'static str,
    pub(crate) length: &'static str,
    pub(crate) blocked: &'static str,
    pub(crate) asked_before: &'static str,
    pub(crate) asked_after: &'static str,
    pub(crate) attempts: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) first_words: fn(u32) -> String,
    pub(crate) tokens: fn(u32) -> String,
    pub(crate) finish_reason: fn(&str) -> String,
    pub(crate) emulator: &'static str,
    pub(crate) degraded: &'static str,
    pub(crate) down: &'static str,
    pub(crate) unconfigured: &'static str,
    pub(crate) storage_full: &'static str,
    /// Goes on a sentence before it.
    pub(crate) retry_in: fn(u32) -> String,
    /// A provider and what became of it.
    pub(crate) with_outcome: fn(&str, &str) -> String,
    /// Between the parts of a list.
    pub(crate) comma: &'static str,
    pub(crate) error: fn(&str) -> Option<&'static str>,
    pub(crate) outcome: fn(Outcome) -> &'static str,
}

/// English.
pub(crate) static EN: Texts = Texts {
    lang: "en",
    message: "Message",
    placeholder: "Ask anything",
    send: "Send",
    stop: "Stop",
    new_chat: "New chat",
    retry: "Retry",
    go_on: "Continue",
    you: "You",
    assistant: "Assistant",
    conversation: "Conversation",
    to_latest: "To the latest words",
    previous_chat: "Back to the previous chat",
    welcome: "What would you like to know?",
    about: "Your question goes to the first model provider that can answer. The conversation stays in this browser.",
    starters: [
        "Explain how rainbows form, in simple words",
        "Plan a quiet weekend in a city I have never seen",
        "Help me write a kind reply to a difficult email",
    ],
    waiting: "Waiting for the first words",
    reasoning: "Reasoning",
    began: "The answer has begun.",
    complete: "The answer is complete.",
    stopped: "Stopped.",
    interrupted: "The answer broke off here. What has arrived is kept.",
    rescued: "The answer broke off on its way, and another provider went on with it.",
    length: "The answer reached its length limit.",
    blocked: "The provider withheld the rest of this answer.",
    asked_before: "after",
    asked_after: "then",
    attempts: "Who was asked",
    copy: "Copy",
    copied: "Copied",
    first_words: |ms| format!("first words after {ms} ms"),
    tokens: |n| if n == 1 { "1 token".to_owned() } else { format!("{n} tokens") },
    finish_reason: |reason| format!("finish reason: {reason}"),
    emulator: "No provider is set: the emulator answers, no model does.",
    degraded: "Answers may take longer than usual.",
    down: "No model answers at the moment. Your words are kept; try again soon.",
    unconfigured: "This site has no model provider set up yet.",
    storage_full: "This browser's storage is full or closed: the conversation is lost when the page is.",
    retry_in: |s| format!(" Try again in {s}\u{a0}s."),
    with_outcome: |who, what| format!("{who} ({what})"),
    comma: ", ",
    error: |code| {
        Some(match code {
            "all_providers_failed" => "No model could answer just now. Nothing you wrote is lost.",
            "out_of_time" => "No model answered in time. Nothing you wrote is lost.",
            "not_configured" => "This site has no model provider set up yet.",
            "input_too_long" | "body_too_large" => {
                "The conversation is too long. Start a new chat, or shorten it."
            }
            "access_code_required" => "This site asks for an access code.",
            "refused_by_model" => "The model could not accept this message. Change it and try again.",
            "internal_error" => "Something went wrong on this site.",
            "interrupted" => "The answer broke off before its first word.",
            "unreachable" => "The site cannot be reached. Check your connection; nothing you wrote is lost.",
            _ => return None,
        })
    },
    outcome: |outcome| match outcome {
        Outcome::Served => "answered",
        Outcome::Unauthorized => "key refused",
        Outcome::Forbidden => "not allowed",
        Outcome::NotFound => "not found",
        Outcome::Quota => "allowance used up",
        Outcome::RateLimited => "too many requests",
        Outcome::Busy => "busy",
        Outcome::TooLarge => "input too long",
        Outcome::BadRequest => "request refused",
        Outcome::Location => "not served here",
        Outcome::Blocked => "withheld",
        Outcome::ServerError => "failed",
        Outcome::Network => "unreachable",
        Outcome::Timeout => "too slow",
        Outcome::Empty => "empty answer",
        Outcome::Malformed => "unreadable answer",
        Outcome::Skipped => "resting",
        Outcome::NotConfigured => "not set up",
        Outcome::Aborted => "ended",
    },
};

/// Simplified Chinese.
pub(crate) static ZH: Texts = Texts {
    lang: "zh-CN",
    message: "消息",
    placeholder: "想问点什么？",
    send: "发送",
    stop: "停止",
    new_chat: "新对话",
    retry: "重试",
    go_on: "继续",
    you: "你",
    assistant: "助手",
    conversation: "对话",
    to_latest: "回到最新内容",
    previous_chat: "回到上一个对话",
    welcome: "今天想聊点什么？",
    about: "你的问题会交给第一个能回答的模型服务。对话只保存在这个浏览器里。",
    starters: [
        "用简单的话解释彩虹是怎么形成的",
        "帮我计划一个安静的周末短途旅行",
        "帮我委婉地回复一封难回的邮件",
    ],
    waiting: "正在等待第一个字",
    reasoning: "思考过程",
    began: "开始回答。",
    complete: "回答完毕。",
    stopped: "已停止。",
    interrupted: "回答在这里中断了，已收到的内容都保留着。",
    rescued: "回答中途断开，由另一个服务接着写完。",
    length: "回答达到了长度上限。",
    blocked: "服务商没有给出这个回答的其余部分。",
    asked_before: "此前",
    asked_after: "之后",
    attempts: "询问过的服务",
    copy: "复制",
    copied: "已复制",
    first_words: |ms| format!("{ms} 毫秒后出现第一个字"),
    tokens: |n| format!("{n} 个词元"),
    finish_reason: |reason| format!("结束原因：{reason}"),
    emulator: "尚未设置任何服务：现在是模拟器在回答，没有模型参与。",
    degraded: "现在回答可能比平时慢一些。",
    down: "目前没有模型能够回答。你写的内容都保留着，请稍后再试。",
    unconfigured: "这个网站还没有设置模型服务。",
    storage_full: "浏览器的存储已满或不可用：关闭页面后对话会丢失。",
    retry_in: |s| format!("请在 {s}\u{a0}秒后重试。"),
    with_outcome: |who, what| format!("{who}（{what}）"),
    comma: "、",
    error: |code| {
        Some(match code {
            "all_providers_failed" => "刚才没有模型能够回答。你写的内容都还在。",
            "out_of_time" => "没有模型及时回答。你写的内容都还在。",
            "not_configured" => "这个网站还没有设置模型服务。",
            "input_too_long" | "body_too_large" => "对话太长了。请开始新对话，或者缩短内容。",
            "access_code_required" => "这个网站需要访问码。",
            "refused_by_model" => "模型无法接受这条消息。请修改后再试。",
            "internal_error" => "网站出了点问题。",
            "interrupted" => "回答还没有开始就中断了。",
            "unreachable" => "无法连接到网站。请检查网络；你写的内容都还在。",
            _ => return None,
        })
    },
    outcome: |outcome| match outcome {
        Outcome::Served => "已回答",
        Outcome::Unauthorized => "密钥被拒",
        Outcome::Forbidden => "没有权限",
        Outcome::NotFound => "不存在",
        Outcome::Quota => "额度用完",
        Outcome::RateLimited => "请求过多",
        Outcome::Busy => "繁忙",
        Outcome::TooLarge => "内容过长",
        Outcome::BadRequest => "请求被拒",
        Outcome::Location => "地区不支持",
        Outcome::Blocked => "内容被拦截",
        Outcome::ServerError => "出错",
        Outcome::Network => "无法连接",
        Outcome::Timeout => "太慢",
        Outcome::Empty => "空回答",
        Outcome::Malformed => "回答无法读取",
        Outcome::Skipped => "休息中",
        Outcome::NotConfigured => "未设置",
        Outcome::Aborted => "已结束",
    },
};

/// The first language that the browser prefers and the page has.
pub(crate) fn choose<'a>(preferred: impl IntoIterator<Item = &'a str>) -> &'static Texts {
    let known = |tag: &str| match tag.split('-').next() {
        Some(language) if language.eq_ignore_ascii_case("zh") => Some(&ZH),
        Some(language) if language.eq_ignore_ascii_case("en") => Some(&EN),
        _ => None,
    };
    preferred.into_iter().find_map(known).unwrap_or(&EN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_is_taken_and_english_is_the_fallback() {
        assert_eq!(choose(["fr-FR", "zh-TW", "en"]).lang, "zh-CN");
        assert_eq!(choose(["en-GB", "zh"]).lang, "en");
        assert_eq!(choose(["de"]).lang, "en");
        assert_eq!(choose([]).lang, "en");
    }
}
