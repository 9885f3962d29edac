//! Pictures made to do harm: each ends in a finding at its line, or in files; and the program goes on.

mod drawings;
mod pages;
mod photos;

use std::path::Path;
use std::time::Duration;

use typst_library::foundations::Bytes;
use werkboek::picture::{Apart, open_apart, read_picture};

use crate::book::Book;

/// Those that are odd, and are set all the same.
const SET: [&str; 24] = [
    "content-deep.pdf",
    "dash-1e-38.svg",
    "dash-1e38.svg",
    "drawings-in-drawings-3.svg",
    "faded-30.svg",
    "far-NaN.svg",
    "few-marks.svg",
    "fine-pattern.svg",
    "groups-1000.svg",
    "groups-30.svg",
    "image-negative.pdf",
    "links-1000.svg",
    "marker-in-itself.svg",
    "mask-in-itself.pdf",
    "mask-in-itself.svg",
    "notes.png",
    "pattern-in-itself.svg",
    "scale-1e38.svg",
    "shading.pdf",
    "stroke-1e-38.svg",
    "tspans-1000.svg",
    "use-in-itself.svg",
    "view-1e400.svg",
    "words-1e38.svg",
];

/// Those that are refused at once, with the name of the finding and a part of what it says.
const REFUSED: [(&str, &str, &str); 43] = [
    ("catalogue-deep.pdf", "broken-image", "PDF"),
    ("column.png", "oversized-image", "10000 times as long"),
    ("combining.svg", "heavy-image", "letters"),
    ("cut.jpg", "broken-image", "JPEG"),
    ("cut.png", "truncated-image", "PNG"),
    ("cut.webp", "truncated-image", "WebP"),
    ("cut-off.svg", "broken-image", "SVG"),
    ("cut-off.svgz", "broken-image", "SVGZ"),
    ("deep.png", "oversized-image", "of 16 bits a channel, more than 50 megapixels"),
    ("drawings-in-drawings-12.svg", "heavy-image", "more than 4 deep"),
    ("entities-30.svg", "broken-image", "without end"),
    ("entities-9.svg", "broken-image", "without end"),
    ("far-3e38.svg", "heavy-image", "too large to be drawn"),
    ("groups-20000.svg", "heavy-image", "1,000 deep"),
    ("head-alone.pdf", "broken-image", "PDF"),
    ("huge.png", "broken-image", "PNG"),
    ("large-filter-image.svg", "oversized-image", "3600 megapixels"),
    ("large-image-inside.svg", "oversized-image", "1200 megapixels"),
    ("large.jpg", "oversized-image", "65535 x 65535"),
    ("large.png", "oversized-image", "50000 x 50000"),
    ("large.webp", "broken-image", "WebP"),
    ("long.webp", "broken-image", "WebP"),
    ("long-text.svg", "heavy-image", "500000 letters, and may have 20000"),
    ("long-word.svg", "heavy-image", "900000 letters"),
    ("nothing.png", "broken-image", "PNG"),
    ("page-1e9.pdf", "missing-page", "no page 1"),
    ("region.svg", "heavy-image", "too large to be drawn"),
    ("row.png", "oversized-image", "10000 times as long"),
    ("scale-1e30.svg", "heavy-image", "too large to be drawn"),
    ("short.png", "broken-image", "PNG"),
    ("size-width1-height1e9.svg", "oversized-image", "10000 times as long"),
    ("size-width1e9-height1.svg", "oversized-image", "10000 times as long"),
    ("stroke-1e20.svg", "heavy-image", "too large to be drawn"),
    ("svgs-30.svg", "heavy-image", "deeper than a PDF takes"),
    ("tspans-20000.svg", "heavy-image", "too deep"),
    ("turned.svg", "heavy-image", "letters"),
    ("two-large-images.svg", "oversized-image", "162 megapixels"),
    ("unfolding-100.svgz", "oversized-image", "100 MB"),
    ("stroke-1e38.svg", "heavy-image", "too large to be drawn"),
    ("unfolding-inside.svg", "unknown-image", "a drawing that is too large"),
    ("uses-9.svg", "heavy-image", "1,000,000 parts"),
    ("view-1e38.svg", "oversized-image", "10000 times as long"),
    ("wide-1e38.svg", "heavy-image", "too large to be drawn"),
];

/// Those that take all time, or all memory, that they are given.
const HEAVY: [&str; 20] = [
    "clips-25.svg",
    "content-bomb.pdf",
    "convolve.svg",
    "font-in-itself.pdf",
    "form-in-itself.pdf",
    "forms-10.pdf",
    "image-20000.pdf",
    "image-2e9.pdf",
    "image-twice.pdf",
    "many-effects.svg",
    "many-filters.svg",
    "masks-25.svg",
    "morphology.svg",
    "pages-deep.pdf",
    "pages-tenfold.pdf",
    "pattern-in-itself.pdf",
    "patterns-25.svg",
    "profile.png",
    "turbulence-10000.svg",
    "turbulence-2000000000.svg",
];

/// Pictures of these names, in the order of the names.
fn named(names: &[&str]) -> Vec<(String, Vec<u8>)> {
    let all = [drawings::all(), pages::all(), photos::all()].concat();
    let found =
        |name: &&str| all.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}")).clone();
    names.iter().map(found).collect()
}

/// A book of figures with these pictures.
fn book(pictures: &[(String, Vec<u8>)]) -> Book {
    let figure = |(name, _): &(String, Vec<u8>)| {
        format!("\n[[block]]\ntype = \"figure\"\nimage = \"{name}\"\nalt = \"Een vlak.\"\nwidth = \"full\"\n")
    };
    let chapter = format!(
        "style = \"material\"\ntitle = \"Beeld\"\n{}",
        pictures.iter().map(figure).collect::<String>()
    );
    let targets = "\n[target.email]\nkind = \"screen\"\n\n[target.druk]\nkind = \"print\"\ninks = \"cmyk\"\n\n[preflight]\nerror-ppi = 0\n";
    let book = Book::with(&chapter).file("workbook.toml", format!("{}{targets}", crate::book::WORKBOOK));
    pictures.iter().fold(book, |book, (name, data)| book.file(name, data))
}

/// The errors of a run with `--format json`, each with the picture at whose line it stands.
fn errors(book: &Book, pictures: &[(String, Vec<u8>)], args: &[&str]) -> Vec<(String, String, String)> {
    let run = book.run(&[args, &["--format", "json"]].concat());
    assert!(run.code == 0 || run.code == 1, "{args:?} ends with {}: {}", run.code, run.err);
    let found: serde_json::Value = serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let all = found["findings"].as_array().unwrap().iter();
    let one = |finding: &serde_json::Value| {
        let line = finding["line"].as_u64().unwrap() as usize;
        // The image is the third of six lines that each figure has, after two lines.
        let (index, rest) = ((line - 3) / 6, (line - 3) % 6);
        assert_eq!((&finding["file"], rest), (&"chapters/01.toml".into(), 3), "{finding}");
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        assert!(!finding["hints"].as_array().unwrap().is_empty(), "{finding}");
        (pictures[index - usize::from(rest < 1)].0.clone(), text("name"), text("message"))
    };
    all.filter(|finding| finding["severity"] == "error").map(one).collect()
}

/// What is odd is set, in files and in pictures of pages and plates.
#[test]
fn odd_pictures_are_set() {
    let pictures = named(&SET);
    let book = book(&pictures);
    for args in [&["build", "--png", "out", "--ppi", "40"][..], &["check"]] {
        let found = errors(&book, &pictures, args);
        assert!(found.is_empty(), "{args:?}: {found:#?}");
    }
    assert!(book.path().join("out").read_dir().unwrap().count() > 10);
    let few: Vec<_> =
        pictures.into_iter().filter(|(name, _)| name.contains("1e38") || name.contains("1000")).collect();
    let run = self::book(&few).run(&["plates", "--ppi", "20"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

/// What cannot be set is refused at its line, in words.
#[test]
fn broken_pictures_are_refused() {
    let pictures = named(&REFUSED.map(|(name, ..)| name));
    let found = errors(&book(&pictures), &pictures, &["check"]);
    for (name, finding, part) in REFUSED {
        let is_told =
            found.iter().any(|(at, what, said)| at == name && what == finding && said.contains(part));
        assert!(is_told, "{name}: {:?}", found.iter().find(|(at, ..)| at == name));
    }
    assert_eq!(found.len(), REFUSED.len(), "{found:#?}");
}

/// What would never end, or takes all memory, is refused at its line; the limit of time is that of the test.
#[test]
fn heavy_pictures_are_refused() {
    let pictures = named(&HEAVY);
    let found = errors(&book(&pictures), &pictures, &["check", "--picture-seconds", "1"]);
    let heavy: Vec<&str> =
        found.iter().filter(|(_, name, _)| name == "heavy-image").map(|(at, ..)| at.as_str()).collect();
    assert_eq!(heavy, HEAVY, "{found:#?}");
    assert!(
        found.iter().any(|(_, _, said)| said.ends_with("takes more than 1 second to be opened and drawn"))
    );
    if cfg!(target_os = "linux") {
        assert!(
            found.iter().any(|(_, _, said)| said.contains("takes more than 1 GB of memory")),
            "{found:#?}"
        );
    }
}

/// What a large photograph takes is not held against the drawing that is opened after it.
#[test]
fn a_drawing_after_a_photograph() {
    let drawing = drawings::svg("<use href='#a'/><circle id='a' r='9'/>").into_bytes();
    let pictures = [("a.png".to_owned(), photos::noted(6_500)), ("b.svg".to_owned(), drawing)];
    // How long it takes is not what is asked here: machines are slow when they have much to do.
    let args = ["check", "--picture-seconds", "120"];
    assert_eq!(errors(&book(&pictures), &pictures, &args), []);
}

/// Where the program that opens pictures cannot be started, or is another, they are opened all the same.
#[test]
fn without_the_other_process() {
    let picture =
        |radius: usize| Bytes::from_string(drawings::svg(&format!("<use href='#a'/><circle r='{radius}'/>")));
    for (index, program) in ["/nowhere/at/all", "/bin/true", "/bin/echo"].into_iter().enumerate() {
        let limit = Duration::from_secs(1);
        let apart = Apart { program: Path::new(program).into(), arguments: vec![], limit, ppi: None };
        open_apart(Some(apart));
        assert!(read_picture(&picture(index + 1), 1).is_ok(), "{program}");
    }
    open_apart(None);
    assert!(read_picture(&picture(9), 1).is_ok());
}

/// All others are told at their line, or set: in files, in pictures of pages and on plates.
#[test]
fn all_others_end_well() {
    let listed: Vec<&str> = SET.into_iter().chain(REFUSED.map(|(name, ..)| name)).chain(HEAVY).collect();
    let all = [drawings::all(), pages::all(), photos::all()].concat();
    let others: Vec<_> = all.into_iter().filter(|(name, _)| !listed.contains(&name.as_str())).collect();
    assert!(others.len() > 60, "{}", others.len());
    let told = errors(&book(&others), &others, &["check", "--picture-seconds", "1"]);
    for (name, finding, said) in &told {
        let is_of_pictures =
            ["broken-image", "drawing-words", "heavy-image", "oversized-image", "unknown-image"];
        assert!(is_of_pictures.contains(&finding.as_str()), "{name}: {finding}: {said}");
    }
    let is_sound = |(name, _): &(String, _)| told.iter().all(|(at, ..)| at != name);
    let sound: Vec<_> = others.into_iter().filter(is_sound).collect();
    assert!(sound.len() > 30, "{}", sound.len());
    let book = book(&sound);
    for args in [&["build", "--png", "out", "--ppi", "40"][..], &["build"]] {
        assert_eq!(errors(&book, &sound, args), [], "{args:?}");
    }
    let run = book.run(&["plates", "--ppi", "20"]);
    assert_eq!(run.code, 0, "{}", run.err);
}
