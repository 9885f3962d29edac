//! One test binary, so that Typst is linked once. See `tests/README.md`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod blocks;
mod book;
mod boxes;
mod docs;
mod formats;
mod inspect;
mod marked;
mod marks;
mod pages;
mod pdf;
mod pictures;
mod problems;
mod program;
mod rooms;
mod snapshot;
mod standards;
mod stress;
mod text;
