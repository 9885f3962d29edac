//! Independent validators, and what a PDF says of itself.
//!
//! A validator that is missing fails the test: `tests/run` installs them.

use std::fs;
use std::path::Path;
use std::process::Command;

use lopdf::Object;

use crate::book::{Book, sample, sample_laid};
use crate::pdf::Pdf;
use crate::stress;

/// Runs a validator, which must accept the file.
pub fn accepts(tool: &str, args: &[&str], file: &Path) -> String {
    let output = Command::new(tool).args(args).arg(file).output();
    let output =
        output.unwrap_or_else(|error| panic!("{tool} cannot be run ({error}): tests/run installs it"));
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{tool} refuses the file:\n{said}");
    said
}

/// The script that holds files to the standards that they name.
pub const CONFORMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conforms.py");

/// All validators accept a file for screens.
pub fn accepted(file: &Path) {
    accepts("outloud", &[], file);
    accepts("pdfua", &["check"], file);
    accepts("python3", &[CONFORMS], file);
    accepts("qpdf", &["--check"], file);
}

/// All validators accept the file.
pub fn validate(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.pdf");
    fs::write(&file, bytes).unwrap();
    accepted(&file);
    let fonts = accepts("pdffonts", &[], &file);
    let mut embedded = 0;
    for line in fonts.lines().skip(2) {
        let columns: Vec<&str> = line.split_whitespace().rev().collect();
        // From the right: object, generation, unicode, subset, embedded.
        assert_eq!((columns[2], columns[4]), ("yes", "yes"), "{line}");
        embedded += 1;
    }
    assert!(embedded >= 3, "{fonts}");
}

/// A judge that accepts everything would be none.
#[test]
fn what_does_not_conform_is_refused() {
    let good = &sample_laid().1;
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str, change: &dyn Fn(&mut lopdf::Document)| {
        let mut document = lopdf::Document::load_mem(good).unwrap();
        change(&mut document);
        let file = folder.path().join(name);
        document.save(&file).unwrap();
        let output = Command::new("python3").args([CONFORMS.as_ref(), file.as_os_str()]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(name), "{said}");
    };
    let without = |subtype: &'static str, key: &'static str| {
        move |document: &mut lopdf::Document| {
            for object in document.objects.values_mut() {
                let Ok(dictionary) = object.as_dict_mut() else { continue };
                let is = |key: &[u8]| {
                    dictionary.get(key).and_then(Object::as_name).ok() == Some(subtype.as_bytes())
                };
                if is(b"Subtype") || is(b"S") || is(b"Type") {
                    dictionary.remove(key.as_bytes());
                }
            }
        }
    };
    refused("links", &without("Link", "Contents"));
    refused("figures", &without("Figure", "Alt"));
    refused("language", &without("Catalog", "Lang"));
    refused("tags", &without("Catalog", "StructTreeRoot"));
    refused("letters", &without("Font", "ToUnicode"));
    refused("nothing", &without("Catalog", "Metadata"));
}

#[test]
fn the_sample_is_valid() {
    validate(&sample_laid().1);
}

#[test]
fn the_stress_book_is_valid() {
    validate(&stress::laid().1);
}

#[test]
fn a_small_book_is_valid() {
    validate(&Book::with(crate::book::CHAPTER).laid().1);
}

#[test]
fn the_file_says_what_it_is() {
    let (document, bytes) = sample_laid();
    let pdf = Pdf::new(bytes);
    let catalog = pdf.catalog();
    assert_eq!(pdf.string(catalog, "Lang").as_deref(), Some("nl"));
    let text = String::from_utf8_lossy(bytes);
    for claim in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ] {
        assert!(text.contains(claim), "{claim}");
    }
    assert_eq!(pdf.info("Title").as_deref(), Some("Werkboek – City Deal Openbare Ruimte"));
    assert_eq!(pdf.info("Author").as_deref(), Some("City Deal Openbare Ruimte"));
    assert_eq!(pdf.info("CreationDate").as_deref(), Some("D:20210917000000Z"));
    assert_eq!(pdf.pages(), document.pages().len());
}

/// The outline opens on the chapters, in the order of the book.
#[test]
fn the_outline_names_every_chapter() {
    let pdf = Pdf::new(&sample_laid().1);
    let outline = pdf.outline();
    let chapters: Vec<&str> =
        outline.iter().filter(|(depth, _)| *depth == 0).map(|(_, title)| title.as_str()).collect();
    let mut names: Vec<_> = fs::read_dir(sample().join("chapters"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    names.sort();
    let titles: Vec<String> = names
        .iter()
        .map(|path| {
            let table: toml::Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            table["title"].as_str().unwrap().to_owned()
        })
        .collect();
    let found: Vec<&str> =
        chapters.iter().copied().filter(|title| titles.iter().any(|t| t == title)).collect();
    assert_eq!(found, titles, "{outline:#?}");
    assert!(outline.iter().any(|(depth, _)| *depth > 0), "{outline:#?}");
}

#[test]
fn page_labels_match_the_folios() {
    let (document, bytes) = sample_laid();
    let pdf = Pdf::new(bytes);
    let labels = pdf.get(pdf.catalog(), "PageLabels").and_then(|labels| labels.as_dict().ok()).unwrap();
    let numbers = pdf.get(labels, "Nums").and_then(|numbers| numbers.as_array().ok()).unwrap();
    // Each range starts at a page and counts on from its first number.
    for pair in numbers.chunks(2) {
        let start = pair[0].as_i64().unwrap();
        let label = pdf.dictionary(&pair[1]);
        assert_eq!(label.get(b"S").ok(), Some(&Object::Name(b"D".to_vec())));
        assert!(label.get(b"P").is_err());
        assert_eq!(label.get(b"St").map_or(1, |first| first.as_i64().unwrap()), start + 1);
    }
    assert_eq!(numbers[0].as_i64().unwrap(), 0);
    // The cover and its back have none.
    let inner = 1..document.pages().len() - 1;
    for (index, page) in document.pages().iter().enumerate() {
        let folio = (index + 1).to_string();
        let runs = crate::pdf::runs(&page.frame);
        let found = runs.iter().any(|run| run.text.trim() == folio);
        assert_eq!(found, inner.contains(&index), "the folio of page {folio}");
    }
}
