//! An answer that is a call of a tool, as OpenAI writes it, whole and in pieces:
//! <https://platform.openai.com/docs/guides/function-calling>.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// There is one call in an answer.
const ID: &str = "call_emulator";

/// The call of a tool.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolCall {
    /// The name of the tool.
    pub name: String,
    /// What it is called with: JSON as text, as a model writes it.
    pub arguments: String,
}

impl ToolCall {
    /// Whether a request is answered with the call: the tool is offered, and its result is not there yet.
    pub(crate) fn answers(&self, body: &Value) -> bool {
        let mut tools = body["tools"].as_array().into_iter().flatten();
        let is_offered = tools.any(|tool| tool["function"]["name"] == self.name.as_str());
        let last = body["messages"].as_array().and_then(|messages| messages.last());
        is_offered && last.is_none_or(|message| message["role"] != "tool")
    }

    /// The message of a whole answer.
    pub(crate) fn message(&self, arguments: &str) -> Value {
        let function = json!({ "name": self.name, "arguments": arguments });
        let calls = json!([{ "id": ID, "type": "function", "function": function }]);
        json!({ "role": "assistant", "content": null, "tool_calls": calls })
    }

    /// The first part of a streamed answer: everything but the arguments.
    pub(crate) fn first(&self) -> Value {
        let mut message = self.message("");
        message["tool_calls"][0]["index"] = json!(0);
        message
    }

    /// The next part of a streamed answer: a piece of the arguments.
    pub(crate) fn piece(arguments: &str) -> Value {
        json!({ "tool_calls": [{ "index": 0, "function": { "arguments": arguments } }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_is_called_where_it_is_offered_until_its_result_is_there() {
        let call = ToolCall { name: "weather".to_owned(), arguments: "{}".to_owned() };
        let body = |tool: &str, role: &str| {
            let tools = json!([{ "type": "function", "function": { "name": tool } }]);
            json!({ "messages": [{ "role": role, "content": "" }], "tools": tools })
        };
        assert!(call.answers(&body("weather", "user")));
        assert!(!call.answers(&body("weather", "tool")));
        assert!(!call.answers(&body("clock", "user")));
        assert!(!call.answers(&json!({ "messages": [{ "role": "user", "content": "" }] })));
    }
}
