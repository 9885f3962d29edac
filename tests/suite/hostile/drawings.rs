//! Drawings made to do harm.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::photos::png;

/// A drawing with this in it.
pub fn svg(body: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 300 200'>{body}</svg>"
    )
}

/// A compressed file of so many copies of a megabyte of blanks.
pub fn unfolding(megabytes: usize) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(svg("").trim_end_matches("</svg>").as_bytes()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    (0..megabytes).for_each(|_| packed.write_all(&blanks).unwrap());
    packed.write_all(b"</svg>").unwrap();
    packed.finish().unwrap()
}

/// An image in a drawing.
pub fn embedded(mime: &str, data: &[u8]) -> String {
    format!("<image width='9' height='9' href='data:{mime};base64,{}'/>", STANDARD.encode(data))
}

fn nested(levels: usize, open: &str, close: &str, inner: &str) -> String {
    format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

/// Masks, clip paths or patterns that refer each to the next, drawn twice on each level.
fn chain(levels: usize, element: &str, attribute: &str) -> String {
    let rect = |level: usize| format!("<rect width='9' height='9' {attribute}='url(#a{level})'/>");
    let one = |level: usize| {
        format!("<{element} id='a{level}' width='9' height='9'>{0}{0}</{element}>", rect(level + 1))
    };
    let all: String = (0..levels).map(one).collect();
    svg(&format!("<defs>{all}</defs>{}", rect(0)))
}

fn filter(primitive: &str) -> String {
    svg(&format!("<filter id='f'>{primitive}</filter><rect width='300' height='200' filter='url(#f)'/>"))
}

fn uses(levels: usize) -> String {
    let one = |level: usize| {
        format!("<g id='a{}'>{}</g>", level + 1, format!("<use href='#a{level}'/>").repeat(10))
    };
    let all: String = (0..levels).map(one).collect();
    svg(&format!("<defs><rect id='a0' width='1' height='1'/>{all}</defs><use href='#a{levels}'/>"))
}

fn entities(levels: usize) -> String {
    let one = |level: usize| format!("<!ENTITY a{} '{}'>", level + 1, format!("&a{level};").repeat(10));
    let all: String = (0..levels).map(one).collect();
    format!("<!DOCTYPE svg [<!ENTITY a0 '<g/>'>{all}]>{}", svg(&format!("&a{levels};")))
}

fn drawings_in_drawings(levels: usize) -> String {
    (0..levels).fold(svg("<rect width='9' height='9'/>"), |inner, _| {
        svg(&embedded("image/svg+xml", inner.as_bytes()))
    })
}

/// All of them, by names.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, text: String| all.push((format!("{name}.svg"), text));
    for number in ["1e38", "3e38", "-1e38", "1e30", "1e20", "1e-38", "1e400", "NaN"] {
        add(&format!("far-{number}"), svg(&format!("<path d='M0 0L{number} {number}L9 0Z'/>")));
        add(&format!("wide-{number}"), svg(&format!("<rect width='{number}' height='{number}'/>")));
        add(
            &format!("stroke-{number}"),
            svg(&format!("<path d='M0 0L9 9L9 0' stroke='red' stroke-width='{number}'/>")),
        );
        add(&format!("scale-{number}"), svg(&format!("<g transform='scale({number})'><circle r='9'/></g>")));
        add(&format!("words-{number}"), svg(&format!("<text font-size='{number}' x='{number}'>Ab</text>")));
        let dashed = format!("<path d='M0 0L99999 9' stroke='red' stroke-dasharray='{number}'/>");
        add(&format!("dash-{number}"), svg(&dashed));
        let view = svg("<rect width='9' height='9'/>").replace("0 0 300 200", &format!("0 0 {number} 9"));
        add(&format!("view-{number}"), view);
    }
    for levels in [30, 1_000, 20_000] {
        add(&format!("groups-{levels}"), svg(&nested(levels, "<g>", "</g>", "<rect width='9' height='9'/>")));
        let faded = nested(levels, "<g opacity='0.9'>", "</g>", "<rect width='9' height='9'/>");
        add(&format!("faded-{levels}"), svg(&faded));
        let words = nested(levels, "<tspan>", "</tspan>", "Woord");
        add(&format!("tspans-{levels}"), svg(&format!("<text y='20'>{words}</text>")));
        add(
            &format!("svgs-{levels}"),
            svg(&nested(levels, "<svg width='9' height='9'>", "</svg>", "<rect/>")),
        );
        add(&format!("links-{levels}"), svg(&nested(levels, "<a>", "</a>", "<rect width='9' height='9'/>")));
    }
    for levels in [25, 2_000] {
        add(&format!("masks-{levels}"), chain(levels, "mask", "mask"));
        add(&format!("clips-{levels}"), chain(levels, "clipPath", "clip-path"));
        add(&format!("patterns-{levels}"), chain(levels, "pattern", "fill"));
    }
    add(
        "pattern-in-itself",
        svg(
            "<pattern id='p' width='9' height='9'><rect width='9' height='9' fill='url(#p)'/></pattern><rect width='99' height='99' fill='url(#p)'/>",
        ),
    );
    add(
        "mask-in-itself",
        svg(
            "<mask id='m'><rect width='9' height='9' mask='url(#m)'/></mask><rect width='99' height='99' mask='url(#m)'/>",
        ),
    );
    add("use-in-itself", svg("<g id='a'><use href='#a'/></g>"));
    add(
        "marker-in-itself",
        svg(
            "<marker id='m'><path d='M0 0L9 9' marker-end='url(#m)'/></marker><path d='M0 0L9 9' marker-end='url(#m)'/>",
        ),
    );
    add(
        "fine-pattern",
        svg(
            "<pattern id='p' width='1e-6' height='1e-6' patternUnits='userSpaceOnUse'><rect width='1' height='1'/></pattern><rect width='300' height='200' fill='url(#p)'/>",
        ),
    );
    for octaves in [10_000, 2_000_000_000] {
        add(
            &format!("turbulence-{octaves}"),
            filter(&format!("<feTurbulence baseFrequency='0.05' numOctaves='{octaves}'/>")),
        );
    }
    add("blur-1e9", filter("<feGaussianBlur stdDeviation='1e9'/>"));
    add("morphology", filter("<feMorphology radius='1e9' operator='dilate'/>"));
    add("morphology-200", filter("<feMorphology radius='200' operator='dilate'/>"));
    add(
        "convolve",
        filter(&format!("<feConvolveMatrix order='300' kernelMatrix='{}'/>", "1 ".repeat(90_000))),
    );
    add("many-effects", filter(&"<feGaussianBlur stdDeviation='20'/>".repeat(3_000)));
    let region = "<filter id='f' x='-1e9' y='-1e9' width='2e9' height='2e9'><feFlood/></filter><rect width='9' height='9' filter='url(#f)'/>";
    add("region", svg(region));
    let region = "<filter id='f' filterUnits='userSpaceOnUse' width='1e7' height='1e7'><feGaussianBlur stdDeviation='9'/></filter><rect width='1e7' height='1e7' filter='url(#f)'/>";
    add("region-2", svg(region));
    add(
        "many-filters",
        svg(&("<filter id='f'><feGaussianBlur stdDeviation='50'/></filter>".to_owned()
            + &"<g filter='url(#f)'>".repeat(200)
            + "<rect width='300' height='200'/>"
            + &"</g>".repeat(200))),
    );
    for levels in [5, 9, 30] {
        add(&format!("uses-{levels}"), uses(levels));
        add(&format!("entities-{levels}"), entities(levels));
    }
    add(
        "entity-text",
        format!(
            "<!DOCTYPE svg [<!ENTITY a '{}'>]>{}",
            "x".repeat(100_000),
            svg(&format!("<text>{}</text>", "&a;".repeat(20_000)))
        ),
    );
    for size in [
        "width='1' height='1e9'",
        "width='1e9' height='1'",
        "width='1e-9' height='1'",
        "width='1e38' height='1e38'",
        "width='99999' height='1'",
    ] {
        let slim = svg("<rect width='9' height='9'/>").replace("viewBox='0 0 300 200'", size);
        add(&format!("size-{}", size.replace(['\'', '='], "").replace(' ', "-")), slim);
    }
    add("many-shapes", svg(&"<circle r='50' fill-opacity='0.01'/>".repeat(300_000)));
    add(
        "long-path",
        svg(&format!(
            "<path stroke='red' stroke-dasharray='0.01' d='M0 0{}'/>",
            "L300 200L0 0".repeat(100_000)
        )),
    );
    add(
        "many-attributes",
        svg(&format!("<rect {}/>", (0..100_000).map(|n| format!("a{n}='1' ")).collect::<String>())),
    );
    add(
        "many-rules",
        svg(&format!(
            "<style>{}</style>{}",
            "rect g > rect:first-child, a b c d { fill: red }".repeat(5_000),
            "<rect/>".repeat(5_000)
        )),
    );
    for levels in [3, 12] {
        add(&format!("drawings-in-drawings-{levels}"), drawings_in_drawings(levels));
    }
    // Plain in all but the number and the kind of their letters.
    add("long-text", svg(&format!("<text y='20'>{}</text>", "woord ".repeat(100_000))));
    add("long-word", svg(&format!("<text y='20'>{}</text>", "w".repeat(900_000))));
    add("combining", svg(&format!("<text y='20'>a{}</text>", "\u{301}".repeat(300_000))));
    add("turned", svg(&format!("<text y='20'>{}</text>", "\u{202e}ab\u{2066}cd".repeat(50_000))));
    add("few-marks", svg(&format!("<text y='20'>e\u{301} a{}</text>", "\u{301}".repeat(9))));
    let large = png(9_000, 9_000, &[]);
    add("two-large-images", svg(&embedded("image/png", &large).repeat(2)));
    add(
        "large-image-inside",
        svg(&embedded("image/svg+xml", svg(&embedded("image/png", &png(40_000, 30_000, &[]))).as_bytes())),
    );
    add(
        "large-filter-image",
        filter(&embedded("image/png", &png(60_000, 60_000, &[])).replace("<image", "<feImage")),
    );
    let mut all: Vec<(String, Vec<u8>)> =
        all.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    let packed = unfolding(100);
    all.push(("unfolding-inside.svg".into(), svg(&embedded("image/svg+xml", &packed)).into_bytes()));
    all.push(("unfolding-100.svgz".into(), unfolding(100)));
    all.push(("unfolding-3000.svgz".into(), unfolding(3_000)));
    let whole = unfolding(1);
    all.push(("cut-off.svgz".into(), whole[..whole.len() / 2].to_vec()));
    all.push(("cut-off.svg".into(), svg("<g><rect width='9'").into_bytes()));
    all
}
