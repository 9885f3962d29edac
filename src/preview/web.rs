//! The files of the page, which are part of the program.

use typst_library::text::{FontStretch, FontStyle, FontVariant, FontWeight};

use crate::typeset::fonts;

/// The files of `web/`, by their names.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/web.rs"));

/// The weights of the typeface that the page is set in.
const WEIGHTS: [u16; 4] = [400, 500, 700, 900];

/// A file of the page, with its type; nothing else has a name here.
pub fn file(name: &str) -> Option<(&'static str, Vec<u8>)> {
    if let Some(weight) = name.strip_prefix("font-").and_then(|name| name.strip_suffix(".ttf")) {
        return Some(("font/ttf", font(weight.parse().ok()?)?));
    }
    let (name, bytes) = FILES.iter().find(|(known, _)| *known == name)?;
    let kind = match name.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => return None,
    };
    Some((kind, bytes.to_vec()))
}

fn font(weight: u16) -> Option<Vec<u8>> {
    let store = fonts();
    let known = WEIGHTS.contains(&weight);
    let variant = FontVariant::new(FontStyle::Normal, FontWeight::from_number(weight), FontStretch::NORMAL);
    let index = store.book().select("schibsted grotesk", variant).filter(|_| known)?;
    Some(store.font(index)?.data().to_vec())
}

#[cfg(test)]
mod tests {
    use super::file;
    use crate::content::block::Block;

    #[test]
    fn every_block_has_a_picture() {
        for name in Block::TYPES {
            assert_eq!(
                file(&format!("blocks/{name}.png")).map(|(kind, _)| kind),
                Some("image/png"),
                "{name}"
            );
        }
        assert!(file("../Cargo.toml").is_none() && file("blocks/").is_none());
    }
}
