//! What the site allows to whom. It shows an owner who has set nothing what strangers may do. A lock says nothing about
//! whether visitors get an answer, so it is no check and changes no verdict.

mod en;
mod facts;
mod list;
mod state;
mod table;
mod zh;

pub(super) use list::list_locks;
