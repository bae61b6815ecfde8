//! The zone in the DNS: built from delegations, signed, kept on disk, handed to who serves it.
//!
//! Time comes in as an argument. Names are only ever in wire form; text is made for people alone.

pub mod delegation;
pub mod keys;
pub mod publish;
pub mod serial;
pub mod wire;
pub mod zone;
