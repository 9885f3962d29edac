//! How a text is set: in its language, by the fonts that there are.

use std::sync::{Arc, LazyLock};

use typst_library::text::FontBook;
use typst_utils::LazyHash;

use super::assets;
use crate::check::Coverage;

/// The characters of the program's fonts.
static COVERAGE: LazyLock<Coverage> = LazyLock::new(|| Coverage::new(assets::fonts().book()));

/// How a text is set: in its language, by the fonts that there are.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// The language, as a tag.
    pub language: &'a str,
    /// The characters of the fonts.
    pub coverage: &'a Coverage,
}

impl<'a> From<&'a str> for Voice<'a> {
    /// A language, set by the program's fonts alone.
    fn from(language: &'a str) -> Self {
        Self { language, coverage: &COVERAGE }
    }
}

/// The characters of all fonts of a world.
#[comemo::memoize]
pub fn coverage(book: &LazyHash<FontBook>) -> Arc<Coverage> {
    Arc::new(Coverage::new(book))
}
