//! Values for a key, from what its type says that it may be.

use toml::value::{Array, Date, Datetime};
use toml::{Table, Value};
use werkboek::content::{Field, Markup, Measure, Paper, Shape, Sheet};
use werkboek::source::CATALOGUE;

use super::{assets, texts};

/// The counts of items that lists are tried with.
const COUNTS: [usize; 5] = [0, 1, 2, 5, 30];

/// Strings for keys in which a text is more than a text; each list starts with the sound ones.
fn particular(owner: &str, key: &str) -> Option<Vec<String>> {
    let list: &[&str] = match (owner, key) {
        ("table", "body") => return Some(texts::tables()),
        (_, "mail") => {
            &["joyce@example.org", "jan.de-boer+werk@post.example.nl", "jos@example.org", "a@b", "", "é"]
        }
        (_, "phone") => &["+31 (0)20 123 45 67", "112", "(020) 123-4567", "bel mij", "", "12"],
        (_, "link") => {
            &["https://example.org/a-b", "#here", "mailto:a@b.nl", "#none", "ftp://a.nl", "a b", ""]
        }
        (_, "image") => return Some(assets::images()),
        (_, "file") => return Some(assets::csvs()),
        (_, "ignore") => {
            return Some(CATALOGUE.iter().map(|entry| entry.name.into()).chain(["x".into()]).collect());
        }
        (_, "language") => &[
            "pt-BR",
            "de-CH",
            "fry",
            "nl",
            "en",
            "fr",
            "de",
            "es",
            "ar",
            "he",
            "zh-TW",
            "nl-NL",
            "en-us",
            "EN",
            "frr",
            "qaa",
            "x",
            "Nederlands",
            "zh-Hant",
            "nl_NL",
            "",
            "é",
            "n-l",
        ],
        (_, "requires") => &[">=0.0.1", "*", ">=0.0.1, <999", "0.0.0", ">=999", "v1", "latest", "", "é"],
        (_, "face" | "titles" | "code") => &["Schibsted Grotesk", "spline sans mono", "Nonsense", "", "é"],
        (_, "date-order") => &["{day} {month} {year}", "{year}年{month}{day}日", "{day}", "{x}", "{", ""],
        (_, "id") => &["own", "a.b-c_d", "é", "1", "here", "a b", "", "#a", "字"],
        (_, "rgb") => &["#D81E05", "#005EB8", "#000000", "#ffffff", "#FFF", "red", "005EB8", ""],
        (_, "profile") => &["FOGRA39", "FOGRA51", "images/photo.png", "none.icc", "../x.icc", ""],
        (_, "chapters") => {
            &["chapters/01.toml", "chapters/02.toml", "workbook.toml", "none.toml", "../x.toml", ""]
        }
        _ => return None,
    };
    Some(list.iter().map(|text| (*text).to_owned()).collect())
}

/// Strings for a key.
pub fn strings(owner: &str, key: &str, markup: Markup) -> Vec<String> {
    particular(owner, key).unwrap_or_else(|| match markup {
        Markup::Rich => texts::rich(),
        Markup::Plain | Markup::Inline => texts::lines(),
        Markup::Path => [assets::images(), assets::csvs()].concat(),
    })
}

/// Measures for a key, the sound ones first.
fn measures(measure: Measure) -> Vec<String> {
    let list: Vec<&str> = match measure {
        Measure::Length => vec![
            "10mm", "0mm", "3mm", "0.25pt", "1.2cm", "0.125in", "-1mm", "10000mm", "1e300mm", "3", "mm", "é",
            "",
        ],
        Measure::FileSize => vec!["5 MB", "1 GB", "800 kB", "1 B", "99999999999 GB", "0 MB", "5", "é"],
        Measure::Paper => {
            let names = Paper::names().flat_map(|name| [name.to_owned(), format!("{name} landscape")]);
            let own = ["170mm x 240mm", "9000mm x 9000mm", "1mm x 1mm", "a4 x", "landscape", "é"];
            return names.chain(own.map(str::to_owned)).collect();
        }
        Measure::Time => vec![
            "9.30",
            "09:30",
            "0.00",
            "24.00",
            "23.59",
            "9:30 uur",
            "9",
            "25.00",
            "9.60",
            "half tien",
            "é",
            "",
        ],
        Measure::Sheet => {
            Sheet::names().chain(["450mm x 320mm", "5000mm x 5000mm", "10mm x 10mm", "a3 x", "é"]).collect()
        }
        Measure::Width => vec![
            "third", "half", "60%", "8cm", "full", "column", "bleed", "5%", "12,5 %", "100%", "90cm", "1mm",
            "120%", "wide", "é", "",
        ],
    };
    list.into_iter().map(str::to_owned).collect()
}

fn date(year: u16, month: u8, day: u8) -> Value {
    Value::Datetime(Datetime { date: Some(Date { year, month, day }), time: None, offset: None })
}

/// Every value that a key is tried with.
pub fn all(owner: &str, key: &str, shape: &Shape) -> Vec<Value> {
    let texts = |list: Vec<String>| list.into_iter().map(Value::String).collect::<Vec<_>>();
    match shape {
        Shape::Text(markup) => texts(strings(owner, key, *markup)),
        Shape::Word(words) => texts(words.iter().cloned().chain(["nonsense".into(), "é".into()]).collect()),
        Shape::Integer(low, high) => {
            let all = [
                *low,
                low + 1,
                (*low).max(low + (high - low) / 2),
                high - 1,
                *high,
                low.saturating_sub(1),
                high + 1,
                -1,
                i64::MAX,
            ];
            all.map(Value::Integer).into()
        }
        Shape::Decimal(low, high) => {
            let (low, high) = (*low as f64, *high as f64);
            let all = [
                low,
                high,
                low + 0.25,
                f64::midpoint(low, high),
                low - 0.5,
                high + 0.5,
                f64::NAN,
                f64::INFINITY,
            ];
            all.into_iter().map(Value::Float).chain([Value::Integer(7), Value::Integer(-1)]).collect()
        }
        Shape::IntegerOrText => {
            let numbers = [1, 2, 0, 999, u32::MAX.into()].map(Value::Integer);
            numbers.into_iter().chain(texts(texts::lines())).collect()
        }
        Shape::Date => vec![
            date(2021, 9, 17),
            date(1, 1, 1),
            date(9999, 12, 31),
            date(2024, 2, 29),
            date(0, 1, 1),
            date(1899, 12, 31),
        ],
        Shape::Switch => vec![Value::Boolean(true), Value::Boolean(false)],
        Shape::Measure(measure) => texts(measures(*measure)),
        Shape::List(item, ..) => {
            let counted =
                COUNTS.map(|count| Value::Array((0..count).map(|at| plain(owner, key, item, at)).collect()));
            let single = if is_leaf(item) { all(owner, key, item) } else { vec![] };
            let single = single.into_iter().map(|value| Value::Array(vec![value]));
            counted.into_iter().chain(single).collect()
        }
        Shape::Either(shapes) => shapes.iter().flat_map(|shape| all(owner, key, shape)).collect(),
        Shape::Table(_) | Shape::Map(_) | Shape::Anything => vec![],
    }
}

/// Whether a value holds no keys of its own.
fn is_leaf(shape: &Shape) -> bool {
    !matches!(shape, Shape::Table(_) | Shape::Map(_) | Shape::Anything)
}

/// A value with nothing unusual in it, told from others by a count.
pub fn plain(owner: &str, key: &str, shape: &Shape, count: usize) -> Value {
    let first = |list: Vec<String>| Value::String(list.into_iter().next().unwrap_or_default());
    match shape {
        Shape::Text(markup) => match particular(owner, key) {
            Some(list) if key == "id" => {
                Value::String(format!("{}{count}", list.first().map_or("", String::as_str)))
            }
            Some(list) => Value::String(list.get(count % 3).cloned().unwrap_or_default()),
            None if *markup == Markup::Path => first(assets::images()),
            None => Value::String(format!("Tekst {count}: de straat van morgen.")),
        },
        Shape::Word(words) => first(words.clone()),
        Shape::Integer(low, high) => {
            // Teams 1 and 2 are there; other numbers tell blocks apart.
            let number = match key {
                "team" => 1,
                "number" => 10 + count as i64,
                _ => (*low).max(1) + (count % 3) as i64,
            };
            Value::Integer(number.clamp(*low, *high))
        }
        Shape::Decimal(low, high) => Value::Float((*low + (count as i64 * 37) % (high - low)) as f64 + 0.5),
        Shape::IntegerOrText if count.is_multiple_of(2) => Value::Integer(1 + (count as i64 / 2) % 2),
        Shape::IntegerOrText => Value::String(format!("Partner {count}")),
        Shape::Date => date(2021, 9, 17),
        Shape::Switch => Value::Boolean(true),
        Shape::Measure(measure) => first(measures(*measure)),
        Shape::List(item, least, most) => {
            let number = (*least).max(2).min(*most);
            Value::Array((0..number).map(|at| plain(owner, key, item, count + at)).collect())
        }
        Shape::Table(fields) => Value::Table(table(owner, fields, count, &|field| field.required)),
        Shape::Either(shapes) => shapes.first().map_or("".into(), |shape| plain(owner, key, shape, count)),
        Shape::Map(_) | Shape::Anything => Value::Table(Table::new()),
    }
}

/// A table of the fields that are wanted, and of those in them that are.
pub fn table(owner: &str, fields: &[Field], count: usize, wanted: &dyn Fn(&Field) -> bool) -> Table {
    let deep = |field: &Field| inner(owner, &field.name, &field.shape, count, wanted);
    fields.iter().filter(|field| wanted(field)).map(|field| (field.name.clone(), deep(field))).collect()
}

fn inner(owner: &str, key: &str, shape: &Shape, count: usize, wanted: &dyn Fn(&Field) -> bool) -> Value {
    match shape {
        Shape::Table(fields) => Value::Table(table(owner, fields, count, wanted)),
        Shape::List(item, least, most) if !is_leaf(item) => {
            let number = (*least).max(2).min(*most);
            Value::Array((0..number).map(|at| inner(owner, key, item, count + at, wanted)).collect::<Array>())
        }
        _ => plain(owner, key, shape, count),
    }
}

/// A key somewhere in a table, and what it may be.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// The keys that lead to it; lists on the way get one item.
    pub path: Vec<String>,
    /// What it may be.
    pub shape: Shape,
}

/// All keys of a table and of the tables in it.
pub fn leaves(fields: &[Field]) -> Vec<Leaf> {
    let mut found = Vec::new();
    for field in fields {
        if is_leaf(&field.shape) {
            found.push(Leaf { path: vec![field.name.clone()], shape: field.shape.clone() });
        }
        let inside = match &field.shape {
            Shape::List(item, ..) => item.fields(),
            shape => shape.fields(),
        };
        for mut leaf in leaves(inside) {
            leaf.path.insert(0, field.name.clone());
            found.push(leaf);
        }
    }
    found
}

/// A table with what it must have, and a value at the end of a path.
pub fn with(owner: &str, fields: &[Field], path: &[String], value: &Value, count: usize) -> Table {
    let mut made = table(owner, fields, count, &|field| field.required);
    let Some((key, rest)) = path.split_first() else { return made };
    let Some(field) = fields.iter().find(|field| field.name == *key) else { return made };
    let along = match (&field.shape, rest) {
        (_, []) => value.clone(),
        (Shape::List(item, ..), rest) => {
            Value::Array(vec![Value::Table(with(owner, item.fields(), rest, value, count))])
        }
        (shape, rest) => Value::Table(with(owner, shape.fields(), rest, value, count)),
    };
    made.insert(key.clone(), along);
    made
}
