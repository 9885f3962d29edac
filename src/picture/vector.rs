//! Drawings.

use typst_library::foundations::Bytes;
use typst_library::visualize::SvgImage;

use super::{Fault, Picture};

/// Whether the bytes look like an SVG file.
pub fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    head.contains("<svg") || head.contains(":svg")
}

/// Reads an SVG file.
///
/// Errors where it is broken, or links to an image outside itself.
pub fn read(data: &Bytes) -> Result<Picture, Fault> {
    let svg = SvgImage::new(data.clone()).map_err(|_| Fault::broken("SVG"))?;
    if links_out(&String::from_utf8_lossy(data)) {
        let hint = "embed the linked image in the drawing";
        return Err(Fault::new("linked-image", "links to an image outside itself", hint));
    }
    let units = |length: f64| length.ceil().clamp(1.0, f64::from(u32::MAX)) as u32;
    Ok(Picture { data: data.clone(), format: "svg", width: units(svg.width()), height: units(svg.height()) })
}

/// The text of all `<text>` elements.
pub fn words(data: &Bytes) -> String {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let Ok(tree) = data
        .as_str()
        .map_err(drop)
        .and_then(|svg| roxmltree::Document::parse_with_options(svg, options).map_err(drop))
    else {
        return String::new();
    };
    let texts = tree.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    texts
        .flat_map(|text| text.descendants())
        .filter_map(|node| node.text().filter(|_| node.is_text()))
        .collect()
}

/// Whether an `<image>` takes its pixels from anywhere but the file itself.
fn links_out(svg: &str) -> bool {
    svg.split("<image").skip(1).any(|rest| {
        let element = rest.split('>').next().unwrap_or_default();
        let target = element.split("href=").nth(1).unwrap_or_default();
        let target = target.trim_start_matches(['"', '\'']).trim_start();
        !target.is_empty() && !target.starts_with("data:") && !target.starts_with('#')
    })
}

#[cfg(test)]
mod tests {
    use super::links_out;

    #[test]
    fn only_images_outside_the_file() {
        assert!(links_out("<svg><image x='1' xlink:href='photo.jpg'/></svg>"));
        assert!(!links_out("<svg><image href=\"data:image/png;base64,AA==\"/><use href='#a'/></svg>"));
    }
}
