//! Text is set whole: with its quotes, its addresses and its odd characters, and without signs that nobody sees.

use typst_layout::PagedDocument;
use typst_library::layout::{Frame, FrameItem};
use typst_library::text::{TextItem, is_default_ignorable};

use crate::book::{Book, WORKBOOK, sample_laid};
use crate::stress;

/// Calls `visit` for each run of text of a document.
pub fn texts(document: &PagedDocument, visit: &mut impl FnMut(&TextItem)) {
    fn walk(frame: &Frame, visit: &mut impl FnMut(&TextItem)) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, visit),
                FrameItem::Text(text) => visit(text),
                _ => {}
            }
        }
    }
    document.pages().iter().for_each(|page| walk(&page.frame, visit));
}

/// All text of a document, run by run.
fn joined(document: &PagedDocument) -> String {
    let mut all = String::new();
    texts(document, &mut |text| all.push_str(&text.text));
    all
}

/// A soft hyphen stands for the hyphen that is seen at a line's end (ISO 32000-1, 14.8.2.2.3), and nowhere else.
fn no_hidden_signs(document: &PagedDocument) {
    texts(document, &mut |text| {
        let hyphen = text.text == "\u{ad}" && text.glyphs.len() == 1;
        assert!(hyphen || !text.text.chars().any(is_default_ignorable), "{:?}", text.text);
    });
}

fn chapter(body: &str) -> String {
    format!(
        "style = \"material\"\ntitle = \"Foto's\"\n\n[[block]]\ntype = \"text\"\ncolumns = 3\nbody = \"\"\"\n{body}\n\"\"\"\n"
    )
}

fn page(body: &str) -> String {
    let document = Book::with(&chapter(body)).document();
    no_hidden_signs(&document);
    joined(&document)
}

#[test]
fn the_sample_and_the_hardest_book_have_no_hidden_signs() {
    no_hidden_signs(&sample_laid().0);
    no_hidden_signs(&stress::laid().0);
}

#[test]
fn characters_are_set_by_what_they_are_like() {
    for (text, wanted) in [
        ("1\\u202F000", "1\u{202f}000"),
        ("10\\u2009m", "10\u{2009}m"),
        ("1\\u2007000", "1\u{2007}000"),
        ("een\\u200Adun", "een\u{200a}dun"),
        ("niet\\u2011breken", "niet-breken"),
        ("wel\\u2010breken", "wel-breken"),
        ("2\\u1d49 \\u00e9tage", "2e étage"),
        ("3\\u1d49\\u02b3", "3er"),
        ("H\\u2082O", "H2O"),
        ("\\u200Elinks\\u200F", "links"),
        ("\\u202Aa\\u202C \\u2067b\\u2069", "a b"),
        ("\\uFB01jn \\uFB03x", "fijn ffix"),
        ("e\\u0301e\\u0301n", "e\u{301}e\u{301}n"),
        ("\\u22125", "−5"),
        ("a\\u2028b", "a b"),
        // A paragraph of its own.
        ("a\\u2029b", "ab"),
        ("a\\u0085b", "a b"),
        ("a\\u000Bb", "a b"),
        ("a\\u000Cb", "a b"),
        ("a\\u0001b", "ab"),
        ("\\u0093zand\\u0094", "“zand”"),
        ("samen\\u00ADgesteld", "samengesteld"),
        ("nul\\u200Bbreed", "nulbreed"),
        ("woord\\u2060lijm", "woordlijm"),
        ("\\uFEFFbegin", "begin"),
        ("2\\u2153", "2\u{202f}1⁄3"),
        ("\\uFF21\\uFF24", "AD"),
        ("20\\u2103", "20°C"),
        ("5 \\u33A1", "5 m²"),
        ("a\\u00A0b", "a\u{a0}b"),
        ("mail \\u2122\\uFE0F", "mail ™"),
    ] {
        let found = page(text);
        assert!(found.contains(wanted), "{text}: {found}");
    }
}

#[test]
fn quotes_go_over_the_edges_of_markup() {
    for (text, wanted) in [
        ("Dat is *\"zand\"* dus", "Dat is “zand” dus"),
        ("\"*Zand* is dat\"", "“Zand is dat”"),
        ("'**Zo** ga je'", "‘Zo ga je’"),
        ("\"`code`\" en '[x](https://x.nl)'", "“code” en ‘x’"),
        ("*Jan*'s fiets", "Jan’s fiets"),
        ("`A4`'tjes", "A4’tjes"),
        ("een 'regel\\\\\nverder'", "een ‘regel verder’"),
        ("een 'regel\nverder'", "een ‘regel verder’"),
        ("zie 'https://x.nl/a'.", "zie ‘https://x.nl/a’."),
        ("- 'zo\n- 'n huis'", "‘zo"),
    ] {
        let found = page(text);
        assert!(found.contains(wanted), "{text}: {found}");
    }
}

#[test]
fn what_is_said_has_one_pair_of_marks() {
    for (language, text, wanted) in [
        ("nl", "“Ik dacht zand.”", "|“Ik dacht zand.”|"),
        ("nl", "Ik dacht zand.", "|“Ik dacht zand.”|"),
        ("nl", "\\\"Ik dacht zand.\\\"", "|“Ik dacht zand.”|"),
        ("nl", "'Ik dacht zand.'", "|‘Ik dacht zand.’|"),
        ("nl", "„Ik dacht zand”", "|„Ik dacht zand”|"),
        ("nl", "Ik dacht \\\"zand\\\"", "|“Ik dacht ‘zand’”|"),
        ("nl", "\\\"Ja\\\" en \\\"nee\\\"", "|“‘Ja’ en ‘nee’”|"),
        ("nl", "'s Avonds foto's", "|“’s Avonds foto’s”|"),
        ("fr", "J'ai dit \\\"sable\\\"", "|«\u{202f}J’ai dit “sable”\u{202f}»|"),
        ("fr", "« J'ai dit sable »", "|« J’ai dit sable »|"),
        ("de", "Ich dachte Sand", "|„Ich dachte Sand“|"),
        ("de", "„Ich dachte Sand“", "|„Ich dachte Sand“|"),
        ("de-CH", "Ich dachte Sand", "|«Ich dachte Sand»|"),
    ] {
        let quote = format!(
            "style = \"material\"\ntitle = \"Titel\"\n\n[[block]]\ntype = \"quote\"\nlanguage = \"{language}\"\nby = \"|\"\ntext = \"{text}\"\n\n[[block]]\ntype = \"text\"\nbody = \"|\"\n"
        );
        let found = joined(&Book::with(&quote).document());
        assert!(found.contains(wanted), "{text}: {found}");
    }
}

#[test]
fn titles_are_as_their_text() {
    let front = WORKBOOK
        .replace("\"Werkboek\"", "\"Foto's van 'nu'\"")
        .replace("\"Voorbeeld\"", "\"Zo'n club\"")
        .replace("number = 1", "number = 1\nname = \"na 't atelier\"");
    let book = Book::empty().file("workbook.toml", front).file("chapters/01.toml", chapter("Foto's, 'nu'."));
    let (document, pdf) = book.laid();
    let found = joined(&document);
    for wanted in ["Foto’s", "‘nu’", "Zo’n club", "na ’t atelier", "FOTO’S"] {
        assert!(found.contains(wanted), "{wanted}: {found}");
    }
    assert!(!found.contains(['\'', '"']), "{found}");
    let seen = werkboek::inspect::inspect(&pdf).unwrap();
    assert_eq!(seen.title.as_deref(), Some("Foto’s van ‘nu’ – Zo’n club"));
}

#[test]
fn languages_with_and_without_rules() {
    for language in [
        "pt-BR",
        "PT-br",
        "de-CH",
        "fry",
        "ar",
        "he-IL",
        "nds",
        "zh",
        "tlh",
        "zh-Hant-TW",
        "nld",
        "es-419",
        "sr-Latn",
        "iw",
    ] {
        let text = format!(
            "style = \"material\"\ntitle = \"Titel\"\nlanguage = \"{language}\"\n\n[[block]]\ntype = \"text\"\nlanguage = \"{language}\"\nbody = \"abc def\"\n"
        );
        let document = Book::with(&text).document();
        let mut seen = Vec::new();
        texts(&document, &mut |text| {
            if text.text.contains("abc") {
                seen.push((
                    text.lang.as_str().to_owned(),
                    text.region.map(|region| region.as_str().to_owned()),
                ));
            }
        });
        let tag = werkboek::content::Tag::read(language).unwrap();
        assert_eq!(seen, [(tag.language.clone(), tag.country().map(str::to_owned))], "{language}");
    }
}

/// Frisian must not be hyphenated as French.
#[test]
fn no_rules_no_hyphens() {
    let text = "gebiedsontwikkeling straatinrichtingsplannen omgevingsvergunningaanvraag ".repeat(20);
    let with = |language: &str| {
        let body = format!(
            "style = \"material\"\ntitle = \"Titel\"\n\n[[block]]\ntype = \"text\"\ncolumns = 3\nlanguage = \"{language}\"\nbody = \"{text}\"\n"
        );
        joined(&Book::with(&body).document()).matches('\u{ad}').count()
    };
    assert_eq!(with("fry"), 0);
    assert!(with("nl") > 0);
}
