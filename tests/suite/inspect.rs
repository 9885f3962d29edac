//! What `inspect` says of PDFs: our own, made by hand, broken, and rubbish.

use std::fmt::Write;
use std::io::Write as _;
use std::process::Command;

use serde_json::{Value, json};
use werkboek::inspect::{Inspection, Refusal, inspect};

use crate::book::{Book, CHAPTER, Run, program};

/// A PDF of some objects, numbered from 1; the first is the catalog.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let size = objects.len() + 1;
    let start = out.len();
    write!(out, "{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n")
        .unwrap();
    out
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {dictionary} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A PDF of one page, 100 by 200 mm, with content, resources and further objects from number 4.
fn page(content: &str, resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << {resources} >> >>",
        more.len() + 4
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 283.4646 566.9291] >>".to_vec(),
        page.into_bytes(),
    ];
    objects.extend_from_slice(more);
    objects.push(stream("", content.as_bytes()));
    file(&objects, "")
}

/// An image of a size, without its pixels.
fn image(size: (u32, u32), keys: &str) -> Vec<u8> {
    stream(&format!("/Subtype /Image /Width {} /Height {} {keys}", size.0, size.1), b"")
}

fn seen(bytes: &[u8]) -> Value {
    let seen: Result<Inspection, Refusal> = inspect(bytes);
    serde_json::to_value(seen.unwrap()).unwrap()
}

#[test]
fn our_own_pdf() {
    let seen = seen(&Book::with(CHAPTER).laid().1);
    assert_eq!(seen["version"], 1);
    assert_eq!((&seen["pdf_version"], &seen["page_count"]), (&json!("1.7"), &json!(3)));
    assert_eq!((&seen["title"], &seen["language"]), (&json!("Werkboek – Voorbeeld"), &json!("nl")));
    assert_eq!((&seen["tagged"], &seen["encrypted"]), (&json!(true), &json!(false)));
    assert_eq!(seen["standards"], json!({ "pdf_a": "PDF/A-2a", "pdf_ua": "PDF/UA-1", "pdf_x": null }));
    let sheet = json!({ "x": 0.0, "y": 0.0, "width": 210.0, "height": 297.0 });
    assert_eq!((&seen["boxes"][0]["media_box"], &seen["boxes"][0]["pages"]), (&sheet, &json!("1-3")));
    let fonts = seen["fonts"].as_array().unwrap();
    assert!(!fonts.is_empty() && fonts.iter().all(|font| font["embedded"] == true && font["subset"] == true));
    assert_eq!(seen["output_intents"][0]["profile"]["colour_space"], "RGB");
    assert_eq!(seen["notes"], json!([]));
}

#[test]
fn boxes_are_inherited_and_grouped() {
    let tree = "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [0 0 720 720] /Rotate 90 >>";
    let leaf = |more: &str| format!("<< /Type /Page /Parent 2 0 R {more} >>").into_bytes();
    let objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        tree.into(),
        leaf("/TrimBox [36 36 684 684] /BleedBox [18 18 702 702]"),
        leaf("/TrimBox [684 684 36 36] /BleedBox [18 18 702 702]"),
        leaf("/MediaBox [0 0 360 360] /UserUnit 2 /Rotate 0"),
    ];
    let seen = seen(&file(&objects, ""));
    let groups = seen["boxes"].as_array().unwrap();
    assert_eq!(groups.len(), 2, "{groups:#?}");
    assert_eq!((&groups[0]["pages"], &groups[0]["rotate"]), (&json!("1-2"), &json!(90)));
    assert_eq!(groups[0]["trim_box"], json!({ "x": 12.7, "y": 12.7, "width": 228.6, "height": 228.6 }));
    assert_eq!(groups[0]["art_box"], Value::Null);
    assert_eq!(groups[1]["media_box"]["width"], 254.0);
}

#[test]
fn images_have_the_resolution_at_which_they_are_placed() {
    let content = "q 72 0 0 36 0 0 cm /A Do Q q 2 0 0 2 0 0 cm 0 72 -72 0 0 0 cm /A Do /Form Do Q 0.5 g 9 0 0 9 0 0 cm /B Do";
    let more = [
        image((300, 150), "/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode"),
        image((9, 9), "/ImageMask true /Filter [/FlateDecode /CCITTFaxDecode]"),
        image((144, 144), "/ColorSpace [/ICCBased 8 0 R] /BitsPerComponent 16 /SMask 4 0 R"),
        stream("/Subtype /Form /Matrix [0.5 0 0 0.5 0 0] /Resources << /XObject << /C 6 0 R >> >>", b"/C Do"),
        stream("/N 3", b"no profile"),
    ];
    let seen = seen(&page(content, "/XObject << /A 4 0 R /B 5 0 R /Form 7 0 R >>", &more));
    let images = seen["images"].as_array().unwrap();
    assert_eq!(images.len(), 3, "{images:#?}");
    let of = |width: u32| images.iter().find(|image| image["width"] == width).unwrap();
    // Turned and twice as large: 300 pixels on 2 inches, and 150 pixels on 2 inches.
    assert_eq!((&of(300)["resolution"], &of(300)["placements"]), (&json!(75.0), &json!(2)));
    assert_eq!((&of(300)["colour_space"], &of(300)["compression"]), (&json!("DeviceCMYK"), &json!(["DCT"])));
    // Inside the form: 144 pixels on 72 points times 2 times one half.
    assert_eq!((&of(144)["resolution"], &of(144)["soft_mask"]), (&json!(144.0), &json!(true)));
    assert_eq!(of(144)["colour_space"], "ICCBased (3 components)");
    assert_eq!((&of(9)["resolution"], &of(9)["stencil"]), (&json!(72.0), &json!(true)));
    assert_eq!(of(9)["compression"], json!(["Flate", "CCITTFax"]));
    assert_eq!(images[0]["width"], 9);
    let families: Vec<&str> = seen["colour_spaces"]
        .as_array()
        .unwrap()
        .iter()
        .map(|space| space["family"].as_str().unwrap())
        .collect();
    assert_eq!(families, ["DeviceCMYK", "DeviceGray", "ICCBased"]);
}

#[test]
fn an_image_in_a_tiling_pattern_and_one_in_the_content() {
    let content = "/Pattern cs /P scn 0 0 99 99 re f q 36 0 0 36 0 0 cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID 123456789012 EI Q";
    let tile = "/PatternType 1 /PaintType 1 /Matrix [2 0 0 2 0 0] /Resources << /XObject << /A 4 0 R >> >>";
    let more = [
        image((72, 72), "/ColorSpace /DeviceGray /BitsPerComponent 1"),
        stream(tile, b"72 0 0 72 0 0 cm /A Do"),
    ];
    let seen = seen(&page(content, "/Pattern << /P 5 0 R >>", &more));
    assert_eq!((&seen["images"][0]["inline"], &seen["images"][0]["resolution"]), (&json!(true), &json!(4.0)));
    assert_eq!(
        (&seen["images"][1]["inline"], &seen["images"][1]["resolution"]),
        (&json!(false), &json!(36.0))
    );
    assert_eq!(seen["notes"], json!([]));
}

#[test]
fn spot_colours_and_colour_spaces_that_are_painted_in() {
    let content = "/Spot cs 1 scn 0 0 9 9 re f /Many CS 1 1 1 SCN 0 0 m 9 9 l S /Unused cs 1 0 0 rg 0 0 0 1 k 0 0 9 9 re f";
    let spaces = "/Spot [/Separation /PANTONE#20185#20C /DeviceCMYK 4 0 R] /Unused [/Separation /Gold /DeviceCMYK 4 0 R] \
        /Many [/DeviceN [/Cyan /Varnish /None] /DeviceRGB 4 0 R]";
    let function = stream("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]", b"{}");
    let seen = seen(&page(content, &format!("/ColorSpace << {spaces} >>"), &[function]));
    assert_eq!(
        seen["spots"],
        json!([
            { "name": "PANTONE 185 C", "alternates": ["DeviceCMYK"], "pages": "1" },
            { "name": "Varnish", "alternates": ["DeviceRGB"], "pages": "1" },
        ])
    );
    let spaces = seen["colour_spaces"].as_array().unwrap();
    assert_eq!(spaces.len(), 3, "{spaces:#?}");
}

#[test]
fn fonts_that_are_not_embedded() {
    let content = "BT /F 9 Tf (a) Tj ET";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    let unused = "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Arial >>";
    let bytes = page(content, "/Font << /F 4 0 R /G 5 0 R >>", &[font.into(), unused.into()]);
    let expected = json!([{
        "name": "Helvetica", "type": "Type1", "descendant": null, "program": null,
        "embedded": false, "subset": false, "pages": "1",
    }]);
    assert_eq!(seen(&bytes)["fonts"], expected);
    let book = Book::empty().file("a.pdf", &bytes);
    let run = book.run(&["inspect", "a.pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.text().contains("Helvetica  Type1  NO "), "{}", run.text());
    assert!(run.text().contains("MediaBox  100 × 200\n"), "{}", run.text());
}

#[test]
fn claims_in_both_forms_of_xmp_and_in_the_information() {
    let xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
        <rdf:Description rdf:about='' xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/' pdfaid:part='3' pdfaid:conformance='B' \
        xmlns:pdfxid='http://www.npes.org/pdfx/ns/id/'><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\
        </rdf:Description></rdf:RDF></x:xmpmeta>";
    let catalog = "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OutputIntents [<< /S /GTS_PDFX \
        /OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org) /DestOutputProfile 5 0 R >>] >>";
    let objects = |catalog: &str| {
        vec![
            catalog.as_bytes().to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R >>".to_vec(),
            stream("/Type /Metadata /Subtype /XML", xmp.as_bytes()),
            stream("/N 4", b""),
            b"<< /GTS_PDFXVersion (PDF/X-1a:2003) /Title <FEFF00E9> >>".to_vec(),
        ]
    };
    let found = seen(&file(&objects(catalog), "/Info 6 0 R"));
    assert_eq!(found["standards"], json!({ "pdf_a": "PDF/A-3b", "pdf_ua": null, "pdf_x": "PDF/X-4" }));
    assert_eq!(found["title"], "é");
    let intent = &found["output_intents"][0];
    assert_eq!((&intent["subtype"], &intent["condition"]), (&json!("GTS_PDFX"), &json!("FOGRA39")));
    assert_eq!(intent["profile"]["components"], 4);
    let found = seen(&file(&objects("<< /Type /Catalog /Pages 2 0 R >>"), "/Info 6 0 R"));
    assert_eq!(found["standards"]["pdf_x"], "PDF/X-1a:2003");
    assert_eq!(found["boxes"][0]["media_box"], Value::Null);
}

#[test]
fn circles_end() {
    let form = stream("/Subtype /Form /Resources << /XObject << /F 4 0 R >> >>", b"/F Do");
    let seen = seen(&page("/F Do", "/XObject << /F 4 0 R >>", &[form]));
    assert_eq!(seen["notes"], json!(["page 1: a drawing draws itself"]));
    let tree = vec![b"<< /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [2 0 R] >>".to_vec()];
    assert!(matches!(inspect(&file(&tree, "")), Err(Refusal::Broken(_))));
    let same = vec![b"<< /Pages 2 0 R >>".to_vec(), b"2 0 R".to_vec()];
    assert!(matches!(inspect(&file(&same, "")), Err(Refusal::Broken(_))));
}

/// Thirty drawings, each of which draws the next one twice, slanted in another way each time.
#[test]
fn drawings_that_multiply_are_refused() {
    let form = |number: usize| {
        let next = format!("/Subtype /Form /Resources << /XObject << /F {} 0 R >> >>", number + 1);
        stream(&next, b"q 1 1 0 1 0 0 cm /F Do Q 1 0 1 1 0 0 cm /F Do")
    };
    let forms: Vec<Vec<u8>> = (4..34).map(form).collect();
    let refused = inspect(&page("/F Do", "/XObject << /F 4 0 R >>", &forms));
    assert!(matches!(refused, Err(Refusal::TooMuch(_))));
}

#[test]
fn a_bomb_is_refused() {
    let mut encoder = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::best());
    let blank = vec![b' '; 1 << 20];
    (0..300).for_each(|_| encoder.write_all(&blank).unwrap());
    let bomb = stream("/Filter /FlateDecode", &encoder.finish().unwrap());
    let bytes = page("", "", &[bomb]);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains("/Contents 5 0 R") && bytes.len() < 1 << 20);
    let at = bytes.windows(15).position(|window| window == b"/Contents 5 0 R").unwrap();
    let mut bytes = bytes;
    bytes[at + 10] = b'4';
    assert!(matches!(inspect(&bytes), Err(Refusal::TooMuch(_))));
}

/// Each cut and each flipped bit ends in a report or a refusal.
#[test]
fn rubbish_ends_in_a_report_or_a_refusal() {
    let more = [
        image((9, 9), "/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /BitsPerComponent 8"),
        stream("/Subtype /Form /Resources << /XObject << /A 4 0 R >> >>", b"q 9 0 0 9 0 0 cm /A Do Q"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    let resources = "/XObject << /A 4 0 R /F 5 0 R >> /Font << /G 6 0 R >>";
    let small = page("/F Do BT /G 9 Tf (a) Tj ET 1 0 0 rg 0 0 9 9 re f", resources, &more);
    assert_eq!(seen(&small)["images"].as_array().unwrap().len(), 1);
    let mut refused = 0;
    for length in 0..small.len() {
        refused += usize::from(inspect(&small[..length]).is_err());
    }
    assert!(refused > small.len() * 9 / 10, "{refused} of {}", small.len());
    for bit in 0..small.len() * 8 {
        let mut flipped = small.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let _ = inspect(&flipped);
    }
    // A generator of a fixed seed: many bytes at once.
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let ours = Book::with(CHAPTER).laid().1;
    for _ in 0..300 {
        let mut bytes = ours.clone();
        (0..20).for_each(|_| bytes[next() % ours.len()] = next() as u8);
        let _ = inspect(&bytes);
        let _ = inspect(&ours[..next() % ours.len()]);
    }
    for byte in 0..=255u8 {
        let rubbish = [b"%PDF-1.7\n".as_slice(), &[byte; 3000]].concat();
        assert!(inspect(&rubbish).is_err());
    }
}

#[test]
fn what_is_refused_says_so_in_one_line() {
    let ours = Book::with(CHAPTER).laid().1;
    let book = Book::empty()
        .file("ours.pdf", &ours)
        .file("half.pdf", &ours[..ours.len() / 2])
        .file("text.pdf", "Dit is geen PDF.")
        .file("empty.pdf", "");
    for (args, name) in [(["", "secret", "secret"], "a.pdf"), (["geheim", "secret", "open"], "b.pdf")] {
        let mut command = Command::new("qpdf");
        command
            .arg("--encrypt")
            .args(&args[..2])
            .args(["256", "--", "ours.pdf", name])
            .current_dir(book.path());
        let run = Run::of(command);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let refused = |name: &str, code: i32, words: &str| {
        for format in ["human", "json"] {
            let run = book.run(&["inspect", name, "--format", format]);
            assert_eq!((run.code, run.text().as_str()), (code, ""), "{name}: {}", run.err);
            assert!(run.err.starts_with("error: ") && run.err.lines().count() == 1, "{}", run.err);
            assert!(run.err.contains(words), "{}", run.err);
        }
    };
    refused("half.pdf", 1, "`half.pdf` is broken or cut off");
    refused("text.pdf", 1, "`text.pdf` is no PDF");
    refused("empty.pdf", 1, "`empty.pdf` is no PDF");
    refused("a.pdf", 1, "`a.pdf` is encrypted; save it without a password");
    refused("b.pdf", 1, "`b.pdf` is encrypted");
    refused("nowhere.pdf", 2, "there is no file `nowhere.pdf`");
    refused(".", 2, "is a folder and not a file");
    assert_eq!(book.run(&["inspect"]).code, 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read() {
    // Reading the memory of a process from its beginning fails for everyone.
    let mut command = program();
    command.args(["inspect", "/proc/self/mem"]);
    let run = Run::of(command);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("cannot be read"), "{}", run.err);
}
