//! Types of block of a workbook's own: checked, placed, counted word by word, documented, and told where they fail.

use crate::book::{Book, WORKBOOK};
use crate::files::{said, says};
use crate::pdf::Pdf;
use crate::standards::accepted;

const DEFINITION: &str = r#"description = "A page to draw on."

[fields.heading]
type = "inline text"
description = "What it is about."
required = true

[fields.body]
type = "rich text"
description = "What to do on it."

[fields.code]
type = "plain text"
description = "Its code in the archive."

[fields.grid]
type = "word"
words = ["dots", "lines", "none"]
default = "lines"
description = "What helps the hand."

[fields.framed]
type = "true or false"
description = "Whether it has a frame."

[fields.hints]
type = "list of rich text"
description = "What to think of."

[fields.scale]
type = "list of whole numbers"
description = "Numbers along its foot."

[fields.parts]
type = "list of tables"
description = "Its parts."

[fields.parts.fields.prompt]
type = "inline text"
required = true
description = "The question over it."

[fields.parts.fields.lines]
type = "whole number"
default = 4
description = "How many lines high it is."

[fields.parts.fields.image]
type = "path"
description = "What lies in it."

[fields.parts.fields.alt]
type = "plain text"
description = "What the image shows."
"#;

const LAYOUT: &str = r#"// Board: a page to draw on.
#import "../tokens.typ"
#import "../shapes.typ": at, ruled, snap, subhead
#import "../picture.typ": picture

#let part-of(part, theme) = block(width: 100%, {
  strong(part.prompt)
  block(width: 100%, height: part.lines * tokens.grid-line, stroke: theme.panel.stroke, fill: theme.panel.fill, {
    if part.image != none {
      image(part.image.data, format: part.image.format, alt: part.alt, height: tokens.grid-line)
    }
  })
})

#let board-block(data, theme, words, anchors) = at(data.anchor, snap(ruled(theme.opening-rule + theme.ink, {
  subhead(data.level, data.heading)
  data.body
  for hint in data.hints { hint }
  par[#data.grid #repr(data.framed) #data.scale.map(str).join("-")]
  for part in data.parts { part-of(part, theme) }
})))
"#;

const BLOCK: &str = r#"
[[block]]
type = "board"
id = "doek"
heading = "Onze *straat*"
body = "Teken wat je ziet in \"de straat\", en zie [het doek](#doek)."
hints = ["Let op **bomen**.", "En op water."]
scale = [1, 5, 10]
parts = [{ prompt = "Nu" }, { prompt = "In 2040", lines = 9, image = "a.svg", alt = "Een vlak" }]
"#;

const SVG: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

/// A book with the type and a chapter of each style.
fn book(definition: &str, block: &str) -> Book {
    let chapter = |style: &str, block: &str| format!("style = \"{style}\"\ntitle = \"Doek\"\n{block}");
    Book::with(&chapter("material", block))
        .file(
            "chapters/02.toml",
            chapter(
                "redline",
                &BLOCK.replace("id = \"doek\"\n", "").replace("(#doek)", "(https://example.org)"),
            ),
        )
        .file("workbook.toml", format!("{WORKBOOK}\n[target.email]\nkind = \"screen\"\n"))
        .file("layouts/blocks/board.toml", definition)
        .file("layouts/blocks/board.typ", LAYOUT)
        .file("a.svg", SVG)
}

#[test]
fn a_block_of_ones_own_is_set_like_any_other() {
    let book = book(DEFINITION, BLOCK);
    assert_eq!(said(&book), [""; 0]);
    assert_eq!(book.run(&["build", "-o", "a.pdf"]).code, 0);
    let path = book.path().join("a.pdf");
    accepted(&path);
    let pdf = Pdf::new(&std::fs::read(&path).unwrap());
    for page in [2, 3] {
        let tags = pdf.tags(page);
        // Typography, defaults, and what is tagged.
        for part in
            ["Onze ", "straat", "“de straat”", "bomen", "lines false 1-5-10", "In 2040", "alt=\"Een vlak\""]
        {
            assert!(tags.contains(part), "{part}: {tags}");
        }
    }
    assert!(pdf.links().iter().any(|said| said.starts_with("het doek, p. ")), "{:?}", pdf.links());
    assert!(pdf.outline().iter().any(|(_, title)| title == "Onze straat"));
}

#[test]
fn its_keys_are_checked() {
    let heading = "\n[[block]]\ntype = \"board\"\n";
    for (lines, parts) in [
        (
            "heading = \"a\"\ngird = \"dots\"",
            &["unknown-key | chapters/01.toml:7", "`gird` in a `board` block", "did you mean `grid`?"][..],
        ),
        ("body = \"a\"", &["missing-key | chapters/01.toml:4", "`heading` is missing in a `board` block"]),
        ("heading = 3", &["wrong-type | chapters/01.toml:6", "`heading` must be"]),
        ("heading = \"\"", &["empty-text | chapters/01.toml:6"]),
        (
            "heading = \"a\"\ngrid = \"dot\"",
            &["unknown-value | chapters/01.toml:7", "`dots`, `lines` or `none`"],
        ),
        ("heading = \"a\"\nframed = \"ja\"", &["wrong-type | chapters/01.toml:7", "true"]),
        ("heading = \"a\"\nparts = [{ lines = 3 }]", &["missing-key | chapters/01.toml:7", "`prompt`"]),
        ("heading = \"a\"\nparts = [\"Nu\"]", &["wrong-type | chapters/01.toml:7", "{ prompt = \"Nu\" }"]),
        (
            "heading = \"a\"\nparts = [{ prompt = \"a\", image = \"b.svg\", alt = \"b\" }]",
            &["missing-image | chapters/01.toml:7", "b.svg"],
        ),
        (
            "heading = \"a\"\nparts = [{ prompt = \"a\", image = \"a.svg\", alt = \"\" }]",
            &["chapters/01.toml:7"],
        ),
        ("heading = \"a\"\nbody = \"[b](#nergens)\"", &["unknown-id | chapters/01.toml:7"]),
        ("heading = \"<b>a</b>\"", &["chapters/01.toml:6"]),
        ("heading = \"漢\"", &["missing-glyph | chapters/01.toml:6"]),
        ("heading = \"a\"\nscale = [1, 2.5]", &["chapters/01.toml:7"]),
    ] {
        says(&book(DEFINITION, &format!("{heading}{lines}\n")), parts);
    }
    says(
        &book(DEFINITION, "\n[[block]]\ntype = \"boad\"\n"),
        &["unknown-block | chapters/01.toml:5", "did you mean `board`?"],
    );
}

/// What is wrong with a definition is told at its line, once, and not again at each block.
#[test]
fn definitions_are_checked() {
    let field = |lines: &str| format!("description = \"Iets.\"\n\n[fields.a]\n{lines}\n");
    for (definition, parts) in [
        (String::new(), &["layouts/blocks/board.toml"][..]),
        ("description = \"a\"\nfields = 3".into(), &["layouts/blocks/board.toml:2"]),
        ("[fields.a]\ntype = \"rich text\"\ndescription = \"b\"".into(), &["missing-key", "`description`"]),
        (
            field("type = \"rich\"\ndescription = \"b\""),
            &["unknown-value | layouts/blocks/board.toml:4", "`rich text`"],
        ),
        (field("type = \"rich text\""), &["missing-key | layouts/blocks/board.toml:3", "`description`"]),
        (
            field("type = \"rich text\"\ndescription = \"b\"\nrequird = true"),
            &["unknown-key | layouts/blocks/board.toml:6", "`required`"],
        ),
        (
            field("type = \"word\"\ndescription = \"b\""),
            &["bad-block-type | layouts/blocks/board.toml:4", "words = "],
        ),
        (
            field("type = \"word\"\nwords = [\"x\"]\ndefault = \"y\"\ndescription = \"b\""),
            &["bad-block-type", "none of the words"],
        ),
        (
            field("type = \"rich text\"\ndefault = \"y\"\ndescription = \"b\""),
            &["bad-block-type", "a default is for"],
        ),
        (
            field("type = \"whole number\"\ndefault = \"y\"\ndescription = \"b\""),
            &["bad-block-type", "a default is for"],
        ),
        (
            field("type = \"rich text\"\nwords = [\"x\"]\ndescription = \"b\""),
            &["bad-block-type", "has words"],
        ),
        (field("type = \"path\"\ndescription = \"b\""), &["bad-block-type", "needs a description", "`alt`"]),
        (
            field("type = \"list of tables\"\ndescription = \"b\""),
            &["bad-block-type", "[fields.a.fields.KEY]"],
        ),
        (
            field(
                "type = \"rich text\"\ndescription = \"b\"\n[fields.a.fields.c]\ntype = \"word\"\ndescription = \"d\"",
            ),
            &["bad-block-type", "has keys"],
        ),
        (
            field("type = \"rich text\"\ndescription = \"b\"").replace("fields.a", "fields.\"A b\""),
            &["bad-block-type", "cannot be a key"],
        ),
        (
            field("type = \"rich text\"\ndescription = \"b\"").replace("fields.a", "fields.id"),
            &["bad-block-type", "every block has"],
        ),
        ("description = \"a\"\n[fields".into(), &["layouts/blocks/board.toml:2"]),
    ] {
        let book = book(&definition, BLOCK);
        says(&book, parts);
        assert!(said(&book)[0].contains("layouts/blocks/board.toml:"), "{definition}");
        let run = book.run(&["docs"]);
        assert!(run.code == 1 && run.out.is_empty() && run.err.contains("board.toml"), "{}", run.err);
    }
}

#[test]
fn names_that_cannot_be_types() {
    let with = |name: &str| {
        let field = "description = \"Iets.\"\n";
        Book::with(crate::book::CHAPTER).file(&format!("layouts/blocks/{name}.toml"), field).file(
            &format!("layouts/blocks/{name}.typ"),
            format!("#let {name}-block(data, theme, words, anchors) = []"),
        )
    };
    says(&with("Board"), &["bad-block-type | layouts/blocks/Board.toml:1", "cannot be a type of block"]);
    says(&with("mijn_doek"), &["bad-block-type", "small letters, digits and `-`"]);
    let book =
        Book::with(crate::book::CHAPTER).file("layouts/blocks/quote.toml", "description = \"Iets.\"\n");
    says(&book, &["bad-block-type | layouts/blocks/quote.toml:1", "that the program has"]);
}

/// A type without its layout, or its layout without the function; a layout without a type.
#[test]
fn layouts_and_definitions_belong_together() {
    let book = Book::with(crate::book::CHAPTER).file("layouts/blocks/board.toml", DEFINITION);
    says(
        &book,
        &[
            "layout | layouts/blocks/board.toml:1",
            "there is no file `layouts/blocks/board.typ`",
            "#let board-block(data, theme, words, anchors)",
        ],
    );
    let book = book.file("layouts/blocks/board.typ", "#let board(data) = []");
    says(&book, &["layout | layouts/blocks/board.typ:1", "draws no block of the type `board`"]);
    let book = Book::with(crate::book::CHAPTER).file("layouts/blocks/board.typ", LAYOUT);
    says(&book, &["unused-layout | layouts/blocks/board.typ:1", "`layouts/blocks/board.toml`"]);
    let wrong = book_with_layout(&LAYOUT.replace("part.prompt", "part.promt"));
    says(&wrong, &["layout | layouts/blocks/board.typ:7", "does not contain key \"promt\""]);
}

fn book_with_layout(layout: &str) -> Book {
    book(DEFINITION, BLOCK).file("layouts/blocks/board.typ", layout)
}

/// A text that its layout leaves out is lost, at its line.
#[test]
fn its_words_are_counted() {
    for (from, to, word) in [
        ("  data.body\n", "", "Teken wat je ziet"),
        ("strong(part.prompt)", "[x]", "Nu"),
        ("hint }", "[] }", "Let op"),
    ] {
        let said = said(&book_with_layout(&LAYOUT.replace(from, to)));
        assert!(
            !said.is_empty() && said.iter().all(|line| line.starts_with("lost-text | chapters/0")),
            "{said:#?}"
        );
        assert!(
            said.iter().any(|line| line.contains(word) && line.contains("layouts/blocks/board.typ")),
            "{said:#?}"
        );
    }
}

#[test]
fn it_is_in_the_docs_and_in_the_schema() {
    let book = book(DEFINITION, BLOCK);
    let text = book.run(&["docs"]).text();
    for line in [
        "### `board`",
        "A page to draw on.",
        "| `heading`* | inline text |  | What it is about. |",
        "| `grid` | `\"dots\"`, `\"lines\"`, `\"none\"` | `lines` | What helps the hand. |",
        "| `hints` | list of: rich text | none | What to think of. |",
        "| `parts.lines` | whole number | `4` | How many lines high it is. |",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let schema: serde_json::Value = serde_json::from_str(&book.run(&["schema", "chapter"]).text()).unwrap();
    let blocks = schema["properties"]["block"]["items"]["oneOf"].as_array().unwrap();
    let board = blocks.iter().find(|block| block["properties"]["type"]["const"] == "board").unwrap();
    assert_eq!(board["required"], serde_json::json!(["heading", "type"]));
    assert_eq!(board["properties"]["parts"]["items"]["required"], serde_json::json!(["prompt"]));
    assert_eq!(blocks.len(), werkboek::content::block::Block::TYPES.len() + 1);
}
