//! Each block on both page styles: a small picture of the page, and its tag tree.

use werkboek::content::block::Block;
use werkboek::export::png;

use crate::book::Book;
use crate::pdf::Pdf;
use crate::snapshot;

/// The block under test, by its type.
fn example(name: &str) -> &'static str {
    match name {
        "part" => "number = 2\nheading = \"Een *deel*\"",
        "text" => {
            "heading = \"Kop\"\ncolumns = 3\nbody = \"\"\"\nEen alinea met *nadruk*, **klem**, `code`, een [link](https://example.org), een [verwijzing](#hier) en een noot.[^a]\n\n## Tussenkop\n\n- een\n  - twee\n\n1. eerste\n2. tweede\n\n> Een citaat.\n\n---\n\n| A | B |\n|---|--:|\n| c | 1 |\n\n```\ncode\n```\n\n[^a]: De noot.\n\"\"\""
        }
        "cards" => {
            "items = [{ heading = \"Een\", body = \"Tekst.\" }, { heading = \"Twee\", body = \"Meer tekst.\" }, { body = \"Zonder kop.\" }]"
        }
        "guide" => "body = \"Zo lees je dit boek.\"",
        "status" => "body = \"Hier staan we.\"",
        "insight" => "heading = \"Een inzicht\"\nbody = \"- een\\n  - twee\\n- drie\"",
        "team" => {
            "number = 1\nname = \"Het team\"\nlede = \"Waar het over gaat.\"\ntracks = [{ group = \"Groep\", heading = \"Spoor\", body = \"Tekst.\", with = [2, \"COB\"] }, { heading = \"Los\" }]\ndoes = \"- werk\"\ndreams = [{ by = \"Joyce\", text = \"Een droom.\" }]\nworks_with = [2]"
        }
        "horizon" => {
            "heading = \"Horizon\"\nteam = 2\nrows = [{ period = \"10 jaar\", level = \"Strategie\", scale = \"Stad\" }, { period = \"3 jaar\", level = \"Project\" }]"
        }
        "case" => {
            "name = \"Een straat\"\nplace = \"Voorbeeld\"\nlede = \"Het riool is op.\"\nimage = \"a.svg\"\nalt = \"Een rode cirkel.\"\nfamilies = [\"Riool\"]\nbarriers = [\"Geld\"]\nquestions = [{ text = \"Wie betaalt?\", team = 2 }]"
        }
        "overview" => "of = \"teams\"",
        "figure" => {
            "image = \"a.svg\"\nalt = \"Een rode cirkel.\"\ncaption = \"Het bijschrift.\"\ncredit = \"De maker\""
        }
        "gallery" => {
            "items = [{ image = \"a.svg\", alt = \"Een rode cirkel.\", caption = \"Het bijschrift.\", credit = \"De maker\", link = \"#hier\" }, { image = \"b.svg\", alt = \"Een paal.\" }, { image = \"a.svg\", decorative = true, alt = \"\" }, { image = \"a.svg\", alt = \"Nog een cirkel.\", link = \"https://example.org\" }]"
        }
        "people" => {
            "items = [{ name = \"Joyce\", role = \"Ontwerper\", organisation = \"Voorbeeld\", image = \"b.svg\", alt = \"Joyce voor een muur.\", mail = \"joyce@example.org\", phone = \"+31 20 123 45 67\" }, { name = \"Mabel\" }, { name = \"Jos\", role = \"Beheerder\", image = \"b.svg\", decorative = true }]"
        }
        "map" => {
            "image = \"a.svg\"\nalt = \"Een plein.\"\ncaption = \"Het bijschrift.\"\npoints = [{ x = 0, y = 0, label = \"Een hoek\" }, { x = 50, y = 50.5, label = \"Het midden\", text = \"Waar de *bron* staat.\" }, { x = 51, y = 50, label = \"Daarnaast\" }]"
        }
        "table" => {
            "heading = \"Tabel\"\ncaption = \"Bij de tabel.\"\nbody = \"\"\"\n| Naam | Getal |\n|:--|--:|\n| een | 1 |\n| twee | 2 |\n\"\"\""
        }
        "quote" => "text = \"Dat zei zij.\"\nby = \"Joyce\"",
        "write" => {
            "heading = \"Schrijf\"\nfields = [{ prompt = \"Wat?\", lines = 3 }, { prompt = \"Wie?\", lines = 3 }]"
        }
        "canvas" => {
            "kind = \"quadrant\"\nheading = \"Teken\"\nbody = \"Plak en schuif.\"\nfields = [\"Nu\", \"Straks\"]\naxes = [{ from = \"weinig\", to = \"veel\" }, { from = \"klein\", to = \"groot\" }]"
        }
        "programme" => {
            "heading = \"De dag\"\nrows = [{ day = \"Dag 1\", from = \"9.30\", to = \"10:15\", what = \"Inloop\", who = \"Iedereen\", where = \"Hal\" }, { what = \"Pauze\" }, { day = \"Dag 2\", from = \"22.00\", to = \"1.00\", what = \"Feest\" }]"
        }
        "timeline" => {
            "heading = \"De weg\"\nitems = [{ when = \"2021\", heading = \"Begin\", body = \"Tekst.\" }, { when = \"2022\", heading = \"Midden\", now = true }, { when = \"2023\" }]"
        }
        "checklist" => {
            "heading = \"Vooraf\"\nitems = [{ text = \"Een *kaart*\", done = true }, { text = \"Stiften\" }]"
        }
        "actions" => {
            "heading = \"Afspraken\"\nempty = 2\nrows = [{ what = \"Bellen\", who = \"Joyce\", when = \"morgen\" }, { what = \"Schrijven\" }]"
        }
        "scale" => {
            "heading = \"Weeg\"\npoints = 7\nrows = [{ text = \"Tempo\", left = \"traag\", right = \"snel\" }, { left = \"oud\", right = \"nieuw\" }]"
        }
        "divider" => "number = 2\nheading = \"Een afdeling\"\nlede = \"Waar zij over gaat.\"",
        "glossary" => {
            "terms = [{ term = \"zee\", meaning = \"Water.\" }, { term = \"één\", meaning = \"Een getal.\" }]"
        }
        "contents" => "",
        other => panic!("the block `{other}` has no example"),
    }
}

fn book(name: &str, style: &str) -> Book {
    let block = format!("[[block]]\ntype = \"{name}\"\n{}\n", example(name));
    let chapter = format!(
        "style = \"{style}\"\ntitle = \"Hoofdstuk\"\nnumber = 1\nid = \"hier\"\nlede = \"De opening.\"\n\n{block}"
    );
    let teams = "style = \"material\"\ntitle = \"Teams\"\nnumber = 2\n\n[[block]]\ntype = \"team\"\nnumber = 2\nname = \"Een ander team\"\n";
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='60'><circle cx='100' cy='30' r='28' fill='#D81E05'/></svg>";
    let tower = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='80'><rect width='60' height='80' fill='#888'/></svg>";
    Book::with(&chapter).file("chapters/02.toml", teams).file("a.svg", drawing).file("b.svg", tower)
}

fn unchanged(name: &str) {
    for style in ["material", "redline"] {
        let (document, bytes) = book(name, style).laid();
        snapshot::picture(&format!("blocks/{name}-{style}.png"), &png(&document.pages()[1], 40.0).unwrap());
        snapshot::text(&format!("blocks/{name}-{style}.txt"), &Pdf::new(&bytes).tags(2));
    }
}

macro_rules! unchanged {
    ($($test:ident $name:literal,)*) => {
        $(#[test] fn $test() { unchanged($name); })*

        #[test]
        fn no_block_is_forgotten() {
            assert_eq!(Block::TYPES, [$($name),*]);
        }
    };
}

unchanged! {
    part "part", text "text", cards "cards", guide "guide", status "status", insight "insight", team "team",
    horizon "horizon", case "case", overview "overview", figure "figure", gallery "gallery", people "people",
    map "map", table "table", quote "quote",
    write "write", canvas "canvas", programme "programme", timeline "timeline", checklist "checklist",
    actions "actions", scale "scale", divider "divider", glossary "glossary", contents "contents",
}
