//! Chat completions.

use super::{QUESTION, RESULT, Result, city_schema, structure, weather_schema};
use async_openai::{
    Client,
    config::OpenAIConfig,
    types::chat::{
        ChatCompletionMessageToolCalls, ChatCompletionResponseMessage, CreateChatCompletionRequest,
    },
};
use futures_util::StreamExt as _;
use serde_json::{Value, json};

fn request(model: &str, extra: &Value) -> Result<CreateChatCompletionRequest> {
    let mut request = json!({ "model": model, "messages": [{ "role": "user", "content": QUESTION }] });
    for (name, value) in extra.as_object().into_iter().flatten() {
        request[name] = value.clone();
    }
    Ok(serde_json::from_value(request)?)
}

async fn ask(
    client: &Client<OpenAIConfig>,
    request: CreateChatCompletionRequest,
) -> Result<ChatCompletionResponseMessage> {
    let answer = client.chat().create(request).await?;
    Ok(answer.choices.into_iter().next().ok_or("there is no choice")?.message)
}

pub(super) async fn whole(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let message = ask(client, request(model, &Value::Null)?).await?;
    Ok(json!({ "text": message.content }))
}

pub(super) async fn streamed(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let mut stream = client.chat().create_stream(request(model, &Value::Null)?).await?;
    let mut pieces = Vec::new();
    while let Some(chunk) = stream.next().await {
        pieces.extend(chunk?.choices.into_iter().filter_map(|choice| choice.delta.content));
    }
    Ok(json!({ "text": pieces.concat(), "pieces": pieces.len() }))
}

pub(super) async fn tools(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let function = json!({ "name": "weather", "parameters": weather_schema() });
    let tools = json!({ "tools": [{ "type": "function", "function": function }] });
    let mut next = request(model, &tools)?;
    let message = ask(client, next.clone()).await?;
    let calls = message.tool_calls.clone().unwrap_or_default();
    let [ChatCompletionMessageToolCalls::Function(call)] = &calls[..] else {
        return Err(format!("not one call: {message:?}").into());
    };
    let said = json!([
        { "role": "assistant", "tool_calls": calls },
        { "role": "tool", "tool_call_id": call.id, "content": RESULT },
    ]);
    next.messages.extend(serde_json::from_value::<Vec<_>>(said)?);
    let text = ask(client, next).await?.content;
    let arguments: Value = serde_json::from_str(&call.function.arguments)?;
    Ok(json!({ "tool": call.function.name, "arguments": arguments, "text": text }))
}

pub(super) async fn structured(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let schema = json!({ "name": "city", "schema": city_schema(), "strict": true });
    let format = json!({ "response_format": { "type": "json_schema", "json_schema": schema } });
    let message = ask(client, request(model, &format)?).await?;
    structure(&message.content.unwrap_or_default())
}
