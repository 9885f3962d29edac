//! The one list of all findings, from which the docs and the rules of SARIF come.

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its stable name.
    pub name: &'static str,
    /// When it comes, as the end of "it tells of".
    pub meaning: &'static str,
    /// How grave it is.
    pub weight: Weight,
}

/// How grave a kind of finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It stops the build, and there is no way around it.
    Error,
    /// It stops the build unless `preflight.ignore` passes over it.
    Strict,
    /// It does not stop the build, and `preflight.ignore` can pass over it.
    Warning,
}

impl Entry {
    /// Whether `preflight.ignore` can pass over it.
    pub fn can_be_ignored(&self) -> bool {
        self.weight != Weight::Error
    }

    /// The word for it in the docs.
    pub fn severity(&self) -> &'static str {
        match self.weight {
            Weight::Error | Weight::Strict => "error",
            Weight::Warning => "warning",
        }
    }
}

/// The kind of finding with a name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.name == name)
}

const fn error(name: &'static str, meaning: &'static str) -> Entry {
    Entry { name, meaning, weight: Weight::Error }
}

const fn strict(name: &'static str, meaning: &'static str) -> Entry {
    Entry { name, meaning, weight: Weight::Strict }
}

const fn warning(name: &'static str, meaning: &'static str) -> Entry {
    Entry { name, meaning, weight: Weight::Warning }
}

/// All kinds of findings, by their names.
pub const CATALOGUE: &[Entry] = &[
    error("bad-block-type", "a definition of a block in `layouts/blocks` that does not hold"),
    error("bad-id", "an `id` with other signs than letters, digits, `-`, `_` and `.`"),
    error("bad-link", "a link that does not start with `https://`, `mailto:` or `#`"),
    error(
        "bad-path",
        "a path that is absolute or on the web, leads out of the folder, or is written with `\\`",
    ),
    error("bad-target-name", "a target whose name cannot be part of a file's name, or makes it too long"),
    error("broken-csv", "a file of comma-separated values that makes no table"),
    error("broken-font", "a font file that is not sound"),
    error("broken-image", "an image file that is not sound"),
    warning("colour-profile", "a photograph whose colour profile cannot be read, or is one of other colours"),
    warning("comment", "an HTML comment in a text, which is not printed"),
    warning("contrast", "text that hardly stands out from its ground; for the accent itself it is an error"),
    error("cover-title", "lines in `cover` that are not those of the title"),
    warning("drawing-typeface", "a drawing whose words are set in another typeface than it asks for"),
    error("drawing-words", "words of a drawing that would not be set"),
    error("duplicate-chapter", "a chapter that stands in the list twice"),
    error("duplicate-chapter-number", "two chapters of one style with one number"),
    error("duplicate-footnote", "two footnotes of one name in one text"),
    error("duplicate-id", "an `id` that is there twice"),
    error("duplicate-team", "two teams with one number"),
    warning("empty-chapter", "a chapter with a title and nothing else"),
    error("empty-file", "a TOML file without anything in it"),
    warning("empty-overview", "an overview of what the book does not hold: it is left out"),
    error("empty-text", "a text of no words"),
    error("encrypted-image", "a PDF that is locked with a password"),
    warning("escaped-tab", "a `\\t` in a text, which TOML takes for a tab"),
    warning("faint-tint", "a tint, in the layout or in a drawing, too faint for a plate to hold its dots"),
    warning("fallback-face", "letters of the text that the typeface lacks, and another one sets"),
    error("forbidden-font", "a font that forbids to be embedded in a file"),
    warning("gray-photos", "photographs in colour that are printed with two inks, and so turn gray"),
    warning("hairline", "a line, in the layout or in a drawing, that is too thin to print"),
    warning("heading-level", "a heading more than one level under the one before it"),
    error(
        "heavy-image",
        "an image that takes too long, too much memory or too deep a stack to be opened and drawn",
    ),
    error("image-in-text", "an image inside text"),
    warning(
        "image-resolution",
        "a photograph that is too coarse where it stands, for the `min-ppi` of a target; in print it is an error under `error-ppi`",
    ),
    error("indented-code", "lines of a text that four spaces turn into code"),
    error("internal", "a fault of the program itself; please report it"),
    error("joined-lines", "a `\\` at the end of a line that joins two words"),
    warning("knockout-type", "white type on a dark ground that is too small to stay open in print"),
    error(
        "layout",
        "a layout in the workbook's `layouts/` that cannot be read, or in which something goes wrong",
    ),
    warning("layout-remark", "what Typst remarks of a layout in the workbook's `layouts/`"),
    warning("link-title", "the title of a link, which is not printed"),
    error("linked-image", "a drawing that takes a picture, a part or its looks from another file"),
    error("lost-text", "a text of the content that is not on the pages, or not whole"),
    error("misplaced-key", "a key of a `canvas` block that its kind of sheet does not take"),
    error("missing-chapter", "a chapter of the list that is not there"),
    warning("missing-description", "an image that nobody can hear"),
    error("missing-file", "a file of comma-separated values that is not there"),
    strict("missing-glyph", "a character that the typeface does not have"),
    error("missing-image", "an image that is not there"),
    error("missing-key", "a key that must be there, and is not"),
    error("missing-page", "a page of a PDF that is not there"),
    error("missing-profile", "a printing condition that is not there"),
    warning("missing-style", "a typeface of the text without bold, or without italics"),
    warning("missing-words", "words of the layout that neither the program nor `[labels]` has in a language"),
    warning("near-trim", "text or a mark so near to the trim that a knife may touch it"),
    error("nested-footnote", "a footnote that is referred to within a footnote"),
    error("no-chapters", "a workbook without chapters"),
    error("no-pages", "a target or a selection without pages"),
    error("no-workbook", "a folder without a `workbook.toml` that can be read"),
    error("not-a-table", "a `body` of a `table` block that is not one Markdown table"),
    error("not-utf8", "a file that was saved in another encoding than UTF-8"),
    warning(
        "odd-time",
        "a time of a programme that goes back, or a part of it that lasts more than half a day",
    ),
    warning("old-layout", "a layout of the workbook that was taken from an older version of the program"),
    error("one-of", "two keys that rule each other out"),
    warning("open-comment", "a comment in a chapter, such as `# comment: ...`, that waits for somebody"),
    error("outside", "a file that leads out of the workbook's folder, or is protected"),
    error("over-budget", "a target that cannot be made as small as its `max-size`"),
    strict("overflow", "text that runs to the edge of its page, or is cut off"),
    error("overlap", "text printed over other text, or past its own cell"),
    error("oversized-file", "a file of more than 256 MB, which is not read"),
    error(
        "oversized-image",
        "an image of more than 100 megapixels, a drawing of more than 64 MB, or one side 10,000 times as long as the other",
    ),
    warning("page-count", "more pages than staples hold"),
    error("raw-html", "HTML inside text"),
    strict("restricted-font", "a font that may be embedded whole only, or as pictures of its letters"),
    error("same-file", "two targets that are written to one file"),
    warning("short-bleed", "an image or a box that touches the edge and does not run over it by the bleed"),
    error("small-sheet", "a sheet of a booklet that does not hold two pages"),
    warning("stray-file", "a file among the chapters that is not read, or is read and looks like a copy"),
    error("surplus-cells", "a row of a table with more cells than its header"),
    error("swallowed-backslash", "a `\\` in a text that TOML takes for itself, as in `naar\\beeld`"),
    warning("table-without-rule", "rows of a table without their row of `---`"),
    warning("thin-page", "a page that is all but empty, whatever the layout tries"),
    error("toml-syntax", "what is not TOML"),
    error("too-deep", "text that is nested too deeply"),
    error("too-many-columns", "a table with more columns than its place has room for"),
    error("too-much", "something longer than can be set, or more of it than a book can hold"),
    warning("total-ink", "more ink in one spot than the paper takes"),
    error("truncated-image", "an image file that ends too early"),
    error("unclosed-code", "code between lines of signs that has no end, or words after its first line"),
    warning("unclosed-link", "a link in a text that is not complete"),
    warning("unclosed-mark", "a `**`, `*`, `~~` or backtick without its other half"),
    error("unknown-block", "a `type` that no block has"),
    error("unknown-face", "a typeface that is neither in the folder `fonts` nor in the program"),
    error("unknown-finding", "a name in `ignore` that no finding has, or that cannot be passed over"),
    error("unknown-footnote", "a reference to a footnote that has no text"),
    error("unknown-id", "a link to an `id` that nothing has"),
    error("unknown-image", "an image of a kind that cannot be set"),
    error("unknown-key", "a key that does not belong where it stands"),
    error("unknown-kind", "a `kind` that no target has"),
    error("unknown-language", "a `language`, or a name under `[labels]`, that is no language"),
    error("unknown-team", "a number that no team has"),
    error("unknown-value", "a word that is not one of those that the key takes"),
    warning("unread-font", "a font of a kind that is not read, such as one for web pages"),
    error(
        "unreadable-file",
        "a file that the machine does not give: permissions, the disk; the exit code is 3",
    ),
    error("unset-words", "words of a text that Markdown takes for its own signs"),
    error("unused-footnote", "a footnote to which nothing refers"),
    warning(
        "unused-layout",
        "a file in the workbook's `layouts/` that has the place of no layout, and that none takes",
    ),
    error("wrong-bleed", "a `bleed` under 0 or over 20 mm"),
    error("wrong-colour", "a colour that is not written as `#D81E05`"),
    error("wrong-ink", "an accent whose name or whose inks no press can take"),
    error("wrong-length", "a list with too few or too many values"),
    error("wrong-measure", "a length, a size, paper or a sheet that cannot be read, or is out of its bounds"),
    error("wrong-number", "a number outside its bounds"),
    error("wrong-profile", "a file that is not the ICC profile of a press in four inks"),
    error("wrong-type", "a value of another type than the key takes"),
    error("wrong-value", "a value that does not fit"),
    error(
        "wrong-version",
        "a workbook that `requires` another version of the program; then nothing else is told",
    ),
];

#[cfg(test)]
mod tests {
    use super::{CATALOGUE, entry};

    #[test]
    fn the_catalogue_is_sorted_and_has_each_name_once() {
        assert!(CATALOGUE.windows(2).all(|pair| pair[0].name < pair[1].name));
    }

    #[test]
    fn entries_are_found_by_their_names() {
        assert_eq!(entry("hairline").map(|entry| entry.can_be_ignored()), Some(true));
        assert_eq!(entry("toml-syntax").map(|entry| entry.can_be_ignored()), Some(false));
        assert_eq!(entry("hair-line"), None);
    }
}
