//! What the world reads of the registry: WHOIS and the availability service (DAS), beside RDAP.
//!
//! All of it is `foral_registry::directory`, already settled and redacted; a file here says only
//! how one protocol asks and answers.

mod bounds;
pub mod das;
mod door;
mod lines;
mod pace;
pub mod rdap;
pub mod whois;

pub use bounds::Bounds;
