//! What holders may do for themselves: codes and access.

pub mod change;
pub mod code;
pub mod recovery;
