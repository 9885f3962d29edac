//! What was seen in a PDF, in lines and tables for people.

use crate::cli::report::shown_whole;
use crate::inspect::{
    Area, ColourSpace, Font, Image, Inspection, OutputIntent, PageBoxes, PageSet, Profile, SpotColour,
};
use crate::source::count as words;

/// The width of the column of labels.
const LABEL: usize = 16;

/// What was seen in a file of a name.
pub fn text(name: &str, seen: &Inspection) -> String {
    let mut lines = vec![format!("{name}: PDF {}, {}", seen.pdf_version, words(seen.page_count, "page"))];
    lines.push(String::new());
    lines.extend(facts(seen));
    let parts = [
        ("page boxes, in mm", boxes(&seen.boxes)),
        ("fonts", table(&["name", "type", "embedded", "subset", "pages"], seen.fonts.iter().map(font))),
        ("colour spaces", table(&["space", "pages"], seen.colour_spaces.iter().map(space))),
        ("spot colours", table(&["name", "shown as", "pages"], seen.spots.iter().map(spot))),
        ("images, the lowest resolution first", images(&seen.images)),
        ("not looked at", seen.notes.clone()),
    ];
    for (title, part) in parts {
        if title != "not looked at" || !part.is_empty() {
            let none = if part.is_empty() { ": none" } else { "" };
            lines.extend([String::new(), format!("{title}{none}")]);
            lines.extend(part.into_iter().map(|line| format!("  {line}")));
        }
    }
    lines.iter().map(|line| format!("{}\n", shown_whole(&line.trim_end().replace('\n', " ")))).collect()
}

fn facts(seen: &Inspection) -> Vec<String> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".into());
    let claims = [&seen.standards.pdf_a, &seen.standards.pdf_ua, &seen.standards.pdf_x];
    let claims: Vec<&str> = claims.into_iter().flatten().map(String::as_str).collect();
    let claims = match claims.is_empty() {
        true => "none".into(),
        false => format!("{} (as the file says; not checked)", claims.join(", ")),
    };
    let mut lines = vec![
        ("title", or_none(&seen.title)),
        ("language", or_none(&seen.language)),
        ("tagged", yes(seen.tagged).into()),
        ("standards", claims),
    ];
    let intents: Vec<String> = seen.output_intents.iter().map(intent).collect();
    match intents.is_empty() {
        true => lines.push(("output intent", "none".into())),
        false => lines.extend(intents.into_iter().map(|intent| ("output intent", intent))),
    }
    lines.push(("encryption", "none".into()));
    lines.iter().map(|(label, value)| format!("{label:LABEL$}{value}")).collect()
}

fn intent(intent: &OutputIntent) -> String {
    let profile = match &intent.profile {
        Some(found) => format!("profile embedded ({})", profile(found)),
        None => "no profile embedded".into(),
    };
    let condition = intent.condition.as_ref().or(intent.info.as_ref());
    let parts = [Some(intent.subtype.clone()), condition.cloned(), Some(profile)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn profile(profile: &Profile) -> String {
    let components = profile.components.map(|count| words(count as usize, "component"));
    let parts = [profile.description.clone(), profile.colour_space.clone(), components];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The boxes, each group of pages with its own.
fn boxes(groups: &[PageBoxes]) -> Vec<String> {
    let mut lines = vec![];
    for group in groups {
        let turned =
            if group.rotate == 0 { String::new() } else { format!(", shown turned by {}°", group.rotate) };
        lines.push(format!("{}{turned}", pages(&group.pages)));
        let list = [
            ("MediaBox", group.media_box, "missing"),
            ("CropBox", group.crop_box, "not set, as the MediaBox"),
            ("BleedBox", group.bleed_box, "not set, as the CropBox"),
            ("TrimBox", group.trim_box, "not set, as the CropBox"),
            ("ArtBox", group.art_box, "not set, as the CropBox"),
        ];
        for (name, found, missing) in list {
            let words = found.map_or_else(|| missing.into(), area);
            lines.push(format!("  {name:10}{words}"));
        }
        let around = group.bleed_box.zip(group.trim_box).map(|(bleed, trim)| around(bleed, trim));
        lines.extend(around.map(|around| format!("  {:10}{around}", "bleed")));
    }
    lines
}

fn area(area: Area) -> String {
    let [width, height, x, y] = [area.width, area.height, area.x, area.y].map(number);
    match area.x == 0.0 && area.y == 0.0 {
        true => format!("{width} × {height}"),
        false => format!("{width} × {height}, from {x}, {y}"),
    }
}

/// How far the bleed reaches over the trimmed page.
fn around(bleed: Area, trim: Area) -> String {
    let far = |area: Area| (area.x + area.width, area.y + area.height);
    let ((right, top), (trim_right, trim_top)) = (far(bleed), far(trim));
    let sides = [trim.x - bleed.x, right - trim_right, top - trim_top, trim.y - bleed.y];
    // Boxes are rounded each for itself; a hundredth of a millimetre is no difference.
    let [left, right, top, bottom] = sides.map(|side| number((side * 10.0).round() / 10.0));
    match left == right && right == top && top == bottom {
        true => format!("{left} on all sides of the TrimBox"),
        false => format!("left {left}, right {right}, top {top}, bottom {bottom} of the TrimBox"),
    }
}

fn font(font: &Font) -> Vec<String> {
    let inner = [font.descendant.as_deref(), font.program.as_deref()].into_iter().flatten().last();
    let kind = match inner.filter(|inner| *inner != font.kind) {
        Some(inner) => format!("{} ({inner})", font.kind),
        None => font.kind.clone(),
    };
    let name = if font.name.is_empty() { "(without a name)" } else { &font.name };
    let embedded = if font.embedded { "yes" } else { "NO" };
    vec![name.into(), kind, embedded.into(), yes(font.subset).into(), font.pages.to_string()]
}

fn space(found: &ColourSpace) -> Vec<String> {
    vec![found.space.describe(), found.pages.to_string()]
}

fn spot(spot: &SpotColour) -> Vec<String> {
    vec![spot.name.clone(), spot.alternates.join(", "), spot.pages.to_string()]
}

fn images(images: &[Image]) -> Vec<String> {
    let heads =
        ["ppi", "on page", "pixels", "colour space", "bits", "compression", "soft mask", "placed", "pages"];
    table(&heads, images.iter().map(image))
}

fn image(image: &Image) -> Vec<String> {
    let ppi = image.resolution.map_or_else(|| "?".into(), |ppi| format!("{ppi:.0}"));
    let kind = if image.stencil { "stencil" } else { "?" };
    let compression =
        if image.compression.is_empty() { "none".into() } else { image.compression.join(" + ") };
    vec![
        ppi,
        image.lowest_on.to_string(),
        format!("{} × {}", image.width, image.height),
        image.colour_space.clone().unwrap_or_else(|| kind.into()),
        image.bits.map_or_else(|| "?".into(), |bits| bits.to_string()),
        compression,
        yes(image.soft_mask).into(),
        format!("{} ×", image.placements),
        image.pages.to_string(),
    ]
}

/// The lines of a table, its columns as wide as need be; none without rows.
fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let heads = heads.iter().map(|head| (*head).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
    if rows.len() == 1 {
        return vec![];
    }
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..rows[0].len()).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ")
    };
    rows.iter().map(line).collect()
}

fn pages(pages: &PageSet) -> String {
    format!("{} {pages}", if pages.count() == 1 { "page" } else { "pages" })
}

fn yes(it_is: bool) -> &'static str {
    if it_is { "yes" } else { "no" }
}

/// A number to two decimals, without those that are zero.
fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}
