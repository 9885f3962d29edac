//! The layouts in the program.

use crate::source::did_you_mean;

/// The folder of a workbook whose layouts stand before those of the program.
pub const LAYOUTS_FOLDER: &str = "layouts";

/// The files of `layouts/`, as paths and texts.
static LAYOUTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/layouts.rs"));

/// A layout in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Its path below `layouts/`, such as `blocks/cards.typ`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Layout {
    /// What it does, as its first line says.
    pub fn about(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches('/').trim()
    }

    /// Its path without what all of them end in.
    pub fn name(&self) -> &'static str {
        self.path.strip_suffix(".typ").unwrap_or(self.path)
    }
}

/// All layouts, by their paths.
pub fn layouts() -> impl Iterator<Item = Layout> {
    LAYOUTS.iter().map(|(path, text)| Layout { path, text })
}

/// The layout of a name: its path, with or without its folder and its ending.
///
/// Errors with a hint at the nearest name, if any is near.
pub fn layout_named(name: &str) -> Result<Layout, Option<String>> {
    let wanted = name.trim_start_matches("./").trim_start_matches("layouts/").trim_end_matches(".typ");
    let last = |layout: &Layout| layout.name().rsplit('/').next() == Some(wanted);
    let found = layouts().find(|layout| layout.name() == wanted).or_else(|| layouts().find(last));
    found.ok_or_else(|| {
        let names: Vec<&str> = layouts().map(|layout| layout.name()).collect();
        let parts = names.iter().map(|name| name.rsplit('/').next().unwrap_or(name));
        did_you_mean(wanted, names.iter().copied().chain(parts))
    })
}

#[cfg(test)]
mod tests {
    use super::{layout_named, layouts};

    #[test]
    fn every_layout_says_what_it_does_and_is_found_by_its_name() {
        for layout in layouts() {
            assert!(layout.text.starts_with("// ") && layout.about().len() > 10, "{}", layout.path);
            for name in [layout.path.to_owned(), layout.name().into(), format!("layouts/{}", layout.path)] {
                assert_eq!(layout_named(&name), Ok(layout));
            }
        }
        assert_eq!(layout_named("cards").map(|layout| layout.path), Ok("blocks/cards.typ"));
        assert_eq!(layout_named("text").map(|layout| layout.path), Ok("text.typ"));
        assert_eq!(layout_named("crads"), Err(Some("did you mean `cards`?".into())));
        assert_eq!(layout_named("nothing-like-it"), Err(None));
    }
}
