//! Drawings that blocks name: what is lost of them, and what is too thin, is said at their line.

use crate::book::{Book, WORKBOOK};
use crate::files::{SVG, figure, said, says};

/// What is lost of a drawing is said at its line, with the words and the way out; all of it at once.
#[test]
fn drawings_that_lose_something() {
    let object =
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Riool onder de straat</p></foreignObject>";
    let drawio = format!("{}{object}</svg>", SVG.replace("width", "content='&lt;mxfile&gt;' width"));
    let mermaid =
        format!("{}{object}</svg>", SVG.replace("width", "aria-roledescription='flowchart-v2' width"));
    let cases = [
        (format!("{SVG}{object}</svg>"), vec!["drawing-words", "Riool onder de straat", "text as paths"]),
        (drawio, vec!["drawing-words", "Riool onder de straat", "Formatted Text"]),
        (mermaid, vec!["drawing-words", "Riool onder de straat", "htmlLabels: false"]),
        (format!("{SVG}<use href='b.svg#a'/></svg>"), vec!["linked-image", "`b.svg#a`", "copy that part"]),
        (
            format!("{SVG}<image href='b.png'/><image href='c.png'/></svg>"),
            vec!["linked-image", "`b.png` and 1 more", "embed"],
        ),
        (
            format!("<?xml-stylesheet href='a.css'?>{SVG}</svg>"),
            vec!["linked-image", "style sheet", "`a.css`"],
        ),
        (format!("{SVG}\n<g></svg>"), vec!["broken-image", "(line 2)"]),
        (SVG.replace("90", "0") + "</svg>", vec!["broken-image", "without a size"]),
    ];
    for (svg, parts) in cases {
        let book = Book::with(&figure("\"a.svg\"")).file("a.svg", svg);
        says(&book, &[&["chapters/01.toml:6", "`a.svg`"][..], &parts].concat());
    }
    let both = format!("{SVG}{object}<image href='b.png'/><use href='b.svg#x'/></svg>");
    assert_eq!(said(&Book::with(&figure("\"a.svg\"")).file("a.svg", both)).len(), 3);
}

#[test]
fn drawings_in_other_typefaces() {
    let text = |family: &str| format!("{SVG}<text y='20' font-family=\"{family}\">Riool</text></svg>");
    let said_of = |svg: String| said(&Book::with(&figure("\"a.svg\"")).file("a.svg", svg));
    for family in [
        "Schibsted Grotesk",
        "schibsted grotesk, Arial",
        "'Spline Sans Mono', monospace",
        "sans-serif",
        "Arial, 'Schibsted Grotesk'",
    ] {
        assert_eq!(said_of(text(family)), [""; 0], "{family}");
    }
    for family in ["Arial", "Arial, Helvetica, sans-serif", "'Comic Sans MS'", "serif", "monospace"] {
        let said = said_of(text(family));
        let first = family.split(',').next().unwrap().trim_matches('\'');
        let parts = [
            "drawing-typeface | chapters/01.toml:6 | ",
            first,
            "Schibsted Grotesk stands in",
            "Riool",
            "as paths",
        ];
        assert!(said.len() == 1 && parts.iter().all(|part| said[0].contains(part)), "{family}: {said:#?}");
    }
    let two =
        format!("{SVG}<text y='9' font-family='Lato'>A</text><text y='9' font-family='Arial'>B</text></svg>");
    assert!(said_of(two)[0].contains("`Arial` and `Lato`"));
    let ignored = WORKBOOK.to_owned() + "\n[preflight]\nignore = [\"drawing-typeface\"]\n";
    let book = Book::with(&figure("\"a.svg\"")).file("a.svg", text("Arial")).file("workbook.toml", ignored);
    assert_eq!(said(&book), [""; 0]);
}

/// A drawing whose switch shows its words says nothing of HTML beside them.
#[test]
fn a_switch_that_shows_its_words() {
    let svg = format!(
        "{SVG}<switch><foreignObject requiredFeatures='http://www.w3.org/TR/SVG11/feature#Extensibility'>\
         <p xmlns='http://www.w3.org/1999/xhtml'>Riool</p></foreignObject><text y='20'>Riool</text></switch></svg>"
    );
    let book = Book::with(&figure("\"a.svg\"")).file("a.svg", svg);
    assert_eq!(said(&book), [""; 0]);
}

/// A thin line of a drawing is told where the drawing is too small.
#[test]
fn a_drawing_in_two_places() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='500' height='60'><path d='M 0 9 H 90' stroke='red' stroke-width='0.3'/></svg>";
    let image = |width: &str| figure(&format!("\"a.svg\"\nwidth = \"{width}\""));
    let book = Book::with(&image("full"))
        .file("workbook.toml", WORKBOOK.to_owned() + "\n[preflight]\nhairline = \"0.28pt\"\n")
        .file("chapters/02.toml", image("column"))
        .file("a.svg", svg);
    says(&book, &["hairline | chapters/02.toml:6 | "]);
}
