//! A request for a chat completion.

use super::{
    error::RequestError,
    fields::Fields,
    messages::{Size, fault_of, leave_out_unknown},
    rules::{self, LENGTH_NAMES},
};
use crate::{capabilities::Needs, http::is_media_type, limits::estimate_tokens, settings::Limits};
use serde_json::{Value, json};
use wire::AUTO_MODEL;

/// The most messages of a request. The page sends half of them after it is refused.
const MAX_MESSAGES: usize = 4_000;

/// A valid request.
#[derive(Clone, Debug)]
pub struct CompletionRequest {
    /// What every provider gets, as it was written.
    fields: Fields,
    /// The fields that no provider gets.
    left_out: Vec<String>,
    model: Option<String>,
    stream: bool,
    max_tokens: u32,
    /// How many answers are asked for.
    choices: u32,
    content: Content,
    counts_tokens: bool,
}

impl CompletionRequest {
    /// Reads and checks a request body. `allowed` is the setting `ALLOWED_FIELDS`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(
        content_type: Option<&str>,
        body: &[u8],
        limits: &Limits,
        allowed: &[String],
    ) -> Result<Self, RequestError> {
        Self::new(Self::read_fields(content_type, body, limits)?, body.len(), limits, allowed)
    }

    /// Reads the fields of a request body.
    ///
    /// # Errors
    /// It is too large, or no JSON object.
    pub fn read_fields(
        content_type: Option<&str>,
        body: &[u8],
        limits: &Limits,
    ) -> Result<Fields, RequestError> {
        if !is_media_type(content_type, "application/json") {
            return Err(RequestError::ContentType);
        }
        if body.len() > limits.max_body_bytes() {
            return Err(RequestError::BodyTooLarge { limit: limits.max_body_bytes() });
        }
        serde_json::from_slice(body).map_err(|error| RequestError::Json(error.to_string()))
    }

    /// Checks the fields of a request. `body_bytes` is the length of its body.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(
        mut fields: Fields,
        body_bytes: usize,
        limits: &Limits,
        allowed: &[String],
    ) -> Result<Self, RequestError> {
        let mut left_out = rules::apply(&mut fields, allowed)?;
        let mut messages = read_messages(&fields)?;
        left_out.extend(leave_out_unknown(&mut fields, &mut messages));
        let content = Content::of(&fields, &messages);
        check_size(content.size, body_bytes, limits)?;
        let wanted = wanted_length(&fields)?;
        let choices = read_count(&fields, "n")?.unwrap_or(1);
        if !(1..=u64::from(limits.max_choices)).contains(&choices) {
            return Err(RequestError::TooManyChoices { limit: limits.max_choices });
        }
        Ok(Self {
            left_out,
            model: read_field(&fields, "model", "a text")?,
            stream: read_field(&fields, "stream", "true or false")?.unwrap_or(false),
            max_tokens: wanted.unwrap_or(u64::MAX).min(limits.max_tokens.into()) as u32,
            choices: choices as u32,
            content,
            fields,
            counts_tokens: false,
        })
    }

    /// The smallest question, which finds out whether a provider answers: one token, not streamed.
    pub(crate) fn probe() -> Self {
        let mut fields = Fields::default();
        fields.set("messages", &json!([{ "role": "user", "content": "Hi" }]));
        fields.set("stream", &json!(false));
        Self {
            fields,
            left_out: Vec::new(),
            model: None,
            stream: false,
            max_tokens: 1,
            choices: 1,
            content: Content::default(),
            counts_tokens: false,
        }
    }

    /// Asks for a count of the stream's tokens, at providers that are known to support that.
    #[must_use]
    pub fn counting_tokens(self, counts_tokens: bool) -> Self {
        Self { counts_tokens, ..self }
    }

    /// Whether a provider that supports it is asked to count the tokens of its stream. The visitor's own
    /// `stream_options` take precedence.
    pub(crate) fn wants_usage(&self) -> bool {
        self.counts_tokens && self.stream && !self.fields.contains("stream_options")
    }

    /// What it asks, for comparison alone: the same for two requests that differ only in who sends them, in whether they
    /// want a stream, in the order of their fields and in the spaces between the words of JSON.
    pub(crate) fn question(&self) -> String {
        let is_asked = |name: &&str| !rules::NOT_ASKED.contains(name) && !rules::OWN.contains(name);
        let mut names: Vec<&str> = self.fields.names().filter(is_asked).collect();
        names.sort_unstable();
        let mut question = format!("{}\n{}", self.wanted_model().unwrap_or_default(), self.max_tokens);
        for name in names {
            question.push('\n');
            question.push_str(name);
            question.push(':');
            push_without_spaces(&mut question, self.fields.get(name).unwrap_or_default());
        }
        question
    }

    /// Whether the answer is to be an event stream.
    pub fn stream(&self) -> bool {
        self.stream
    }

    /// The wanted model; `None` if the site's chain decides.
    pub(crate) fn wanted_model(&self) -> Option<&str> {
        self.model.as_deref().filter(|model| !matches!(*model, "" | AUTO_MODEL))
    }

    /// The most tokens of the answer. It is always sent: Workers AI cuts at 256 without it.
    pub fn max_tokens(&self) -> u32 {
        self.max_tokens
    }

    /// The most tokens that the request and its answers can use, for the site's budget.
    pub fn estimated_tokens(&self) -> u64 {
        let answers = u64::from(self.max_tokens) * u64::from(self.choices);
        estimate_tokens(self.content.size.chars, self.content.size.wide_chars, self.content.size.pictures)
            + answers
    }

    /// What the request needs of a model.
    pub(crate) fn needs(&self) -> Needs {
        Needs {
            tokens: self.estimated_tokens(),
            images: self.content.size.pictures > 0,
            tools: self.content.has_tools,
            json_schema: self.content.wants_schema,
        }
    }

    /// Whether the request has a field that is passed on.
    pub(crate) fn has_field(&self, name: &str) -> bool {
        self.fields.contains(name)
    }

    /// The fields that no provider gets: this site does not know them.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The body for a provider: as it was written, with the model and the length as the provider calls them. Without a
    /// `model`, the body has none.
    pub(crate) fn body_for(&self, model: Option<&str>, length_name: &str) -> Fields {
        let mut body = self.fields.clone();
        match model {
            Some(model) => body.set("model", &json!(model)),
            None => {
                body.retain(|name| name != "model");
            }
        }
        let used = LENGTH_NAMES.into_iter().find(|name| body.contains(name));
        body.retain(|name| Some(name) == used || !LENGTH_NAMES.contains(&name));
        used.inspect(|used| body.rename(used, length_name));
        body.set(length_name, &json!(self.max_tokens));
        body
    }
}

/// Adds JSON without the spaces outside its texts.
fn push_without_spaces(question: &mut String, json: &str) {
    let (mut is_text, mut is_escaped) = (false, false);
    for c in json.chars() {
        if is_text || !c.is_ascii_whitespace() {
            question.push(c);
        }
        is_text ^= c == '"' && !is_escaped;
        is_escaped = is_text && c == '\\' && !is_escaped;
    }
}

fn read_messages(fields: &Fields) -> Result<Vec<Value>, RequestError> {
    let messages: Vec<Value> = fields
        .read("messages")
        .map_err(|_| RequestError::Messages("messages is no list".to_owned()))?
        .ok_or(RequestError::NoMessages)?;
    match messages.len() {
        0 => Err(RequestError::NoMessages),
        count if count > MAX_MESSAGES => {
            Err(RequestError::TooManyMessages { messages: count, limit: MAX_MESSAGES })
        }
        _ => match fault_of(&messages) {
            Some(fault) => Err(RequestError::Messages(fault)),
            None => Ok(messages),
        },
    }
}

/// What a request brings along.
#[derive(Clone, Copy, Debug, Default)]
struct Content {
    size: Size,
    /// Whether the model may call functions.
    has_tools: bool,
    /// Whether the answer must have the form of a JSON schema.
    wants_schema: bool,
}

impl Content {
    /// Everything that is passed on counts, whichever field it is in.
    fn of(fields: &Fields, messages: &[Value]) -> Self {
        let mut content = Self::default();
        for message in messages {
            content.size.add_message(message);
        }
        for name in fields.names().filter(|name| *name != "messages" && !rules::OWN.contains(name)) {
            let Ok(Some(value)) = fields.read::<Value>(name) else { continue };
            content.size.add_value(&value);
            match name {
                "tools" | "functions" => {
                    content.has_tools |= value.as_array().is_some_and(|tools| !tools.is_empty());
                }
                "response_format" => content.wants_schema = value["type"] == "json_schema",
                _ => {}
            }
        }
        content
    }
}

fn check_size(size: Size, body_bytes: usize, limits: &Limits) -> Result<(), RequestError> {
    if size.picture_bytes > limits.max_image_bytes {
        return Err(RequestError::PicturesTooLarge { limit: limits.max_image_bytes });
    }
    if body_bytes.saturating_sub(size.picture_bytes) > limits.max_text_bytes() {
        return Err(RequestError::BodyTooLarge { limit: limits.max_text_bytes() });
    }
    if size.chars > limits.max_input_chars {
        return Err(RequestError::InputTooLong { chars: size.chars, limit: limits.max_input_chars });
    }
    Ok(())
}

fn wanted_length(fields: &Fields) -> Result<Option<u64>, RequestError> {
    for name in LENGTH_NAMES {
        match read_count(fields, name)? {
            Some(0) => return Err(RequestError::MaxTokensZero),
            Some(length) => return Ok(Some(length)),
            None => {}
        }
    }
    Ok(None)
}

/// A whole number, which some clients write as `100.0`.
fn read_count(fields: &Fields, name: &'static str) -> Result<Option<u64>, RequestError> {
    const MOST: f64 = 1e15;
    let expected = "a whole number";
    match read_field::<f64>(fields, name, expected)? {
        Some(number) if number.fract() == 0.0 && (0.0..=MOST).contains(&number) => Ok(Some(number as u64)),
        Some(_) => Err(RequestError::WrongType { param: name, expected }),
        None => Ok(None),
    }
}

fn read_field<T: serde::de::DeserializeOwned>(
    fields: &Fields,
    param: &'static str,
    expected: &'static str,
) -> Result<Option<T>, RequestError> {
    fields.read(param).map_err(|_| RequestError::WrongType { param, expected })
}

#[cfg(test)]
mod tests;
