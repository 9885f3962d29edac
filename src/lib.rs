//! Sets printable workbooks from TOML through embedded Typst layouts.
//!
//! The rooms stand in the order in which data passes through them, and each imports
//! only from those above it: [`source`], [`content`], [`picture`], [`ink`], [`check`],
//! [`typeset`], [`target`], [`plates`], [`preflight`], [`export`], [`inspect`], [`cli`].

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod check;
pub mod cli;
pub mod content;
pub mod export;
pub mod ink;
pub mod inspect;
pub mod picture;
pub mod plates;
pub mod preflight;
pub mod source;
pub mod target;
pub mod typeset;
