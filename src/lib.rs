//! Checks work orders where they are written.
#![forbid(unsafe_code)]

pub mod data;
