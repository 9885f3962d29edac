//! What holds for printers where a workbook says nothing: marks, resolutions, lines, tints, what stands by the trim.

use crate::book::{Book, CHAPTER, WORKBOOK};
use crate::pdf::Pdf;
use crate::photos;
use crate::preflight::{all, found};

/// Millimetres in points.
const MM: f64 = 72.0 / 25.4;

const PRINT: &str = "[target.print]\nkind = \"print\"\n";

fn book(workbook: &str, style: &str, chapter: &str) -> Book {
    let head = CHAPTER.replace("material", style);
    Book::empty()
        .file("workbook.toml", format!("{WORKBOOK}\n{workbook}"))
        .file("chapters/01.toml", format!("{head}\n{chapter}"))
}

fn figure(width: &str) -> String {
    format!("[[block]]\ntype = \"figure\"\nimage = \"a\"\nalt = \"Beeld\"\nwidth = \"{width}\"\n")
}

/// The findings of a name on a figure, in short: `w` for a warning, `e` for an error.
fn told(name: &str, workbook: &str, style: &str, width: &str, image: impl AsRef<[u8]>) -> String {
    let found = found(&book(workbook, style, &figure(width)).file("a", image), name);
    found.iter().map(|finding| if finding.ends_with("error") { 'e' } else { 'w' }).collect()
}

#[test]
fn marks_are_there_where_they_are_asked_for() {
    for (target, sides) in [
        ("kind = \"print\"", [216.0, 303.0]),
        ("kind = \"print\"\nmarks = false", [216.0, 303.0]),
        ("kind = \"print\"\nmarks = true", [236.0, 323.0]),
        ("kind = \"print\"\nbleed = \"0mm\"", [210.0, 297.0]),
        ("kind = \"print\"\ninks = \"cmyk\"\nstyle = \"material\"", [216.0, 303.0]),
        ("kind = \"booklet\"", [420.0, 297.0]),
        ("kind = \"booklet\"\nsheet = \"sra3\"\nmarks = true", [450.0, 320.0]),
    ] {
        let book = book(&format!("[target.a]\n{target}\n"), "material", "");
        let run = book.run(&["build"]);
        assert_eq!(run.code, 0, "{target}: {}", run.err);
        let bytes = std::fs::read(book.path().join("build/werkboek-2021-09-17-a.pdf")).unwrap();
        let pdf = Pdf::new(&bytes);
        for page in pdf.page_dictionaries() {
            let found = pdf.rectangle(page, "MediaBox").unwrap();
            let off = (found[2] - sides[0] * MM).abs() + (found[3] - sides[1] * MM).abs();
            assert!(off < 0.05, "{target}: {found:?}");
        }
        let text = crate::words::words(&book.path().join("build/werkboek-2021-09-17-a.pdf"));
        let has_slug = text[0].words.iter().any(|word| ["p.", "vel"].contains(&word.text.as_str()));
        assert_eq!(has_slug, target.contains("marks = true"), "{target}");
    }
}

/// A figure over the full measure is 176 mm wide: 300 pixels per inch take 2079.
#[test]
fn resolutions() {
    let targets = |print: &str, limits: &str| format!("{PRINT}{print}\n[preflight]\n{limits}\n");
    let fold = "[target.fold]\nkind = \"booklet\"\n".to_owned();
    let screen = "[target.screen]\nkind = \"screen\"\n".to_owned();
    for (workbook, pixels, wanted) in [
        (PRINT.to_owned(), 2085, ""),
        (PRINT.to_owned(), 2070, "w"),
        (PRINT.to_owned(), 1045, "w"),
        (PRINT.to_owned(), 1030, "e"),
        (PRINT.to_owned(), 60, "e"),
        (fold.clone(), 2070, "w"),
        (fold, 1030, "e"),
        (String::new(), 1030, "e"),
        (screen.clone(), 700, ""),
        (screen.clone(), 300, "w"),
        (format!("{screen}min-ppi = 600\n"), 1030, "w"),
        (targets("min-ppi = 200", ""), 1400, ""),
        (targets("min-ppi = 200", ""), 1370, "w"),
        (targets("min-ppi = 100", ""), 720, ""),
        (targets("min-ppi = 100", ""), 680, "e"),
        (targets("min-ppi = 0", ""), 60, ""),
        (targets("", "error-ppi = 0"), 60, "w"),
        (targets("", "error-ppi = 200"), 1370, "e"),
        (targets("", "error-ppi = 600"), 2070, "e"),
        (targets("", "error-ppi = 600"), 2085, ""),
        (targets("", "ignore = [\"image-resolution\"]"), 60, ""),
        (format!("{}{screen}", targets("", "error-ppi = 100")), 600, "e"),
    ] {
        let found = told("image-resolution", &workbook, "material", "full", photos::gray_jpeg(pixels, 20));
        assert_eq!(found, wanted, "{pixels} pixels, {workbook}");
    }
}

fn drawing(content: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='600' height='300'>{content}</svg>")
}

/// A drawing over the full measure: 499 pt for 600 units, so that 0.6 units are 0.5 pt.
#[test]
fn reversed_lines() {
    let line = |colour: &str, width: f64| {
        format!("<path d='M20 150 H580' fill='none' stroke='{colour}' stroke-width='{width}'/>")
    };
    let on = |ground: &str, line: &str| format!("<rect width='600' height='300' fill='{ground}'/>{line}");
    for (style, content, wanted) in [
        ("material", on("#000", &line("#fff", 0.55)), "w"),
        ("material", on("#000", &line("#fff", 0.65)), ""),
        ("material", on("#D81E05", &line("white", 0.4)), "w"),
        ("material", on("#00AEEF", &line("#fdfdfd", 0.5)), "w"),
        ("material", on("#FFDD00", &line("#fff", 0.5)), "w"),
        ("material", on("#eeeeee", &line("#fff", 0.5)), ""),
        ("material", on("#000", &line("#D81E05", 0.5)), ""),
        ("material", on("#000", &line("#D81E05", 0.2)), "w"),
        ("material", line("#000", 0.35), ""),
        ("material", line("#000", 0.25), "w"),
        // Without a ground of its own, a drawing stands on the page's.
        ("material", line("#fff", 0.5), ""),
        ("redline", line("#fff", 0.5), "w"),
        ("redline", line("#fff", 0.65), ""),
        // A ring has no ground in its middle; one of two shapes is enough.
        (
            "material",
            format!(
                "<path fill-rule='evenodd' d='M0 0H600V300H0Z M10 10H590V290H10Z'/>{}",
                line("#fff", 0.5)
            ),
            "",
        ),
        ("material", format!("<rect x='280' width='40' height='300'/>{}", line("#fff", 0.5)), "w"),
        ("material", format!("<rect width='600' height='100'/>{}", line("#fff", 0.5)), ""),
        // White over the ink before the line makes paper of it again.
        (
            "material",
            on("#000", &format!("<rect y='100' width='600' height='100' fill='#fff'/>{}", line("#fff", 0.5))),
            "",
        ),
        ("material", on("#000", &format!("<g transform='scale(0.5)'>{}</g>", line("#fff", 1.0))), "w"),
        (
            "material",
            on("#000", "<circle cx='300' cy='150' r='90' fill='none' stroke='#fff' stroke-width='.5'/>"),
            "w",
        ),
    ] {
        let found = told("hairline", PRINT, style, "full", drawing(&content));
        assert_eq!(found, wanted, "{style}: {content}");
    }
    let black = drawing(&on("#000", &line("#fff", 0.55)));
    for (limit, wanted) in [("0.4pt", ""), ("0.47pt", "w"), ("0.49pt", "w")] {
        let workbook = format!("{PRINT}[preflight]\nknockout-line = \"{limit}\"\n");
        assert_eq!(told("hairline", &workbook, "material", "full", &black), wanted, "{limit}");
    }
    let ignored = format!("{PRINT}[preflight]\nignore = [\"hairline\"]\n");
    assert_eq!(told("hairline", &ignored, "material", "full", &black), "");
}

/// A drawing that runs off both sides: 216 mm for 216 units, the trim 3 mm inside.
fn bled(content: &str) -> String {
    let ground = "<rect width='216' height='100' fill='#D81E05'/>";
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='216' height='100'>{ground}{content}</svg>")
}

#[test]
fn what_stands_by_the_trim() {
    let text = |x: u32| {
        format!("<text x='{x}' y='50' font-size='8' font-family='Schibsted Grotesk'>Aan de rand</text>")
    };
    let line = |x: f64| format!("<path d='M{x} 20 V80' stroke='#000' stroke-width='1'/>");
    let frame = |by: u32| {
        let (wide, high) = (216 - 2 * by, 100 - 2 * by);
        format!("<rect x='{by}' y='{by}' width='{wide}' height='{high}' fill='none' stroke='#000'/>")
    };
    let dot = |x: f64| format!("<circle cx='{x}' cy='50' r='1'/>");
    for (content, wanted) in [
        (String::new(), ""),
        (text(5), "w"),
        (text(1), "w"),
        (text(9), ""),
        (line(5.0), "w"),
        (line(9.0), ""),
        (line(211.0), "w"),
        (frame(5), "w"),
        (frame(9), ""),
        (dot(5.0), "w"),
        (dot(9.0), ""),
        (dot(213.0 - 5.0), ""),
        (dot(213.0 - 2.0), "w"),
        // What runs over the edge is meant to, and so is what stands along it in such a drawing.
        ("<path d='M0 50 H100' stroke='#000'/>".into(), ""),
        (format!("<path d='M0 50 H100' stroke='#000'/>{}", dot(5.0)), ""),
        // A shape among others may end anywhere.
        ("<rect x='5' y='20' width='80' height='60'/>".into(), ""),
        // Outside the trim, nothing is seen.
        ("<circle cx='1' cy='50' r='0.8'/>".into(), ""),
    ] {
        let found = told("near-trim", PRINT, "material", "bleed", bled(&content));
        assert_eq!(found, wanted, "{content}");
    }
    let near = bled(&line(5.0));
    for (workbook, wanted) in [
        ("[target.fold]\nkind = \"booklet\"\n".to_owned(), "w"),
        ("[target.screen]\nkind = \"screen\"\n".to_owned(), ""),
        (format!("{PRINT}style = \"redline\"\n"), ""),
        (format!("{PRINT}[preflight]\nnear-trim = \"1mm\"\n"), ""),
        (format!("{PRINT}[preflight]\nnear-trim = \"0mm\"\n"), ""),
        (format!("{PRINT}[preflight]\nignore = [\"near-trim\"]\n"), ""),
    ] {
        // An extract of red lines takes a chapter of them.
        let red = CHAPTER.replace("material", "redline");
        let book =
            book(&workbook, "material", &figure("bleed")).file("a", &near).file("chapters/02.toml", red);
        let found = found(&book, "near-trim");
        assert_eq!(found.len(), wanted.len(), "{workbook}");
    }
    // What stands within the margins does so, however high the limit.
    let workbook = format!("{PRINT}[preflight]\nnear-trim = \"13mm\"\n");
    assert_eq!(found(&book(&workbook, "material", ""), "near-trim"), Vec::<String>::new());
    let workbook = format!("{PRINT}[preflight]\nnear-trim = \"15mm\"\n");
    assert!(!found(&book(&workbook, "material", ""), "near-trim").is_empty());
}

/// A picture that nearly fills its page fills it: no sliver of paper is left along its inner edge.
#[test]
fn pictures_on_pages_of_their_own() {
    let captions = ["", "caption = \"Een onderschrift bij dit beeld.\"\n"];
    for bleed in [0, 3, 8] {
        // All in one book, each on a page of its own.
        // The opener and its line are left on a page by themselves.
        let workbook = format!("{PRINT}bleed = \"{bleed}mm\"\n\n[preflight]\nignore = [\"thin-page\"]\n");
        let heights: Vec<u32> = (120..=200).step_by(3).collect();
        let figures = heights.iter().flat_map(|height| {
            captions.map(|caption| figure("bleed").replace("\"a\"", &format!("\"{height}.svg\"")) + caption)
        });
        let book = book(&workbook, "material", &figures.collect::<String>());
        let book = heights.iter().fold(book, |book, height| {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='{height}'><rect width='100' height='{height}' fill='#D81E05'/></svg>");
            book.file(&format!("{height}.svg"), svg)
        });
        assert_eq!(all(&book), [], "{bleed} mm");
    }
}

#[test]
fn faint_tints() {
    let ground = |fill: &str| drawing(&format!("<rect width='600' height='300' {fill}/>"));
    let cmyk = format!("{PRINT}inks = \"cmyk\"\n");
    let gradient = |from: &str, to: &str| {
        drawing(&format!(
            "<linearGradient id='a'><stop offset='0' stop-color='{from}'/><stop offset='1' stop-color='{to}'/></linearGradient><rect width='600' height='300' fill='url(#a)'/>"
        ))
    };
    for (workbook, image, wanted) in [
        (PRINT, ground("fill='#efefef'"), "w"),
        (PRINT, ground("fill='#f6f6f6'"), "w"),
        (PRINT, ground("fill='#fdfdfd'"), "w"),
        (PRINT, ground("fill='#ffffff'"), ""),
        (PRINT, ground("fill='#eaeaea'"), ""),
        (PRINT, ground("fill='none' stroke='#f4f4f4' stroke-width='9'"), "w"),
        // Five percent of the accent, and ten.
        (PRINT, ground("fill='#fdf4f3'"), "w"),
        (PRINT, ground("fill='#fbe8e6'"), ""),
        // What is transparent is as faint as it looks on its ground.
        (PRINT, ground("fill='#000' fill-opacity='0.05'"), "w"),
        (PRINT, ground("fill='#000' fill-opacity='0.2'"), ""),
        (PRINT, ground("fill='#000' fill-opacity='0.5' opacity='0.1'"), "w"),
        (PRINT, drawing("<g opacity='0.06'><rect width='600' height='300'/></g>"), "w"),
        (
            PRINT,
            drawing(
                "<rect width='600' height='300' fill='#999'/><rect width='300' height='300' fill-opacity='.05'/>",
            ),
            "",
        ),
        (PRINT, gradient("#ffffff", "#000000"), ""),
        (PRINT, gradient("#ffffff", "#f2f2f2"), "w"),
        (cmyk.as_str(), ground("fill='#efefef'"), "w"),
        (cmyk.as_str(), ground("fill='#fafaff'"), "w"),
        (cmyk.as_str(), ground("fill='#f08020'"), ""),
        ("[target.fold]\nkind = \"booklet\"\n", ground("fill='#efefef'"), "w"),
        ("[target.screen]\nkind = \"screen\"\n", ground("fill='#efefef'"), ""),
        ("[target.print]\nkind = \"print\"\n[preflight]\nfaint-tint = 5\n", ground("fill='#efefef'"), ""),
        ("[target.print]\nkind = \"print\"\n[preflight]\nfaint-tint = 20\n", ground("fill='#dddddd'"), "w"),
        (
            "[target.print]\nkind = \"print\"\n[preflight]\nignore = [\"faint-tint\"]\n",
            ground("fill='#efefef'"),
            "",
        ),
    ] {
        assert_eq!(told("faint-tint", workbook, "material", "full", &image), wanted, "{workbook}{image}");
    }
    // A photograph may be as pale as it likes.
    let pale = image::RgbImage::from_fn(2200, 40, |x, _| image::Rgb([248 + (x % 7) as u8; 3]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pale.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    assert_eq!(told("faint-tint", PRINT, "material", "full", bytes.into_inner()), "");
}

#[test]
fn photographs_that_turn_gray() {
    let two = "[target.a]\nkind = \"print\"\n[target.b]\nkind = \"booklet\"\n";
    let colour = || photos::rgb_jpeg(2200, 60);
    // A photograph in gray, stored as one in colour.
    let gray = || {
        let pixels = image::RgbImage::from_fn(2200, 60, |x, y| image::Rgb([(x + y) as u8; 3]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    for (workbook, image, wanted) in [
        (two, colour(), 1),
        (two, photos::rgb_png(2200, 60), 1),
        (two, photos::cmyk_jpeg(2200, 60), 1),
        ("", colour(), 1),
        (two, photos::gray_jpeg(2200, 60), 0),
        (two, gray(), 0),
        ("[target.a]\nkind = \"print\"\ninks = \"cmyk\"\n", colour(), 0),
        ("[target.a]\nkind = \"print\"\ninks = \"rgb\"\n", colour(), 0),
        ("[target.a]\nkind = \"screen\"\n", colour(), 0),
        ("[target.a]\nkind = \"print\"\n[preflight]\nignore = [\"gray-photos\"]\n", colour(), 0),
    ] {
        // Three times in the book, and told once.
        let book = book(workbook, "material", &figure("full").repeat(3)).file("a", image);
        let all = found(&book, "gray-photos");
        assert_eq!(all.len(), wanted, "{workbook}: {all:?}");
        assert!(all.iter().all(|finding| finding.ends_with("warning")), "{all:?}");
    }
    let book = book(two, "material", &figure("full")).file("a", colour());
    assert_eq!(found(&book, "gray-photos"), ["workbook.toml:9: warning"]);
    let said = book.run(&["check"]).text();
    assert!(
        said.contains("photographs turn gray in `a` and `b`") && said.contains("inks = \"cmyk\""),
        "{said}"
    );
}

/// Every block on both page styles keeps to the limits for lines, tints and the trim.
#[test]
fn the_layouts_keep_to_their_own_limits() {
    let limits = ["hairline", "faint-tint", "near-trim", "short-bleed"];
    let found: Vec<_> = all(&crate::stress::book());
    let found: Vec<_> = found.iter().filter(|(name, _)| limits.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
    // Struck and underlined words, rules, notes, tasks and tables in text, white on red.
    let body = "Een ~~woord~~ en een [adres](https://example.org).[^1]\n\n---\n\n- [ ] een taak\n- [x] nog een\n\n> Gezegd.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Een ~~noot~~.";
    let text = format!("[[block]]\ntype = \"text\"\nbody = \"\"\"\n{body}\n\"\"\"\n");
    let book = self::book(PRINT, "redline", &text);
    assert_eq!(all(&book), []);
}
