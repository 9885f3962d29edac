//! Every value of every key, in books that differ from a plain one in that key alone.

use toml::{Table, Value};
use werkboek::content::{Field, Markup, Shape};

use super::made::{Made, plain_head, plain_workbook, referred};
use super::owners;
use super::values::{self, Leaf};

/// How many blocks stand in a book together: those that the checks refuse are taken out of it.
const TOGETHER: usize = 10;

/// The languages of workbooks.
const LANGUAGES: [&str; 4] = ["nl", "en", "fr", "de"];

/// The languages of chapters and blocks in them.
const FOREIGN: [&str; 3] = ["pt-BR", "de-CH", "fry"];

/// From how many plain texts of a table on they are tried together.
const ALIKE: usize = 7;

/// The styles of chapters.
const STYLES: [&str; 2] = ["material", "redline"];

/// All books.
pub fn books() -> Vec<Made> {
    [every_block(), every_block_value(), every_head_value(), every_workbook_value(), every_target_value()]
        .concat()
}

/// A book of these chapters, and of one to which they refer.
fn book(language: &str, chapters: Vec<Table>, pretty: bool) -> Made {
    let chapters = chapters.into_iter().chain([referred()]).collect();
    Made { workbook: plain_workbook(language), chapters, pretty }
}

fn chapter(style: &str, blocks: Vec<Value>) -> Table {
    let mut chapter = plain_head(style);
    chapter.insert("block".into(), Value::Array(blocks));
    chapter
}

/// Every block whole, on both styles, in every language: the first books, all held to the validators.
pub fn every_block() -> Vec<Made> {
    let whole = || -> Vec<Value> {
        let blocks = owners::blocks().into_iter().enumerate();
        let whole = |(index, (name, fields)): (usize, (&str, Vec<_>))| {
            let mut keys = values::table(name, &fields, 20 * index, &|_| true);
            keys.remove("language");
            owners::block(name, keys, "")
        };
        blocks.map(whole).collect()
    };
    let mut books = Vec::new();
    for style in STYLES {
        books.extend(LANGUAGES.map(|language| book(language, vec![chapter(style, whole())], true)));
        for foreign in FOREIGN {
            let mut of_chapter = chapter(style, whole());
            of_chapter.insert("language".into(), foreign.into());
            books.push(book("nl", vec![of_chapter], true));
            let mut of_blocks = whole();
            for block in of_blocks.iter_mut().filter_map(Value::as_table_mut) {
                block.insert("language".into(), foreign.into());
            }
            books.push(book("en", vec![chapter(style, of_blocks)], false));
        }
    }
    books
}

/// Every block with each of its keys at every value, and with each of its optional keys away.
fn every_block_value() -> Vec<Made> {
    let mut books = Vec::new();
    for (name, fields) in owners::blocks() {
        let mut made = Vec::new();
        for leaf in values::leaves(&fields) {
            for value in values::all(name, leaf.path.last().map_or("", String::as_str), &leaf.shape) {
                let keys = values::with(name, &fields, &leaf.path, &value, 10 + made.len() % TOGETHER);
                made.push(owners::block(name, keys, &leaf.path[0]));
            }
        }
        for gone in fields.iter().filter(|field| !field.required) {
            let count = 10 + made.len() % TOGETHER;
            let keys = values::table(name, &fields, count, &|field| field.name != gone.name);
            made.push(owners::block(name, keys, ""));
        }
        for blocks in made.chunks(TOGETHER) {
            let (style, language) = (STYLES[books.len() % 2], LANGUAGES[books.len() / 2 % 4]);
            books.push(book(language, vec![chapter(style, blocks.to_vec())], books.len() % 3 > 0));
        }
    }
    books
}

/// The head of a chapter with each of its keys at every value.
fn every_head_value() -> Vec<Made> {
    let fields = owners::head();
    let mut chapters = Vec::new();
    for leaf in values::leaves(&fields) {
        for value in values::all("head", &leaf.path[0], &leaf.shape) {
            let mut head = plain_head(STYLES[chapters.len() % 2]);
            head.extend(values::with("head", &fields, &leaf.path, &value, 0));
            chapters.push(head);
        }
    }
    let numbered =
        |(index, chapters): (usize, &[Table])| book(LANGUAGES[index % 4], chapters.to_vec(), index % 2 == 0);
    chapters.chunks(4).enumerate().map(numbered).collect()
}

/// `workbook.toml` with each of its keys at every value.
fn every_workbook_value() -> Vec<Made> {
    let fields = owners::workbook();
    let mut books = Vec::new();
    for leaf in values::leaves(&fields) {
        let Some(of_its_kind) = alike(&fields, &leaf) else { continue };
        for value in values::all("workbook", leaf.path.last().map_or("", String::as_str), &leaf.shape) {
            let mut made = book(LANGUAGES[books.len() % 4], vec![chapter("redline", vec![])], true);
            let language = made.workbook.get("language").cloned();
            let mut workbook = values::with("workbook", &fields, &leaf.path, &value, 0);
            if let Some(table) = workbook.get_mut(&leaf.path[0]).and_then(Value::as_table_mut) {
                table.extend(of_its_kind.iter().map(|key| (key.clone(), value.clone())));
            }
            if let Some(language) = language.filter(|_| leaf.path[0] != "language") {
                workbook.insert("language".into(), language);
            }
            made.workbook = workbook;
            books.push(made);
        }
    }
    books
}

/// The keys beside one that take the same value in the same book: the plain texts of a table that has many.
///
/// Gives nothing for a key that is tried with the first of its table.
fn alike(fields: &[Field], leaf: &Leaf) -> Option<Vec<String>> {
    let table = fields.iter().find(|field| field.name == leaf.path[0])?.shape.fields();
    let plain = |field: &&Field| matches!(field.shape, Shape::Text(Markup::Plain));
    let plain: Vec<&Field> = table.iter().filter(plain).collect();
    if plain.len() < ALIKE || !plain.iter().any(|field| Some(&field.name) == leaf.path.get(1)) {
        return Some(vec![]);
    }
    let (first, others) = plain.split_first()?;
    (first.name == leaf.path[1]).then(|| others.iter().map(|field| field.name.clone()).collect())
}

/// Each kind of target with each of its keys at every value.
fn every_target_value() -> Vec<Made> {
    let mut books = Vec::new();
    for (kind, fields) in owners::targets() {
        for leaf in values::leaves(&fields) {
            for value in values::all("target", &leaf.path[0], &leaf.shape) {
                let mut target = values::with("target", &fields, &leaf.path, &value, 0);
                target.insert("kind".into(), kind.into());
                let mut made =
                    book(LANGUAGES[books.len() % 4], vec![chapter(STYLES[books.len() % 2], vec![])], true);
                let targets = Table::from_iter([("made".to_owned(), Value::Table(target))]);
                made.workbook.insert("target".into(), Value::Table(targets));
                books.push(made);
            }
        }
    }
    books
}
