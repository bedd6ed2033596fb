//! AI Gateway's log, in Simplified Chinese.

use crate::texts::gateway_table::GatewayTexts;

pub(super) const TEXTS: GatewayTexts = GatewayTexts {
    of_gateway: |gateway| format!("Cloudflare 记录的网关“{gateway}”最近 24 小时的请求。"),
    requests: "请求",
    failed: |count| format!("{count} 个失败"),
    from_cache: "来自缓存",
    cached: |count| format!("{count} 个回答"),
    duration: "用时",
    cost: "费用",
    with_cost: |with_cost, entries| format!("网关的估算，{entries} 条中 {with_cost} 条已知"),
    newest: |entries| format!("用时、费用和模型只统计最新的 {entries} 条。"),
    settings: "设置",
    models: "模型",
    log: "日志",
    tokens_in: "输入 Token",
    tokens_out: "输出 Token",
    status: "状态",
    ok: "成功",
    failed_only: "失败",
    cache: "缓存",
    cached_only: "来自缓存",
    not_cached: "来自服务",
    no_entries: "没有符合条件的记录。",
    path: "路径",
    step: "步骤",
};
