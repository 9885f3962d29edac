//! The room for PDFs of any origin: what a printer asks of a file (ISO 32000-2).

mod boxes;
mod claims;
mod colours;
mod fonts;
mod graphics;
mod images;
mod lookup;
mod matrix;
mod pages;
mod profile;
mod refusal;
mod sets;
mod walk;

use schemars::JsonSchema;
use serde::Serialize;

pub use boxes::{Area, PageBoxes};
pub use claims::{Claims, OutputIntent};
pub use colours::{ColourSpace, SpotColour};
pub use fonts::Font;
pub use images::Image;
pub use profile::Profile;
pub use refusal::Refusal;
pub use sets::PageSet;

use lookup::Pdf;

/// What a PDF says of itself, and what was seen on its pages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "What `werkboek inspect --format json` prints")]
pub struct Inspection {
    /// The version of this format; it changes only when a key goes or changes its meaning.
    pub version: u32,
    /// The version of PDF, such as `1.7`; that of the catalog, if it is later than the header's.
    pub pdf_version: String,
    /// The number of pages.
    pub page_count: usize,
    /// The title, of the XMP metadata or else of the information dictionary.
    pub title: Option<String>,
    /// The language of the document, as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether the file is marked as tagged and has a structure tree.
    pub tagged: bool,
    /// Whether the file is encrypted; always false, since an encrypted file is refused.
    pub encrypted: bool,
    /// The standards that the file claims; none of them is checked.
    pub standards: Claims,
    /// The output intents.
    pub output_intents: Vec<OutputIntent>,
    /// The page boxes, pages with equal boxes together.
    pub boxes: Vec<PageBoxes>,
    /// The fonts in which text is set, by name.
    pub fonts: Vec<Font>,
    /// The colour spaces in which something is painted.
    pub colour_spaces: Vec<ColourSpace>,
    /// The spot colours in which something is painted, by name.
    pub spots: Vec<SpotColour>,
    /// The images that are placed, the lowest resolution first.
    pub images: Vec<Image>,
    /// What could not be looked at, in words.
    pub notes: Vec<String>,
}

/// Looks into a PDF.
///
/// Errors where the bytes are no PDF, broken or encrypted, or unfold to more than is looked through.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, Refusal> {
    let pdf = Pdf::open(bytes)?;
    let pages = pages::pages(&pdf)?;
    let seen = walk::walk(&pdf, &pages)?;
    let metadata = claims::Metadata::read(&pdf);
    let colours = colours::report(seen.spaces);
    Ok(Inspection {
        version: 1,
        pdf_version: pdf.version(),
        page_count: pages.len(),
        title: metadata.title(&pdf),
        language: pdf.catalog().and_then(|catalog| pdf.text(catalog, "Lang")).filter(|tag| !tag.is_empty()),
        tagged: claims::tagged(&pdf),
        encrypted: false,
        standards: metadata.claims(&pdf),
        output_intents: claims::output_intents(&pdf),
        boxes: boxes::group(&pdf, &pages),
        fonts: fonts::report(seen.fonts),
        colour_spaces: colours.0,
        spots: colours.1,
        images: images::report(seen.images),
        notes: seen.notes,
    })
}
