//! The texts of the Markdown report in Simplified Chinese.

use super::table::MarkdownTexts;
use wire::report::Verdict;

pub(super) static CHINESE: MarkdownTexts = MarkdownTexts {
    title: "部署报告",
    results: "检查结果",
    asked: "请求",
    nothing_asked: "无",
    codes: "代码",
    finding: "结论",
    analysis: "分析",
    analysis_head: "| 检查 | 状态 | 原因 |",
    next_steps: "下一步",
    nothing_to_do: "无需操作。",
    state_now: "当前状态",
    order: "询问顺序",
    rests_until: |until| format!("休息到 {until}"),
    missing: |names| format!("未就绪：缺少 {names}"),
    settings: "已有的设置（只列名称）",
    locks: "哪些地方是开放的",
    verdict: |verdict| match verdict {
        Verdict::Ok => "✓ 正常",
        Verdict::Warning => "! 注意",
        Verdict::Failed => "✗ 失败",
        Verdict::Skipped => "– 未检查",
    },
};
