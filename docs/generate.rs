//! Writes `docs/format.md`, the editors' schemas and `docs/schemas` from the types.
//!
//! `--check` fails if they differ; `--pictures` draws the pictures of the blocks, too.

#![expect(clippy::unwrap_used, reason = "a generator that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::{fs, process::ExitCode};

use typst_layout::Page;
use typst_library::World;
use typst_library::foundations::Smart;
use typst_library::visualize::Color;
use typst_render::RenderOptions;
use werkboek::book::press;
use werkboek::check::{Coverage, check};
use werkboek::content::Style;
use werkboek::content::block::SHAPES;
use werkboek::edition::{Context, editions};
use werkboek::reference::{Kind, format, template};
use werkboek::source::Folder;
use werkboek::typeset::{Workspace, extents, layout};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let files = files();
    if has("--pictures") {
        SHAPES.iter().for_each(|(name, _)| picture(name));
        SHAPES.iter().for_each(|(name, _)| small(name));
        layouts();
        spread();
        designs();
        KEYS.iter().for_each(|(name, value, shown)| design_key(name, value, *shown));
        printed();
    }
    if has("--small") {
        SHAPES.iter().for_each(|(name, _)| small(name));
    }
    if !has("--check") {
        fs::create_dir_all(docs().join("schemas")).unwrap();
        files.iter().for_each(|(name, text)| fs::write(docs().join(name), text).unwrap());
        return ExitCode::SUCCESS;
    }
    let stale =
        files.iter().filter(|(name, text)| fs::read_to_string(docs().join(name)).ok().as_ref() != Some(text));
    let stale: Vec<&str> = stale.map(|(name, _)| name.as_str()).collect();
    if stale.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("{} differ from the types: run `cargo run --release --example format`", stale.join(" and "));
    ExitCode::FAILURE
}

/// The files that are written, by their names under `docs`.
fn files() -> Vec<(String, String)> {
    let pretty = |schema| serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let printed = werkboek::cli::schemas().into_iter();
    let printed = printed.map(|(name, schema)| (format!("schemas/{name}.schema.json"), pretty(schema)));
    let content = [
        ("format.md", format(&[], true)),
        ("werkboek.schema.json", Kind::Chapter.schema(&[])),
        ("workbook.schema.json", Kind::Workbook.schema(&[])),
        ("block.schema.json", Kind::Block.schema(&[])),
    ];
    content.map(|(name, text)| (name.to_owned(), text)).into_iter().chain(printed).collect()
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// Draws the page that each worked example of `docs/layouts.md` makes.
fn layouts() {
    let text = fs::read_to_string(docs().join("layouts.md")).unwrap();
    let sections = text.split("\n## ").filter(|section| section.contains("```toml block"));
    for (index, section) in sections.enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("workbook.toml", &fs::read_to_string(docs().join("../workbook.toml")).unwrap());
        for part in section.split("\n```").skip(1).step_by(2) {
            let (info, code) = part.split_once('\n').unwrap();
            match info.split_once(' ').unwrap().1 {
                "block" => {
                    write("chapters/01.toml", &format!("style = \"material\"\ntitle = \"Vorm\"\n\n{code}"))
                }
                path => write(path, code),
            }
        }
        let page = pages(folder.path()).swap_remove(1);
        let last = if section.contains("folio") { page.height() } else { page.height() / 2 };
        save(
            &format!("layout-{}", index + 1),
            image::imageops::crop_imm(&page, 0, 0, page.width(), last).to_image(),
        );
    }
}

/// Draws the page that the example of a block makes, cropped to what stands on it.
fn picture(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let workbook = fs::read_to_string(docs().join("../workbook.toml")).unwrap();
    let example = template(&format!("{name}.toml"));
    let style = if ["insight", "write", "quote", "part", "canvas", "actions"].contains(&name) {
        "redline"
    } else {
        "material"
    };
    write("workbook.toml", &workbook);
    write(
        "chapters/01.toml",
        &format!("style = \"{style}\"\ntitle = \"Voorbeeld\"\nnumber = 1\nid = \"example\"\n\n{example}"),
    );
    let missing = (1..=6).filter(|number| !example.contains(&format!("number = {number}\nname")));
    let teams = missing.map(|n| {
        format!(
            "\n[[block]]\ntype = \"team\"\nnumber = {n}\nname = \"Team {n}\"\nworks_with = [{}]\n",
            n % 6 + 1
        )
    });
    write(
        "chapters/02.toml",
        &format!("style = \"material\"\ntitle = \"Teams\"\nnumber = 2\n{}", teams.collect::<String>()),
    );
    for entry in fs::read_dir(docs().join("../chapters/images")).unwrap() {
        let path = entry.unwrap().path();
        write(
            &format!("chapters/images/{}", path.file_name().unwrap().to_string_lossy()),
            &fs::read_to_string(&path).unwrap(),
        );
    }
    let page = pages(folder.path()).swap_remove(1);
    let margin = (page.height() / 20).max(1);
    let last = (0..page.height() * 9 / 10)
        .rev()
        .find(|y| (0..page.width()).any(|x| page.get_pixel(x, *y) != page.get_pixel(2, *y)));
    let height = (last.unwrap_or(page.height()) + margin).min(page.height());
    save(name, image::imageops::crop_imm(&page, 0, 0, page.width(), height).to_image());
}

/// Two pages of the sample beside each other, on a gray ground.
fn spread() {
    let pages = pages(&docs().join(".."));
    beside(&pages[3], &pages[4], 0, "spread");
}

/// The same spread of the sample on three papers, in two faces.
fn designs() {
    let (papers, faces) = (["a4", "a5", "letter"], ["Schibsted Grotesk", "Spline Sans Mono"]);
    let own = fs::read_to_string(docs().join("../workbook.toml")).unwrap();
    let drawn =
        |face: &str| papers.map(|paper| opening(&own, &format!("paper = \"{paper}\"\nface = \"{face}\"")));
    let rows: Vec<Vec<image::RgbImage>> = faces.map(|face| drawn(face).into()).into();
    let (edge, apart) = (24, 24);
    let width = rows[0].iter().map(|spread| spread.width() + apart).sum::<u32>() - apart + 2 * edge;
    let high = rows[0].iter().map(image::RgbImage::height).max().unwrap();
    let mut ground = image::RgbImage::from_pixel(
        width,
        rows.len() as u32 * (high + apart) - apart + 2 * edge,
        image::Rgb([214; 3]),
    );
    for (row, spreads) in rows.iter().enumerate() {
        let mut left = edge;
        for spread in spreads {
            let top = edge + row as u32 * (high + apart);
            image::imageops::overlay(&mut ground, spread, left.into(), top.into());
            left += spread.width() + apart;
        }
    }
    save("designs", ground);
}

/// Which pages of the sample show a key of `[design]`.
#[derive(Clone, Copy)]
enum Shown {
    Cover,
    Cases,
    Redline,
}

/// The keys of `[design]` that have a picture of their own, each with a value and the pages that show it.
const KEYS: [(&str, &str, Shown); 8] = [
    (
        "margins",
        r#"margins = { top = "44mm", bottom = "34mm", inside = "46mm", outside = "24mm" }"#,
        Shown::Cases,
    ),
    ("face", r#"face = "Spline Sans Mono""#, Shown::Cases),
    ("titles", r#"titles = "Spline Sans Mono""#, Shown::Cases),
    ("size", r#"size = "11pt""#, Shown::Cases),
    (
        "accent",
        r##"accent = { name = "PANTONE 300 C", rgb = "#005EB8", cmyk = [100, 56, 0, 3] }"##,
        Shown::Redline,
    ),
    (
        "cover",
        r#"cover = { lines = ["Werk", "boek"], image = "chapters/images/straat-gasvrij.svg", alt = "Een straat" }"#,
        Shown::Cover,
    ),
    ("folio", r#"folio = "Atelier op het plein""#, Shown::Cases),
    ("redline", r#"redline = { ground = "white" }"#, Shown::Redline),
];

/// Pages of the sample as they are, and with one key of `[design]`.
fn design_key(name: &str, value: &str, shown: Shown) {
    let own = fs::read_to_string(docs().join("../workbook.toml")).unwrap();
    let key = format!("{name} = ");
    let without: String =
        own.lines().filter(|line| !line.starts_with(&key)).map(|line| format!("{line}\n")).collect();
    beside(&open(&own, "", shown), &open(&without, value, shown), 24, &format!("design-{name}"));
}

/// The two pages that lie open where the sample's cases begin, in a design of its own.
fn opening(own: &str, design: &str) -> image::RgbImage {
    open(own, design, Shown::Cases)
}

/// Pages of the sample in a design of its own: those that lie open where the cases begin, or one alone.
fn open(own: &str, design: &str, shown: Shown) -> image::RgbImage {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &Path, name: &Path| {
        let to = folder.path().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(path, to).unwrap();
    };
    let root = docs().join("..");
    for part in ["chapters", "chapters/images"] {
        for entry in fs::read_dir(root.join(part)).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_file() {
                write(&entry, entry.strip_prefix(&root).unwrap());
            }
        }
    }
    let own = own.split("[target.").next().unwrap().replace("[design]", &format!("[design]\n{design}"));
    fs::write(folder.path().join("workbook.toml"), own).unwrap();
    let workspace = Workspace::new(Folder::open(folder.path()).unwrap());
    let book = check(workspace.store(), &Coverage::new(workspace.book())).book.unwrap();
    let laid = layout(&workspace).map_err(|findings| format!("{findings:?}")).unwrap();
    let extents = extents(&laid.document, &book);
    let draw = |index: usize| {
        let png = werkboek::export::png(&laid.document.pages()[index], 48.0).unwrap();
        image::load_from_memory(&png).unwrap().into_rgb8()
    };
    let redline = || extents.iter().find(|extent| extent.style == Style::Redline).unwrap().pages.start;
    let left = match shown {
        Shown::Cover => return draw(0),
        Shown::Redline => return draw(redline()),
        Shown::Cases => extents[5].pages.start + extents[5].pages.start % 2 - 1,
    };
    let (left, right) = (draw(left), draw(left + 1));
    let mut spread = image::RgbImage::new(left.width() + right.width(), left.height());
    image::imageops::overlay(&mut spread, &left, 0, 0);
    image::imageops::overlay(&mut spread, &right, left.width().into(), 0);
    spread
}

/// Saves two pictures beside each other on a gray ground, as far apart as given.
fn beside(left: &image::RgbImage, right: &image::RgbImage, apart: u32, name: &str) {
    let edge = 24;
    let (width, height) = (left.width() + apart + right.width(), left.height().max(right.height()));
    let gray = image::Rgb([214, 214, 214]);
    let mut ground = image::RgbImage::from_pixel(width + 2 * edge, height + 2 * edge, gray);
    image::imageops::overlay(&mut ground, left, edge.into(), edge.into());
    image::imageops::overlay(&mut ground, right, (edge + left.width() + apart).into(), edge.into());
    save(name, ground);
}

/// What the printer sees of the sample: a page with its marks, and a side of the booklet's sheets.
fn printed() {
    let workspace = Workspace::new(Folder::open(&docs().join("..")).unwrap());
    let book = check(workspace.store(), &Coverage::new(workspace.book())).book.unwrap();
    let laid = layout(&workspace).map_err(|findings| format!("{findings:?}")).unwrap();
    let context = Context {
        book: &book,
        document: &laid.document,
        exchanged: None,
        back: &laid.back,
        note: &laid.note,
        extents: &extents(&laid.document, &book),
        fonts: workspace
            .book()
            .select("schibsted grotesk", Default::default())
            .and_then(|index| workspace.font(index))
            .into_iter()
            .collect(),
        date: "2021-09-17".into(),
    };
    let draw = |name: &str, page: usize| {
        let target = book.settings.targets.iter().find(|target| target.name == name).unwrap();
        let press = press(target.printing().unwrap(), &book.settings.accent, workspace.store()).unwrap();
        let edition = editions(target, Some(press), &context).remove(0);
        let page =
            Page { fill: Smart::Custom(Some(Color::WHITE.into())), ..edition.document.pages()[page].clone() };
        let options = RenderOptions { pixel_per_pt: 0.75.into(), render_bleed: true };
        let png = typst_render::render(&page, &options).encode_png().unwrap();
        image::load_from_memory(&png).unwrap().into_rgb8()
    };
    beside(&draw("print", 4), &draw("booklet", 4), 24, "print");
}

fn pages(folder: &Path) -> Vec<image::RgbImage> {
    let workspace = Workspace::new(Folder::open(folder).unwrap());
    let laid = layout(&workspace).map_err(|findings| format!("{findings:?}")).unwrap();
    let draw =
        |page| image::load_from_memory(&werkboek::export::png(page, 72.0).unwrap()).unwrap().into_rgb8();
    laid.document.pages().iter().map(draw).collect()
}

/// Saves the picture of a block as the preview's menu shows it: the block alone, without the page around it.
fn small(name: &str) {
    let whole = image::open(docs().join("pictures").join(format!("{name}.png"))).unwrap().into_rgb8();
    let (width, height) = whole.dimensions();
    let ground = *whole.get_pixel(2, 2);
    let page = ["divider", "canvas", "contents", "write"].contains(&name);
    // On red, the number of the chapter reaches further down.
    let from = if page {
        0
    } else if ground[1] < 100 {
        200
    } else {
        150
    };
    // The folio is none of the block's, nor is empty paper below it.
    let rows = (from..height.saturating_sub(36)).rev();
    let filled = |y: &u32| (0..width).any(|x| *whole.get_pixel(x, *y) != ground);
    let last = rows.into_iter().find(filled).unwrap_or(height - 1);
    let to = if page { last + 24 } else { (last + 24).min(from + 380) }.max(from + 90).min(height);
    // Of what is low, the beginning shows more than the whole.
    let wide = if page { width } else { ((to - from) * 3 / 2).clamp(340, width) };
    let left = if wide < width { 24 } else { 0 };
    let cut = image::imageops::crop_imm(&whole, left, from, wide, to - from).to_image();
    let scale = f64::min(240.0 / f64::from(wide), 160.0 / f64::from(to - from));
    let size = [wide, to - from].map(|side| (f64::from(side) * scale).round().max(1.0) as u32);
    let drawn = image::imageops::resize(&cut, size[0], size[1], image::imageops::FilterType::Lanczos3);
    fs::create_dir_all(docs().join("../web/blocks")).unwrap();
    drawn.save(docs().join("../web/blocks").join(format!("{name}.png"))).unwrap();
}

fn save(name: &str, picture: image::RgbImage) {
    picture.save(docs().join("pictures").join(format!("{name}.png"))).unwrap();
}
