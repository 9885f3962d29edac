//! One test binary, so that Typst is linked once. See `tests/README.md`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod altered;
mod bad_targets;
mod blocks;
mod book;
mod booklet;
mod boxes;
mod built;
mod docs;
mod edges;
mod extremes;
mod files;
mod formats;
mod generated;
mod ghost;
mod hard;
mod headings;
mod inspect;
mod markdown;
mod marked;
mod marks;
mod notes;
mod pages;
mod pdf;
mod photos;
mod pictures;
mod plates;
mod preflight;
mod press;
mod problems;
mod program;
mod quotes;
mod rooms;
mod screens;
mod signs;
mod slips;
mod snapshot;
mod standards;
mod streams;
mod stress;
mod text;
mod words;
mod x4;
