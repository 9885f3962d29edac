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
        "table" => {
            "heading = \"Tabel\"\ncaption = \"Bij de tabel.\"\nbody = \"\"\"\n| Naam | Getal |\n|:--|--:|\n| een | 1 |\n| twee | 2 |\n\"\"\""
        }
        "quote" => "text = \"Dat zei zij.\"\nby = \"Joyce\"",
        "write" => {
            "heading = \"Schrijf\"\nfields = [{ prompt = \"Wat?\", lines = 3 }, { prompt = \"Wie?\", lines = 3 }]"
        }
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
    Book::with(&chapter).file("chapters/02.toml", teams).file("a.svg", drawing)
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
    horizon "horizon", case "case", overview "overview", figure "figure", table "table", quote "quote",
    write "write", glossary "glossary", contents "contents",
}
