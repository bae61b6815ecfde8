//! RDAP: RFC 9082 asks, RFC 9083 answers, RFC 7480 carries both.

mod answer;
mod domain;
mod entity;
mod etag;
mod event;
mod fault;
mod frame;
pub mod fuzzing;
mod gapped;
mod help;
mod jcard;
mod json;
mod limits;
mod link;
mod listing;
mod nameserver;
mod notice;
mod paper;
mod percent;
mod query;
mod redacted;
mod registrars;
mod results;
mod search;
mod server;
mod settings;
mod status;
mod texts;
mod token;

pub use foral_registry::directory::{Count, Direction};
pub use listing::{Class, Cursor, FieldSet, Listing, Sort, SortBy};
pub use paper::Paper;
pub use query::{DomainsBy, EntitiesBy, Misasked, NameserversBy, Query, REVERSE, Wrong};
pub use server::Rdap;
pub use settings::{Bearer, Limits, RegistrarServer, Search, ServerRole, Settings, Token};
pub use token::digest;
