//! A picture taken through all that a build does with it, by the process that opens pictures.

use std::sync::LazyLock;

use typst_layout::PagedDocument;
use typst_library::foundations::Bytes;

use super::readback::strange;
use crate::content::target::Inks;
use crate::edition::{Area, Paper};
use crate::export::{self, About, PdfSettings};
use crate::ink::{Press, Profile, SpotInk};
use crate::picture::{Fault, Opened, Question, busy_seconds, forget_peak, open_picture, peak_megabytes};
use crate::plates;
use crate::typeset;

/// How long a picture may keep one processor busy, in seconds: a build does all this for each target.
const MOST_SECONDS: f64 = 5.0;

/// The memory that a picture may take, in megabytes of 2^20 bytes: a build does several targets at once.
const MOST_MEGABYTES: u64 = 512;

/// The resolution at which ink is measured, in pixels per inch.
const PPI: f64 = 36.0;

/// The finest resolution at which pictures are drawn to see what becomes of them, in pixels per inch.
const FINEST: f64 = 300.0;

/// What typst-pdf says of a picture that no PDF/A holds, and what to tell of it.
const REFUSED: [(&str, &str); 4] = [
    (
        "codepoints",
        "has letters that cannot be read out or copied from a PDF: marks without a letter, or too many on one",
    ),
    ("q nesting", "has parts within parts that go deeper than a PDF takes"),
    ("float", "has numbers that are larger than a PDF takes"),
    ("indirect objects", "has more parts than a PDF takes"),
];

/// A press in four inks and one more.
static PRESS: LazyLock<Option<Press>> = LazyLock::new(|| {
    let spot = SpotInk { name: "Accent".into(), rgb: [0xD8, 0x1E, 0x05], cmyk: [0.0, 1.0, 1.0, 0.0] };
    Some(Press { inks: Inks::Cmyk, spot, profile: Profile::named("FOGRA39")? })
});

/// Opens a picture, and does with it all that a build would.
///
/// Errors with what is wrong with it. It may as well panic, never end, or bring the process down.
pub fn try_picture(data: &Bytes, question: &Question) -> Opened {
    forget_peak();
    let (before, earlier) = (busy_seconds(), peak_megabytes());
    let picture = open_picture(data, question.page)?;
    // What Typst itself refuses is told by the build, at its place.
    if let Ok(document) = typeset::alone(&picture) {
        write(&document).map_err(|fault| vec![fault])?;
        draw(&document, question.ppi);
    }
    comemo::evict(0);
    let busy = before.zip(busy_seconds()).map_or(0.0, |(before, after)| after - before);
    // What pixels take, their number says; and what others took before is not held against this one.
    let peak = peak_megabytes().filter(|peak| picture.format == "svg" && Some(*peak) > earlier);
    light(busy, peak.unwrap_or(0)).map_err(|fault| vec![fault])?;
    Ok(picture)
}

/// Holds a picture to what it may take.
///
/// Errors where it takes more.
fn light(seconds: f64, megabytes: u64) -> Result<(), Fault> {
    let (took, may) = if seconds > MOST_SECONDS {
        (format!("{seconds:.1} seconds"), format!("{MOST_SECONDS:.0}"))
    } else if megabytes > MOST_MEGABYTES {
        (format!("{megabytes} MB of memory"), format!("{MOST_MEGABYTES}"))
    } else {
        return Ok(());
    };
    Err(Fault::heavy(format!("takes {took} to be opened and drawn, and may take {may}")))
}

/// Writes the page as a file for screens and as one for a press.
///
/// Errors where a file takes no such picture.
fn write(document: &PagedDocument) -> Result<(), Fault> {
    let settings = PdfSettings { ident: "picture".into(), date: None };
    if let Err(export::Fault::Document(errors)) = export::screen(document, f64::INFINITY, None, &settings)
        && let Some(fault) = errors.iter().find_map(|error| refused(&error.message))
    {
        return Err(fault);
    }
    let Some(press) = &*PRESS else { return Ok(()) };
    let (about, papers) = (about(), papers(document));
    let bytes = match export::press(document, &papers, press, &about, &settings) {
        Ok(exported) => exported.bytes,
        Err(export::Fault::Inner(_)) => return Err(Fault::undrawn()),
        Err(_) => return Ok(()),
    };
    match strange(&bytes, press, &papers, papers.len()).first() {
        Some(found) => {
            Err(Fault { message: format!("cannot be printed: it makes {found}"), ..Fault::undrawn() })
        }
        None => Ok(()),
    }
}

/// What PDF/A refuses for the picture's sake; all else is told by the build, at its place.
fn refused(message: &str) -> Option<Fault> {
    let why = REFUSED.iter().find(|(said, _)| message.contains(said));
    why.map(|(_, why)| Fault::heavy(*why))
}

/// Draws the plates of the page, and the page itself.
fn draw(document: &PagedDocument, ppi: Option<f64>) {
    for (page, paper) in document.pages().iter().zip(papers(document)) {
        if let Some(press) = &*PRESS {
            plates::page_plates(page, &paper, press, PPI);
        }
        let _ = export::png(page, ppi.unwrap_or(PPI).min(FINEST));
    }
}

/// The boxes of pages that have nothing around them.
fn papers(document: &PagedDocument) -> Vec<Paper> {
    let paper = |page: &typst_layout::Page| {
        let (right, bottom) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        let trim = Area { left: 0.0, top: 0.0, right, bottom };
        Paper { media: [right, bottom], trim, bleed: trim }
    };
    document.pages().iter().map(paper).collect()
}

fn about() -> About {
    About {
        title: "Picture".into(),
        author: String::new(),
        description: String::new(),
        language: "en".into(),
        date: None,
        ident: "picture".into(),
    }
}
