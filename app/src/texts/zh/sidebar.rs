//! The texts of the list of conversations.

use crate::texts::sidebar::SidebarTexts;
use conversation::dates::DateGroup;

pub(in crate::texts) static SIDEBAR: SidebarTexts = SidebarTexts {
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
};
