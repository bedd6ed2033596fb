//! The single requests, in Simplified Chinese.

use crate::texts::requests_table::RequestsTexts;
use wire::traffic::{Client, Ending};

pub(super) const TEXTS: RequestsTexts = RequestsTexts {
    id: "请求编号",
    find: "查找",
    outcome: "结果",
    provider: "服务",
    all: "全部",
    clear: "清除",
    none: "还没有保留的请求。",
    none_found: "没有符合条件的请求。失败和续接的请求全部保留，其余只保留样本。",
    kept: "失败和续接的请求全部保留，其余只保留样本。",
    older: "显示更早的",
    client: "来自",
    asked_by: |client, how| format!("{client}（{how}）"),
    client_name: |client| match client {
        Client::Page => "本站页面",
        Client::Api => "API 客户端",
    },
    streamed: "流式",
    whole: "整体",
    rescue: "续接中断的回答",
    ending: "结束",
    ending_name: |ending| match ending {
        Ending::Whole => "完整结束",
        Ending::Broken => "被服务中断",
        Ending::Left => "访客离开",
    },
    first_words: "首字时间",
    total: "总时间",
    tokens: "Token（输入、输出）",
    from_cache: "来自 AI Gateway 缓存",
    data_centre: "数据中心",
    attempts: "尝试",
    no_attempts: "没有询问任何服务。",
    answer: "回答",
};
