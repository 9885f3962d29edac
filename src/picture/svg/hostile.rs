use typst_library::foundations::Bytes;

use super::tests::svg;
use super::{is_svg, read_svg, seen};

/// Sizes that are missing, odd or zero, and files that would never end.
#[test]
fn sizes_and_bombs() {
    let with = |attributes: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}><rect width='30' height='20'/></svg>")
    };
    let proportion = |text: String| {
        let picture = read_svg(&Bytes::from_string(text)).map_err(|faults| faults[0].message.clone())?;
        Ok::<f64, String>(f64::from(picture.width) / f64::from(picture.height))
    };
    let cases = [
        ("width='30' height='20'", 1.5),
        ("width='0.3' height='0.2'", 1.5),
        ("width='3mm' height='2mm'", 1.5),
        ("viewBox='0 0 3 2'", 1.5),
        ("width='100%' height='100%' viewBox='0 0 3 2'", 1.5),
        ("width='100%' viewBox='0 0 3 2'", 1.5),
        ("", 1.5),
    ];
    for (attributes, wanted) in cases {
        let found = proportion(with(attributes)).expect(attributes);
        assert!((found - wanted).abs() < 0.01, "{attributes}: {found}");
    }
    for attributes in ["width='0' height='20'", "width='-30' height='20'", "width='30' height='0'"] {
        let fault = proportion(with(attributes)).expect_err(attributes);
        assert!(fault.contains("without a size"), "{attributes}: {fault}");
    }
    for attributes in ["width='300' viewBox='0 0 3 2'", "height='2mm' width='100%' viewBox='0 0 3 2'"] {
        let fault = proportion(with(attributes)).expect_err(attributes);
        assert!(fault.contains("and without a"), "{attributes}: {fault}");
    }
    let mut bomb = "<!DOCTYPE svg [<!ENTITY a 'ha'>".to_owned();
    for pair in "abcdefghijklm".as_bytes().windows(2) {
        let (inner, outer) = (char::from(pair[0]), char::from(pair[1]));
        bomb += &format!("<!ENTITY {outer} '{}'>", format!("&{inner};").repeat(10));
    }
    bomb += &format!("]>{}", svg("<text>&m;</text>"));
    let outside =
        format!("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{}", svg("<text>&x;</text>"));
    let endless = format!("<!DOCTYPE svg [<!ENTITY x '&x;'>]>{}", svg("<text>&x;</text>"));
    for text in [bomb, outside, endless, svg("<text>&y;</text>")] {
        let result = read_svg(&Bytes::from_string(text.clone()));
        let hidden = seen(text.as_bytes()).words.contains("root:");
        assert!(result.is_err() && !hidden, "{result:?}");
    }
    let deep = svg(&("<g>".repeat(3000) + "<text>Diep</text>" + &"</g>".repeat(3000)));
    assert_eq!(seen(deep.as_bytes()).words, "Diep");
}

/// A compressed drawing is unpacked, and no further than it may be large.
#[test]
fn compressed() {
    use std::io::Write;
    let pack = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("memory");
        Bytes::new(encoder.finish().expect("memory"))
    };
    let packed = pack(svg("<rect width='9' height='9'/>").as_bytes());
    assert!(is_svg(&packed));
    assert!(read_svg(&packed).expect("a drawing").data.starts_with(b"<svg"));
    let linked = read_svg(&pack(svg("<image href='a.png'/>").as_bytes())).expect_err("a link");
    assert_eq!(linked[0].name, "linked-image");
    assert!(!is_svg(&pack(b"nothing")));
    let bomb = pack(format!("<svg>{}</svg>", " ".repeat(65 << 20)).as_bytes());
    assert!(is_svg(&bomb) && bomb.len() < 1 << 20);
    let faults = read_svg(&bomb).expect_err("a bomb");
    assert_eq!(faults[0].message, "unfolds to a drawing of 65 MB, and may have 64 MB");
}

/// Drawings with bytes changed, lost and doubled are looked at without a panic.
#[test]
fn broken_in_every_way() {
    let whole = svg(
        "<style>@import 'a.css'; .x { font: 9px Arial; fill: url(#a) }</style><switch><foreignObject requiredFeatures='Extensibility'>\
         <h:p>\u{e9}\u{2019}</h:p></foreignObject><text class='x' font-size='0em'>\u{e9}<textPath href='#p'/></text></switch>\
         <image href='data:image/svg+xml;utf8,%3Csvg/%3E'/><use xlink:href='b.svg#c'/><?xml-stylesheet href=?>",
    );
    let mut random = 7_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below.max(1)
    };
    let mut parsed = 0;
    for _ in 0..3000 {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..next(4) {
            let (at, other) = (next(bytes.len()), next(bytes.len()));
            match next(4) {
                0 => bytes[at] = b"<>'\"&;(){}=/#\0\xC3"[next(15)],
                1 => drop(bytes.drain(at.min(other)..at.max(other).min(at.min(other) + 20))),
                2 => bytes.truncate(at.max(40)),
                _ => bytes.swap(at, other),
            }
        }
        let _ = (super::super::kind::of(&bytes), is_svg(&bytes));
        parsed += usize::from(!seen(&bytes).links.is_empty());
        let _ = (seen(&bytes), read_svg(&Bytes::new(bytes)));
    }
    assert!(parsed > 300, "{parsed}");
}
