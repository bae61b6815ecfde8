//! Time passes the same way however often somebody looks, under every policy.

mod kept;
mod lives;
mod moves;
mod policies;
mod steps;
