//! What of the site is open, and to whom, so that an owner who set nothing knows what strangers may do. A lock says nothing
//! about whether visitors get an answer, so it is no check and changes no verdict.

mod en;
mod facts;
mod list;
mod state;
mod table;
mod zh;

pub(super) use list::list_locks;
