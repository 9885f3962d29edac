//! Galleries, people, maps and narrow figures: what is wrong with them, what is heard, and what is hard to set.

use crate::book::Book;
use crate::files::said;
use crate::pdf::{Pdf, words};

const HEAD: &str = "style = \"material\"\ntitle = \"Beeld\"\nid = \"beeld\"\n\n";

/// A drawing of a size.
fn drawing(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='{width}' height='{height}' fill='#888'/></svg>"
    )
}

/// A book with some blocks.
fn book(blocks: &str) -> Book {
    let book = Book::with(&format!("{HEAD}{blocks}"));
    book.file("a.svg", drawing(900, 600))
        .file("tall.svg", drawing(300, 900))
        .file("logo.svg", drawing(96, 48))
}

/// What is written, the name of its finding, its line, and parts of what is said.
const WRONG: &[(&str, &str, usize, &[&str])] = &[
    ("gallery\"\nitems = []", "wrong-length", 7, &["`items`"]),
    (
        "gallery\"\nitems = [{ image = \"a.svg\" }]",
        "missing-key",
        7,
        &["`alt` is missing", "decorative = true"],
    ),
    ("gallery\"\nitems = [{ image = \"a.svg\", alt = \" \" }]", "empty-text", 7, &["`alt` is empty"]),
    (
        "gallery\"\nitems = [{ image = \"a.svg\", alt = \"a\", decorative = true }]",
        "one-of",
        7,
        &["only decorates", "take `decorative` away"],
    ),
    ("gallery\"\nitems = [{ image = \"b.svg\", alt = \"a\" }]", "missing-image", 7, &["b.svg"]),
    ("gallery\"\nitems = [{ alt = \"a\" }]", "missing-key", 7, &["`image`"]),
    (
        "gallery\"\nitems = [{ image = \"a.svg\", alt = \"a\", link = \"#belt\" }]",
        "unknown-id",
        7,
        &["`belt`", "did you mean `beeld`"],
    ),
    (
        "gallery\"\nitems = [{ image = \"a.svg\", alt = \"a\", link = \"www.example.org\" }]",
        "bad-link",
        7,
        &["`www.example.org`", "https://"],
    ),
    (
        "gallery\"\nkind = \"logo\"\nitems = [{ image = \"a.svg\", alt = \"a\" }]",
        "unknown-value",
        7,
        &["did you mean `logos`"],
    ),
    (
        "gallery\"\nheight = \"1mm\"\nitems = [{ image = \"a.svg\", alt = \"a\" }]",
        "wrong-measure",
        7,
        &["5", "300", "45mm"],
    ),
    (
        "gallery\"\nheight = 45\nitems = [{ image = \"a.svg\", alt = \"a\" }]",
        "wrong-type",
        7,
        &["height = \"45mm\""],
    ),
    (
        "gallery\"\ncolumns = 9\nitems = [{ image = \"a.svg\", alt = \"a\" }]",
        "wrong-number",
        7,
        &["between 1 and 8"],
    ),
    ("people\"\nitems = []", "wrong-length", 7, &["`items`"]),
    ("people\"\nitems = [{ role = \"a\" }]", "missing-key", 7, &["`name`"]),
    ("people\"\nitems = [{ name = \" \" }]", "empty-text", 7, &["`name` is empty"]),
    ("people\"\nitems = [{ name = \"a\", image = \"a.svg\" }]", "missing-key", 7, &["`alt` is missing"]),
    (
        "people\"\nitems = [{ name = \"a\", mail = \"joyce\" }]",
        "bad-link",
        7,
        &["`joyce`", "e-mail", "name@example.org"],
    ),
    ("people\"\nitems = [{ name = \"a\", mail = \"\" }]", "empty-text", 7, &["`mail` is empty"]),
    ("people\"\nitems = [{ name = \"a\", phone = \"bel mij\" }]", "bad-link", 7, &["`bel mij`", "digits"]),
    ("people\"\nitems = [\"Joyce\"]", "wrong-type", 7, &["name = \"Joyce\""]),
    ("map\"\nimage = \"a.svg\"\nalt = \"a\"\npoints = []", "wrong-length", 9, &["`points`"]),
    (
        "map\"\nimage = \"a.svg\"\nalt = \"a\"\npoints = [{ x = 101, y = 1, label = \"a\" }]",
        "wrong-number",
        9,
        &["`x`", "between 0 and 100, not 101", "percent"],
    ),
    (
        "map\"\nimage = \"a.svg\"\nalt = \"a\"\npoints = [{ x = 1, y = -0.5, label = \"a\" }]",
        "wrong-number",
        9,
        &["`y`", "not -0.5"],
    ),
    (
        "map\"\nimage = \"a.svg\"\nalt = \"a\"\npoints = [{ x = \"25%\", y = 1, label = \"a\" }]",
        "wrong-type",
        9,
        &["write `x = 25`"],
    ),
    (
        "map\"\nimage = \"a.svg\"\nalt = \"a\"\npoints = [{ x = nan, y = 1, label = \"a\" }]",
        "wrong-number",
        9,
        &["nan"],
    ),
    (
        "map\"\nimage = \"a.svg\"\nalt = \"a\"\npoints = [{ x = 1, label = \"a\" }]",
        "missing-key",
        9,
        &["`y`"],
    ),
    ("map\"\nimage = \"a.svg\"\npoints = [{ x = 1, y = 1, label = \"a\" }]", "missing-key", 5, &["`alt`"]),
    ("figure\"\nimage = \"a.svg\"\nalt = \"a\"\nwidth = 60", "wrong-type", 9, &["write `width = \"60%\"`"]),
    (
        "figure\"\nimage = \"a.svg\"\nalt = \"a\"\nwidth = \"120%\"",
        "wrong-measure",
        9,
        &["`120%`", "60%", "8cm"],
    ),
    (
        "figure\"\nimage = \"a.svg\"\nalt = \"a\"\nwidth = \"halve\"",
        "wrong-measure",
        9,
        &["did you mean `half`"],
    ),
    (
        "figure\"\nimage = \"a.svg\"\nalt = \"a\"\nside = \"links\"",
        "unknown-value",
        9,
        &["`left` or `right`"],
    ),
    (
        "figure\"\nimage = \"a.svg\"\nalt = \"a\"\nwidth = \"bleed\"\nside = \"left\"",
        "one-of",
        7,
        &["`width = \"bleed\"`", "`side`", "half"],
    ),
];

#[test]
fn each_is_told_at_its_line() {
    for (block, name, line, parts) in WRONG {
        let told = said(&book(&format!("[[block]]\ntype = \"{block}\n")));
        let start = format!("{name} | chapters/01.toml:{line} |");
        assert!(
            told.len() == 1 && told[0].starts_with(&start) && parts.iter().all(|part| told[0].contains(part)),
            "{block}\n{told:#?}\ninstead of {start} {parts:?}"
        );
    }
}

/// The images of new keys are looked at as those of others are.
#[test]
fn images_in_lists_are_looked_at() {
    let mut coarse = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(60, 40, image::Rgb([90; 3]))
        .write_to(&mut coarse, image::ImageFormat::Png)
        .unwrap();
    let coarse = coarse.into_inner();
    for block in [
        "gallery\"\nitems = [\n{ image = \"a.svg\", alt = \"a\" },\n{ image = \"c.png\", alt = \"a\" },\n]",
        "people\"\nitems = [\n{ name = \"a\", image = \"a.svg\", alt = \"a\" },\n{ name = \"b\", image = \"c.png\", alt = \"a\" },\n]",
    ] {
        let workbook = format!("{}\n[target.print]\nkind = \"print\"\n", crate::book::WORKBOOK);
        let make = |bytes: &[u8]| {
            book(&format!("[[block]]\ntype = \"{block}\n"))
                .file("workbook.toml", &workbook)
                .file("c.png", bytes)
        };
        let told = said(&make(&coarse));
        assert!(
            told.iter().any(|told| told.starts_with("image-resolution | chapters/01.toml:9")),
            "{block}\n{told:#?}"
        );
        let told = said(&make(b"geen beeld"));
        assert!(
            told.iter().any(|told| told.starts_with("unknown-image | chapters/01.toml:9")),
            "{block}\n{told:#?}"
        );
    }
}

/// A legend is a list whose numbers are those of the dots, and a dot is heard there alone.
#[test]
fn each_point_is_heard_with_its_legend() {
    let points: String = (1..=12)
        .map(|n| format!("{{ x = 50, y = 50, label = \"Plek {n}\", text = \"Wat er is.\" }},\n"))
        .collect();
    let map =
        format!("[[block]]\ntype = \"map\"\nimage = \"a.svg\"\nalt = \"Een plein\"\npoints = [\n{points}]\n");
    let (document, bytes) = book(&map).laid();
    let pdf = Pdf::new(&bytes);
    assert_eq!(pdf.heard("Lbl"), (1..=12).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(pdf.heard("LBody").len(), 12);
    assert!(pdf.heard("LBody")[11].contains("Plek 12"), "{:?}", pdf.heard("LBody"));
    assert!(words(&document).contains("Plek12"));
}

/// Mail and telephone lead where they say; a picture that leads to a place tells its page.
#[test]
fn people_and_pictures_lead_on() {
    let blocks = "[[block]]\ntype = \"people\"\nitems = [{ name = \"Joyce\", mail = \"joyce@example.org\", phone = \"+31 (0)20 123\" }]\n\
        [[block]]\ntype = \"gallery\"\nitems = [{ image = \"a.svg\", alt = \"Een straat\", link = \"#beeld\" }, { image = \"a.svg\", alt = \"b\", link = \"https://example.org\" }]\n";
    let (document, bytes) = book(blocks).laid();
    let links = Pdf::new(&bytes).links().join("\n");
    for wanted in ["joyce@example.org", "+3120123", "https://example.org", "Een straat, p. 2"] {
        assert!(links.contains(wanted), "{wanted}\n{links}");
    }
    assert!(words(&document).contains('→'), "{}", words(&document));
}

/// The sizes of all images on the pages, in points.
fn sizes(blocks: &str) -> Vec<[f64; 2]> {
    let document = book(blocks).document();
    let mut found = Vec::new();
    for page in document.pages() {
        images(&page.frame, &mut found);
    }
    found
}

fn images(frame: &typst_library::layout::Frame, found: &mut Vec<[f64; 2]>) {
    for (_, item) in frame.items() {
        match item {
            typst_library::layout::FrameItem::Group(group) => images(&group.frame, found),
            typst_library::layout::FrameItem::Image(_, size, _) => {
                found.push([size.x.to_pt(), size.y.to_pt()])
            }
            _ => {}
        }
    }
}

fn figure(rest: &str) -> String {
    format!("[[block]]\ntype = \"figure\"\nalt = \"a\"\nimage = {rest}\n")
}

#[test]
fn figures_are_as_wide_as_they_say() {
    let measure = (210.0 - 34.0) / 25.4 * 72.0;
    let text = "[[block]]\ntype = \"text\"\nbody = \"Tekst.\"\n";
    let wide = |rest: &str| sizes(&figure(rest))[0][0];
    let near = |found: f64, wanted: f64, what: &str| {
        assert!((found - wanted).abs() < 1.0, "{what}: {found} {wanted}")
    };
    near(wide("\"a.svg\""), measure, "a large image fills the page");
    near(wide("\"logo.svg\""), measure * 0.25, "a small one is not blown up");
    near(wide("\"logo.svg\"\nwidth = \"full\""), measure, "unless that is asked for");
    near(wide("\"a.svg\"\nwidth = \"8cm\""), 80.0 / 25.4 * 72.0, "a length");
    near(wide("\"a.svg\"\nwidth = \"90cm\""), measure, "a length over the page");
    let third = wide("\"a.svg\"\nwidth = \"third\"");
    let half = wide("\"a.svg\"\nwidth = \"half\"");
    near(wide("\"a.svg\"\nwidth = \"50%\""), half, "a share");
    assert!(third < half && half < measure / 2.0);
    for side in ["left", "right"] {
        let block = figure(&format!("\"a.svg\"\nwidth = \"third\"\nside = \"{side}\""));
        near(sizes(&(block + text))[0][0], third, side);
    }
}

/// A book for the eye of what is hard: few and many, long and short, at the edges.
pub fn stressed(long: &str, hard: &str) -> String {
    let caption = "Een bijschrift van tweehonderd letters legt uit wat er te zien is. ".repeat(3);
    let image = |n: usize| ["wide.svg", "tall.svg", "a.svg", "logo.svg", "a.svg"][n % 5];
    let gallery = |count: usize, rest: &str| {
        let items: String = (0..count)
            .map(|n| match n % 4 {
                0 => format!("{{ image = \"{}\", alt = \"Beeld\" }},", image(n)),
                1 => format!("{{ image = \"{}\", alt = \"Beeld\", caption = \"{caption}\", credit = \"{long}\" }},", image(n)),
                2 => format!("{{ image = \"{}\", alt = \"Beeld\", caption = \"Kort.\", link = \"https://example.org\" }},", image(n)),
                _ => format!("{{ image = \"{}\", decorative = true }},", image(n)),
            })
            .collect();
        format!("[[block]]\ntype = \"gallery\"\n{rest}\nitems = [{items}]\n")
    };
    let people = |count: usize, pictured: usize| {
        let items: String = (0..count)
            .map(|n| {
                let portrait = if n < pictured { "image = \"tall.svg\", alt = \"Portret\"," } else { "" };
                match n % 3 {
                    0 => format!("{{ {portrait} name = \"{long} {n}\", role = \"{long}\", mail = \"{}@example.org\" }},", "pad.".repeat(12) + "a"),
                    1 => format!("{{ {portrait} name = \"Jos\" }},"),
                    _ => format!("{{ {portrait} name = \"Joyce van der Voorbeeld\", role = \"Ontwerper openbare ruimte\", organisation = \"Gemeente\", phone = \"+31 20 123 45 67\" }},"),
                }
            })
            .collect();
        format!("[[block]]\ntype = \"people\"\nitems = [{items}]\n")
    };
    let map = |image: &str, count: usize, spread: usize, text: &str| {
        let points: String = (0..count)
            .map(|n| {
                let (x, y) = ((n * spread * 37) % 101, (n * spread * 61) % 101);
                format!(
                    "{{ x = {x}, y = {y}, label = \"Plek {n} {}\", {text} }},",
                    if n == 1 { long } else { "" }
                )
            })
            .collect();
        format!(
            "[[block]]\ntype = \"map\"\nimage = \"{image}\"\nalt = \"Kaart\"\ncaption = \"{caption}\"\npoints = [{points}]\n"
        )
    };
    let beside = |side: &str, text: &str| {
        figure(&format!("\"a.svg\"\nwidth = \"third\"\nside = \"{side}\"\ncaption = \"{caption}\""))
            + &format!("[[block]]\ntype = \"text\"\nheading = \"{long}\"\nbody = \"{text}\"\n")
    };
    let row = |width: &str| figure(&format!("\"a.svg\"\nwidth = \"{width}\"\ncaption = \"{caption}\""));
    [
        [1, 2, 3, 5, 30].map(|count| gallery(count, "")).concat(),
        gallery(7, "height = \"60mm\"\ncolumns = 3"),
        gallery(9, "kind = \"logos\""),
        people(1, 0) + &people(2, 2) + &people(3, 3) + &people(5, 3) + &people(60, 0) + &people(30, 20),
        map("a.svg", 1, 1, ""),
        map("a.svg", 40, 0, "text = \"Wat er is.\""),
        map("tall.svg", 40, 1, "text = \"Wat er is.\""),
        map("wide.svg", 9, 1, &format!("text = \"{hard}\"")),
        beside("left", "Kort.") + &beside("right", hard),
        row("third").repeat(4) + &row("half") + &row("40%") + &row("60%"),
        figure("\"logo.svg\"\nside = \"right\"\ncaption = \"Ernaast.\"") + &figure("\"logo.svg\""),
    ]
    .concat()
}

/// A picture that is too narrow for its dots has room for them beside it, on any paper.
#[test]
fn dots_find_room_beside_a_narrow_picture() {
    let points: String = (0..40)
        .map(|n| format!("{{ x = {}, y = {}, label = \"Plek {n}\" }},", n * 37 % 101, n * 61 % 101))
        .collect();
    let chapter = format!(
        "style = \"redline\"\ntitle = \"Kaart\"\n[[block]]\ntype = \"map\"\nimage = \"tall.svg\"\nalt = \"Kaart\"\npoints = [{points}]\n"
    );
    for design in [
        "paper = \"a4\"",
        "paper = \"square\"\nsize = \"8pt\"\nline = \"12pt\"",
        "paper = \"a4 landscape\"\nsize = \"11pt\"\nline = \"13.5pt\"",
    ] {
        let workbook = format!("{}\n[design]\n{design}\n", crate::book::WORKBOOK);
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='2000'><rect width='200' height='2000' fill='#888'/></svg>";
        let book = crate::book::Book::with(&chapter).file("workbook.toml", workbook).file("tall.svg", svg);
        let run = book.run(&["check"]);
        assert!(!run.text().contains("printed over"), "{design}: {}", run.text());
        crate::pages::apart(&book.document());
    }
}
