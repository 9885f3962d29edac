//! A drawing as one plate prints it.

use typst_library::foundations::Bytes;
use typst_library::visualize::SvgImage;
use usvg::WriteOptions;

use super::recolour::Recolour;

/// The attributes that hold a colour in what usvg writes.
const COLOURS: [&str; 5] = ["fill=\"", "stroke=\"", "stop-color=\"", "flood-color=\"", "lighting-color=\""];

/// How many steps a gradient has between two of its stops.
const STEPS: u32 = 16;

/// What is added to the name of a gradient that gives light to a mask.
const LIGHT: &str = "-light";

/// The drawing in the grays of its ink; masks keep their light.
pub fn plate(svg: &SvgImage, recolour: &mut Recolour) -> Option<SvgImage> {
    let text = svg.tree().to_string(&WriteOptions::default());
    let lights = lights(&text);
    let mut out = String::with_capacity(text.len());
    let mut masks = 0;
    let mut gradient: Vec<&str> = Vec::new();
    for part in text.split_inclusive('>') {
        let tag = part.trim_start();
        masks += usize::from(tag.starts_with("<mask"));
        masks -= usize::from(tag.starts_with("</mask")).min(masks);
        if !gradient.is_empty() || tag.starts_with("<linearGradient") || tag.starts_with("<radialGradient") {
            gradient.push(part);
            if tag.contains("Gradient") && (tag.starts_with("</") || tag.ends_with("/>")) {
                let whole = gradient.concat();
                if let Some(id) = lights.iter().find(|id| whole.contains(&format!("id=\"{id}\""))) {
                    out.push_str(&whole.replace(&format!("id=\"{id}\""), &format!("id=\"{id}{LIGHT}\"")));
                }
                gradient_in_ink(&gradient, recolour, &mut out);
                gradient.clear();
            }
        } else if masks > 0 {
            let light = |text: String, id: &String| {
                text.replace(&format!("url(#{id})"), &format!("url(#{id}{LIGHT})"))
            };
            out.push_str(&lights.iter().fold(part.to_owned(), light));
        } else {
            element(part, recolour, &mut out);
        }
    }
    SvgImage::new(Bytes::from_string(out)).ok()
}

/// The names of what fills shapes inside masks.
fn lights(text: &str) -> Vec<String> {
    let masks = text.split("<mask").skip(1).filter_map(|mask| mask.split("</mask").next());
    let uses = masks.flat_map(|mask| mask.split("=\"url(#").skip(1));
    let mut found: Vec<String> = uses.filter_map(|id| id.split(')').next()).map(String::from).collect();
    found.sort();
    found.dedup();
    found
}

/// A gradient in its ink: in steps, since the ink between two colours may be none of theirs.
fn gradient_in_ink(parts: &[&str], recolour: &mut Recolour, out: &mut String) {
    let mut before: Option<[f32; 5]> = None;
    for part in parts {
        let Some(stop) = part.trim_start().strip_prefix("<stop").and_then(stop) else {
            out.push_str(part);
            continue;
        };
        if let Some(before) = before {
            // Close to its ends, a gradient still has the ink of its middle.
            let inner = (1..STEPS).map(|step| step as f32 / STEPS as f32);
            for share in std::iter::once(0.001).chain(inner).chain([0.999]) {
                write_stop(
                    std::array::from_fn(|at| before[at] + share * (stop[at] - before[at])),
                    recolour,
                    out,
                );
            }
        }
        write_stop(stop, recolour, out);
        before = Some(stop);
    }
}

/// The offset, the three channels and the opacity of a gradient's stop.
fn stop(tag: &str) -> Option<[f32; 5]> {
    let value = |key: &str| tag.split(&format!(" {key}=\"")).nth(1)?.split('"').next();
    let number = |key: &str, default: f32| value(key).map_or(Some(default), |text| text.parse().ok());
    let [r, g, b] = crate::ink::parse_rgb(value("stop-color").unwrap_or("#000000"))?.map(f32::from);
    Some([number("offset", 0.0)?, r, g, b, number("stop-opacity", 1.0)?])
}

fn write_stop([offset, r, g, b, opacity]: [f32; 5], recolour: &mut Recolour, out: &mut String) {
    let light = recolour.light([r, g, b].map(|channel| channel.round() as u8));
    out.push_str(&format!(
        "<stop offset=\"{offset}\" stop-color=\"#{light:02x}{light:02x}{light:02x}\" stop-opacity=\"{opacity}\"/>"
    ));
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
        if let Some(rgb) = crate::ink::parse_rgb(hex) {
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
