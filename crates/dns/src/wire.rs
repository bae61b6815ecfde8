//! What the DNS is made of, in wire form: names, types, records.

pub mod name;
pub mod rdata;
pub mod record;
pub mod text;

pub use name::Name;
pub use record::{Record, Rtype};
