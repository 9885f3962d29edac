//! Sets printable workbooks from TOML through embedded Typst layouts.
//!
//! The rooms stand in the order in which data passes through them, and each imports
//! only from those above it: [`source`], [`content`], [`picture`], [`check`],
//! [`typeset`], [`target`], [`export`], [`cli`].

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod source;
pub mod content;
pub mod picture;
pub mod check;
pub mod typeset;
pub mod target;
pub mod export;
pub mod cli;
