//! What holders may do for themselves: codes and access.

pub mod code;
pub mod recovery;
