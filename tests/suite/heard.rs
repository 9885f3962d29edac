//! What who hears, copies or searches a file gets: words that do not run together, links that say where
//! they lead, captions and heads; and what a file says of itself outside its pages.

use std::collections::BTreeMap;

use typst_library::text::is_default_ignorable;

use crate::book::{Book, WORKBOOK};
use crate::built::{both, samples};
use crate::pdf::Pdf;

const CASES: &str = "style = \"material\"\ntitle = \"\"\"\nDe straat\\\\\nvan \"morgen\"\"\"\"\nnumber = 1\nid = \"straat\"\n\n\
    [[block]]\ntype = \"text\"\nheading = \"\"\"\nEerste regel\\\\\ntweede regel\"\"\"\ncolumns = 1\n\
    body = \"\"\"\nHard\\\\\nbegrensd, <br>en zie [het team](#ploeg), [een *zaak*](#zaak) en [dit](#straat).[^a]\n\n[^a]: Noot.\n\"\"\"\n\n\
    [[block]]\ntype = \"team\"\nid = \"ploeg\"\nnumber = 3\nname = \"Water *en* \\\"groen\\\"\"\nworks_with = [4, \"COB\"]\n\
    tracks = [{ heading = \"Los\", body = \"Met.\" }, { group = \"Groep\", heading = \"Spoor\", with = [4] }]\n\
    dreams = [{ text = \"Een droom.\", by = \"Joyce\" }]\n\n\
    [[block]]\ntype = \"team\"\nnumber = 4\nname = \"Geld\"\n\n\
    [[block]]\ntype = \"case\"\nid = \"zaak\"\nname = \"Laan\"\nplace = \"Zwolle\"\nquestions = [{ text = \"Wie?\", team = 3 }]\n\n\
    [[block]]\ntype = \"overview\"\nof = \"teams\"\n\n[[block]]\ntype = \"overview\"\nof = \"cases\"\n\n\
    [[block]]\ntype = \"overview\"\nof = \"questions\"\n\n[[block]]\ntype = \"guide\"\nbody = \"Lees.\"\n\n\
    [[block]]\ntype = \"glossary\"\nterms = [{ term = \"zee\", meaning = \"Water.\" }]\n\n\
    [[block]]\ntype = \"figure\"\nimage = \"a.svg\"\nalt = \"\"\"\nEen rode\ncirkel.\"\"\"\ncaption = \"Bij de cirkel.\"\n\n\
    [[block]]\ntype = \"table\"\ncaption = \"Bij de tabel.\"\nwidth = \"full\"\nbody = \"\"\"\n| A | B |\n|---|---|\n| c<br>d | 1 |\n\"\"\"\n\n\
    [[block]]\ntype = \"contents\"\n";

const DRAWING: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='60'><circle cx='100' cy='30' r='28'/></svg>";

fn book() -> Book {
    let red = "style = \"redline\"\ntitle = \"Terugblik\"\nnumber = 2\n\n[[block]]\ntype = \"write\"\nfields = [{ prompt = \"Wat?\" }]\n";
    Book::with(CASES).file("chapters/02.toml", red).file("a.svg", DRAWING)
}

/// That some element of a role says just this.
fn says(pdf: &Pdf, role: &str, wanted: &str) {
    let heard = pdf.heard(role);
    assert!(heard.iter().any(|said| said.trim_end() == wanted), "{role} {wanted:?}: {heard:#?}");
}

#[test]
fn words_do_not_run_together_at_the_end_of_a_line() {
    let pdf = Pdf::new(&book().laid().1);
    for (role, wanted) in [
        ("P", "Materiaal op witte pagina’s"),
        ("P", "Rode lijnen op rode pagina’s"),
        ("H1", "De straat van “morgen”"),
        ("H2", "Eerste regel tweede regel"),
        ("P", "Casus Zwolle"),
        ("TD", "c d"),
    ] {
        says(&pdf, role, wanted);
    }
    let all = pdf.heard("Document").concat();
    for wanted in ["Hard begrensd, en zie", "op witte pagina’s De feiten", "op rode pagina’s De reflectie"]
    {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
    let entries = pdf.heard("TOCI");
    assert!(entries.iter().any(|said| said.trim_end().starts_with("2 Terugblik ")), "{entries:#?}");
}

#[test]
fn the_cover_is_heard_word_by_word() {
    for (title, cover, wanted) in [
        ("Werkboek", "[\"Werk\", \"boek\"]", "Werkboek"),
        ("Ons werkboek", "[\"Ons\", \"werkboek\"]", "Ons werkboek"),
        ("Een groot werkboek", "[\"Een groot\", \"werk\", \"boek\"]", "Een groot werkboek"),
        ("Buurt", "[]", "Buurt"),
        ("Straten en pleinen van morgen", "[]", "Straten en pleinen van morgen"),
    ] {
        let workbook = WORKBOOK.replace("title = \"Werkboek\"", &format!("title = \"{title}\""));
        assert!(workbook.contains(title));
        let design = if cover == "[]" { String::new() } else { format!("\n[design]\ncover = {cover}\n") };
        let workbook = format!("{}{design}", workbook.split("\n[design]").next().unwrap());
        let book = book().file("workbook.toml", workbook);
        let pdf = Pdf::new(&book.laid().1);
        // The title of PDF 2.0 is written as a paragraph.
        says(&pdf, "P", wanted);
    }
}

#[test]
fn links_say_where_they_lead() {
    let links = Pdf::new(&book().laid().1).links();
    for wanted in [
        "Team 3: Water en “groen”, p. ",
        "Team 4: Geld, p. ",
        "Casus: Laan, p. ",
        "Rode lijn 2: Terugblik, p. ",
        "het team, p. ",
        "een zaak, p. ",
        "dit, p. ",
        "Voetnoot 1",
    ] {
        assert!(links.iter().any(|said| said.starts_with(wanted)), "{wanted}: {links:#?}");
    }
    // The mark in the text and the one at the note.
    assert_eq!(links.iter().filter(|said| *said == "Voetnoot 1").count(), 2, "{links:#?}");
    for (_, built) in both() {
        let links = Pdf::new(&built.bytes("email")).links();
        let bare =
            |said: &&String| !said.contains(' ') && !said.contains("://") || said.contains("Hoofdstuk, ");
        assert!(links.len() > 4, "{links:#?}");
        assert_eq!(links.iter().find(bare), None);
    }
}

#[test]
fn captions_and_heads_are_what_they_are() {
    let pdf = Pdf::new(&book().laid().1);
    assert_eq!(pdf.heard("Caption"), ["Bij de cirkel.", "Bij de tabel."]);
    for wanted in ["Los", "Groep", "Wat doet dit team?"] {
        assert!(
            wanted == "Wat doet dit team?" || pdf.heard("H3").iter().any(|head| head == wanted),
            "{wanted}"
        );
    }
    says(&pdf, "H4", "Spoor");
    says(&pdf, "H3", "Werkt samen met");
    // The row of a team is headed by its name, and its partners stand in a cell of their own.
    says(&pdf, "TH", "Water en “groen”");
    says(&pdf, "TD", "COB");
}

/// The caption of a table is a part of it, wherever it is drawn.
#[test]
fn a_tables_caption_is_in_the_table() {
    for style in ["material", "redline"] {
        for width in ["column", "full", "landscape"] {
            let table =
                "caption = \"Bij de tabel.\"\nbody = \"\"\"\n| A | B |\n|---|---|\n| c | 1 |\n\"\"\"\n";
            let chapter = format!(
                "style = \"{style}\"\ntitle = \"Tabel\"\n\n[[block]]\ntype = \"table\"\nheading = \"Kop\"\nwidth = \"{width}\"\n{table}"
            );
            let pdf = Pdf::new(&Book::with(&chapter).laid().1);
            let heard = pdf.heard("Table");
            assert!(
                matches!(&heard[..], [one] if one.starts_with("Bij de tabel.")),
                "{style}, {width}: {heard:?}"
            );
        }
    }
}

/// Whether a text is fit to stand in a list: one line, without what nobody sees.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c.is_control() || is_default_ignorable(c) || c == '\u{2028}')
}

#[test]
fn bookmarks_titles_and_descriptions_are_one_plain_line() {
    let document = book().laid().1;
    let pdf = Pdf::new(&document);
    let mut found = pdf.outline().into_iter().map(|(_, title)| title).collect::<Vec<_>>();
    assert!(found.iter().any(|title| title == "De straat van “morgen”"), "{found:#?}");
    assert!(found.iter().any(|title| title == "Eerste regel tweede regel"), "{found:#?}");
    for page in 1..=pdf.pages() {
        let tags = pdf.tags(u32::try_from(page).unwrap());
        let named = |line: &str| {
            let at = ["title=", "alt="]
                .iter()
                .find_map(|key| line.split_once(key).map(|part| part.1.to_owned()))?;
            Some(at.split('"').nth(1)?.to_owned())
        };
        found.extend(tags.lines().filter_map(named));
    }
    found.extend(pdf.links());
    assert!(found.iter().any(|text| text == "Een rode cirkel."), "{found:#?}");
    for text in &found {
        assert!(is_plain(text) && !text.contains("\\u{"), "{text:?}");
    }
}

#[test]
fn the_title_of_the_file_tells_the_book_from_its_publisher() {
    let pdf = Pdf::new(&samples().bytes("email"));
    assert_eq!(pdf.info("Title").as_deref(), Some("Werkboek – City Deal Openbare Ruimte"));
    let print = Pdf::new(&samples().bytes("print"));
    assert_eq!(print.info("Title"), pdf.info("Title"));
}

/// The names of a file: both halves of its `/ID`, and the document and instance that its XMP names.
fn names(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(bytes);
    let id = pdf.document().trailer.get(b"ID").and_then(|id| id.as_array()).unwrap();
    let mut names: Vec<String> = id.iter().map(|half| format!("{half:?}")).collect();
    let text = String::from_utf8_lossy(bytes).into_owned();
    for key in ["DocumentID", "InstanceID"] {
        let start = text.find(&format!("<xmpMM:{key}>")).map(|at| at + key.len() + 8).unwrap();
        let end = text[start..].find('<').unwrap();
        names.push(text[start..start + end].to_owned());
    }
    names
}

#[test]
fn files_that_differ_have_names_that_differ() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (book, built) in both() {
        for target in built.names() {
            let names = names(&built.bytes(target));
            for (part, name) in ["document", "instance", "xmp document", "xmp instance"].iter().zip(names) {
                let here = format!("{part} of {target}, {book}");
                let before = seen.insert(format!("{part} {name}"), here.clone());
                assert_eq!(before, None, "{here}: {name}");
            }
        }
    }
    // A word more is another instance of the same document.
    let one = names(&book().laid().1);
    let changed = book().file("chapters/01.toml", CASES.replace("Bij de cirkel.", "Onder de cirkel."));
    let other = names(&changed.laid().1);
    assert_eq!((&one[0], &one[2]), (&other[0], &other[2]));
    assert!(one[1] != other[1] && one[3] != other[3], "{one:?}");
}
