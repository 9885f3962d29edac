//! Files that blocks name: each with what is said of it at its line, or on its page.

use std::io::Cursor;

use crate::book::{Book, WORKBOOK};

const HEAD: &str = "style = \"material\"\ntitle = \"Beeld\"\n\n";

/// A chapter with a figure.
pub fn figure(image: &str) -> String {
    format!("{HEAD}[[block]]\ntype = \"figure\"\nimage = {image}\nalt = \"Een plaatje\"\n")
}

/// A chapter with a table from `a.csv`.
fn table() -> String {
    format!("{HEAD}[[block]]\ntype = \"table\"\nfile = \"a.csv\"\n")
}

/// What `check` says, a line a finding, with the hint behind it.
pub fn said(book: &Book) -> Vec<String> {
    let run = book.run(&["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    let one = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let hints =
            finding["hints"].as_array().map(|hints| hints.iter().filter_map(|hint| hint.as_str()).collect());
        let hints: Vec<&str> = hints.unwrap_or_default();
        let place = format!("{}:{}", text("file"), finding["line"]);
        [text("name"), place, text("message"), hints.join("; ")].join(" | ")
    };
    found["findings"].as_array().unwrap().iter().map(one).collect()
}

/// One finding, with these parts, at the line of `image`.
pub fn says(book: &Book, parts: &[&str]) {
    let said = said(book);
    assert!(
        said.len() == 1 && parts.iter().all(|part| said[0].contains(part)),
        "{said:#?} instead of {parts:?}"
    );
}

fn encoded(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_fn(2600, 200, |x, y| image::Rgb([(x + y) as u8; 3]))
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

pub const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'>";

#[test]
fn files_that_are_no_image() {
    let zip = |inner: &str| {
        [
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0",
            &[inner.len() as u8, 0, 0, 0][..],
            inner.as_bytes(),
            &[0; 64],
        ]
        .concat()
    };
    let ftyp = |brand: &str, more: &str| format!("\0\0\0\u{18}ftyp{brand}\0\0\0\0{more}{brand}").into_bytes();
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("a.heic", ftyp("heic", "heic"), "a HEIC photograph", "JPEG"),
        ("a.jpg", ftyp("mif1", "heic"), "a HEIC photograph", "JPEG"),
        ("a.JPG", ftyp("hevc", "hevc"), "a HEIC photograph", "JPEG"),
        ("a.png", ftyp("avif", "mif1"), "an AVIF image", "PNG"),
        ("a.cr3", ftyp("crx ", "isom"), "a raw photograph", "JPEG"),
        ("a.mp4", ftyp("isom", "iso2"), "a film", "save one picture"),
        ("a.tif", b"II*\0\x08\0\0\0\x10\0\0\x01\x03\0".to_vec(), "a TIFF image", "PNG"),
        ("a.tiff", b"MM\0*\0\0\0\x08\0\x10\x01\0\0\x03".to_vec(), "a TIFF image", "PNG"),
        ("a.raf", b"FUJIFILMCCD-RAW 0201".to_vec(), "a raw photograph", "JPEG"),
        ("a.gif", b"GIF89a\x01\0\x01\0".to_vec(), "a GIF image", "PNG"),
        ("a.jpg", b"BM\x9a\0\0\0\0\0".to_vec(), "a BMP image", "PNG"),
        ("a.psd", b"8BPS\0\x01\0\0".to_vec(), "a Photoshop file", "PNG"),
        ("a.ai", b"%!PS-Adobe-3.0 EPSF-3.0\n".to_vec(), "an EPS or Illustrator file", "SVG or a PDF"),
        ("a.docx", zip("word/document.xml"), "a Word file", "PDF"),
        ("a.png", zip("ppt/presentation.xml"), "a PowerPoint file", "PDF"),
        ("a.zip", zip("foto.jpg"), "a ZIP archive", "unpack"),
        ("a.ico", b"\0\0\x01\0\x01\0\x10\x10".to_vec(), "an icon", "PNG"),
        ("a.jxl", b"\xff\x0a\x12\x34".to_vec(), "a JPEG XL image", "PNG"),
        (
            "a.jpg",
            b"\n<!DOCTYPE html><html><body><svg></svg></body></html>".to_vec(),
            "a web page",
            "browser",
        ),
        (
            "a.svg",
            b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>".to_vec(),
            "a web page",
            "browser",
        ),
        (
            "a.png",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n".to_vec(),
            "a pointer of Git LFS",
            "git lfs pull",
        ),
        ("a.png", b"hallo".to_vec(), "is not an image that can be set", "SVG, PNG, JPEG or WebP"),
        ("a.png", vec![0; 100], "is not an image that can be set", "SVG, PNG, JPEG or WebP"),
    ];
    for (name, bytes, kind, hint) in cases {
        let book = Book::with(&figure(&format!("{name:?}"))).file(name, bytes);
        says(&book, &["unknown-image | chapters/01.toml:6 | ", name, kind, hint]);
    }
}

/// The bytes say what an image is, and not its name.
#[test]
fn images_under_another_name() {
    use image::ImageFormat::{Jpeg, Png, WebP};
    let svg = format!("<!-- {} -->{SVG}<rect width='9' height='9'/></svg>", "licence ".repeat(2000));
    let cases =
        [("a.jpg", encoded(Png)), ("a.png", encoded(Jpeg)), ("a.jpg", encoded(WebP)), ("a.xml", svg.into())];
    for (name, bytes) in cases {
        let book = Book::with(&figure(&format!("{name:?}"))).file(name, bytes);
        assert_eq!(said(&book), [""; 0], "{name}");
    }
}

/// Paths that lead nowhere, and what is meant.
#[test]
fn paths_that_lead_nowhere() {
    let book = |path: &str| {
        let png = encoded(image::ImageFormat::Png);
        let book =
            Book::with(&figure(path)).file("beeld/foto.jpg", &png).file("chapters/images/plan.png", &png);
        book.file("chapters/kaart.png", &png)
            .file("Logo.PNG", &png)
            .file("twee/kaart.png", &png)
            .file("boom.png", &png)
    };
    let cases = [
        ("'beeld\\foto.jpg'", "bad-path", "with `/`", "write `beeld/foto.jpg`"),
        (r#""beeld\\foto.jpg""#, "bad-path", "with `/`", "write `beeld/foto.jpg`"),
        (r#""beeld\foto.jpg""#, "bad-path", "with `/`", "beeld/foto.jpg"),
        (r#"".\boom.png""#, "bad-path", "with `/`", "./boom.png"),
        (r"'C:\Users\Jan\foto.jpg'", "bad-path", "with `/`", "did you mean `beeld/foto.jpg`?"),
        ("\"C:/Users/Jan/foto.jpg\"", "bad-path", "absolute", "did you mean `beeld/foto.jpg`?"),
        ("\"/home/jan/foto.jpg\"", "bad-path", "absolute", "did you mean `beeld/foto.jpg`?"),
        ("\"../foto.jpg\"", "bad-path", "`..`", "did you mean `beeld/foto.jpg`?"),
        ("\"~/foto.jpg\"", "bad-path", "workbook's folder", "did you mean `beeld/foto.jpg`?"),
        ("\"file:///C:/Users/foto.jpg\"", "bad-path", "without `file:`", "did you mean `beeld/foto.jpg`?"),
        ("\"https://example.org/a/b.jpg?w=9\"", "bad-path", "web", "save it into the workbook's folder"),
        ("\"HTTP://example.org/foto.jpg\"", "bad-path", "web", "did you mean `beeld/foto.jpg`?"),
        ("\"www.example.org/x.png\"", "bad-path", "web", "save it into the workbook's folder"),
        ("\"data:image/png;base64,AAAA\"", "bad-path", "a file of its own", "save it"),
        (
            "\"images/plan.png\"",
            "missing-image",
            "there is no file",
            "did you mean `chapters/images/plan.png`?",
        ),
        ("\"plan.png\"", "missing-image", "there is no file", "did you mean `chapters/images/plan.png`?"),
        ("\"foto.jpg\"", "missing-image", "there is no file", "did you mean `beeld/foto.jpg`?"),
        ("\"beeld/Foto.JPG\"", "missing-image", "there is no file", "did you mean `beeld/foto.jpg`?"),
        ("\"logo.png\"", "missing-image", "there is no file", "did you mean `Logo.PNG`?"),
        (
            "\"images/kaart.png\"",
            "missing-image",
            "there is no file",
            "`chapters/kaart.png` or `twee/kaart.png`",
        ),
        ("\"bom.png\"", "missing-image", "there is no file", "did you mean `boom.png`?"),
        ("\"weg.png\"", "missing-image", "there is no file `weg.png` | ", ""),
        ("\"beeld\"", "missing-image", "is a folder", ""),
        ("\"beeld/\"", "missing-image", "is a folder", ""),
        ("\"\"", "bad-path", "empty", ""),
        ("\" \"", "bad-path", "empty", ""),
        ("\".\"", "missing-image", "", ""),
    ];
    for (path, name, message, hint) in cases {
        says(&book(path), &[&format!("{name} | chapters/01.toml:6 | "), message, hint]);
    }
}

/// Files that are no CSV, or broken, with the line of the file itself.
#[test]
fn files_that_are_no_table() {
    let cases: [(&[u8], &[&str]); 9] = [
        (b"a,b\n1,2\n1,2,3\n", &["broken-csv | a.csv:3 | ", "3 cells"]),
        (b"\xef\xbb\xbfa;b\r\n1;2\r\n\"1;2\r\n", &["broken-csv | a.csv:3 | ", "not closed"]),
        (b"a,b\n", &["broken-csv | a.csv:1 | ", "at least one row"]),
        (b"", &["broken-csv | a.csv", "at least one row"]),
        (b"a,b\n1,2\nk\xe9,2\n", &["not-utf8 | a.csv:3 | ", "CSV UTF-8"]),
        (b"\xff\xfea\0,\0b\0\n\0", &["not-utf8 | a.csv", "UTF-16"]),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x0d\0\0\0xl/worksheets\0\0\0\0\0\0\0\0\0", &["broken-csv | chapters/01.toml:6", "an Excel file", "save it as `CSV UTF-8`"]),
        (b"%PDF-1.7\n", &["broken-csv | chapters/01.toml:6", "a PDF"]),
        ("a,b\n1,\u{2603}\n".as_bytes(), &["missing-glyph | a.csv:2 | ", "U+2603"]),
    ];
    for (bytes, parts) in cases {
        says(&Book::with(&table()).file("a.csv", bytes), parts);
    }
}

/// Text of a table from a file, row by row.
#[test]
fn tables_on_their_pages() {
    let cases = [
        ("a;b;;\n1;2;;\n", "a b 1 2"),
        ("\"a\",b\n\"een\ntwee\",2\n", "a b een twee 2"),
        ("a,b,c\n1\n", "a b c 1"),
        ("kop\neen, twee\n", "kop een, twee"),
        ("a\tb\n1,5\t2\n", "a b 1,5 2"),
        ("\"a\";\"b\"\n\"ab \"\"ab\"\" ab\";\"é\n\né\"\n", "a b ab “ab” ab é é"),
    ];
    for (csv, wanted) in cases {
        let book = Book::with(&table()).file("a.csv", csv);
        assert_eq!(said(&book), [""; 0], "{csv:?}");
        let file = book.path().join("a.pdf");
        std::fs::write(&file, book.laid().1).unwrap();
        let pages = crate::words::words(&file);
        let words: Vec<&str> =
            pages.iter().flat_map(|page| &page.words).map(|word| word.text.as_str()).collect();
        let text = words.join(" ");
        assert!(text.contains(wanted), "{csv:?}: {text}");
    }
}

/// One photograph, fine enough in one chapter and too coarse in another: the other is named.
#[test]
fn a_photograph_in_two_places() {
    let image = |width: &str| format!("\"foto.jpg\"\nwidth = \"{width}\"");
    let coarse = || {
        let mut bytes = Cursor::new(Vec::new());
        let pixels = image::RgbImage::from_fn(700, 100, |x, y| image::Rgb([x as u8, y as u8, 99]));
        pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    let team = "[[block]]\ntype = \"team\"\nnumber = 1\nname = \"Een\"\nfigure = { image = \"foto.jpg\", alt = \"Iets\" }\n";
    let screen = "\n[target.scherm]\nkind = \"screen\"\nmin-ppi = 120\n";
    let book = Book::with(&figure(&image("column")))
        .file("workbook.toml", WORKBOOK.to_owned() + screen)
        .file("chapters/02.toml", figure(&image("full")).replace("[[block]]", "\n\n[[block]]"))
        .file("chapters/03.toml", format!("{HEAD}{team}{}", figure(&image("full")).replace(HEAD, "\n")))
        .file("foto.jpg", coarse());
    let said = said(&book);
    let places: Vec<&str> = said.iter().filter_map(|line| line.split(" | ").nth(1)).collect();
    assert_eq!(places, ["chapters/02.toml:8", "chapters/03.toml:12"], "{said:#?}");
    assert!(said.iter().all(|line| line.starts_with("image-resolution")), "{said:#?}");
}

/// An image that only decorates says so; who hears the book hears nothing of it.
#[test]
fn images_that_only_decorate() {
    let png = encoded(image::ImageFormat::Png);
    let blocks = |alt: &str| {
        [
            format!("[[block]]\ntype = \"figure\"\nimage = \"a.png\"\n{alt}\n"),
            format!("[[block]]\ntype = \"figure\"\nwidth = \"bleed\"\nimage = \"a.png\"\n{alt}\n"),
            format!("[[block]]\ntype = \"case\"\nname = \"Een\"\nimage = \"a.png\"\n{alt}\n"),
            format!(
                "[[block]]\ntype = \"team\"\nnumber = 1\nname = \"Een\"\n[block.figure]\nimage = \"a.png\"\n{alt}\n"
            ),
        ]
    };
    let book = |block: &str| Book::with(&format!("{HEAD}{block}")).file("a.png", &png);
    for block in blocks("alt = \"\"\ndecorative = true") {
        let book = book(&block);
        assert_eq!(said(&book), [""; 0], "{block}");
        let file = book.path().join("a.pdf");
        let (_, bytes) = book.laid();
        assert!(!String::from_utf8_lossy(&bytes).contains("/Figure"), "{block}");
        std::fs::write(&file, bytes).unwrap();
        crate::standards::accepted(&file);
    }
    let case = "[[block]]\ntype = \"case\"\nname = \"Een\"\nimage = \"a.png\"\ndecorative = true\n";
    assert_eq!(said(&book(case)), [""; 0]);
    for block in blocks("alt = \" \"") {
        says(&book(&block), &["empty-text", "`alt` is empty", "decorative = true", "who cannot see it"]);
    }
    for block in blocks("alt = \"Een vlak\"\ndecorative = true") {
        says(&book(&block), &["one-of", "`decorative = true` and `alt` are both here"]);
    }
    for block in blocks("alt = \"Een vlak\"\ndecorative = false") {
        assert_eq!(said(&book(&block)), [""; 0], "{block}");
    }
}

/// A file that is too heavy without any photograph says so; else the photographs are named with their places.
#[test]
fn files_that_are_too_heavy() {
    let screen =
        |size: &str| format!("{WORKBOOK}\n[target.mail]\nkind = \"screen\"\nmax-size = \"{size}\"\n");
    let refused = |book: &Book| {
        let run = book.run(&["build"]);
        assert_eq!(run.code, 1, "{}", run.err);
        run.err
    };
    let book = |size: &str| Book::with(crate::book::CHAPTER).file("workbook.toml", screen(size));
    let said = refused(&book("9 kB"));
    assert!(said.contains("without any photograph, and may weigh 9 kB"), "{said}");
    assert!(!said.contains("the coarsest") && !said.contains("take photographs away"), "{said}");
    let advised = said.split("raise `max-size` to \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(book(advised).run(&["build"]).code, 0);
    let noise = |seed: u32| {
        let mut bytes = Cursor::new(Vec::new());
        let grain = |x: u32, y: u32| {
            (x ^ seed).wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)).wrapping_mul(69_069)
                >> 13
        };
        let pixels = image::RgbImage::from_fn(900, 600, |x, y| {
            image::Rgb([grain(x, y) as u8, grain(y, x) as u8, grain(x * y, x) as u8])
        });
        pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    let bare: f64 = advised.trim_end_matches(" kB").parse().unwrap();
    let photos = (1..4).map(|n| figure(&format!("\"foto{n}.jpg\"")).replace(HEAD, "")).collect::<String>();
    let mut book =
        Book::with(&format!("{HEAD}{photos}")).file("workbook.toml", screen(&format!("{} kB", bare + 6.0)));
    for n in 1..4 {
        book = book.file(&format!("foto{n}.jpg"), noise(n));
    }
    let said = refused(&book);
    assert!(said.contains("the coarsest") && said.contains("take photographs away"), "{said}");
    assert!(said.contains(".jpg` (`chapters/01.toml`, line ") && said.contains(" takes "), "{said}");
}
