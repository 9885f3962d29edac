//! A drawing as one plate prints it.

use typst_library::foundations::Bytes;
use typst_library::visualize::SvgImage;
use usvg::WriteOptions;

use super::recolour::Recolour;

/// The attributes that hold a colour in what usvg writes.
const COLOURS: [&str; 5] = ["fill=\"", "stroke=\"", "stop-color=\"", "flood-color=\"", "lighting-color=\""];

/// The drawing in the grays of its ink; masks keep their light.
pub fn plate(svg: &SvgImage, recolour: &mut Recolour) -> Option<SvgImage> {
    let text = svg.tree().to_string(&WriteOptions::default());
    let mut out = String::with_capacity(text.len());
    let mut masks = 0;
    for part in text.split_inclusive('>') {
        let masking = masks > 0;
        masks += usize::from(part.trim_start().starts_with("<mask"));
        masks -= usize::from(part.trim_start().starts_with("</mask")).min(masks);
        if masking { out.push_str(part) } else { element(part, recolour, &mut out) }
    }
    SvgImage::new(Bytes::from_string(out)).ok()
}

/// One element's tag.
fn element(tag: &str, recolour: &mut Recolour, out: &mut String) {
    let line = tag.contains("fill=\"none\"") && tag.contains("stroke=\"#000000\"");
    if line && recolour.overprints() {
        out.push_str(&tag.replace("stroke=\"#000000\"", "stroke=\"none\""));
        return;
    }
    if let Some(picture) = embedded(tag, recolour) {
        out.push_str(&picture);
        return;
    }
    let mut rest = tag;
    while let Some((at, attribute)) =
        COLOURS.iter().filter_map(|attribute| Some((rest.find(attribute)?, attribute))).min()
    {
        let (before, after) = rest.split_at(at + attribute.len());
        out.push_str(before);
        rest = after;
        let hex = after.split('"').next().unwrap_or_default();
        if let Some(rgb) = crate::check::parse_rgb(hex) {
            let light = recolour.light(rgb);
            out.push_str(&format!("#{light:02x}{light:02x}{light:02x}"));
            rest = &after[hex.len()..];
        }
    }
    out.push_str(rest);
}

/// An image inside the drawing, in its ink.
fn embedded(tag: &str, recolour: &Recolour) -> Option<String> {
    let start = tag.find("data:image/")?;
    let end = start + tag[start..].find('"')?;
    let data = tag[start..end].split_once("base64,")?.1;
    let data = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data).ok()?;
    let png = recolour.embedded(&data)?;
    let data = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, png);
    Some(format!("{}data:image/png;base64,{data}{}", &tag[..start], &tag[end..]))
}
