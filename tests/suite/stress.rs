//! A book of everything that is hard to set.

use std::sync::OnceLock;

use typst_layout::PagedDocument;

use crate::book::{Book, WORKBOOK};
use crate::picture_blocks::stressed;

const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const SENTENCE: &str = "De straat van morgen moet meer kunnen dan die van vandaag, en dat vraagt om een plan dat verder kijkt dan het volgende bestek. ";

/// A word of 60 letters that no language hyphenates.
fn unbreakable() -> String {
    "qxzvkw".repeat(10)
}

fn hard_text() -> String {
    format!(
        "{LONG} {} https://www.example.org/{} {}",
        unbreakable(),
        "pad-zonder-einde/".repeat(8),
        SENTENCE.repeat(6)
    )
}

fn front(style: &str, title: &str, number: usize) -> String {
    format!("style = \"{style}\"\ntitle = \"{title}\"\nnumber = {number}\n")
}

fn blocks(style: &str, number: usize) -> String {
    let hard = hard_text();
    let word = unbreakable();
    let columns = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(12));
    let wide = format!(
        "{}{}{}",
        columns("Omgevingsvergunning"),
        columns("---"),
        columns("Grondwaterbeschermingsgebied 1.234,5").repeat(50)
    );
    let cards: String =
        (0..10).map(|i| format!("{{ heading = \"{LONG} {i}\", body = \"{hard}\" }},")).collect();
    let insights: String = (0..3).map(|_| format!("[[block]]\ntype = \"insight\"\nheading = \"{LONG} {word}\"\nbody = \"- {hard}\\n  - {hard}\"\n")).collect();
    let first = number * 10;
    let tracks: String = (0..9).map(|i| format!("{{ group = \"Groep {}\", heading = \"{LONG}\", body = \"{hard}\", with = [{first}, \"{LONG}\"] }},", i / 4)).collect();
    let teams = format!(
        "[[block]]\ntype = \"team\"\nnumber = {first}\nname = \"{LONG}\"\ntracks = [{tracks}]\ndoes = \"- {hard}\"\ndreams = [{{ text = \"{hard}\" }}, {{ by = \"{LONG}\", text = \"Kort.\" }}]\nworks_with = [\"{word}\"]\n\
         [[block]]\ntype = \"team\"\nnumber = {}\nname = \"Leeg\"\n[[block]]\ntype = \"team\"\nnumber = {}\nname = \"Klein\"\nlede = \"Kort.\"\ndoes = \"- werk\"\n[[block]]\ntype = \"team\"\nnumber = {}\nname = \"Ook klein\"\ntracks = [{{ heading = \"a\" }}]\ndreams = [{{ text = \"b\" }}]\n",
        first + 1,
        first + 2,
        first + 3
    );
    let many = |count: usize| (0..count).map(|i| format!("\"{LONG} {i}\",")).collect::<String>();
    let questions: String =
        (0..10).map(|_| format!("{{ text = \"{LONG}: {SENTENCE}?\", team = {first} }},")).collect();
    let writes: String =
        (0..3).map(|i| format!("{{ prompt = \"{LONG} {SENTENCE}\", lines = {} }},", 10 + 60 * i)).collect();
    let terms: String =
        (0..40).map(|i| format!("{{ term = \"{LONG} {i}\", meaning = \"{SENTENCE}\" }},")).collect();
    format!(
        "{head}
{workshop}
[[block]]\ntype = \"text\"\nheading = \"{LONG} {word}\"\nbody = \"{hard}\"
[[block]]\ntype = \"text\"\ncolumns = 2\nbody = \"{hard}\"
[[block]]\ntype = \"text\"\ncolumns = 3\nheading = \"{LONG}\"\nbody = \"{hard}\\n\\n## {LONG}\\n\\n{hard}\"
[[block]]\ntype = \"cards\"\nitems = [{cards}]
[[block]]\ntype = \"cards\"\nitems = [{{ body = \"Een.\" }}]
[[block]]\ntype = \"guide\"
[[block]]\ntype = \"status\"\nbody = \"{hard}\"
[[block]]\ntype = \"part\"\nheading = \"{LONG} {LONG}\"
{insights}{teams}
[[block]]\ntype = \"horizon\"\nrows = [{{ period = \"{LONG}\", level = \"{LONG}\", scale = \"{word}\" }}, {{ period = \"1\", level = \"2\" }}]
[[block]]\ntype = \"case\"\nname = \"{LONG}\"\nfamilies = [{five}]\nbarriers = [{five}]\nquestions = [{questions}]
[[block]]\ntype = \"case\"\nname = \"Kaal\"
[[block]]\ntype = \"overview\"\nof = \"teams\"
[[block]]\ntype = \"overview\"\nof = \"cases\"
[[block]]\ntype = \"overview\"\nof = \"questions\"
[[block]]\ntype = \"figure\"\nimage = \"wide.svg\"\nalt = \"Een balk.\"\ncaption = \"{hard}\"
[[block]]\ntype = \"figure\"\nimage = \"tall.svg\"\nalt = \"Een paal.\"\nwidth = \"column\"
[[block]]\ntype = \"figure\"\nimage = \"tall.svg\"\nalt = \"Een paal.\"\nwidth = \"bleed\"
[[block]]\ntype = \"figure\"\nimage = \"wide.svg\"\nalt = \"Een balk.\"\nwidth = \"bleed\"
[[block]]\ntype = \"table\"\nheading = \"{LONG}\"\nbody = \"\"\"\n{wide}\"\"\"
[[block]]\ntype = \"table\"\nwidth = \"landscape\"\ncaption = \"{hard}\"\nbody = \"\"\"\n{wide}\"\"\"
[[block]]\ntype = \"table\"\nwidth = \"column\"\nbody = \"\"\"\n| {word} | b |\n|---|---|\n| {LONG} | {word} |\n\"\"\"
[[block]]\ntype = \"quote\"\ntext = \"{hard}\"\nby = \"{LONG}\"
[[block]]\ntype = \"write\"\nheading = \"{LONG}\"\nfields = [{writes}]
[[block]]\ntype = \"write\"\nfields = [{{ prompt = \"a\" }}, {{ prompt = \"b\" }}, {{ prompt = \"c\" }}]
[[block]]\ntype = \"glossary\"\nterms = [{terms}]
{pictures}",
        workshop = workshop(style),
        head = front(style, &format!("{LONG} und noch viel mehr Rindfleischetikettierung"), number),
        five = many(5),
        pictures = stressed(LONG, &hard),
    )
}

/// The blocks of workshops, with words that are hard to set in every place of theirs.
fn workshop(style: &str) -> String {
    let word = unbreakable();
    let many = |count: usize| (0..count).map(|i| format!("\"{LONG} {i}\",")).collect::<String>();
    let short = |count: usize| (0..count).map(|i| format!("\"Stap {i}\",")).collect::<String>();
    let slot = format!("what = \"{LONG}: {SENTENCE}\", who = \"{LONG}\", where = \"{word}\"");
    let slots = format!("{{ from = \"9.30\", to = \"10.00\", {slot} }}, {{ what = \"Kort.\" }},").repeat(3);
    let night = format!("{{ day = \"{LONG}\", from = \"22.00\", to = \"1.30\", {slot} }}");
    let moments = format!(
        "{{ when = \"{LONG}\", heading = \"{LONG}\", body = \"{SENTENCE}\" }}, {{ when = \"{word}\", now = true }},"
    );
    let ends = format!(
        "{{ text = \"{LONG}\", left = \"{LONG}\", right = \"{word}\" }}, {{ left = \"a\", right = \"b\" }}"
    );
    let axes = format!("{{ from = \"{LONG}\", to = \"{LONG}\" }}, {{ from = \"{LONG}\", to = \"{LONG}\" }}");
    let sheets: String = [
        ("grid", format!("fields = [{}]", many(9))),
        ("grid", String::new()),
        ("quadrant", format!("fields = [{}]\naxes = [{axes}]\nruling = \"grid\"", many(4))),
        ("rings", format!("rings = [{}]", many(10))),
        ("rings", "rings = [\"Een\"]".to_owned()),
        ("journey", format!("stages = [{}]\nrows = [{}]", short(10), many(3))),
        ("journey", format!("stages = [{}]", many(1))),
    ]
    .iter()
    .map(|(kind, rest)| {
        format!("[[block]]\ntype = \"canvas\"\nkind = \"{kind}\"\nheading = \"Blad\"\n{rest}\n")
    })
    .collect();
    format!(
        "[[block]]\ntype = \"programme\"\nheading = \"{LONG}\"\nrows = [{slots} {night}]
[[block]]\ntype = \"timeline\"\nheading = \"{LONG}\"\nitems = [{moments}]
[[block]]\ntype = \"timeline\"\nitems = [{{ when = \"2021\", heading = \"Begin\" }}, {{ when = \"2022\", now = true }}]
[[block]]\ntype = \"checklist\"\nitems = [{{ text = \"{LONG} {SENTENCE}\", done = true }}, {{ text = \"{word}\" }}]
[[block]]\ntype = \"actions\"\nrows = [{{ what = \"{LONG}\", who = \"{LONG}\", when = \"{word}\" }}]
[[block]]\ntype = \"scale\"\npoints = 9\nrows = [{ends}]
{sheets}[[block]]\ntype = \"divider\"\nnumber = 12\nheading = \"{LONG} {style}\"\nlede = \"{SENTENCE}\"
[[block]]\ntype = \"write\"\nruling = \"dots\"\nfields = [{{ prompt = \"{LONG}\", lines = 4 }}, {{ prompt = \"b\" }}]
"
    )
}

/// The book.
pub fn book() -> Book {
    let bar = |width: u32, height: u32| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='{width}' height='{height}' fill='#888'/></svg>"
        )
    };
    let pages: String = (0..30)
        .map(|i| {
            format!(
                "[[block]]\ntype = \"text\"\ncolumns = {}\nheading = \"Kop {i}\"\nbody = \"{}\"\n",
                i % 3 + 1,
                SENTENCE.repeat(40)
            )
        })
        .collect();
    Book::empty()
        .file(
            "workbook.toml",
            WORKBOOK
                .replace("\"nl\"", "\"de\"")
                .replace("\"Werkboek\"", &format!("\"{LONG}\""))
                .replace("Voorbeeld", LONG),
        )
        .file("wide.svg", bar(2000, 200))
        .file("tall.svg", bar(200, 2000))
        .file("a.svg", bar(900, 600))
        .file("logo.svg", bar(96, 48))
        .file("chapters/00.toml", front("material", "Inhalt", 0) + "[[block]]\ntype = \"contents\"\n")
        .file("chapters/01.toml", blocks("material", 1))
        .file("chapters/02.toml", blocks("redline", 2))
        .file("chapters/03.toml", front("material", "Kurz", 3) + "lede = \"Eine Zeile.\"\n")
        .file("chapters/04.toml", front("material", "Lang", 4) + &pages)
        .file("chapters/05.toml", front("redline", &LONG.repeat(2), 5) + &pages)
}

/// The book as it is laid out and exported, once for all tests.
pub fn laid() -> &'static (PagedDocument, Vec<u8>) {
    static LAID: OnceLock<(PagedDocument, Vec<u8>)> = OnceLock::new();
    LAID.get_or_init(|| book().laid())
}
