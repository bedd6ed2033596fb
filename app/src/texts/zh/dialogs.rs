//! The texts of the dialogs.

use crate::texts::dialogs::{DialogTexts, SettingsTexts};
use conversation::{keys::Command, settings::Theme, transfer::ImportCounts};
use wire::Environment;

pub(in crate::texts) static DIALOGS: DialogTexts = DialogTexts {
    share: "分享这个对话",
    close: "关闭",
    share_link: "拿到链接的人都能阅读这个对话。内容就在链接里，任何服务器都不保存、也看不到。",
    share_file: "这个对话太长，放不进链接。请以文件形式分享；对方可在设置中“导入”。",
    nothing_to_share: "还没有可以分享的内容。",
    copy_link: "复制链接",
    command: |command| match command {
        Command::NewChat => "新对话",
        Command::Focus => "回到消息框",
        Command::CopyAnswer => "复制最后一个回答",
        Command::CopyCode => "复制最后一段代码",
        Command::Shortcuts => "显示快捷键",
        Command::Sidebar => "显示或隐藏对话列表",
        Command::Search => "搜索对话",
    },
    stop: "停止回答",
    edit_last: "在空白消息框中编辑上一个问题",
    send_edited: "发送编辑后的问题",
};

pub(in crate::texts) static SETTINGS: SettingsTexts = SettingsTexts {
    model: "模型",
    for_this_chat: "用于当前对话。",
    keyboard: "键盘",
    system: "给模型的指示",
    system_hint: "无",
    temperature: "温度（0 到 2）",
    max_tokens: "回答的最大长度（词元）",
    site_decides: "由网站决定",
    for_new_chats: "也用于新对话",
    prompts_hint: "在空白消息中输入 / 即可使用。",
    prompt_name: "名称",
    prompt_text: "内容",
    save_prompt: "保存提示词",
    use_as_system: "用作指示",
    page: "通用",
    language: "语言",
    browser_language: "跟随浏览器",
    theme: "主题",
    theme_name: |theme| match theme {
        Theme::System => "跟随系统",
        Theme::Light => "浅色",
        Theme::Dark => "深色",
    },
    send_key: "发送键",
    storage: "你的数据",
    storage_used: |used, of| format!("本站在这个浏览器中已用 {used}，共可用 {of}。"),
    persist: "空间不足时保留我的对话",
    persisted: "浏览器会保留这些对话。",
    not_persisted: "浏览器没有作出保证。请导出重要的对话。",
    export_all: "全部导出",
    import: "导入",
    imported: |counts| {
        let ImportCounts { new_conversations, new_messages, other_versions, known_conversations, unreadable } =
            counts;
        let part = |count: usize, before: &str, after: &str| {
            if count > 0 { format!("{before} {count} {after}") } else { String::new() }
        };
        let known = part(known_conversations, "已存在", "个对话。");
        let other = part(other_versions, "有", "条与这里不同，已作为另一版本加入。");
        let lost = part(unreadable, "无法读取", "项。");
        format!("已导入 {new_conversations} 个对话、{new_messages} 条消息。{known}{other}{lost}")
    },
    not_json: "无法读取这个文件，它可能不完整。没有改动任何内容。",
    not_everchat: "这不是导出的对话文件。没有改动任何内容。",
    newer_file: "这个文件由更新的版本写成。请重新加载页面后再试。",
    file_too_large: "这个文件超过 64 MB。没有改动任何内容。",
    not_stored: "对话未能保存。没有改动任何内容。",
    site: "本站",
    environment: |name| match name {
        Environment::Production => "正式网站",
        Environment::Preview => "预览",
        Environment::Local => "在本机上",
    },
    branch: "分支",
    commit: "提交",
    built: "构建于",
};
