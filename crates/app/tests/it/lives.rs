//! The whole life of a name under each policy that is not Portugal's: over EPP, by letters, with a
//! moved clock, to the day and the cent, on both databases.

mod es;
mod gtld_2025;
mod people;
mod sandbox;
mod thin;
