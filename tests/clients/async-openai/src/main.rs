//! async-openai (<https://github.com/64bit/async-openai>). A task comes in as a line of JSON, and what became of it goes
//! out as one.

mod chat;
mod responses;

use async_openai::{
    Client,
    config::OpenAIConfig,
    error::OpenAIError,
    middleware::{ReqwestService, retry::OpenAIRetryLayer},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    error::Error,
    io::{BufRead as _, Write as _},
};
use tower::ServiceBuilder;

type Result<T = Value> = std::result::Result<T, Box<dyn Error>>;

const QUESTION: &str = "What is the weather in Paris?";
/// What the tool says, which the final answer quotes.
const RESULT: &str = "21 degrees";

/// A line that comes in.
#[derive(Debug, Deserialize)]
struct Wish {
    api: String,
    task: String,
    model: String,
    retries: usize,
}

/// What is asked for in an answer of a given structure.
#[derive(Debug, Deserialize, Serialize)]
struct City {
    name: String,
    river: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    for line in std::io::stdin().lock().lines() {
        let said = match run(&serde_json::from_str(&line?)?).await {
            Ok(result) => json!({ "result": result }),
            Err(error) => json!({ "error": describe(error.as_ref()) }),
        };
        println!("{said}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

async fn run(wish: &Wish) -> Result {
    let (client, model) = (client(wish.retries)?, wish.model.as_str());
    match (wish.api.as_str(), wish.task.as_str()) {
        ("chat", "whole") => chat::whole(&client, model).await,
        ("chat", "streamed") => chat::streamed(&client, model).await,
        ("chat", "tools") => chat::tools(&client, model).await,
        ("chat", "structured") => chat::structured(&client, model).await,
        ("responses", "whole") => responses::whole(&client, model).await,
        ("responses", "streamed") => responses::streamed(&client, model).await,
        ("responses", "tools") => responses::tools(&client, model).await,
        ("responses", "structured") => responses::structured(&client, model).await,
        other => Err(format!("there is no task {other:?}").into()),
    }
}

fn client(retries: usize) -> Result<Client<OpenAIConfig>> {
    let config =
        OpenAIConfig::new().with_api_key("test-token-9999").with_api_base(std::env::var("BASE_URL")?);
    let service = ServiceBuilder::new()
        .layer(OpenAIRetryLayer::new(retries))
        .service(ReqwestService::new(reqwest::Client::new()));
    Ok(Client::with_config(config).with_http_service(service))
}

/// A structured answer, as the client's own type reads it.
fn structure(text: &str) -> Result {
    let city: City = serde_json::from_str(text)?;
    Ok(json!({ "value": city }))
}

/// The JSON schema of a city.
fn city_schema() -> Value {
    let properties = json!({ "name": { "type": "string" }, "river": { "type": "string" } });
    let required = ["name", "river"];
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// The JSON schema of what the tool is called with.
fn weather_schema() -> Value {
    json!({ "type": "object", "properties": { "city": { "type": "string" }, "unit": { "type": "string" } } })
}

/// An error by the name of its variant, with what the client tells of the answer behind it.
fn describe(error: &(dyn Error + 'static)) -> Value {
    let message = error.to_string();
    match error.downcast_ref::<OpenAIError>() {
        Some(OpenAIError::ApiError(answer)) => {
            let (status, code) = (answer.status_code.as_u16(), &answer.api_error.code);
            json!({ "type": "ApiError", "status": status, "code": code, "message": message })
        }
        Some(OpenAIError::JSONDeserialize(..)) => {
            json!({ "type": "JSONDeserialize", "status": null, "code": null, "message": message })
        }
        _ => {
            json!({ "type": "other", "status": null, "code": null, "message": format!("{message}: {error:?}") })
        }
    }
}
