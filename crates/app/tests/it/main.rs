//! The binary as its users meet it.
use thirtyfour as _;
