//! Clients and fixtures for the tests.

pub mod postgres;
pub mod smtp;
