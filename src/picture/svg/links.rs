//! What a drawing takes from elsewhere, in every way in which it can be written.

use data_url::DataUrl;
use roxmltree::Node;

use super::super::{kind, raster};
use super::is_svg;
use super::seen::{Link, Seen};

/// Elements whose addresses are for readers, and nothing is drawn of them.
const FOR_READERS: [&str; 8] =
    ["a", "script", "animate", "animateMotion", "animateTransform", "set", "mpath", "discard"];

/// A processing instruction before the drawing: a style sheet.
pub fn instruction(node: Node, seen: &mut Seen) {
    let Some(found) = node.pi().filter(|found| found.target == "xml-stylesheet") else { return };
    let value = found.value.unwrap_or_default();
    let address = value.split_once("href").map_or("", |(_, rest)| rest);
    let address = address.trim_start_matches(|c: char| c.is_whitespace() || c == '=');
    let quote = address.chars().next().filter(|c| matches!(c, '"' | '\''));
    let address = quote.and_then(|quote| address.split(quote).nth(1)).unwrap_or(address);
    outside(Link::Sheet, address, seen);
}

/// The imports of a style sheet; a typeface that is imported is missed where words are set in it.
pub fn imports(sheet: &str, seen: &mut Seen) {
    for part in sheet.split("@import").skip(1) {
        let statement = part.split([';', '\n', '{']).next().unwrap_or_default();
        let address = statement.trim().trim_start_matches("url(");
        let address = address.trim_start_matches(['"', '\'', ' ']);
        let address = address.split(['"', '\'', ')']).next().unwrap_or_default();
        if !is_of_fonts(address) {
            outside(Link::Sheet, address, seen);
        }
    }
}

/// Whether a style sheet only declares typefaces, by where it lies.
fn is_of_fonts(address: &str) -> bool {
    let hosts =
        ["fonts.googleapis.com", "fonts.bunny.net", "use.typekit.net", "rsms.me/inter", "fonts.cdnfonts.com"];
    hosts.iter().any(|host| address.contains(host))
}

/// An HTML link to a style sheet.
pub fn sheet(node: Node, seen: &mut Seen) {
    let is_sheet = node.attribute("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"));
    if node.tag_name().name() == "link" && is_sheet {
        let address = node.attribute("href").unwrap_or_default();
        if !is_of_fonts(address) {
            outside(Link::Sheet, address, seen);
        }
    }
}

/// The addresses of an element.
pub fn element(node: Node, seen: &mut Seen) {
    let name = node.tag_name().name();
    if name == "link" {
        return sheet(node, seen);
    }
    for attribute in node.attributes() {
        if attribute.name() != "href" {
            value(attribute.value(), seen);
        } else if matches!(name, "image" | "feImage") {
            image(attribute.value(), seen);
        } else if !FOR_READERS.contains(&name) {
            outside(Link::Part, attribute.value(), seen);
        }
    }
}

/// The addresses in a value such as `fill: url(other.svg#a)`.
pub fn value(value: &str, seen: &mut Seen) {
    let lower = value.to_ascii_lowercase();
    for (at, sign) in lower.match_indices("url(") {
        let part = value.get(at + sign.len()..).unwrap_or_default();
        let address = part.split(')').next().unwrap_or_default();
        outside(Link::Part, address.trim().trim_matches(['"', '\'']), seen);
    }
}

/// Notes an address that is not in the file itself.
fn outside(link: Link, address: &str, seen: &mut Seen) {
    let address = address.trim();
    let is_inside = address.is_empty() || address.starts_with('#') || scheme(address) == Some("data");
    let found = (link, address.to_owned());
    if !is_inside && !seen.links.contains(&found) {
        seen.links.push(found);
    }
}

fn scheme(address: &str) -> Option<&'static str> {
    let is_data = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    is_data.then_some("data")
}

/// An image: elsewhere, or in the file, where it may be a drawing with links of its own.
fn image(address: &str, seen: &mut Seen) {
    let address = address.trim();
    if scheme(address).is_none() {
        return outside(Link::Image, address, seen);
    }
    let decoded = DataUrl::process(address).ok().and_then(|url| {
        let mime = url.mime_type();
        Some((format!("{}/{}", mime.type_, mime.subtype), url.decode_to_vec().ok()?.0))
    });
    let Some((mime, data)) = decoded else { return seen.links.push((Link::Unread, "broken".into())) };
    match mime.as_str() {
        "image/jpg" | "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "text/plain"
            if kind::is_raster(&data) =>
        {
            seen.pixels = seen.pixels.saturating_add(raster::pixels(&data));
        }
        "image/svg+xml" | "text/plain" if is_svg(&data) => seen.drawings.push(data),
        _ => seen.links.push((Link::Unread, kind::of(&data).map_or(mime, |kind| kind.name.into()))),
    }
}
