//! Sets printable workbooks from TOML through embedded Typst layouts.
//!
//! The rooms stand in the order in which data passes through them, and each imports
//! only from those above it: [`source`], [`content`], [`picture`], [`ink`], [`book`],
//! [`check`], [`typeset`], [`edition`], [`plates`], [`preflight`], [`export`], [`inspect`],
//! [`reference`], [`starter`], [`import`], [`writing`], [`pipeline`], [`preview`], [`cli`].

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod book;
pub mod check;
pub mod cli;
pub mod content;
pub mod edition;
pub mod export;
pub mod import;
pub mod ink;
pub mod inspect;
pub mod picture;
pub mod pipeline;
pub mod plates;
pub mod preflight;
pub mod preview;
pub mod reference;
pub mod source;
pub mod starter;
pub mod typeset;
pub mod writing;
