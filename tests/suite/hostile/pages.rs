//! Pages of PDF files made to do harm.

use super::photos::{bomb, packed};

/// A PDF file of these objects, numbered from 1, the first being the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").as_bytes()));
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1);
    file.extend(trailer.as_bytes());
    file
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{dictionary}/Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A PDF of a page with these resources and this content; further objects are numbered from 5.
fn page(resources: &str, content: &[u8], objects: &[Vec<u8>]) -> Vec<u8> {
    let text =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<<{resources}>>/Contents 4 0 R>>");
    let first = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        text.into_bytes(),
        stream("", content),
    ];
    pdf(&[&first, objects].concat())
}

/// A page tree whose nodes name their children so many times, on so many levels.
fn tree(times: usize, levels: usize) -> Vec<u8> {
    let kids = |child: usize| format!("{child} 0 R ").repeat(times);
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    for level in 0..levels {
        let parent = if level == 0 { String::new() } else { format!("/Parent {} 0 R", level + 1) };
        objects.push(format!("<</Type/Pages/Kids[{}]/Count 1{parent}>>", kids(level + 3)).into_bytes());
    }
    objects.push(format!("<</Type/Page/Parent {} 0 R/MediaBox[0 0 300 200]>>", levels + 1).into_bytes());
    pdf(&objects)
}

fn image(width: u64, height: u64, filter: &str, data: &[u8]) -> Vec<u8> {
    let dictionary = format!(
        "/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceRGB{filter}"
    );
    page("/XObject<</I 5 0 R>>", b"300 0 0 200 0 0 cm /I Do", &[stream(&dictionary, data)])
}

/// All of them, by names.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let form = "/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</F 5 0 R>>/Pattern<</P 5 0 R>>>>";
    let pattern = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P 5 0 R>>>>";
    let draws = b"/Pattern cs /P scn 0 0 300 200 re f";
    let font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[9]/Encoding<</Differences[65/A]>>/CharProcs<</A 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>".to_vec();
    let glyph = stream("", b"9 0 d0 BT /F 9 Tf (AA) Tj ET");
    let chain = |levels: usize| -> Vec<Vec<u8>> {
        let one = |level: usize| {
            stream(
                &format!("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {} 0 R>>>>", level + 6),
                &b"/F Do ".repeat(10),
            )
        };
        (0..levels).map(one).chain([stream("/Subtype/Form/BBox[0 0 9 9]", b"0 0 9 9 re f")]).collect()
    };
    let masked = "/ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>";
    let mask = "/Subtype/Form/Group<</S/Transparency/CS/DeviceGray>>/BBox[0 0 300 200]/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>>>";
    let loops = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Length 20/Extends 1 0 R>>\nstream\n1 0 <</A 1 0 R>>\nendstream\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 2/Root 1 0 R/Prev 100>>\nstartxref\n100\n%%EOF".to_vec();
    let mut cut = page("", b"0 0 9 9 re f", &[]);
    cut.truncate(cut.len() / 2);
    let large = |size: &str| {
        String::from_utf8(page("", b"0 0 9 9 re f", &[])).unwrap().replace("0 0 300 200", size).into_bytes()
    };
    let shading = b"<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1e9 0 1e9]/Function<</FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]>>>>".to_vec();
    let all = vec![
        ("form-in-itself", page("/XObject<</F 5 0 R>>", b"/F Do", &[stream(form, b"/F Do /F Do")])),
        ("pattern-in-itself", page("/Pattern<</P 5 0 R>>", draws, &[stream(pattern, draws)])),
        ("font-in-itself", page("/Font<</F 5 0 R>>", b"BT /F 9 Tf (A) Tj ET", &[font, glyph])),
        ("mask-in-itself", page(masked, b"/G gs 0 0 9 9 re f", &[stream(mask, b"/G gs 0 0 9 9 re f")])),
        ("forms-10", page("/XObject<</F 5 0 R>>", b"/F Do", &chain(10))),
        ("forms-4", page("/XObject<</F 5 0 R>>", b"/F Do", &chain(4))),
        ("pages-tenfold", tree(10, 12)),
        ("pages-deep", tree(1, 20_000)),
        ("image-2e9", image(2_000_000_000, 2_000_000_000, "/Filter/FlateDecode", &packed(&[0; 99]))),
        ("image-20000", image(20_000, 20_000, "/Filter/FlateDecode", &bomb(1200))),
        ("image-negative", image(u64::MAX, 1, "", b"")),
        (
            "image-twice",
            image(30, 20, "/Filter[/FlateDecode/FlateDecode/FlateDecode]", &packed(&packed(&bomb(2000)))),
        ),
        (
            "content-bomb",
            pdf(&[
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>".to_vec(),
                stream("/Filter/FlateDecode", &bomb(3000)),
            ]),
        ),
        ("content-long", page("", &b"0 0 m 300 200 l S ".repeat(200_000), &[])),
        ("content-deep", page("", &[b"q ".repeat(300_000), b"0 0 9 9 re f".to_vec()].concat(), &[])),
        ("array-deep", page("", &[b"[".repeat(200_000), b"]".repeat(200_000)].concat(), &[])),
        ("catalogue-deep", pdf(&[[b"<</Type/Catalog/Pages ".to_vec(), b"[".repeat(300_000)].concat()])),
        ("length-of-itself", pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"2 0 R".to_vec()])),
        ("loops", loops),
        ("page-1e9", large("0 0 1e9 1")),
        ("page-14400000", large("0 0 14400000 14400000")),
        ("page-nothing", large("0 0 0 0")),
        ("shading", page("/Shading<</S 5 0 R>>", b"/S sh", &[shading])),
        ("cut-off", cut),
        ("head-alone", b"%PDF-1.7\n".to_vec()),
    ];
    all.into_iter().map(|(name, data)| (format!("{name}.pdf"), data)).collect()
}
