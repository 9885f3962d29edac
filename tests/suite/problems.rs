//! Bad input: each with its exact message, all in one run, and nothing written.

use std::fs;

use crate::book::{Book, CHAPTER, WORKBOOK};
use crate::snapshot;

/// A chapter that holds the blocks of `body`.
fn chapter(body: &str) -> String {
    format!("style = \"material\"\ntitle = \"Een hoofdstuk\"\n\n{body}\n")
}

/// A workbook with other lines in `workbook.toml`.
fn workbook(from: &str, to: &str) -> Book {
    assert!(WORKBOOK.contains(from));
    Book::with(CHAPTER).file("workbook.toml", WORKBOOK.replace(from, to))
}

/// What `check` says is the snapshot of this name, the exit code is 1, and a build writes nothing.
pub fn refused(name: &str, book: &Book) {
    let run = book.run(&["check"]);
    assert_eq!(run.code, 1, "{name}: {}{}", run.text(), run.err);
    snapshot::text(&format!("problems/{name}.txt"), &run.text());
    for inside in ["typst", "layouts/", "show rule", "panicked", "lib.typ"] {
        assert!(!run.text().to_lowercase().contains(inside) && !run.err.contains(inside), "{}", run.text());
    }
    let build = book.run(&["build"]);
    assert_eq!(build.code, 1);
    assert!(build.err.ends_with("nothing was written\n"), "{}", build.err);
    assert!(!book.path().join("build").exists());
}

macro_rules! refused {
    ($($name:ident => $book:expr;)*) => {
        $(#[test] fn $name() { refused(stringify!($name), &$book); })*
    };
}

const FIGURE: &str = "[[block]]\ntype = \"figure\"\nimage = \"a.png\"\nalt = \"Een plaatje\"";

fn image(name: &str, bytes: &[u8]) -> Book {
    Book::with(&chapter(&FIGURE.replace("a.png", name))).file(name, bytes)
}

fn encoded(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let noise = |x: u32, y: u32| image::Rgb([(x * y) as u8, (x ^ y) as u8, (x * 7 + y * 13) as u8]);
    image::RgbImage::from_fn(64, 64, noise).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn half(bytes: Vec<u8>) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

/// A PNG that claims 20,000 by 20,000 pixels.
fn huge() -> Vec<u8> {
    let mut png = encoded(image::ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..29]);
    let sum = crc.sum().to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    png
}

/// A JPEG that claims 60,000 by 60,000 pixels: they stand after the marker of its frame.
fn huge_jpeg() -> Vec<u8> {
    let mut jpeg = encoded(image::ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|mark| mark == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    jpeg
}

fn team(number: u32) -> String {
    format!("[[block]]\ntype = \"team\"\nnumber = {number}\nname = \"Team\"\n")
}

fn text(body: &str) -> Book {
    Book::with(&chapter(&format!("[[block]]\ntype = \"text\"\nbody = \"\"\"\n{body}\n\"\"\"")))
}

refused! {
    broken_toml => Book::with("style = \"material\ntitle = \"x\"\n");
    broken_toml_twice => Book::with("style = \"material\"\ntitle = \n[[block]\ntype = \"text\"\n");
    duplicate_key => Book::with("style = \"material\"\ntitle = \"a\"\ntitle = \"b\"\n");
    unknown_key => Book::with(&chapter("[[block]]\ntype = \"text\"\nboddy = \"x\"\nbody = \"x\""));
    unknown_key_in_workbook => workbook("title =", "name = \"x\"\ntitle =");
    missing_key => Book::with(&chapter("[[block]]\ntype = \"insight\"\nheading = \"x\""));
    missing_key_in_list => Book::with(&chapter("[[block]]\ntype = \"glossary\"\nterms = [{ term = \"x\" }]"));
    missing_type => Book::with(&chapter("[[block]]\nbody = \"x\""));
    missing_edition => workbook("[edition]\nnumber = 1\ndate = 2021-09-17\n", "");
    wrong_type => Book::with(&chapter("[[block]]\ntype = \"text\"\ncolumns = \"3\"\nbody = 7"));
    wrong_number => Book::with(&chapter("[[block]]\ntype = \"text\"\ncolumns = 4\nbody = \"x\""));
    single_brackets => Book::with("style = \"material\"\ntitle = \"x\"\n[block]\ntype = \"text\"\nbody = \"x\"\n");
    empty_list => Book::with(&chapter("[[block]]\ntype = \"cards\"\nitems = []"));
    empty_text => text("");
    unknown_block => Book::with(&chapter("[[block]]\ntype = \"insights\"\nheading = \"x\"\nbody = \"x\""));
    unknown_style => Book::with("style = \"redlines\"\ntitle = \"x\"\n");
    unknown_language => workbook("\"nl\"", "\"Italiaans\"");
    unknown_block_language => Book::with(&chapter("[[block]]\ntype = \"text\"\nlanguage = \"Dutch\"\nbody = \"x\""));
    duplicate_team => Book::with(&chapter(&[team(1), team(2), team(1)].concat()));
    duplicate_id => Book::with(&chapter("[[block]]\ntype = \"text\"\nid = \"a\"\nbody = \"x\"\n[[block]]\ntype = \"text\"\nid = \"a\"\nbody = \"y\""));
    duplicate_chapter_number => Book::with(CHAPTER).file("chapters/02.toml", CHAPTER);
    bad_id => Book::with(&chapter("[[block]]\ntype = \"text\"\nid = \"a b\"\nbody = \"x\""));
    unknown_team => Book::with(&chapter(&(team(1) + "works_with = [2, \"COB\"]\n[[block]]\ntype = \"horizon\"\nteam = 3\nrows = [{ period = \"a\", level = \"b\" }]")));
    unknown_id => text("Zie [dit](#casusen).").file("chapters/02.toml", CHAPTER.replace("number = 0", "number = 1\nid = \"casussen\""));
    bad_link => text("Zie [dit](www.example.org).");
    raw_html => text("Een <b>vet</b> woord.\n\n<table></table>");
    image_in_text => text("Een ![plaatje](a.png).");
    unknown_footnote => text("Een woord[^noot].");
    missing_glyph => text("Een *sneeuwpop* ☃ en 漢字.");
    missing_image => image("b.png", b"").file("ab.png", "x").file("chapters/01.toml", chapter(FIGURE));
    empty_image => image("a.png", b"");
    broken_image => image("a.png", &[&encoded(image::ImageFormat::Png)[..60], b"rubbish IEND"].concat());
    truncated_png => image("a.png", &half(encoded(image::ImageFormat::Png)));
    truncated_jpeg => image("a.jpg", &half(encoded(image::ImageFormat::Jpeg)));
    truncated_webp => image("a.webp", &half(encoded(image::ImageFormat::WebP)));
    broken_jpeg => image("a.jpg", &[b"\xff\xd8\xff\xe0", &[0x55; 200][..], b"\xff\xda\xff\xd9"].concat());
    broken_webp => image("a.webp", b"RIFF\x0c\0\0\0WEBPVP8 rubbish and more rubbish");
    broken_svg => image("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>");
    linked_svg => image("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='/etc/passwd' width='9' height='9'/></svg>");
    oversized_image => image("a.png", &huge());
    oversized_jpeg => image("a.jpg", &huge_jpeg());
    unknown_image => image("a.gif", b"GIF89a");
    broken_pdf => image("a.pdf", b"%PDF-1.7 rubbish");
    missing_alt => Book::with(&chapter("[[block]]\ntype = \"figure\"\nimage = \"a.png\"")).file("a.png", encoded(image::ImageFormat::Png));
    empty_alt => Book::with(&chapter(&FIGURE.replace("Een plaatje", " "))).file("a.png", encoded(image::ImageFormat::Png));
    missing_case_alt => Book::with(&chapter("[[block]]\ntype = \"case\"\nname = \"x\"\nimage = \"a.png\"")).file("a.png", encoded(image::ImageFormat::Png));
    absolute_path => Book::with(&chapter(&FIGURE.replace("a.png", "/etc/passwd")));
    path_out => Book::with(&chapter(&FIGURE.replace("a.png", "../a.png")));
    backslash_path => Book::with(&chapter(&FIGURE.replace("a.png", "img\\\\a.png")));
    too_deep_in_toml => Book::with(&chapter(&format!("a = {}{}", "[".repeat(300), "]".repeat(300))));
    lost_character => text("Een \\uFFFD piep.");
    wrong_labels => workbook("date = 2021-09-17", "date = 2021-09-17\n[labels]\nteem = \"x\"\nmonths = [\"I\"]\ndate-order = \"{day} {maand}\"\n[labels.Basque]\nteam = 3\n[labels.page]\nteam = \"x\"");
    problems_in_title => Book::with("style = \"material\"\ntitle = \"[a](#b) ![x](y) <i>\"\nlede = \"x\"\n");
    not_utf8 => Book::with("").file("chapters/01.toml", b"style = \"material\"\ntitle = \"caf\xe9\"\n");
    empty_file => Book::with("");
    no_chapters => Book::empty().file("workbook.toml", WORKBOOK);
    no_chapters_listed => workbook("title =", "chapters = []\ntitle =");
    missing_chapter => workbook("title =", "chapters = [\"chapters/1.toml\", \"chapters/01.toml\"]\ntitle =");
    chapter_twice => workbook("title =", "chapters = [\"chapters/01.toml\", \"chapters/01.toml\"]\ntitle =");
    chapter_out => workbook("title =", "chapters = [\"../01.toml\"]\ntitle =");
    no_workbook => Book::empty().file("chapters/01.toml", CHAPTER);
    impossible_date => workbook("2021-09-17", "2021-09-31");
    date_with_time => workbook("2021-09-17", "2021-09-17T10:00:00");
    date_in_quotes => workbook("2021-09-17", "\"2021-09-17\"");
    low_contrast => workbook("[edition]", "[design]\naccent = { name = \"Oranje\", rgb = \"#FF8800\", cmyk = [0, 50, 100, 0] }\n\n[edition]");
    wrong_colour => workbook("[edition]", "[design]\naccent = { name = \"Rood\", rgb = \"red\", cmyk = [0, 95, 100, 0] }\n\n[edition]");
    wrong_inks => workbook("[edition]", "[design]\naccent = { name = \"Rood\", rgb = \"#D81E05\", cmyk = [0, 120, 100] }\n\n[edition]");
    wrong_ink => workbook("[edition]", "[design]\naccent = { name = \"Rood\", rgb = \"#D81E05\", cmyk = [0, 120, 100, 0] }\n\n[edition]");
    cover_is_not_title => workbook("[edition]", "[design]\ncover = [\"Work\", \"book\"]\n\n[edition]");
    long_csv_row => Book::with(&chapter("[[block]]\ntype = \"table\"\nfile = \"a.csv\"")).file("a.csv", "a,b\n1,2\n3,4,5\n");
    csv_not_utf8 => Book::with(&chapter("[[block]]\ntype = \"table\"\nfile = \"a.csv\"")).file("a.csv", b"a,b\n\xe9,2\n");
    csv_with_a_missing_glyph => Book::with(&chapter("[[block]]\ntype = \"table\"\nfile = \"a.csv\"")).file("a.csv", "a,b\n\"x\ny\",☃\n");
    csv_missing => Book::with(&chapter("[[block]]\ntype = \"table\"\nfile = \"a.cvs\"")).file("a.csv", "a,b\n1,2\n");
    csv_header_alone => Book::with(&chapter("[[block]]\ntype = \"table\"\nfile = \"a.csv\"")).file("a.csv", "a,b\n");
    table_without_rows => Book::with(&chapter("[[block]]\ntype = \"table\""));
    table_that_is_none => Book::with(&chapter("[[block]]\ntype = \"table\"\nbody = \"Geen tabel.\""));
    all_at_once => Book::with("style = \"rood\"\n[[block]]\ntype = \"teem\"\n[[block]]\ntype = \"text\"\nbody = \"[a](#b)\"\n")
        .file("workbook.toml", WORKBOOK.replace("title", "titel"))
        .file("chapters/02.toml", chapter(&FIGURE.replace("a.png", "nergens.png")))
        .file("chapters/03.toml", "title = ")
        .file("chapters/04.toml", b"\xff\xfe");
}

#[cfg(unix)]
#[test]
fn a_symlink_that_leads_out() {
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), encoded(image::ImageFormat::Png)).unwrap();
    let book = Book::with(&chapter(FIGURE));
    std::os::unix::fs::symlink(outside.path(), book.path().join("a.png")).unwrap();
    refused("symlink_out", &book);
}

#[cfg(unix)]
#[test]
fn chapters_that_lead_out() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("01.toml"), CHAPTER).unwrap();
    let book = Book::empty().file("workbook.toml", WORKBOOK);
    std::os::unix::fs::symlink(outside.path(), book.path().join("chapters")).unwrap();
    assert!(short(&book).contains("leads out of the workbook's folder"), "{}", short(&book));
    let book = Book::empty().file("workbook.toml", WORKBOOK).file("chapters/02.toml", CHAPTER);
    std::os::unix::fs::symlink(outside.path().join("01.toml"), book.path().join("chapters/01.toml")).unwrap();
    refused("chapter_symlink_out", &book);
}

/// What `check --format short` says of a book that is refused.
fn short(book: &Book) -> String {
    let run = book.run(&["check", "--format", "short"]);
    assert_eq!(run.code, 1, "{}{}", run.text(), run.err);
    run.text()
}

#[test]
fn a_folder_in_place_of_a_file() {
    let image = short(&Book::with(&chapter(&FIGURE.replace("a.png", "chapters"))));
    assert_eq!(image, "chapters/01.toml:6:9: error: `chapters` is a folder and not a file\n");
    let book = Book::empty().file("workbook.toml", WORKBOOK);
    fs::create_dir_all(book.path().join("chapters/01.toml")).unwrap();
    assert!(short(&book).contains("`chapters/01.toml` is a folder and not a file"), "{}", short(&book));
}

#[test]
fn a_drawing_with_a_missing_glyph() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'><text x='5' y='50'>sneeuw \u{2603}</text></svg>";
    let said = short(&image("a.svg", drawing.as_bytes()));
    assert!(said.starts_with("chapters/01.toml:6:9: error: ") && !said.contains("PDF/A"), "{said}");
}

#[test]
fn text_that_is_nested_too_deeply() {
    let quote = format!("{} diep", ">".repeat(500));
    let list = (0..120).map(|depth| format!("{}- diep\n", "  ".repeat(depth))).collect::<String>();
    let emphasis = format!("{}diep{}", "*a **b ".repeat(300), "** c*".repeat(300));
    for body in [quote, list, emphasis] {
        let said = short(&text(&body));
        assert!(said.starts_with("chapters/01.toml:") && !said.contains("show rule"), "{said}");
    }
}

#[test]
fn a_note_in_a_title_is_not_told_to_add_a_line() {
    let run = Book::with("style = \"material\"\ntitle = \"Noot[^a]\"\nlede = \"x\"\n").run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(!run.text().contains("add a line"), "{}", run.text());
}

#[test]
fn articles_fit_their_nouns() {
    let run = Book::with(&chapter("[[block]]\ntype = \"insight\"\nbody = \"x\"")).run(&["check"]);
    assert!(run.text().contains("in an `insight` block"), "{}", run.text());
}

#[test]
fn the_inks_of_the_accent_may_be_left_out() {
    let accent = "[design]\naccent = { name = \"Rood\", rgb = \"#D81E05\" }\n\n[edition]";
    let run = workbook("[edition]", accent).run(&["check"]);
    assert_eq!((run.code, run.text().as_str()), (0, ""), "{}", run.err);
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let windows = format!("\u{feff}{}", CHAPTER.replace('\n', "\r\n"));
    let book =
        Book::with(&windows).file("workbook.toml", format!("\u{feff}{}", WORKBOOK.replace('\n', "\r\n")));
    let run = book.run(&["check"]);
    assert_eq!((run.code, run.text().as_str()), (0, ""), "{}", run.err);
}

#[test]
fn places_are_right_after_a_byte_order_mark() {
    let book = Book::with("\u{feff}style = \"material\"\r\ntitle = \"\"\"\r\né ☃\"\"\"\r\n");
    let run = book.run(&["check", "--format", "short"]);
    assert!(
        run.text().contains("chapters/01.toml:3:3: error: no font has the character `☃`"),
        "{}",
        run.text()
    );
}

#[test]
fn an_earlier_pdf_is_untouched() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["build", "-o", "a.pdf"]).code, 0);
    let before = fs::read(book.path().join("a.pdf")).unwrap();
    let book = book.file("chapters/01.toml", "title = ");
    assert_eq!(book.run(&["build", "-o", "a.pdf"]).code, 1);
    assert_eq!(fs::read(book.path().join("a.pdf")).unwrap(), before);
}
