//! Measures a registry from outside: a server process of its own, real TLS, real commits.
//!
//! The load comes from this process and the server is a child, so that the kernel tells what the
//! server alone used. A bare TLS echo in a second child, with frames of the same sizes, is the
//! limit that no server on this machine can pass.

mod bars;
mod beside;
mod connection;
pub mod echo;
mod failed;
mod feed;
mod fill;
mod frames;
mod instance;
mod kind;
pub mod lines;
mod load;
mod login;
mod made;
mod measure;
mod pipeline;
mod process;
mod rdap;
mod release;
mod report;
pub mod secondaries;
mod settings;
mod stock;
mod token;
mod zone;

pub use failed::Failed;
pub use feed::{FeedReport, Waiting, feed};
pub use foral_peers::Software;
pub use kind::Kind;
pub use measure::{News, epp};
pub use rdap::{RdapReport, RdapRow, SIGN as STATIC_SIGN, rdap};
pub use report::{Beside, Memory, Release, Report, Row};
pub use settings::Settings;
pub use token::{TokenPlace, TokenReport, TokenRow};
pub use zone::{ZoneLoad, ZoneReport, zone};
