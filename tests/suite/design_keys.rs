//! The keys of the design: what each does on the pages, and what is refused at its line.

use crate::book::{Book, WORKBOOK};
use crate::designs::{FACES, PAPERS, Tried};
use crate::pdf::runs;

/// A booklet of A5 pages on A4 has the pages beside each other, and no larger book does.
#[test]
fn a_booklet_takes_its_size_from_the_pages() {
    for (paper, sheet, fits) in [
        ("a5", "a4", true),
        ("a4", "a4", false),
        ("a4", "a3", true),
        ("b5", "a4", false),
        ("148mm x 148mm", "a4", true),
        ("a5 landscape", "a4", false),
        ("a5 landscape", "a3", true),
    ] {
        let workbook = format!(
            "{WORKBOOK}\n[design]\npaper = \"{paper}\"\n[target.fold]\nkind = \"booklet\"\nsheet = \"{sheet}\"\n"
        );
        let book = Book::with(crate::book::CHAPTER).file("workbook.toml", workbook);
        let run = book.run(&["build"]);
        assert_eq!(run.code == 0, fits, "{paper} on {sheet}: {}{}", run.text(), run.err);
        let is_small = run.err.contains("is too small: two pages take");
        assert_eq!(is_small, !fits, "{paper} on {sheet}: {}", run.err);
    }
}

/// What cannot be set is refused at its line, with what to write.
#[test]
fn designs_are_held_to_their_bounds() {
    let cases = [
        (
            "paper = \"a9\"",
            "`paper` must be paper, not `a9`",
            "papers are `a4`, `a5`, `b5`, `letter` and `square`",
        ),
        ("paper = \"170 x 240\"", "must be paper", "write `paper = \"170mm x 240mm\"`"),
        ("paper = \"30mm x 240mm\"", "`paper` must be between 90 and 600 mm on each side", "take a name"),
        ("paper = \"900mm x 240mm\"", "not 900 x 240 mm", "take a name"),
        ("size = \"3pt\"", "`size` must be between 6.0 and 16.0 pt, not 3.0 pt", "8 to 11 pt"),
        ("size = 9", "`size` must be a length in quotes", "write `size = "),
        (
            "size = \"10pt\"\nline = \"9pt\"",
            "`line` must be between 11.5 and 20.0 pt, not 9.0 pt",
            "13.8 pt apart",
        ),
        ("line = \"30pt\"", "`line` must be between 10.6 and 18.5 pt, not 30.0 pt", "12.8 pt apart"),
        (
            "margins = { top = \"2mm\" }",
            "the margin `top` must be between 14 and 150 mm, not 2.0 mm",
            "`top = \"14mm\"`",
        ),
        (
            "margins = { outside = \"2mm\" }",
            "the margin `outside` must be between 8 and 150 mm",
            "a knife is never exact",
        ),
        (
            "margins = { inside = \"90mm\", outside = \"90mm\" }",
            "the margins leave no room for a column of 28 letters: it has 19",
            "make `inside` and `outside` narrower",
        ),
        (
            "margins = { top = \"120mm\", bottom = \"120mm\" }",
            "the margins leave no room for 18 lines on a page: it has 12",
            "make `top` and `bottom` smaller",
        ),
        (
            "face = \"Schibsted Grotsk\"",
            "there is no typeface called `Schibsted Grotsk` for `face`",
            "did you mean",
        ),
        (
            "titles = [\"Spline Sans Mono\", \"Nowhere\"]",
            "called `Nowhere` for `titles`",
            "the typefaces are",
        ),
        ("font = \"Arial\"", "unknown key `font`", "did you mean `face`?"),
        ("leading = \"13pt\"", "unknown key `leading`", "did you mean `line`?"),
        (
            "inside = \"20mm\"",
            "unknown key `inside`",
            "`inside` belongs in `margins = { ... }` under `[design]`",
        ),
        ("logo = \"a.svg\"", "unknown key `logo`", "`logo` belongs in `cover = { ... }` under `[design]`"),
        ("face = []", "`face` must hold at least 1", ""),
        ("face = 3", "`face` must be text in quotes, or a list of such in [brackets]", ""),
        ("redline = { ground = \"black\" }", "`ground` must be `accent` or `white`, not `black`", ""),
        ("cover = { image = \"nowhere.jpg\", alt = \"a\" }", "nowhere.jpg", ""),
        ("cover = { image = \"a.svg\" }", "`alt` is missing for this image", "`alt = \"...\"`"),
        ("cover = { lines = [\"Een\", \"ander\"] }", "the lines in `cover` are not those of the title", ""),
        (
            "cover = \"a.svg\"",
            "`cover` must be a list in [brackets] or a table in {braces}",
            "`cover = { image",
        ),
    ];
    for (design, message, hint) in cases {
        let workbook = format!("{WORKBOOK}\n[design]\n{design}\n");
        let dot =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
        let book = Book::with(crate::book::CHAPTER).file("workbook.toml", workbook).file("a.svg", dot);
        let run = book.run(&["check"]);
        assert_eq!(run.code, 1, "{design}: {}", run.text());
        assert!(run.text().contains(message) && run.text().contains(hint), "{design}: {}", run.text());
        assert!(run.text().contains("workbook.toml:"), "{design}: {}", run.text());
    }
}

/// A cover with a picture and a logo has both, the one off both sides of the page, and its title above it.
#[test]
fn a_cover_has_its_picture_and_its_logo() {
    let drawing = |width: u32| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='90'><rect width='{width}' height='90' fill='#123456'/></svg>"
        )
    };
    for tried in PAPERS.map(|paper| Tried { paper, faces: FACES[0], size: 9.25, line: None }) {
        let cover = "cover = { lines = [\"Werk\", \"boek\"], image = \"wide.svg\", alt = \"Een vlak.\", logo = \"logo.svg\" }";
        let workbook = format!("{WORKBOOK}\n{}{cover}\n", tried.toml());
        let book = Book::with(crate::book::CHAPTER).file("workbook.toml", workbook);
        let book = book.file("wide.svg", drawing(120)).file("logo.svg", drawing(180));
        let document = book.document();
        let page = &document.pages()[0].frame;
        let width = page.width().to_pt();
        let mut images = Vec::new();
        werkboek::edition::walk(page, &mut |placed| {
            if let typst_library::layout::FrameItem::Image(_, size, _) = placed.item {
                let whole = werkboek::edition::Area::sized(*size, placed.transform);
                let area = placed.clip.and_then(|clip| clip.common(&whole)).unwrap_or(whole);
                images.push([area.left, area.top, area.right, area.bottom]);
            }
        });
        let [logo, picture] = images.as_slice() else { panic!("{tried:?}: {images:?}") };
        assert!(picture[0] < -8.0 && picture[2] > width + 8.0, "{tried:?}: {picture:?}");
        assert!(logo[2] < width && logo[3] < picture[1], "{tried:?}: {logo:?}");
        let largest = runs(page).into_iter().max_by(|a, b| a.size.total_cmp(&b.size)).unwrap();
        assert!(
            largest.size > 25.0 && largest.baseline < picture[1],
            "{tried:?}: {:?} {} {picture:?}",
            largest.area,
            largest.baseline
        );
        assert!(picture[3] - picture[1] > page.height().to_pt() / 6.0, "{tried:?}: {picture:?}");
    }
}

/// On white, the accent is type and rules only: no page, panel or card has a ground.
#[test]
fn red_lines_on_white_have_no_ground() {
    for (ground, is_flooded) in [("accent", true), ("white", false)] {
        let workbook = format!("{WORKBOOK}\n[design]\nredline = {{ ground = \"{ground}\" }}\n");
        let chapter = crate::book::CHAPTER.replace("material", "redline");
        let document = Book::with(&chapter).file("workbook.toml", workbook).document();
        for page in document.pages().iter().take(2) {
            let is_filled = page.fill_or_transparent().is_some();
            assert_eq!(is_filled, is_flooded, "{ground}");
        }
    }
}
