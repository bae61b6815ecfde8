//! The door from outside, on both databases: the holder's journey without any protocol.

mod journey;
mod refusals;
mod world;
