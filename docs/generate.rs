//! Writes `docs/format.md`, the editors' schemas and `docs/schemas` from the types.
//!
//! `--check` fails if they differ; `--pictures` draws the pictures of the blocks, too.

#![expect(clippy::unwrap_used, reason = "a generator that cannot go on has failed")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, process::ExitCode};

use typst_layout::Page;
use typst_library::World;
use typst_library::foundations::Smart;
use typst_library::visualize::Color;
use typst_render::RenderOptions;
use werkboek::book::press;
use werkboek::check::{Coverage, check};
use werkboek::content::block::{SHAPES, schemas};
use werkboek::content::target::{Choice, Imposition, Press, Screen};
use werkboek::content::{Common, Field, Head, KINDS, Markup, Measure, Shape, Workbook, schema};
use werkboek::edition::{Context, editions};
use werkboek::source::{CATALOGUE, Folder};
use werkboek::typeset::{Workspace, extents, layout};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let files = files();
    if has("--pictures") {
        SHAPES.iter().for_each(|(name, _)| picture(name));
        spread();
        printed();
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
        ("format.md", format()),
        ("werkboek.schema.json", pretty(editors_schema())),
        ("workbook.schema.json", pretty(workbook_schema())),
    ];
    content.map(|(name, text)| (name.to_owned(), text)).into_iter().chain(printed).collect()
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn template(name: &str) -> String {
    fs::read_to_string(docs().join("reference").join(name)).unwrap()
}

/// The reference.
fn format() -> String {
    let mut out = template("intro.md");
    keys(&mut out, &Shape::of::<Workbook>());
    targets(&mut out);
    out.push('\n');
    out.push_str(&template("preflight.md"));
    out.push('\n');
    out.push_str(&template("chapter.md"));
    keys(&mut out, &Shape::of::<Head>());
    out.push_str("\n## Blocks\n\nEach block is a `[[block]]` with a `type`. Every block has these keys:\n");
    keys(&mut out, &Shape::of::<Common>());
    for ((name, shape), (_, schema)) in SHAPES.iter().zip(schemas()) {
        let doc = schema["description"].as_str().unwrap_or_default();
        let _ = write!(
            out,
            "\n### `{name}`\n\n{}\n\n```toml block\n{}```\n",
            flat(doc),
            template(&format!("{name}.toml"))
        );
        if !shape.fields().is_empty() {
            keys(&mut out, shape);
        }
        let _ = write!(out, "\n![{name}](pictures/{name}.png)\n");
    }
    findings(&mut out);
    out
}

/// The kinds of target.
fn targets(out: &mut String) {
    out.push('\n');
    out.push_str(&template("targets.md"));
    for (name, shapes) in KINDS.iter() {
        let _ = write!(out, "\n### `kind = \"{name}\"`\n\n{}", template(&format!("target-{name}.md")));
        let fields = shapes.iter().flat_map(|shape| shape.fields().to_vec()).collect();
        keys(out, &Shape::Table(fields));
    }
}

/// All findings, by their names.
fn findings(out: &mut String) {
    out.push('\n');
    out.push_str(&template("findings.md"));
    out.push_str("\n| name | severity | `ignore` | what it tells of |\n|---|---|---|---|\n");
    for kind in CATALOGUE {
        let ignore = if kind.can_be_ignored() { "yes" } else { "no" };
        let _ = writeln!(out, "| `{}` | {} | {ignore} | {} |", kind.name, kind.severity(), kind.meaning);
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table of keys, those of tables inside after their own.
fn keys(out: &mut String, shape: &Shape) {
    out.push_str("\n| key | type | default | meaning |\n|---|---|---|---|\n");
    rows(out, shape, "");
}

fn rows(out: &mut String, shape: &Shape, prefix: &str) {
    for Field { name, required, shape, doc, default } in shape.fields() {
        let star = if *required { "*" } else { "" };
        let default = if *required { "" } else { default.as_deref().unwrap_or("none") };
        let _ = writeln!(out, "| `{prefix}{name}`{star} | {} | {default} | {} |", kind(shape), flat(doc));
        let inner = if let Shape::List(item, ..) = shape { item } else { shape };
        rows(out, inner, &format!("{prefix}{name}."));
    }
}

/// A type in words.
fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Text(Markup::Plain) => "plain text".into(),
        Shape::Text(Markup::Inline) => "inline text".into(),
        Shape::Text(Markup::Rich) => "rich text".into(),
        Shape::Text(Markup::Path) => "path".into(),
        Shape::Word(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
        Shape::Integer(low, high) if *high < 4_000_000_000 => format!("whole number, {low} to {high}"),
        Shape::Integer(..) => "whole number".into(),
        Shape::IntegerOrText => "number of a team, or name of a partner".into(),
        Shape::Date => "date".into(),
        Shape::Switch => "`true` or `false`".into(),
        Shape::Measure(Measure::Length) => "length, as `\"3mm\"`".into(),
        Shape::Measure(Measure::FileSize) => "size, as `\"5 MB\"`".into(),
        Shape::Measure(Measure::Sheet) => "sheet, as `\"a3\"`".into(),
        Shape::List(item, ..) => match &**item {
            Shape::Table(_) => "list of tables".into(),
            item => format!("list of: {}", kind(item)),
        },
        Shape::Table(_) | Shape::Map(_) => "table".into(),
        Shape::Anything => "anything".into(),
    }
}

/// A JSON schema of `workbook.toml`, for editors that complete and check TOML.
fn workbook_schema() -> serde_json::Value {
    let mut workbook = schema::<Workbook>();
    let (choice, press) = (schema::<Choice>(), schema::<Press>());
    let kinds = [
        ("screen", vec![choice.clone(), schema::<Screen>()]),
        ("print", vec![choice.clone(), press.clone()]),
        ("booklet", vec![choice.clone(), press.clone(), schema::<Imposition>()]),
    ];
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|(name, parts)| {
            let mut properties = serde_json::Map::new();
            for part in parts {
                properties.extend(part["properties"].as_object().cloned().unwrap());
            }
            properties.insert("kind".into(), serde_json::json!({ "const": name }));
            serde_json::json!({
                "type": "object", "required": ["kind"],
                "additionalProperties": false, "properties": properties,
            })
        })
        .collect();
    workbook["title"] = "The workbook as a whole".into();
    workbook["properties"]["target"] =
        serde_json::json!({ "type": "object", "additionalProperties": { "oneOf": kinds } });
    workbook
}

/// A JSON schema of a chapter, for editors that complete and check TOML.
fn editors_schema() -> serde_json::Value {
    let mut chapter = schema::<Head>();
    let common = schema::<Common>();
    let blocks = schemas().into_iter().map(|(name, mut block)| {
        for key in ["id", "language"] {
            block["properties"][key] = common["properties"][key].clone();
        }
        block["properties"]["type"] = serde_json::json!({ "const": name });
        let required = block["required"].as_array().cloned().unwrap_or_default();
        let required = required.into_iter().chain([serde_json::json!("type")]).collect();
        block["required"] = serde_json::Value::Array(required);
        block
    });
    let blocks: Vec<_> = blocks.collect();
    chapter["title"] = "A chapter of a workbook".into();
    chapter["properties"]["block"] = serde_json::json!({ "type": "array", "items": { "oneOf": blocks } });
    chapter
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
    let style = if ["insight", "write", "quote", "part"].contains(&name) { "redline" } else { "material" };
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
    beside(&pages[13], &pages[14], 0, "spread");
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
        note: &laid.note,
        extents: &extents(&laid.document, &book),
        font: workspace
            .book()
            .select("schibsted grotesk", Default::default())
            .and_then(|index| workspace.font(index)),
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

fn save(name: &str, picture: image::RgbImage) {
    picture.save(docs().join("pictures").join(format!("{name}.png"))).unwrap();
}
