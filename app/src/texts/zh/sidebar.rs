//! The texts of the list of conversations.

use crate::texts::sidebar::SidebarTexts;
use conversation::{dates::DateGroup, transfer::ImportCounts};

pub(in crate::texts) static SIDEBAR: SidebarTexts = SidebarTexts {
    chats: "对话",
    close: "关闭列表",
    search: "搜索对话",
    empty: "你的对话会列在这里。",
    untitled: "无标题",
    group: |group| match group {
        DateGroup::Pinned => "已置顶",
        DateGroup::Today => "今天",
        DateGroup::Yesterday => "昨天",
        DateGroup::Week => "最近 7 天",
        DateGroup::Month => "最近 30 天",
        DateGroup::Older => "更早",
    },
    chat_count: |n| format!("{n} 个对话"),
    hit_count: |n| {
        if n == 0 { "没有消息包含这些文字。".to_owned() } else { format!("{n} 条消息") }
    },
    more: "更多操作",
    pin: "置顶",
    unpin: "取消置顶",
    rename: "重命名",
    title: "标题",
    save_title: "保存",
    export_markdown: "导出为 Markdown",
    export_json: "导出为 JSON",
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
};
