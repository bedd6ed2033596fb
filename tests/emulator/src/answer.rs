//! What the emulator says: a Markdown answer that says what it is.

use crate::scenario::Scenario;
use serde_json::Value;

/// The pieces of what is said.
pub(crate) fn words(provider: &str, model: &str, body: &Value, scenario: &Scenario) -> Vec<String> {
    let counted: Vec<String> = (0..scenario.chunks.unwrap_or(0)).map(|n| format!("w{n} ")).collect();
    let words = match (scenario.chunks, &scenario.answer) {
        (Some(_), _) => counted.concat(),
        (None, Some(text)) => text.clone(),
        (None, None) => answer(provider, model, &question(body)),
    };
    let left = begun(body).and_then(|begun| rest(&words, begun, scenario.overlap.unwrap_or(0)));
    match left {
        None if scenario.chunks.is_some() => counted,
        _ => pieces(left.unwrap_or(&words)),
    }
}

/// An answer that broke off and is to be gone on with: what was said last, before the wish for the rest.
fn begun(body: &Value) -> Option<&str> {
    let messages = body.get("messages")?.as_array()?;
    let [.., before, last] = messages.as_slice() else { return None };
    let wish = last.get("content")?.as_str()?.to_lowercase();
    let wants_the_rest = ["cut off", "go on", "continue", "继续"].iter().any(|words| wish.contains(words));
    (wants_the_rest && before.get("role")? == "assistant").then(|| before.get("content")?.as_str())?
}

/// What is left of an answer that has begun, from some characters before the break. `None` if it has
/// not begun so, or is whole: then it is another question. Another provider's answer has another
/// beginning; there the last words are found again.
fn rest<'a>(answer: &'a str, begun: &str, overlap: usize) -> Option<&'a str> {
    let tail = begun.char_indices().rev().nth(19).and_then(|(at, _)| begun.get(at..));
    let found = || answer.split_once(tail?).map(|(_, left)| left);
    let left = answer.strip_prefix(begun).or_else(found).filter(|left| !left.is_empty())?;
    let again = begun.chars().rev().take(overlap).map(char::len_utf8).sum::<usize>();
    answer.get(answer.len() - left.len() - again..)
}

/// What the visitor asked, from a request in any of the dialects: the last thing that was said, or
/// what was said before an answer that is to be gone on with.
pub(crate) fn question(body: &Value) -> String {
    let at = if begun(body).is_some() { 2 } else { 0 };
    let last = |list: &str| {
        body.get(list).and_then(Value::as_array).and_then(|all| all.iter().rev().nth(at)).cloned()
    };
    let Some(message) = last("messages").or_else(|| last("contents")) else { return String::new() };
    let parts = |name: &str| {
        let all = message.get(name).and_then(Value::as_array)?;
        Some(all.iter().filter_map(|part| part.get("text")?.as_str()).collect::<Vec<_>>().join("\n"))
    };
    let text = message.get("content").and_then(Value::as_str).map(str::to_owned);
    text.or_else(|| parts("content")).or_else(|| parts("parts")).unwrap_or_default()
}

/// The answer to a question, in Chinese if the question is.
fn answer(provider: &str, model: &str, question: &str) -> String {
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
    fn an_answer_that_broke_off_is_gone_on_with() {
        assert_eq!(rest("one two three", "one tw", 0), Some("o three"));
        assert_eq!(rest("一二三四", "一二", 1), Some("二三四"));
        assert_eq!(rest("one two", "one two", 0), None);
        assert_eq!(rest("one two", "three", 0), None);
        let body = json!({ "messages": [{ "role": "assistant", "content": "a" }, { "role": "user", "content": "Go on" }] });
        assert_eq!(begun(&body), Some("a"));
        assert_eq!(begun(&json!({ "messages": [{ "role": "user", "content": "b" }] })), None);
    }

    #[test]
    fn the_question_is_found_in_every_dialect() {
        assert_eq!(question(&json!({ "messages": [{ "role": "user", "content": "a" }] })), "a");
        assert_eq!(question(&json!({ "messages": [{ "content": [{ "type": "text", "text": "b" }] }] })), "b");
        assert_eq!(question(&json!({ "contents": [{ "parts": [{ "text": "c" }] }] })), "c");
        assert_eq!(question(&json!({})), "");
    }
}
