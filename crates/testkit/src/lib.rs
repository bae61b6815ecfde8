//! Clients and fixtures for the tests.

pub mod epp;
pub mod marks;
pub mod name_server;
pub mod postgres;
pub mod repository;
pub mod schema;
pub mod smtp;
