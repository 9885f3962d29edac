use typst_library::foundations::Bytes;

use super::{faults, is_svg, read_svg, seen};

/// A drawing with this in it.
pub fn svg(inner: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         xmlns:h='http://www.w3.org/1999/xhtml' width='90' height='60'>{inner}</svg>"
    )
}

fn found(text: &str) -> Vec<String> {
    let faults = faults(&seen(text.as_bytes()));
    faults.into_iter().map(|fault| format!("{}: {}", fault.name, fault.message)).collect()
}

const HTML: &str = "drawing-words: has words in HTML (`foreignObject`), which is not set: ";

fn lost(words: &str) -> Vec<String> {
    vec![format!("{HTML}\u{201c}{words}\u{201d}")]
}

/// Words in HTML, as draw.io, Mermaid and others write them.
#[test]
fn words_in_html() {
    let object = |words: &str| {
        format!(
            "<foreignObject width='90' height='20'><h:div><h:style>p {{}}</h:style>{words}</h:div></foreignObject>"
        )
    };
    let asking = |words: &str| {
        object(words).replace(
            "<foreignObject",
            "<foreignObject requiredFeatures='http://www.w3.org/TR/SVG11/feature#Extensibility'",
        )
    };
    let switch = |first: &str, second: &str| format!("<switch>{first}{second}</switch>");
    let cases = [
        (object("Riool"), lost("Riool")),
        (object("<h:p>Een <h:b>twee</h:b></h:p>\n<h:p>drie</h:p>"), lost("Een twee drie")),
        (object("Caf\u{e9} &amp; &#x263A;"), lost("Caf\u{e9} & \u{263A}")),
        (object("") + &object("  "), vec![]),
        (object("<h:img src='a.png'/>"), lost("(a picture)")),
        (object(&"woord ".repeat(30)), lost(&format!("{}\u{2026}", "woord ".repeat(10).as_str()))),
        ("<g><a href='https://x.nl'>".to_owned() + &object("Diep") + "</a></g>", lost("Diep")),
        (switch(&asking("Riool"), "<text>Riool</text>"), vec![]),
        (switch(&asking("Riool"), "<g><text>Ri\u{2026}</text></g>"), lost("Riool")),
        (switch(&object("Riool"), "<text>Riool</text>"), lost("Riool")),
        (switch(&asking("Riool"), ""), lost("Riool")),
        (switch("<foreignObject requiredExtensions='ai'/>", "<g><text>Riool</text></g>"), vec![]),
        ("<g style='display:none'>".to_owned() + &object("Weg") + "</g>", vec![]),
        ("<style>.x { display: none }</style><g class='x'>".to_owned() + &object("Weg") + "</g>", vec![]),
    ];
    for (inner, wanted) in cases {
        assert_eq!(found(&svg(&inner)), wanted, "{inner}");
    }
    let prefixed = "<s:svg xmlns:s='http://www.w3.org/2000/svg' width='9' height='9'><s:foreignObject><p>Riool</p></s:foreignObject></s:svg>";
    assert_eq!(found(prefixed), lost("Riool"));
}

#[test]
fn words_that_are_not_set_for_other_reasons() {
    let path = "<path id='p' d='M 0 0 H 90'/>";
    let cases = [
        ("<text>Gewoon <tspan>twee</tspan></text>".to_owned(), None),
        (format!("{path}<text><textPath href='#p'>Langs</textPath></text>"), None),
        (format!("{path}<text><textPath xlink:href='#p'>Langs</textPath></text>"), None),
        ("<text><textPath href='#p'>Langs</textPath></text>".into(), Some("along a line")),
        ("<text><textPath href='b.svg#p'>Langs</textPath></text>".into(), Some("along a line")),
        ("<text>A <textPath d='M 0 0'>Langs</textPath></text>".into(), Some("along a line")),
        ("<text font-size='0'>Langs</text>".into(), Some("of size zero")),
        ("<g style='font-size: 0px'><text>A<tspan>Langs</tspan></text></g>".into(), Some("of size zero")),
        ("<text font-size='0'><tspan font-size='9'>Langs</tspan></text>".into(), None),
        ("<text font-size='0' display='none'>Langs</text>".into(), None),
        ("<text font-size='0' visibility='hidden'>Langs</text>".into(), None),
        ("<flowRoot><flowRegion><rect/></flowRegion><flowPara>Langs</flowPara></flowRoot>".into(), Some("flowRoot")),
        ("<switch><g requiredFeatures='http://www.w3.org/TR/SVG11/feature#Extensibility'/><a><text>Text is not SVG - cannot display</text></a></switch>".into(), Some("cannot be shown")),
        ("<switch><g/><a><text>Text is not SVG - cannot display</text></a></switch>".into(), None),
        ("<title>Langs</title><desc>Langs</desc><metadata>Langs</metadata><script>Langs</script>".into(), None),
        ("<animate attributeName='x' href='#p'/><text>A<set/></text>".into(), None),
    ];
    for (inner, wanted) in cases {
        let found = found(&svg(&inner));
        match wanted {
            None => assert!(found.is_empty(), "{inner}: {found:?}"),
            Some(part) => {
                let says = |finding: &String| finding.starts_with("drawing-words") && finding.contains(part);
                assert!(found.iter().any(says), "{inner}: {found:?}");
            }
        }
    }
}

/// What lies outside of the file, in every spelling.
#[test]
fn links() {
    let png = "data:image/png;base64,iVBORw0KGgo=";
    let nested = |inner: &str| {
        use base64::Engine;
        let data = base64::engine::general_purpose::STANDARD.encode(svg(inner));
        format!("<image href='data:image/svg+xml;base64,{data}'/>")
    };
    let outside = [
        "<image href='a.png'/>".to_owned(),
        "<image xlink:href = \"../a.png\"/>".into(),
        "<image href='file:///etc/passwd'/>".into(),
        "<image href='HTTPS://example.org/a.png'/>".into(),
        "<image href=' &#47;etc/passwd '/>".into(),
        "<image\n href\n=\n'a.png'\n/>".into(),
        "<s:image xmlns:s='http://www.w3.org/2000/svg' href='a.png'/>".into(),
        "<q:image xmlns:q='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink' l:href='a.png'/>".into(),
        "<filter><feImage href='a.png'/></filter>".into(),
        "<use href='other.svg#a'/>".into(),
        "<use xlink:href='https://example.org/a.svg#a'/>".into(),
        "<linearGradient href='other.svg#a'/>".into(),
        "<rect fill='url(other.svg#a)'/>".into(),
        "<rect fill='URL( other.svg#a )'/>".into(),
        "<symbol id='s'><image href='a.png'/></symbol>".into(),
        "<pattern id='p'><s:image xmlns:s='http://www.w3.org/2000/svg' href='&#97;.png'/></pattern>".into(),
        "<rect style='filter: url(\"other.svg#a\")'/>".into(),
        "<style>rect { fill: url(other.svg#a) }</style>".into(),
        "<style>@import url(\"style.css\");</style>".into(),
        "<style><![CDATA[@import 'style.css';]]></style>".into(),
        "<h:link rel='stylesheet' href='style.css'/>".into(),
        nested("<image href='a.png'/>"),
        nested(&nested("<use href='b.svg#a'/>")),
    ];
    for inner in outside {
        let found = found(&svg(&inner));
        assert!(found.len() == 1 && found[0].starts_with("linked-image"), "{inner}: {found:?}");
        assert!(read_svg(&Bytes::from_string(svg(&inner))).is_err(), "{inner}");
    }
    let inside = [
        format!("<image href='{png}'/><image href=' {png}'/>"),
        "<use href='#a'/><rect id='a' fill='url(#b)' style='mask: url(\"#m\")'/>".into(),
        "<image href=''/><image/>".into(),
        "<a href='https://example.org'><rect/></a><script href='a.js'/>".into(),
        "<g display='none'><image href='a.png'/></g>".into(),
        "<style>@import url(https://fonts.googleapis.com/css?family=Inter);</style>".into(),
        "<style>@font-face { font-family: X; src: url(https://x.nl/x.woff2) }</style>".into(),
        "<!-- <image href='a.png'/> -->".into(),
        nested("<rect width='9' height='9'/>"),
    ];
    for inner in inside {
        assert_eq!(found(&svg(&inner)), [""; 0], "{inner}");
    }
    let sheet = "<?xml-stylesheet type='text/css' href='style.css'?>".to_owned() + &svg("");
    assert_eq!(
        found(&sheet),
        ["linked-image: takes its looks from a style sheet outside itself: `style.css`"]
    );
    let broken =
        ["data:image/png;base64,!", "data:image/avif;base64,AAAA", "data:image/png;base64,AAAA", "data:,x"];
    for address in broken {
        let found = found(&svg(&format!("<image href='{address}'/>")));
        assert!(
            found.len() == 1 && found[0].starts_with("unknown-image: holds an image"),
            "{address}: {found:?}"
        );
    }
}

#[test]
fn typefaces() {
    let families = |inner: &str| -> Vec<String> {
        seen(svg(inner).as_bytes())
            .families
            .into_iter()
            .map(|(list, words)| format!("{}: {words}", list.join("|")))
            .collect()
    };
    let cases: [(&str, &[&str]); 9] = [
        ("<text>Een</text>", &[]),
        ("<text font-family='Arial'>Een <tspan>twee</tspan></text>", &["Arial: Een"]),
        ("<g font-family=\"'Comic Sans MS', cursive\"><text>Een</text></g>", &["Comic Sans MS|cursive: Een"]),
        ("<text style='font: bold 12px Verdana, sans-serif'>Een</text>", &["Verdana|sans-serif: Een"]),
        (
            "<style>text { font-family: Lato } .b { font-family: Inter }</style><text class='b'>Een</text><text>twee</text>",
            &["Inter: Een", "Lato: twee"],
        ),
        ("<text font-family='Arial'> </text>", &[]),
        ("<text font-family='Arial' display='none'>Een</text>", &[]),
        ("<text font-family='Arial' visibility='hidden'>Een</text>", &[]),
        ("<text font-family='Arial' style='font-family: inherit'>Een</text>", &["Arial: Een"]),
    ];
    for (inner, wanted) in cases {
        assert_eq!(families(inner), wanted, "{inner}");
    }
}

#[test]
fn what_is_a_drawing() {
    let comment = format!("<!-- {} -->", "licence ".repeat(2000));
    let dtd = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [<!ENTITY ns 'http://x'>]>";
    let drawings = [
        svg(""),
        format!("\u{feff}  <?xml version='1.0'?>{comment}{dtd}{}", svg(""))
            .trim_start_matches(['\u{feff}', ' '])
            .to_owned(),
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'/>".into(),
        "<svg><g></svg>".into(),
        format!("{comment}<svg"),
    ];
    for text in drawings {
        assert!(is_svg(text.as_bytes()), "{}", text.chars().take(80).collect::<String>());
    }
    let others = [
        "",
        "<",
        "x",
        "<!DOCTYPE html><html><svg/></html>",
        "<html><body><svg></body>",
        "<p:g xmlns:p='x'/>",
        "<!-- <svg>",
    ];
    for text in others {
        assert!(!is_svg(text.as_bytes()), "{text}");
    }
    assert!(is_svg(b"<svg><text>caf\xe9</text></svg>"));
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain("<svg/>".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert!(is_svg(&utf16));
}
