//! Simplified Chinese.

mod gateway;
mod requests;
mod traffic;

use super::table::Texts;
use crate::tab::Tab;
use wire::{
    Environment,
    report::{LockState, Verdict},
};

pub(super) static CHINESE: Texts = Texts {
    title: |tab| match tab {
        Tab::Deployment => "部署报告",
        Tab::Traffic => "流量",
        Tab::Requests => "请求记录",
        Tab::Gateway => "AI Gateway",
    },
    tab: |tab| match tab {
        Tab::Deployment => "部署",
        Tab::Traffic => "流量",
        Tab::Requests => "请求",
        Tab::Gateway => "网关",
    },
    owners_pages: "所有者页面",
    other_language: "English",
    to_chat: "对话",
    loading: |tab| match tab {
        Tab::Deployment => "正在询问每个服务……",
        Tab::Traffic | Tab::Requests => "正在加载……",
        Tab::Gateway => "正在询问 Cloudflare……",
    },
    try_again: "重新检查",
    load_again: "刷新",
    check_again: "重新检查",
    copy: "复制",
    copied: "已复制",
    copy_by_hand: "浏览器不允许本页复制。文字已选中：请按 Ctrl+C 或 ⌘C，或长按后复制。",
    close: "关闭",
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
    comma: "、",
    no_answer: "没有回答",
    nothing_asked: "未发出请求",
    owners_only: "这些页面供网站所有者查看。",
    code: "管理码（ADMIN_CODE）",
    wrong_code: "管理码不对。",
    show: "登录",
    sign_out: "退出",
    no_code_set: "这里没有内容，因为没有设置管理码。请选定一个管理码，设置为 ADMIN_CODE，然后重新部署。",
    unreachable: "网站没有回应。请检查网络连接。",
    too_many_codes: "错误的管理码过多。",
    retry_in: |s| format!("请在 {s}\u{a0}秒后重试。"),
    retry_now: "现在可以重试了。",
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
    traffic: traffic::TEXTS,
    requests: requests::TEXTS,
    gateway: gateway::TEXTS,
};
