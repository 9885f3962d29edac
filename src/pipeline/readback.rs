//! Files for the printer are read back before they are written: what does not belong in one is a fault.

use crate::content::target::Inks;
use crate::edition::{Area, Paper};
use crate::ink::Press;
use crate::inspect::{self, ColourSpace, Font, Image, Inspection, OutputIntent, PageBoxes, inspect};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// How far a box may be off, in millimetres, since boxes are read to two decimals.
const SLACK: f64 = 0.02;

/// What `inspect` says where drawings stand in each other deeper than it looks: no fault of the file.
const DEEP: &str = "drawings stand in each other too deeply";

/// All that a file for the printer holds and should not, or lacks, as it is seen by `inspect`.
///
/// `papers` are the boxes that its pages may have, and `pages` is how many there are.
pub fn strange(bytes: &[u8], press: &Press, papers: &[Paper], pages: usize) -> Vec<String> {
    let seen = match inspect(bytes) {
        Ok(seen) => seen,
        Err(refusal) => return vec![format!("the finished file {refusal}")],
    };
    let mut found = Vec::new();
    if seen.page_count != pages {
        found.push(format!("{} pages in place of {pages}", seen.page_count));
    }
    found.extend(claims(&seen, press));
    found.extend(
        seen.boxes
            .iter()
            .filter(|boxes| !papers.iter().any(|paper| is_of(boxes, paper)))
            .map(|boxes| format!("boxes that are not those of its paper, on page {}", boxes.pages)),
    );
    found.extend(
        seen.colour_spaces
            .iter()
            .filter(|space| !belongs(space, press))
            .map(|space| format!("colours in {} on page {}", space.space.describe(), space.pages)),
    );
    let is_own = |name: &str| press.inks == Inks::Two && name == press.spot.name;
    found.extend(
        seen.spots
            .iter()
            .filter(|spot| !is_own(&spot.name))
            .map(|spot| format!("the spot ink `{}` on page {}", spot.name, spot.pages)),
    );
    found.extend(seen.fonts.iter().filter(|font| !is_whole(font)).map(|font| {
        format!("the typeface `{}` ({}) without its file, on page {}", font.name, font.kind, font.pages)
    }));
    found.extend(seen.images.iter().filter(|image| !is_inked(image, press)).map(|image| {
        let space = image.colour_space.as_deref().unwrap_or("no colour space");
        format!("an image of {} x {} pixels in {space} on page {}", image.width, image.height, image.pages)
    }));
    found.extend(seen.notes.into_iter().filter(|note| !note.ends_with(DEEP)));
    found
}

/// What the file says of itself.
fn claims(seen: &Inspection, press: &Press) -> Vec<String> {
    let intents = seen.output_intents.as_slice();
    let is_press = |intent: &OutputIntent| {
        let inks = intent.profile.as_ref().is_some_and(|profile| {
            profile.components == Some(4) && profile.colour_space.as_deref() == Some("CMYK")
        });
        let named = intent.condition.as_deref() == Some(press.profile.identifier.as_str());
        intent.subtype == "GTS_PDFX" && named && inks
    };
    let rules = [
        (seen.pdf_version == "1.6", "another version than PDF 1.6"),
        (seen.standards.pdf_x.as_deref() == Some("PDF/X-4"), "no claim of PDF/X-4"),
        (matches!(intents, [one] if is_press(one)), "another printing condition than that of the target"),
        (!seen.tagged, "tags"),
    ];
    rules.into_iter().filter(|(holds, _)| !holds).map(|(_, what)| what.to_owned()).collect()
}

/// Whether boxes are those of a paper.
fn is_of(boxes: &PageBoxes, paper: &Paper) -> bool {
    let [width, height] = paper.media;
    let media = Area { left: 0.0, top: 0.0, right: width, bottom: height };
    let is = |found: Option<inspect::Area>, wanted: Area| {
        found.is_some_and(|found| {
            let sides = [
                (found.x, wanted.left),
                (found.y, height - wanted.bottom),
                (found.width, wanted.width()),
                (found.height, wanted.height()),
            ];
            sides.iter().all(|(found, wanted)| (found - wanted / POINTS).abs() <= SLACK)
        })
    };
    boxes.rotate == 0
        && boxes.crop_box.is_none()
        && boxes.art_box.is_none()
        && is(boxes.media_box, media)
        && is(boxes.bleed_box, paper.bleed)
        && is(boxes.trim_box, paper.trim)
}

/// Whether a colour space belongs on the press.
fn belongs(space: &ColourSpace, press: &Press) -> bool {
    let space = &space.space;
    let own = press.inks == Inks::Two;
    let colorants: Vec<&str> = space.colorants.iter().map(String::as_str).collect();
    match space.family.as_str() {
        "DeviceGray" | "DeviceCMYK" | "Pattern" => true,
        // Marks are printed on all plates.
        "Separation" => colorants == ["All"] || own && colorants == [press.spot.name.as_str()],
        "DeviceN" => own && colorants == [press.spot.name.as_str(), "Black"],
        "ICCBased" => press.inks == Inks::Rgb && space.components == Some(3),
        _ => false,
    }
}

/// Whether a font has its file, and no drawings whose colours nobody looked at.
fn is_whole(font: &Font) -> bool {
    font.embedded && font.kind != "Type3"
}

/// Whether an image is in inks of the press.
fn is_inked(image: &Image, press: &Press) -> bool {
    match image.colour_space.as_deref() {
        None => image.stencil,
        Some("DeviceGray") => true,
        Some("DeviceCMYK") => press.inks != Inks::Two,
        Some(other) => press.inks == Inks::Rgb && other.starts_with("ICCBased"),
    }
}
