//! The Responses API.

use super::{QUESTION, RESULT, Result, city_schema, structure, weather_schema};
use async_openai::{
    Client,
    config::OpenAIConfig,
    types::responses::{CreateResponse, OutputItem, ResponseStreamEvent},
};
use futures_util::StreamExt as _;
use serde_json::{Value, json};

fn request(model: &str, input: &Value, extra: &Value) -> Result<CreateResponse> {
    let mut request = json!({ "model": model, "input": input });
    for (name, value) in extra.as_object().into_iter().flatten() {
        request[name] = value.clone();
    }
    Ok(serde_json::from_value(request)?)
}

pub(super) async fn whole(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let response = client.responses().create(request(model, &json!(QUESTION), &Value::Null)?).await?;
    Ok(json!({ "text": response.output_text() }))
}

pub(super) async fn streamed(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let mut stream =
        client.responses().create_stream(request(model, &json!(QUESTION), &Value::Null)?).await?;
    let (mut pieces, mut text) = (Vec::new(), None);
    while let Some(event) = stream.next().await {
        match event? {
            ResponseStreamEvent::ResponseOutputTextDelta(event) => pieces.push(event.delta),
            ResponseStreamEvent::ResponseCompleted(event) => text = event.response.output_text(),
            ResponseStreamEvent::ResponseFailed(event) => {
                return Err(format!("it failed: {:?}", event.response.error).into());
            }
            _ => {}
        }
    }
    Ok(json!({ "text": text, "pieces": pieces.len() }))
}

pub(super) async fn tools(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let tool = json!({ "type": "function", "name": "weather", "parameters": weather_schema() });
    let tools = json!({ "tools": [tool] });
    let question = json!({ "role": "user", "content": QUESTION });
    let first = client.responses().create(request(model, &json!([question]), &tools)?).await?;
    let [OutputItem::FunctionCall(call)] = &first.output[..] else {
        return Err(format!("not one call: {:?}", first.output).into());
    };
    let result = json!({ "type": "function_call_output", "call_id": call.call_id, "output": RESULT });
    let input = json!([question, first.output[0], result]);
    let last = client.responses().create(request(model, &input, &tools)?).await?;
    let arguments: Value = serde_json::from_str(&call.arguments)?;
    Ok(json!({ "tool": call.name, "arguments": arguments, "text": last.output_text() }))
}

pub(super) async fn structured(client: &Client<OpenAIConfig>, model: &str) -> Result {
    let format = json!({ "type": "json_schema", "name": "city", "schema": city_schema(), "strict": true });
    let text = json!({ "text": { "format": format } });
    let response = client.responses().create(request(model, &json!(QUESTION), &text)?).await?;
    structure(&response.output_text().unwrap_or_default())
}
