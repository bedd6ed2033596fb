//! wrangler, Cloudflare's command line tool: its development server, and the Pages project of an account.

mod command;
mod databases;
mod dev_server;
mod port;
mod project;

pub(crate) use command::{Account, wrangler};
pub(crate) use databases::{create_database, databases};
pub(crate) use dev_server::DevServer;
pub(crate) use port::{free_port, is_free, parse_port};
pub(crate) use project::{configured_name, create, project_names, put_secrets, secret_names};
