//! Simplified Chinese.

use super::table::Texts;
use wire::{
    Environment,
    report::{LockState, Verdict},
};

pub(super) static CHINESE: Texts = Texts {
    title: "部署报告",
    other_language: "English",
    to_chat: "对话",
    checking: "正在询问每个服务……",
    check_again: "重新检查",
    copy: "复制",
    copied: "已复制",
    copy_markdown: "复制为 Markdown",
    checks: "检查",
    chain: "询问顺序",
    no_chain: "还没有服务。",
    locks: "哪些地方是开放的",
    lock_state: |state| match state {
        LockState::Shut => "（关闭）",
        LockState::Weak => "（较弱）",
        LockState::Open => "（开放）",
    },
    deployment: "本次部署",
    environment: "环境",
    branch: "分支",
    commit: "提交",
    built: "构建时间",
    version: "版本",
    data_centre: "数据中心",
    settings: "已有的设置",
    no_answer: "没有回答",
    owners_only: "这份报告供网站所有者查看。",
    code: "所有者代码（ADMIN_CODE）",
    wrong_code: "代码不对。",
    show_report: "查看报告",
    sign_out: "退出",
    no_report: "这里没有报告，因为没有设置所有者代码。请选定一个代码，设置为 ADMIN_CODE，然后重新部署。",
    unreachable: "网站没有回应。请检查网络连接。",
    too_many_codes: |s| format!("错误的代码过多。请在 {s}\u{a0}秒后重试。"),
    checked_at: |time| format!("检查时间：{time}。结果保留一分钟。"),
    rests_until: |until| format!("休息到 {until}"),
    missing: |names| format!("未就绪：缺少 {names}"),
    verdict: |verdict| match verdict {
        Verdict::Ok => "（正常）",
        Verdict::Warning => "（注意）",
        Verdict::Failed => "（失败）",
        Verdict::Skipped => "（未检查）",
    },
    environment_name: |environment| match environment {
        Environment::Production => "production（正式）",
        Environment::Preview => "preview（预览）",
        Environment::Local => "local（本机）",
    },
};
