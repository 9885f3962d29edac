//! A book of any number of chapters, the same words every time.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// The chapter that is edited, and the word that changes in it.
pub const EDITED: usize = 20;

/// The word of that chapter that is edited.
pub const WORD: &str = "Straat";

/// Words of a Dutch programme, short and long.
const WORDS: &[&str] = &[
    "straat",
    "bodem",
    "water",
    "wortels",
    "kabels",
    "en",
    "de",
    "het",
    "een",
    "van",
    "met",
    "voor",
    "onder",
    "boven",
    "gemeente",
    "beheerder",
    "ontwerper",
    "leidingen",
    "riolering",
    "bewoners",
    "ruimte",
    "atelier",
    "vraag",
    "antwoord",
    "samenwerking",
    "openbare",
    "ondergrond",
    "warmtenet",
    "vervangingsopgave",
    "klimaatadaptatie",
    "biodiversiteit",
    "mobiliteitstransitie",
    "programmering",
    "wijk",
    "boom",
    "plein",
    "stoep",
    "fiets",
    "afwegingskader",
    "verantwoordelijkheid",
    "kosten",
    "baten",
    "jaar",
    "plan",
    "kaart",
    "snede",
    "laag",
    "diepte",
    "ruim",
    "smal",
    "nieuw",
    "oud",
    "eerst",
    "daarna",
    "samen",
    "apart",
    "meer",
    "minder",
    "elke",
    "geen",
    "wie",
    "wat",
    "waar",
    "hoe",
    "wordt",
    "blijft",
    "groeit",
    "vraagt",
    "krijgt",
    "legt",
    "graaft",
    "past",
    "raakt",
    "deelt",
    "telt",
];

/// Numbers that only look random (a linear congruential generator with Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    /// A sentence; now and then a word in it is stressed.
    fn sentence(&mut self, emphasis: (&str, &str)) -> String {
        let count = 6 + self.below(12);
        let stressed = self.below(count * 4);
        let mut sentence = String::new();
        for index in 0..count {
            let mut word = self.word().to_owned();
            if index == 0 {
                word.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
            } else if index == stressed {
                let mark = if stressed.is_multiple_of(2) { emphasis.0 } else { emphasis.1 };
                word = format!("{mark}{word}{mark}");
            }
            let _ = write!(sentence, "{}{word}", if index == 0 { "" } else { " " });
        }
        sentence + "."
    }

    fn paragraph(&mut self, emphasis: (&str, &str)) -> String {
        let count = 4 + self.below(4);
        (0..count).map(|_| self.sentence(emphasis)).collect::<Vec<_>>().join(" ")
    }
}

/// Whether a chapter reflects, on red: one in three does.
fn red(chapter: usize) -> bool {
    chapter % 3 == 2
}

/// Writes a workbook with this many chapters.
pub fn write(folder: &Path, chapters: usize) -> io::Result<()> {
    fs::create_dir_all(folder.join("chapters"))?;
    fs::write(
        folder.join("workbook.toml"),
        "title = \"Meetboek\"\norganisation = \"Proef\"\nlanguage = \"nl\"\n\
         [edition]\nnumber = 1\ndate = 2021-09-17\n",
    )?;
    let contents = "style = \"material\"\ntitle = \"Inhoud\"\n\n[[block]]\ntype = \"contents\"\n";
    fs::write(folder.join("chapters/000.toml"), contents)?;
    for index in 0..chapters {
        fs::write(folder.join(path(index)), chapter(index, chapters, WORD))?;
    }
    Ok(())
}

/// The four targets that the sample declares.
pub const TARGETS: &str = "[target.email]\nkind = \"screen\"\nmax-size = \"5 MB\"\n\n[target.print]\nkind = \"print\"\n\n\
    [target.booklet]\nkind = \"booklet\"\n\n[target.redlines]\nkind = \"screen\"\nstyle = \"redline\"\n\n\
    [preflight]\nbooklet-pages = 400\n";

/// Declares four targets in a workbook that declares none.
pub fn declare(folder: &Path) -> io::Result<()> {
    let path = folder.join("workbook.toml");
    let text = fs::read_to_string(&path)?;
    fs::write(path, format!("{text}\n{TARGETS}"))
}

/// Copies the sample workbook, which declares four targets.
pub fn copy_sample(folder: &Path) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(folder.join("chapters/images"))?;
    fs::copy(root.join("workbook.toml"), folder.join("workbook.toml"))?;
    for inside in ["chapters", "chapters/images"] {
        for entry in fs::read_dir(root.join(inside))? {
            let from = entry?.path();
            if let Some(name) = from.file_name().filter(|_| from.is_file()) {
                fs::copy(&from, folder.join(inside).join(name))?;
            }
        }
    }
    Ok(())
}

/// Changes one word of a chapter.
pub fn edit(folder: &Path, chapters: usize, word: &str) -> io::Result<()> {
    fs::write(folder.join(path(EDITED)), chapter(EDITED, chapters, word))
}

fn path(chapter: usize) -> String {
    format!("chapters/{:03}.toml", chapter + 1)
}

/// A chapter of some two dense pages in three columns.
fn chapter(index: usize, chapters: usize, first: &str) -> String {
    let mut numbers = Numbers(index as u64 + 1);
    let (style, number) =
        if red(index) { ("redline", index / 3 + 1) } else { ("material", index - index / 3) };
    let marks = ("*", "**");
    let mut out = format!(
        "style = \"{style}\"\ntitle = \"Hoofdstuk {}: {} en {}\"\nnumber = {number}\nid = \"hoofdstuk-{index}\"\n\
         lede = \"\"\"\n{}\n\"\"\"\n",
        index + 1,
        numbers.word(),
        numbers.word(),
        numbers.sentence(marks),
    );
    for section in 0..SECTIONS {
        let _ = write!(
            out,
            "\n[[block]]\ntype = \"text\"\ncolumns = 3\nheading = \"De {} van de {}\"\nbody = \"\"\"\n",
            numbers.word(),
            numbers.word()
        );
        if section == 0 {
            let _ = write!(out, "{first} ");
        }
        for _ in 0..3 {
            let _ = write!(out, "{}\n\n", numbers.paragraph(marks));
        }
        for _ in 0..3 {
            let _ = writeln!(out, "- {}", numbers.sentence(marks));
        }
        if section == 0 {
            let next = (index + 1) % chapters;
            let _ = write!(out, "\nZie [het volgende hoofdstuk](#hoofdstuk-{next}).[^bron]\n\n");
            let _ = writeln!(out, "[^bron]: {}", numbers.sentence(marks));
        }
        out.push_str("\"\"\"\n");
    }
    out
}

/// Texts in a chapter.
const SECTIONS: usize = 4;

/// How plain markup breaks its lines.
#[derive(Clone, Copy)]
pub enum Lines {
    /// As Typst does by itself: one line after the other, without hyphens.
    Simple,
    /// As our layouts do: each paragraph as a whole, with hyphens.
    Whole,
}

/// The same words as plain Typst markup, in three columns, without any layout of ours.
pub fn markup(chapters: usize, lines: Lines) -> String {
    let mut out = String::from(match lines {
        Lines::Simple => "",
        Lines::Whole => "#set text(hyphenate: true)\n#set par(linebreaks: \"optimized\")\n",
    });
    out.push_str(
        "#set document(title: \"Meetboek\")\n#set text(font: \"Schibsted Grotesk\", size: 9.25pt, lang: \"nl\")\n\
         #set par(justify: false, leading: 3.5pt, spacing: 12.75pt)\n\
         #set page(\"a4\", margin: (top: 32mm, bottom: 26mm, inside: 20mm, outside: 14mm), columns: 3)\n\
         #set columns(gutter: 5mm)\n#outline()\n",
    );
    for index in 0..chapters {
        let mut numbers = Numbers(index as u64 + 1);
        let marks = ("_", "*");
        let _ = writeln!(out, "#pagebreak()");
        if red(index) {
            out.push_str("#set page(fill: rgb(\"#D81E05\"))\n#set text(fill: white)\n");
        } else {
            out.push_str("#set page(fill: none)\n#set text(fill: black)\n");
        }
        let _ = write!(
            out,
            "= Hoofdstuk {}: {} en {} <hoofdstuk-{index}>\n{}\n\n",
            index + 1,
            numbers.word(),
            numbers.word(),
            numbers.sentence(marks)
        );
        for section in 0..SECTIONS {
            let _ = writeln!(out, "== De {} van de {}", numbers.word(), numbers.word());
            for _ in 0..3 {
                let _ = write!(out, "{}\n\n", numbers.paragraph(marks));
            }
            for _ in 0..3 {
                let _ = writeln!(out, "- {}", numbers.sentence(marks));
            }
            if section == 0 {
                let next = (index + 1) % chapters;
                let _ = write!(
                    out,
                    "\nZie #link(<hoofdstuk-{next}>)[het volgende hoofdstuk].#footnote[{}]\n\n",
                    numbers.sentence(marks)
                );
            }
        }
    }
    out
}
