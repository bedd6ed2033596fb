//! The upstream APIs on one port, answering as the real services do: the same paths, shapes and
//! error bodies, faults by scenario, and a journal of what was received.
//!
//! | path | service |
//! |---|---|
//! | `/client/v4/...` | the Cloudflare API: token checks, Workers AI, AI Gateway and its management, Pages: projects and deployments |
//! | `/v1/{account}/{gateway}/...` | AI Gateway's older host |
//! | `/v1beta/...` | Google Gemini, OpenAI dialect and native |
//! | `/openai/v1/...` | any OpenAI-compatible service |
//! | `/services/{id}/...` | the same, at whatever path the service has its chats |
//! | `/turnstile/v0/siteverify` | Turnstile: tokens that begin with `human` are good, once |
//! | `/hooks/...` | webhooks: Slack, `/hooks/api/webhooks/{id}/{token}` Discord, `/hooks/open-apis/bot/v2/hook/{token}` Feishu |
//! | `/_emulator/scenario`, `/_emulator/requests` | faults to come, and what was received |
//! | `/_emulator/account` | what the account's tokens may do |
//! | `/_emulator/gateway-log` | entries of the past for AI Gateway's log |
//!
//! Tokens tell it what to think of them: one that contains `invalid`, `disabled` or `expired` is
//! treated so. There is no gateway but `default` until one is made through the API.

mod account;
mod answer;
mod chat;
mod control;
mod d1;
mod deployments;
mod errors;
mod gateway_log;
mod gateway_log_query;
mod hooks;
mod journal;
mod pages;
mod refusal;
mod reply;
mod route;
mod scenario;
mod server;
mod state;
mod tool_call;
mod turnstile;
mod upload;

pub use scenario::{Fault, Scenario};
pub use server::Emulator;
pub use tool_call::ToolCall;
pub use upload::Uploaded;
