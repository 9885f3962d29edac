//! A book made to be hard to print: every kind of picture on both page styles, black on red, long tables.

use crate::book::{Book, WORKBOOK};
use crate::photos;

/// The targets of the hard book.
pub const TARGETS: &str = r##"
[design]
accent = { name = "PANTONE 485 C", rgb = "#D81E05", cmyk = [0, 95, 100, 0] }

[preflight]
ignore = ["image-resolution", "gray-photos"]

[target.email]
kind = "screen"
max-size = "700 kB"

[target.print]
kind = "print"
marks = true

[target.bare]
kind = "print"
bleed = "2.5mm"

[target.print4]
kind = "print"
inks = "cmyk"
marks = true

[target.printrgb]
kind = "print"
inks = "rgb"
marks = true

[target.booklet]
kind = "booklet"
sheet = "a3"

[target.marked]
kind = "booklet"
sheet = "sra3"
bleed = "1.5mm"
marks = true
flip = "long"

[target.whitefold]
kind = "booklet"
style = "material"
sheet = "sra3"
bleed = "2mm"
marks = true
flip = "long"

[target.whiteprint]
kind = "print"
marks = true
style = "material"

[target.redlines]
kind = "screen"
style = "redline"
"##;

const SENTENCE: &str = "De straat van morgen moet meer kunnen dan die van vandaag, en dat vraagt om een plan dat verder kijkt dan het volgende bestek. ";

/// A drawing with gradients of the accent and of other colours, opacity, a mask, and black over red.
pub const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300">
<defs>
<linearGradient id="red"><stop offset="0" stop-color="#D81E05"/><stop offset="1" stop-color="#ffffff"/></linearGradient>
<linearGradient id="dark"><stop offset="0" stop-color="#D81E05"/><stop offset="1" stop-color="#000000"/></linearGradient>
<linearGradient id="blue" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1060c0"/><stop offset="0.5" stop-color="#20b060"/><stop offset="1" stop-color="#f0d020"/></linearGradient>
<radialGradient id="sun"><stop offset="0" stop-color="#f0d020"/><stop offset="1" stop-color="#1060c0"/></radialGradient>
<linearGradient id="fade"><stop offset="0" stop-color="#ffffff"/><stop offset="1" stop-color="#000000"/></linearGradient>
<mask id="half" maskUnits="userSpaceOnUse" x="300" y="150" width="150" height="150"><rect x="300" y="150" width="150" height="150" fill="url(#fade)"/></mask>
</defs>
<rect width="150" height="150" fill="url(#red)"/>
<rect x="150" width="150" height="150" fill="url(#dark)"/>
<rect x="300" width="150" height="150" fill="url(#blue)"/>
<rect x="450" width="150" height="150" fill="url(#sun)"/>
<rect y="150" width="150" height="150" fill="#D81E05"/>
<path d="M10 225 H140 M75 160 V290" stroke="#000000" stroke-width="30" fill="none"/>
<rect x="150" y="150" width="150" height="150" fill="#D81E05"/>
<rect x="180" y="180" width="90" height="90" fill="#ffffff"/>
<rect x="210" y="210" width="30" height="30" fill="#000000"/>
<rect x="300" y="150" width="150" height="150" fill="#1060c0" mask="url(#half)"/>
<rect x="450" y="150" width="150" height="150" fill="#D81E05"/>
<g opacity="0.5"><rect x="470" y="170" width="70" height="70" fill="#000000"/><rect x="510" y="210" width="70" height="70" fill="#ffffff"/></g>
</svg>"##;

/// A strip of red with one black line through it, and nothing else.
pub const LINE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><rect width="600" height="60" fill="#D81E05"/><path d="M0 30 H600" stroke="#000000" stroke-width="20" fill="none"/></svg>"##;

fn figure(image: &str, width: &str) -> String {
    format!(
        "[[block]]\ntype = \"figure\"\nimage = \"{image}\"\nalt = \"Beeld {image}\"\ncaption = \"Onderschrift bij een beeld.\"\nwidth = \"{width}\"\n\n"
    )
}

fn text(heading: &str, times: usize) -> String {
    let body = SENTENCE.repeat(times);
    format!("[[block]]\ntype = \"text\"\ncolumns = 2\nheading = \"{heading}\"\nbody = \"{body}\"\n\n")
}

fn table(width: &str, rows: usize) -> String {
    let rows: String = (0..rows)
        .map(|row| format!("| Laag {row} | Wat hier onder de grond en daarboven moet liggen | {row},5 |\n"))
        .collect();
    format!(
        "[[block]]\ntype = \"table\"\nwidth = \"{width}\"\nheading = \"Lange tabel\"\nbody = \"\"\"\n| Laag | Inhoud | Meter |\n| :--- | :--- | ---: |\n{rows}\"\"\"\n\n"
    )
}

/// All pictures, as wide as the page and off its edges.
fn pictures() -> String {
    let full = ["rgb.jpg", "cmyk.jpg", "gray.jpg", "alpha.png", "drawing.svg", "line.svg", "page.pdf"];
    let bled = ["wide.jpg", "strip.png", "tall.jpg"];
    let full = full.map(|image| figure(image, "full")).concat();
    full + &bled.map(|image| figure(image, "bleed")).concat()
}

fn chapter(style: &str, title: &str, number: usize, blocks: &str) -> String {
    format!(
        "style = \"{style}\"\ntitle = \"{title}\"\nnumber = {number}\nid = \"hoofdstuk-{number}\"\n\n{blocks}"
    )
}

/// The book.
pub fn book() -> Book {
    let material = text("Begin", 12) + &pictures() + &table("full", 60) + &table("landscape", 40);
    let red = "[[block]]\ntype = \"text\"\nheading = \"Een rode lijn\"\nbody = \"Zie [het materiaal](#hoofdstuk-1), [het slot](#hoofdstuk-3), en [de site](https://www.example.org/).\"\n\n"
        .to_owned()
        + &pictures()
        + &table("full", 60)
        + "[[block]]\ntype = \"write\"\nheading = \"Schrijf op\"\nfields = [{ prompt = \"Wat wil je?\", lines = 8 }, { prompt = \"Wat kun je?\", lines = 20 }]\n";
    let end = text("Slot", 4) + "[[block]]\ntype = \"write\"\nfields = [{ prompt = \"En nu?\" }]\n";
    Book::empty()
        .file("workbook.toml", WORKBOOK.to_owned() + TARGETS)
        .file("rgb.jpg", photos::rgb_jpeg(1500, 1000))
        .file("wide.jpg", photos::rgb_jpeg(1800, 700))
        .file("tall.jpg", photos::rgb_jpeg(1000, 1414))
        .file("cmyk.jpg", photos::cmyk_jpeg(1200, 800))
        .file("gray.jpg", photos::gray_jpeg(1200, 800))
        .file("alpha.png", photos::alpha_png(900, 600))
        .file("strip.png", photos::rgb_png(1200, 300))
        .file("drawing.svg", DRAWING)
        .file("line.svg", LINE)
        .file("page.pdf", photos::page_of_a_pdf())
        .file("chapters/00.toml", chapter("material", "Inhoud", 0, "[[block]]\ntype = \"contents\"\n"))
        .file("chapters/01.toml", chapter("material", "Materiaal", 1, &material))
        .file("chapters/02.toml", chapter("redline", "Rood", 2, &red))
        .file("chapters/03.toml", chapter("redline", "Slot", 3, &end))
}
