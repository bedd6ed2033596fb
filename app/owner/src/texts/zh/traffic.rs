//! The traffic, in Simplified Chinese.

use crate::{texts::traffic_table::TrafficTexts, traffic::span::Span};
use wire::{Outcome, traffic::DatabaseState};

pub(super) const TEXTS: TrafficTexts = TrafficTexts {
    time: "时间",
    span: |span| match span {
        Span::Hour => "1 小时",
        Span::Day => "1 天",
        Span::Week => "1 周",
        Span::Month => "1 个月",
    },
    download: "下载 CSV",
    nothing: "这段时间没有对话请求。",
    demo: "部分数字是演示数据，由 cargo xtask traffic --demo 生成。",
    only_here: |state| match state {
        DatabaseState::Ok => "",
        DatabaseState::Missing => {
            "没有数据库，所以这里只有 Function 的一个实例自启动以来看到的请求。运行 cargo xtask setup 可创建数据库。"
        }
        DatabaseState::Failing => "数据库没有回应，所以这里只有 Function 的一个实例自启动以来看到的请求。",
        DatabaseState::Newer => {
            "数据库已被更新版本的 Everchat 修改，所以这里只有 Function 的一个实例自启动以来看到的请求。请部署新版本。"
        }
    },
    answered: "已回答",
    of_requests: |count| format!("共 {count} 个请求"),
    by_fallback: |fallback, rescued| format!("{fallback} 个由备用服务回答，{rescued} 个在中断后续接"),
    not_answered: "未回答",
    broken: |broken, left| format!("{broken} 个回答中断，{left} 个被访客中止"),
    first_words: "首字时间",
    median: "中位数",
    slowest: "95 百分位",
    under: |time| format!("95% 在 {time} 以内"),
    tokens: "Token",
    tokens_of: |input, output| format!("输入 {input}，输出 {output}（以服务报告为准）"),
    cost: "费用（估算）",
    cost_known: |known, answered| format!("{answered} 个回答中 {known} 个的 Token 数和价格已知"),
    neurons: |day, used, free| {
        format!("Workers AI，{day}：已用 {used} / {free} 免费 neurons（仅计 Token 数已知的）。")
    },
    prices_from: "价格日期：",
    caching: "缓存能节省多少",
    caching_about: "最近一天有多少问题之前问过，因此如果先问 AI Gateway，它的缓存能节省多少。把 AI_GATEWAY_CACHE_TTL 设为回答可以保留的秒数。",
    caching_sample: |one_in| format!("抽样：每 {one_in} 个问题取一个。"),
    cache_answered: |count| format!("其中 {count} 个已由缓存回答。"),
    ttl: "AI_GATEWAY_CACHE_TTL",
    asked_again: "重复的问题",
    saved_requests: "节省的请求",
    saved_time: "节省的等待",
    saved_money: "节省的费用（估算）",
    requests_chart: "各服务的请求数",
    first_words_chart: "首字时间",
    failures_chart: "失败原因",
    served_chart: "由谁回答",
    utc_days: "每天从 UTC 00:00 开始。",
    as_table: "以表格显示",
    not_drawn: "图表无法加载。数据如下：",
    when: "时间",
    failures: "失败",
    no_failures: "这段时间没有失败。",
    cause: "原因",
    times: "次数",
    unanswered_requests: "未回答",
    to_report: "点击原因可查看报告中的说明和解决办法。",
    to_requests: "相关请求",
    provider: "服务",
    model: "模型",
    asked: "询问",
    failed: "失败",
    this_site: "本站",
    outcome: |outcome| match outcome {
        Outcome::Served => "已回答",
        Outcome::Unauthorized => "密钥被拒绝",
        Outcome::Forbidden => "没有权限",
        Outcome::NotFound => "未找到",
        Outcome::Quota => "额度用完",
        Outcome::RateLimited => "请求过多",
        Outcome::Busy => "没有容量",
        Outcome::TooLarge => "问题过长",
        Outcome::BadRequest => "请求被拒绝",
        Outcome::Location => "地区不支持",
        Outcome::Blocked => "被过滤器拦截",
        Outcome::ServerError => "服务器错误",
        Outcome::Network => "无法连接",
        Outcome::Timeout => "超时",
        Outcome::Empty => "空回答",
        Outcome::Malformed => "无法解析的回答",
        Outcome::Skipped => "暂停中",
        Outcome::NotConfigured => "未配置",
        Outcome::Aborted => "访客离开",
    },
};
