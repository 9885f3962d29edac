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
mod browsers;
mod built;
mod cleaned;
mod clicked;
mod cuts;
mod design_keys;
mod designs;
mod docs;
mod drawings;
mod edges;
mod editors;
mod ends;
mod extremes;
mod files;
mod folded;
mod fonts;
mod formats;
mod full;
mod generated;
mod ghost;
mod gradients;
mod hard;
mod headings;
mod heard;
mod hostile;
mod imported;
mod imports;
mod inspect;
mod intake;
mod kills;
mod languages;
mod layouts;
mod limits;
mod manifests;
mod manners;
mod markdown;
mod marked;
mod marks;
mod masks;
mod new;
mod notes;
mod outputs;
mod own_blocks;
mod pages;
mod pandoc;
mod pdf;
mod photos;
mod picture_blocks;
mod pictures;
mod plates;
mod preflight;
mod press;
mod previewed;
mod printed;
mod printers;
mod problems;
mod program;
mod quotes;
mod rags;
mod readback;
mod requires;
mod rooms;
mod screens;
mod scripts;
mod served;
mod services;
mod settled;
mod sfnt;
mod signs;
mod slips;
mod snapshot;
mod standards;
mod streams;
mod stress;
mod text;
mod told;
mod unread;
mod watched;
mod word;
mod words;
mod workshop;
mod x4;
