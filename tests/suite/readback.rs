//! Files for the printer are read back: whatever does not belong in one is told, and stops the build.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use werkboek::content::target::Inks;
use werkboek::edition::{Margins, Marks, Paper, print};
use werkboek::ink::Press;
use werkboek::pipeline::strange;

use crate::book::Book;
use crate::gradients::{SPOT, exported, laid_out, press};
use crate::photos;

/// A file for a press with text, a photograph and a drawing, and the boxes of its pages.
fn file(press: &Press) -> (Vec<u8>, Vec<Paper>) {
    let figure =
        |image: &str| format!("\n[[block]]\ntype = \"figure\"\nimage = \"{image}\"\nalt = \"Beeld\"\n");
    let chapter = format!("{}{}{}", crate::book::CHAPTER, figure("a.jpg"), figure("a.svg"));
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><rect width='90' height='30' fill='#d81e05' opacity='0.5'/></svg>";
    let book = Book::with(&chapter).file("a.jpg", photos::rgb_jpeg(300, 90)).file("a.svg", drawing);
    let marks = Marks::new(press, &[]);
    let made = print(&laid_out(&book), [595.0, 842.0], Margins { bleed: 9.0, marks: true }, &marks, |_| {
        String::new()
    });
    (exported(&made, press), made.papers)
}

/// The dictionary of a page.
fn page(pdf: &mut Document, number: u32) -> &mut Dictionary {
    let id = pdf.get_pages()[&number];
    pdf.get_dictionary_mut(id).unwrap()
}

/// Adds something to what is drawn on a page.
fn draw(pdf: &mut Document, number: u32, content: &str) {
    let id = pdf.get_pages()[&number];
    let stream = pdf.get_page_contents(id)[0];
    let stream = pdf.get_object_mut(stream).unwrap().as_stream_mut().unwrap();
    let mut own = stream.get_plain_content().unwrap();
    own.extend(b"\n");
    own.extend(content.as_bytes());
    stream.set_plain_content(own);
}

/// Gives a page a colour space or an object of its own.
fn give(pdf: &mut Document, number: u32, kind: &str, name: &str, object: Object) {
    let object = pdf.add_object(object);
    // Whatever was there is written into the page itself.
    let id = pdf.get_pages()[&number];
    let own = pdf.get_dictionary(id).unwrap().get(b"Resources").unwrap();
    let mut resources = pdf.dereference(own).unwrap().1.as_dict().unwrap().clone();
    let there = resources.get(kind.as_bytes()).ok().and_then(|named| pdf.dereference(named).ok());
    let mut named = there.map(|(_, named)| named.as_dict().unwrap().clone()).unwrap_or_default();
    named.set(name, object);
    resources.set(kind, named);
    page(pdf, number).set("Resources", resources);
}

fn separation(name: &str) -> Object {
    let tint = dictionary! {
        "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![0.into(); 4], "C1" => vec![1.into(); 4],
    };
    vec![Object::Name(b"Separation".to_vec()), Object::Name(name.into()), "DeviceCMYK".into(), tint.into()]
        .into()
}

fn image(space: &str, bytes: usize) -> Object {
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
        "ColorSpace" => space,
    };
    Stream::new(dict, vec![9; bytes]).into()
}

/// All fonts lose their files.
fn bare(pdf: &mut Document) {
    for object in pdf.objects.values_mut() {
        if let Object::Dictionary(dict) = object {
            ["FontFile", "FontFile2", "FontFile3"].iter().for_each(|key| _ = dict.remove(key.as_bytes()));
        }
    }
}

type Change = (&'static str, fn(&mut Document), &'static str);

/// What is put into a file, and what is told of it.
const CHANGES: &[Change] = &[
    ("rgb", |pdf| draw(pdf, 2, "1 0 0 rg 0 0 9 9 re f"), "colours in DeviceRGB on page 2"),
    ("rgb lines", |pdf| draw(pdf, 1, "1 0 0 RG 0 0 m 9 9 l S"), "colours in DeviceRGB on page 1"),
    (
        "another spot",
        |pdf| {
            give(pdf, 2, "ColorSpace", "Own", separation("HKS 13"));
            draw(pdf, 2, "/Own cs 1 scn 0 0 9 9 re f");
        },
        "the spot ink `HKS 13` on page 2",
    ),
    (
        "Lab",
        |pdf| {
            let white = dictionary! { "WhitePoint" => vec![0.96.into(), 1.into(), 0.82.into()] };
            give(pdf, 2, "ColorSpace", "Own", vec![Object::Name(b"Lab".to_vec()), white.into()].into());
            draw(pdf, 2, "/Own cs 50 9 9 scn 0 0 9 9 re f");
        },
        "colours in Lab on page 2",
    ),
    (
        "an image in RGB",
        |pdf| {
            give(pdf, 2, "XObject", "Own", image("DeviceRGB", 3));
            draw(pdf, 2, "q 9 0 0 9 0 0 cm /Own Do Q");
        },
        "an image of 1 x 1 pixels in DeviceRGB on page 2",
    ),
    (
        "a gradient in RGB",
        |pdf| {
            let numbers = |numbers: [i32; 4]| Object::Array(numbers.map(Object::from).to_vec());
            let function = dictionary! {
                "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
                "C0" => vec![0.into(); 3], "C1" => vec![1.into(); 3],
            };
            let shading = dictionary! {
                "ShadingType" => 2, "ColorSpace" => "DeviceRGB", "Coords" => numbers([0, 0, 9, 9]), "Function" => function,
            };
            give(pdf, 2, "Shading", "Own", shading.into());
            draw(pdf, 2, "/Own sh");
        },
        "colours in DeviceRGB on page 2",
    ),
    (
        "a mask in RGB",
        |pdf| {
            let group = dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
                "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" },
            };
            let group = pdf.add_object(Stream::new(group, b"1 1 1 rg 0 0 9 9 re f".to_vec()));
            let mask = dictionary! { "S" => "Luminosity", "G" => group };
            give(pdf, 2, "ExtGState", "Own", dictionary! { "SMask" => mask }.into());
            draw(pdf, 2, "/Own gs 0 0 9 9 re f");
        },
        "colours in DeviceRGB on page 2",
    ),
    ("fonts without their files", bare, "without its file"),
    (
        "no trim",
        |pdf| _ = page(pdf, 2).remove(b"TrimBox"),
        "boxes that are not those of its paper, on page 2",
    ),
    ("another bleed", |pdf| page(pdf, 1).set("BleedBox", vec![Object::from(9); 4]), "on page 1"),
    ("a crop", |pdf| page(pdf, 1).set("CropBox", [0, 0, 90, 90].map(Object::from).to_vec()), "on page 1"),
    ("a turn", |pdf| page(pdf, 1).set("Rotate", 90), "on page 1"),
    ("a page less", |pdf| pdf.delete_pages(&[1]), "in place of"),
    ("no claim", |pdf| _ = pdf.catalog_mut().unwrap().remove(b"OutputIntents"), "another printing condition"),
    ("another version", |pdf| pdf.version = "1.7".into(), "another version than PDF 1.6"),
    ("what is missing", |pdf| draw(pdf, 2, "/Nowhere Do"), "page 2: a drawing is missing"),
];

/// Whatever is put into the file is told, for each press; the file itself is as it should be.
#[test]
fn what_does_not_belong_is_told() {
    for inks in [Inks::Two, Inks::Cmyk, Inks::Rgb] {
        let press = press(inks);
        let (bytes, papers) = file(&press);
        assert_eq!(strange(&bytes, &press, &papers, papers.len()), [] as [String; 0], "{inks:?}");
        for (name, change, told) in CHANGES {
            let mut pdf = Document::load_mem(&bytes).unwrap();
            change(&mut pdf);
            let mut changed = Vec::new();
            pdf.save_to(&mut changed).unwrap();
            let found = strange(&changed, &press, &papers, papers.len());
            assert!(found.iter().any(|line| line.contains(told)), "{inks:?}, {name}: {found:#?}");
        }
        let found = strange(&bytes[..bytes.len() / 2], &press, &papers, papers.len());
        assert!(found.len() == 1 && found[0].starts_with("the finished file is "), "{found:#?}");
    }
}

/// A press has its own inks, and no other's.
#[test]
fn files_of_another_press() {
    let all = [Inks::Two, Inks::Cmyk, Inks::Rgb].map(|inks| (press(inks), file(&press(inks))));
    for (own, (_, papers)) in &all {
        for (other, (bytes, _)) in &all {
            let found = strange(bytes, own, papers, papers.len());
            // What is in the four inks of the press belongs where it separates colours, too.
            let fits = own.inks == other.inks || (own.inks, other.inks) == (Inks::Rgb, Inks::Cmyk);
            assert_eq!(found.is_empty(), fits, "{:?} for {:?}: {found:#?}", other.inks, own.inks);
        }
    }
    let mut renamed = press(Inks::Two);
    renamed.spot.name = "HKS 13".into();
    let (_, (bytes, papers)) = &all[0];
    let found = strange(bytes, &renamed, papers, papers.len());
    assert!(found.iter().any(|line| line.starts_with(&format!("the spot ink `{SPOT}`"))), "{found:#?}");
}
