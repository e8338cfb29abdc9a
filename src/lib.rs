#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(unreachable_pub)]
// `tools/install.sh` gives `swift` where Rust's library is built anew, which knows `optimize(speed)`.
#![cfg_attr(swift, feature(optimize_attribute))]

pub mod batch;
pub mod calculation;
pub mod check;
pub mod data;
pub mod deadline;
pub mod document;
pub mod evaluate;
pub mod feel;
pub mod finding;
pub mod format;
pub mod session;
pub mod standard;
pub mod wire;
pub mod workflow;
