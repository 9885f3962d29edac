//! Where the lines of the design stand: what a page is laid over with.

use serde::Serialize;

use crate::book::{Book, Design};
use crate::content::Design as Given;

/// The gutter between three columns where the text has its usual size, in points: 5 mm, as in `tokens/page.typ`.
const GUTTER: f64 = 5.0 * 72.0 / 25.4;

/// Measures of the design, in points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guides {
    /// Width and height of a page after trimming.
    paper: [f64; 2],
    /// Above the text, below it, at the spine and at the edge.
    margins: [f64; 4],
    /// The distance of the grid's lines.
    line: f64,
    /// The gutter between columns.
    gutter: f64,
    /// What must stay free inside the trim.
    safe: f64,
    /// How far grounds and pictures run over the trim of a book that is printed.
    bleed: f64,
}

impl Guides {
    /// Those of a book.
    pub fn new(book: &Book) -> Self {
        let design = &book.settings.design;
        let margins = design.margins;
        let bleeds = book.settings.targets.iter().filter_map(|target| target.printing());
        Self {
            paper: design.paper,
            margins: [margins.top, margins.bottom, margins.inside, margins.outside],
            line: design.line,
            gutter: GUTTER * design.size / Design::new(&Given::default()).size,
            safe: book.settings.limits.near_trim,
            bleed: bleeds.map(|printing| printing.bleed).fold(0.0, f64::max),
        }
    }
}
