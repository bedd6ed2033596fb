//! What the emulator says: a Markdown answer that says what it is.

use serde_json::Value;

/// The last thing that the visitor said, from a request in any of the dialects.
pub(crate) fn question(body: &Value) -> String {
    let last = |list: &str| body.get(list).and_then(Value::as_array).and_then(|all| all.last()).cloned();
    let Some(message) = last("messages").or_else(|| last("contents")) else { return String::new() };
    let parts = |name: &str| {
        let all = message.get(name).and_then(Value::as_array)?;
        Some(all.iter().filter_map(|part| part.get("text")?.as_str()).collect::<Vec<_>>().join("\n"))
    };
    let text = message.get("content").and_then(Value::as_str).map(str::to_owned);
    text.or_else(|| parts("content")).or_else(|| parts("parts")).unwrap_or_default()
}

/// The answer to a question, in Chinese if the question is.
pub(crate) fn answer(provider: &str, model: &str, question: &str) -> String {
    let shown: String = question.chars().take(400).collect();
    let quoted = shown.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
    let is_chinese = question.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if is_chinese { chinese(provider, model, &quoted) } else { english(provider, model, &quoted) }
}

fn english(provider: &str, model: &str, quoted: &str) -> String {
    format!(
        "This is the **emulator**, standing in for `{provider}` with the model `{model}`. \
No model has read your question:\n\n{quoted}\n\n\
It streams at a reading pace, so that you can try the page as it is:\n\n\
1. Press **Stop** while this is being written, and the connection behind it closes.\n\
2. Scroll up, and the page stops following.\n\
3. Start a line with `Shift`+`Enter`.\n\n\
To talk to a real model, put a key into `.dev.vars` and start again:\n\n\
```sh\ncp .dev.vars.example .dev.vars\n# set GEMINI_API_KEY, or one of the others\ncargo xtask dev\n```\n\n\
| setting | turns on |\n|---|---|\n\
| `GEMINI_API_KEY` | Google Gemini |\n\
| `CLOUDFLARE_API_TOKEN` | Workers AI |\n\
| `OPENAI_BASE_URL` | any compatible service |\n"
    )
}

fn chinese(provider: &str, model: &str, quoted: &str) -> String {
    format!(
        "这里是**模拟器**，它代替 `{provider}` 的模型 `{model}` 作答。没有任何模型读过您的问题：\n\n{quoted}\n\n\
文字按阅读的速度逐步出现，方便您试用这个页面：\n\n\
1. 在书写过程中按**停止**，后面的连接会立即关闭。\n\
2. 向上滚动，页面便不再跟随。\n\
3. 用 `Shift`+`Enter` 换行。\n\n\
要与真正的模型对话，请在 `.dev.vars` 中填入密钥，然后重新启动：\n\n\
```sh\ncp .dev.vars.example .dev.vars\n# 设置 GEMINI_API_KEY 或其他密钥\ncargo xtask dev\n```\n\n\
| 设置 | 启用 |\n|---|---|\n\
| `GEMINI_API_KEY` | Google Gemini |\n\
| `CLOUDFLARE_API_TOKEN` | Workers AI |\n\
| `OPENAI_BASE_URL` | 任何兼容的服务 |\n"
    )
}

/// Cuts a text into pieces of about a token: a short word with the space before it, or one or two
/// Chinese characters.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for c in text.chars() {
        let is_full = piece.chars().count() >= if piece.is_ascii() { 6 } else { 2 };
        if !piece.is_empty() && (is_full || c.is_whitespace()) {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(c);
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_pieces_are_the_text() {
        for text in ["", "one two  three\n\nfour", "你好，世界 and more", "supercalifragilistic"] {
            assert_eq!(pieces(text).concat(), text);
        }
    }

    #[test]
    fn the_question_is_found_in_every_dialect() {
        assert_eq!(question(&json!({ "messages": [{ "role": "user", "content": "a" }] })), "a");
        assert_eq!(question(&json!({ "messages": [{ "content": [{ "type": "text", "text": "b" }] }] })), "b");
        assert_eq!(question(&json!({ "contents": [{ "parts": [{ "text": "c" }] }] })), "c");
        assert_eq!(question(&json!({})), "");
    }
}
