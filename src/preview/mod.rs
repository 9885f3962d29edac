//! The eighteenth room: the book as it is written, laid out again after each change and served to a browser.
//!
//! A [`Session`] keeps a workspace alive, so that Typst remembers what did not change; a [`Watcher`] tells of
//! changes on disk; the [`Board`] holds what is shown; [`serve`] hands it to browsers on this machine.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod acts;
mod address;
mod answers;
mod board;
mod chapters;
mod draw;
mod drops;
mod editor;
mod findings;
mod forms;
mod guard;
mod guides;
mod letters;
mod locate;
mod look;
mod page_links;
mod pen;
mod routes;
mod search;
mod server;
mod session;
mod signal;
mod source_text;
mod told;
mod view;
mod watcher;
mod web;
mod writer;
mod writes;

pub use address::Address;
pub use board::{Board, Shown};
pub use draw::{Mode, draw};
pub use editor::Editor;
pub use findings::Told;
pub use letters::{Letter, Reader, letters};
pub use locate::{Found, locate, resolve};
pub use look::look;
pub use page_links::{Link, Target as LinkTarget, links};
pub use pen::Pen;
pub use search::{Hit, search};
pub use server::serve;
pub use session::Session;
pub use signal::Bell;
pub use view::{Kind, Sheet, View};
pub use watcher::Watcher;
