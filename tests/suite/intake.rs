//! Word files to read: those that other programs made, and those that are made here, part by part.

use std::fs;

use crate::book::sample;
use crate::word::{Word, drawing, field, item, marked, p, r, table};

/// A picture of 120 by 80 pixels.
pub fn dot() -> Vec<u8> {
    fs::read(sample().join("tests/docx/dot.png")).unwrap()
}

/// Files that are held to what pandoc reads in them, by their names.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let made = ["writer.docx", "page.docx", "word.docx"];
    let made = made.map(|name| (name, fs::read(sample().join("tests/docx").join(name)).unwrap()));
    let own = [
        ("headings.docx", headings()),
        ("lists.docx", lists()),
        ("tables.docx", tables()),
        ("notes.docx", notes()),
        ("google.docx", google()),
        ("marks.docx", marks()),
    ];
    made.into_iter().chain(own.map(|(name, word)| (name, word.bytes()))).collect()
}

/// Headings by styles of several languages, by an outline, and by a style that is based on one.
fn headings() -> Word {
    Word::new(&format!(
        "{}{}{}{}{}{}{}{}{}{}",
        p("Titel", &r("Koppen van alle kanten")),
        p("Kop1", &r("Een kop")),
        p("", &r("Woorden onder een kop.")),
        p("Kop2", &r("Een tweede kop")),
        p("", &r("Woorden onder een tweede kop.")),
        p("Huiskop", &r("In een eigen stijl")),
        p("", &r("Woorden in huisstijl.")),
        p("Kop1", &(r("Met een ") + &marked("<w:i/>", "schuin") + &r(" woord"))),
        p("", &r("Meer woorden.")),
        p("", &r("De laatste woorden.")),
    ))
}

fn lists() -> Word {
    Word::new(
        &[
            p("Kop1", &r("Lijsten")),
            p("", &r("Vooraf.")),
            item(1, 0, &r("Gras")),
            item(1, 1, &r("Kort")),
            item(1, 2, &r("Heel kort")),
            item(1, 0, &r("Bomen")),
            p("", &r("Ertussen.")),
            item(2, 0, &r("Graven")),
            item(2, 1, &r("Diep")),
            item(2, 0, &r("Dichten")),
            p("", &r("Opnieuw.")),
            item(3, 0, &r("Eerst")),
            item(3, 0, &r("Dan")),
            p("", &r("Door stijl.")),
            p("Lijstopsom", &r("Punt")),
            p("Mijnlijst", &r("Eigen punt")),
        ]
        .concat(),
    )
}

/// Lists whose levels and definitions are in styles, and a quote with words upright: pandoc passes over these.
pub fn by_style() -> Word {
    Word::new(
        &[
            p("Kop1", &r("Door stijlen")),
            p("", &r("En genummerd door een stijl.")),
            item(4, 0, &r("Hoofdstap")),
            p("Stap2", &r("Tussenstap")),
            p("", &r("Door een stijl bepaald.")),
            item(5, 0, &r("Huisnummer")),
            p("Citaat", &(r("Een citaat met ") + &marked("<w:i w:val=\"0\"/>", "rechtop") + &r("."))),
        ]
        .concat(),
    )
}

fn tables() -> Word {
    let (wide, first, next) = ("<w:gridSpan w:val=\"2\"/>", "<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    Word::new(
        &[
            p("Kop1", &r("Tabellen")),
            table(&[
                &[(wide, "Boven en onder"), ("", "Meter")],
                &[(first, "Riool"), ("", "buis"), ("", "2 | 5")],
                &[(next, ""), ("", "put"), ("", "1")],
            ]),
            p("Bijschrift", &(r("Tabel ") + &field(" SEQ Tabel \\* ARABIC ", &r("1")) + &r(": lagen"))),
            p("", &r("Tussen tabellen.")),
            table(&[
                &[("", "Naam"), ("", "Wat")],
                &[("", "Sluis"), ("", &(p("", &r("eerst")) + &p("", &marked("<w:b/>", "dan"))))],
            ]),
        ]
        .concat(),
    )
}

fn notes() -> Word {
    let note = |kind: &str, id: u8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = [
        p("Kop1", &r("Noten")),
        p("", &(r("Een woord") + &note("footnote", 2) + &r(" en nog een") + &note("endnote", 2) + &r("."))),
        p(
            "",
            &(r("Een ")
                + &format!("<w:hyperlink r:id=\"a\">{}</w:hyperlink>", r("verwijzing"))
                + &r(" en ")
                + &field(" HYPERLINK \"https://example.org/b\" ", &r("nog een"))
                + &r(".")),
        ),
    ];
    let noted = |kind: &str, inner: &str| {
        format!(
            "<w:{kind} w:type=\"separator\" w:id=\"0\">{}</w:{kind}><w:{kind} w:id=\"2\">{inner}</w:{kind}>",
            p("", "")
        )
    };
    Word::new(&body.concat())
        .part(
            "footnotes",
            "footnotes",
            &noted("footnote", &p("", &(r("Een ") + &marked("<w:i/>", "voetnoot") + &r(".")))),
        )
        .part("endnotes", "endnotes", &noted("endnote", &p("", &r("Een eindnoot."))))
        .link("a", "https://example.org/a?x=1&amp;y=(2)")
}

/// Text as Google Docs writes it: no style but for headings, and every run with all its properties.
fn google() -> Word {
    let run = |text: &str| {
        marked(
            "<w:rFonts w:ascii=\"Arial\"/><w:b w:val=\"0\"/><w:i w:val=\"0\"/><w:strike w:val=\"0\"/><w:color w:val=\"000000\"/><w:rtl w:val=\"0\"/>",
            text,
        )
    };
    let bold = |text: &str| marked("<w:b w:val=\"1\"/><w:i w:val=\"0\"/><w:rtl w:val=\"0\"/>", text);
    Word::new(&[
        p("Heading1", &run("Notulen")),
        p("Normal", &(run("Aanwezig: ") + &bold("iedereen") + &run("."))),
        item(1, 0, &run("Afspraak")),
        item(1, 1, &run("Deelafspraak")),
        p("Heading2", &run("Volgende keer")),
        p("", &run("In de buurt.")),
    ].concat())
    .part("styles", "styles", "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/></w:style>")
}

/// Marks in all places, and signs that Markdown takes for its own.
fn marks() -> Word {
    Word::new(&[
        p("Kop1", &r("Tekens")),
        p("", &(marked("<w:b/>", "Vet") + &r("gedrukt en half") + &marked("<w:b/>", "vet,") + &r("verder"))),
        p("", &(marked("<w:i/>", "schuin ") + &marked("<w:i/><w:b/>", "beide") + &marked("<w:b/>", " vet alleen"))),
        p("", &(marked("<w:rStyle w:val=\"Nadruk\"/>", "nadruk") + &r(" en ") + &marked("<w:rStyle w:val=\"Sterk\"/>", "sterk"))),
        p("", &r("5 * 3, snake_case, _rand_, `tik`, [haken](rond), [^1] &amp;amp; &lt;b&gt; \\ ~~weg~~ # + - 1.")),
        p("", &r("1. geen lijst")),
        p("", &r("# geen kop")),
        p("", &r("&gt; geen citaat")),
        p("", &(r("vooraf ") + &marked("<w:rFonts w:ascii=\"Consolas\"/>", "co`de") + &r(" erna"))),
        p("Citaat", &(r("Een citaat met ") + &marked("<w:b/>", "gewicht") + &r("."))),
    ].concat())
}

/// A file with all that Word has, which pandoc reads otherwise.
pub fn everything() -> Word {
    let signed =
        |id: u8, by: &str| format!("w:id=\"{id}\" w:author=\"{by}\" w:date=\"2026-05-01T09:00:00Z\"");
    let change = |kind: &str, by: &str, text: &str| {
        let tag = if kind == "del" { "delText" } else { "t" };
        format!(
            "<w:{kind} {}><w:r><w:{tag} xml:space=\"preserve\">{text}</w:{tag}></w:r></w:{kind}>",
            signed(9, by)
        )
    };
    let graphic = |kind: &str, alt: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"y\" descr=\"{alt}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/{kind}\"/></a:graphic></wp:inline></w:drawing></w:r>"
        )
    };
    let boxed = |inner: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let tick = |on: u8, sign: &str| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{on}\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let outlined = format!("<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>{}</w:p>", r("Door een omtrek"));
    let body = [
        p("Titel", &r("Alles bij elkaar")),
        p("Ondertitel", &r("Wat Word zoal kent.")),
        p("Inhopg1", &(field(" TOC \\o ", &r("Inhoudsregel 3")))),
        p(
            "Kop1",
            &format!(
                "<w:bookmarkStart w:id=\"1\" w:name=\"_Ref12\"/>{}<w:bookmarkEnd w:id=\"1\"/>",
                r("Wijzigingen")
            ),
        ),
        p(
            "",
            &(r("Hier staat ")
                + &change("ins", "Anna", "nieuwe tekst")
                + &r(" en hier stond ")
                + &change("del", "Bram", "oudspul")
                + &r(" ooit.")),
        ),
        p(
            "",
            &format!(
                "{}<w:commentRangeStart w:id=\"4\"/>{}<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>{}",
                r("Een alinea met "),
                r("een bewering"),
                r(" erin.")
            ),
        ),
        p("Kop1", &r("Vinkjes")),
        p("", &(tick(0, "\u{2610}") + &r(" Nog doen"))),
        p("", &(tick(1, "\u{2612}") + &r(" Al gedaan"))),
        p("", &format!("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>{}", r(" Met een symbool"))),
        p("Kop1", &r("Beelden")),
        p("", &drawing("pic", "descr=\"Een rood vlak\">")),
        p("Bijschrift", &(r("Figuur ") + &field(" SEQ Figuur ", &r("1")) + &r(": het vlak"))),
        p(
            "",
            &(r("Sier: ")
                + &drawing("pic", "><a:extLst><a:ext><adec:decorative val=\"1\"/></a:ext></a:extLst>")),
        ),
        p(
            "",
            &format!(
                "{}<w:r><w:pict><v:shape alt=\"Oud vlak\"><v:imagedata r:id=\"pic\"/></v:shape></w:pict></w:r>",
                r("Ouder: ")
            ),
        ),
        p("", &(r("Zonder woorden: ") + &drawing("pic", ">"))),
        p("", &(r("Elders: ") + &drawing("emf", "descr=\"Een schets\">"))),
        p("", &(r("Ginds: ") + &drawing("far", "descr=\"Een foto van ver\">"))),
        p("", &(r("Grafiek: ") + &graphic("chart", "Staafjes") + &graphic("diagram", "Pijlen"))),
        p("", &(r("Kader: ") + &boxed(&p("", &r("Kaderwoorden"))))),
        p("", &(r("Formule: ") + "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>")),
        p("", &(r("Object: ") + "<w:r><w:object><o:OLEObject ProgID=\"Excel.Sheet.12\"/></w:object></w:r>")),
        p("", &(r("Zichtbaar ") + &marked("<w:vanish/>", "geheim"))),
        p(
            "",
            &(r("Zie ")
                + &field(" HYPERLINK \\l \"_Ref12\" ", &r("de wijzigingen"))
                + &r(" of ")
                + &field(" HYPERLINK \\l \"weg\" ", &r("nergens"))
                + &r(", 1")
                + &marked("<w:vertAlign w:val=\"superscript\"/>", "e")
                + &r(" regel")),
        ),
        outlined,
        p("", &(r("Veld: ") + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + &r("veldwoord"))),
        p("", &(r("nogwoord") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + &r("Na het veld."))),
        p("Broncode", &r("let a = 1;")),
        p("Broncode", &r("  let b = 2;")),
        table(&[&[("", &(p("", &r("Alleen in een kader"))))]]),
        table(&[
            &[("", "Buiten"), ("", &(table(&[&[("", "bin"), ("", "nen")]]) + &p("", "")))],
            &[("", "x"), ("", "y")],
        ]),
        "<w:altChunk r:id=\"chunk\"/><w:sectPr/>".into(),
    ];
    Word::new(&body.concat())
        .part(
            "comments",
            "comments",
            &format!(
                "<w:comment {}>{}</w:comment><w:comment {}>{}</w:comment>",
                signed(4, "Carla"),
                p("", &r("Klopt dit nog?")),
                signed(5, "Dirk"),
                p("", &r("Zonder plek"))
            ),
        )
        .part("header", "hdr", &p("", &r("Kopregel")))
        .picture("pic", "image1.png", &dot())
        .picture("emf", "image2.emf", b"\x01\0\0\0 an EMF")
        .related("far", "image", "https://example.org/ver.png", "TargetMode=\"External\"")
        .raw("word/vbaProject.bin", "macros")
        .raw("word/embeddings/oleObject1.bin", "object")
}
