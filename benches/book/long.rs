//! Long things: four times as much takes about four times as long, each in a process of its own.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::measure::{Ratio, measure};

/// What four times as much may take, for what grows as it should; noise, and what Typst does with
/// long paragraphs, are in it.
const LINEAR: f64 = 6.0;

/// How often each is measured.
const ROUNDS: usize = 3;

/// A thing that can be long.
struct Long {
    name: &'static str,
    /// How many there are in the shorter book; the longer has four times as many.
    count: usize,
    /// Writes a book of so many.
    write: fn(&Path, usize) -> io::Result<()>,
}

/// A book with one chapter.
fn chapter(folder: &Path, rest: &str) -> io::Result<()> {
    fs::create_dir_all(folder.join("chapters"))?;
    fs::write(
        folder.join("workbook.toml"),
        "title = \"Lang\"\norganisation = \"Proef\"\nlanguage = \"nl\"\n[edition]\nnumber = 1\ndate = 2021-09-17\n",
    )?;
    fs::write(folder.join("chapters/1.toml"), format!("style = \"material\"\ntitle = \"Lang\"\n{rest}"))
}

/// A book with one text, in double quotes or not.
fn text(folder: &Path, quotes: &str, body: &str) -> io::Result<()> {
    chapter(folder, &format!("[[block]]\ntype = \"text\"\nbody = {quotes}\n{body}\n{quotes}\n"))
}

/// So many words in paragraphs of fifty.
fn words(count: usize, word: &str) -> String {
    (0..count).map(|at| if at % 50 == 49 { format!("{word}\n\n") } else { format!("{word} ") }).collect()
}

/// So many blocks.
fn blocks(count: usize, block: &str) -> String {
    (0..count).fold(String::new(), |mut out, at| {
        let _ = writeln!(out, "[[block]]\n{}", block.replace("{}", &at.to_string()));
        out
    })
}

/// So many lines.
fn lines(count: usize, line: &str) -> String {
    (0..count).map(|at| line.replace("{}", &at.to_string()) + "\n").collect()
}

const LONG: &[Long] = &[
    Long {
        name: "a text with a backslash, 72 kB",
        count: 12_000,
        write: |folder, count| text(folder, "\"\"\"", &format!("\\\\ {}", words(count, "straat"))),
    },
    Long {
        name: "250 references to a footnote",
        count: 250,
        write: |folder, count| {
            text(folder, "'''", &format!("{}\n\n[^n]: Een noot.", words(count, "straat[^n]")))
        },
    },
    Long {
        name: "5000 broken lines",
        count: 5_000,
        write: |folder, count| chapter(folder, &lines(count, "straat en plein")),
    },
    Long {
        name: "5000 keys that are there twice",
        count: 5_000,
        write: |folder, count| chapter(folder, &lines(count, "k = 1")),
    },
    Long {
        name: "1250 keys misspelt",
        count: 1_250,
        write: |folder, count| chapter(folder, &lines(count, "titel{} = 1")),
    },
    Long {
        name: "2500 signs that no font has",
        count: 2_500,
        write: |folder, count| chapter(folder, &blocks(count, "type = \"text\"\nbody = \"漢\"")),
    },
    Long {
        name: "1250 links that lead nowhere",
        count: 1_250,
        write: |folder, count| {
            chapter(folder, &blocks(count, "type = \"text\"\nid = \"een-{}\"\nbody = \"[a](#twee-{})\""))
        },
    },
    Long {
        name: "500 addresses",
        count: 500,
        write: |folder, count| text(folder, "'''", &words(count, "https://example.org/a_b")),
    },
    Long {
        name: "1250 stressed words",
        count: 1_250,
        write: |folder, count| text(folder, "'''", &words(count, "*straat*")),
    },
    Long {
        name: "2500 words in quotes",
        count: 2_500,
        write: |folder, count| text(folder, "'''", &words(count, "\"straat\"")),
    },
    Long {
        name: "500 long words",
        count: 500,
        write: |folder, count| text(folder, "'''", &words(count, "hottentottententententoonstelling")),
    },
    Long {
        name: "1000 items",
        count: 1_000,
        write: |folder, count| text(folder, "'''", &lines(count, "- straat")),
    },
    Long {
        name: "500 rows",
        count: 500,
        write: |folder, count| {
            text(folder, "'''", &format!("| a | b |\n|---|---|\n{}", lines(count, "| straat | {} |")))
        },
    },
];

/// Measures all, and prints each pair.
pub fn ratios() -> Vec<Ratio> {
    let mut ratios: Vec<Ratio> = LONG
        .iter()
        .map(|Long { name, count, write }| {
            let folders = [1, 4].map(|times| {
                let folder = tempfile::tempdir().expect("a temporary folder");
                write(folder.path(), count * times).expect("room for the long book");
                folder
            });
            let [once, four] = least("attempt", &folders);
            println!("{name:<46}{once:>10.1} ms, four times as much {four:.1} ms");
            Ratio { name: format!("four times / {name}"), found: four / once, limit: LINEAR }
        })
        .collect();
    ratios.push(shared_profile());
    ratios
}

/// The least time of a few rounds for each of two folders, in milliseconds: short things are soon disturbed.
fn least(what: &str, folders: &[tempfile::TempDir; 2]) -> [f64; 2] {
    let mut least = [f64::INFINITY; 2];
    for _ in 0..ROUNDS {
        for (known, folder) in least.iter_mut().zip(folders) {
            *known = known.min(measure(what, folder.path()).time.as_secs_f64() * 1e3);
        }
    }
    least
}

/// A PDF whose pages share a profile of 16 MB takes no longer for having more of them.
fn shared_profile() -> Ratio {
    let folders = [40, 160].map(|pages| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut pdf = with_profile(pages);
        pdf.save(folder.path().join("book.pdf")).expect("room for the PDF");
        folder
    });
    let [few, many] = least("inspect", &folders);
    println!("{:<46}{few:>10.1} ms, four times as many {many:.1} ms", "40 pages with one profile of 16 MB");
    Ratio { name: "four times / 40 pages with one profile".into(), found: many / few, limit: 2.0 }
}

/// A PDF of so many pages, each with its own colour space of one profile, and one drawing for all.
fn with_profile(pages: usize) -> Document {
    let mut pdf = Document::with_version("1.7");
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, vec![0; 16 << 20]));
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] };
    let form = pdf.add_object(Stream::new(form, b"0 0 9 9 re f ".repeat(100)));
    let tree = pdf.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let space = pdf.add_object(vec!["ICCBased".into(), profile.into()]);
            let content =
                pdf.add_object(Stream::new(Dictionary::new(), b"/C cs 0 0 0 sc 0 0 9 9 re f /F Do".to_vec()));
            let resources = dictionary! {
                "ColorSpace" => dictionary! { "C" => space },
                "XObject" => dictionary! { "F" => form },
            };
            let page = dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            pdf.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(pages).unwrap_or_default();
    pdf.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", catalog);
    pdf.compress();
    pdf
}
