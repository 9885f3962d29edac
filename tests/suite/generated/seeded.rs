//! Books by chance: the same seed makes the same book.

use fastrand::Rng;
use toml::{Table, Value};
use werkboek::content::{Field, Shape};

use super::made::{Made, plain_head, plain_workbook, referred};
use super::{owners, texts, values};

/// How daring a book is: each in hundredths.
struct Mood {
    /// How often an optional key is there.
    full: u8,
    /// How often a value is none of the ordinary ones.
    wild: u8,
    /// How often it is no value for the key at all.
    wrong: u8,
}

/// The book of a seed.
pub fn book(seed: u64) -> Made {
    let mut rng = Rng::with_seed(seed);
    let pick = |rng: &mut Rng, list: &[u8]| *rng.choice(list).unwrap_or(&0);
    let mood = Mood {
        full: pick(&mut rng, &[0, 20, 50, 80, 100]),
        wild: pick(&mut rng, &[0, 5, 10, 20, 50]),
        wrong: pick(&mut rng, &[0, 0, 0, 0, 1, 5]),
    };
    let language = *rng.choice(&["nl", "en", "fr", "de"]).unwrap_or(&"nl");
    let mut workbook = plain_workbook(language);
    if rng.bool() {
        let mut keys = mood.table("workbook", &owners::workbook(), 0, &mut rng);
        // The order of chapters is that of their names: a list would name others.
        keys.remove("chapters");
        workbook.extend(keys);
    }
    let targets: Table = (0..rng.usize(0..3)).filter_map(|at| mood.target(at, &mut rng)).collect();
    if !targets.is_empty() {
        workbook.insert("target".into(), Value::Table(targets));
    }
    let mut chapters: Vec<Table> = (0..rng.usize(1..4)).map(|at| mood.chapter(at, &mut rng)).collect();
    chapters.push(referred());
    Made { workbook, chapters, pretty: rng.bool() }
}

fn chance(hundredths: u8, rng: &mut Rng) -> bool {
    rng.u8(0..100) < hundredths
}

impl Mood {
    fn target(&self, at: usize, rng: &mut Rng) -> Option<(String, Value)> {
        let kinds = owners::targets();
        let (kind, fields) = rng.choice(&kinds)?;
        let mut target = self.table("target", fields, 0, rng);
        target.insert("kind".into(), (*kind).into());
        Some((format!("t{at}"), Value::Table(target)))
    }

    fn chapter(&self, at: usize, rng: &mut Rng) -> Table {
        let mut chapter = plain_head(if rng.bool() { "material" } else { "redline" });
        chapter.extend(self.table("head", &owners::head(), at, rng));
        let kinds = owners::blocks();
        let count = rng.usize(0..9);
        let blocks: Vec<Value> = (0..count)
            .filter_map(|index| {
                let (name, fields) = rng.choice(&kinds)?;
                let keys = self.table(name, fields, 100 * (at + 1) + 10 * index, rng);
                let kept = if rng.bool() { "file" } else { "body" };
                Some(owners::block(name, keys, kept))
            })
            .collect();
        chapter.insert("block".into(), Value::Array(blocks));
        chapter
    }

    fn table(&self, owner: &str, fields: &[Field], count: usize, rng: &mut Rng) -> Table {
        let mut made = Table::new();
        for field in fields {
            if field.required != chance(self.wrong, rng) || !field.required && chance(self.full, rng) {
                made.insert(field.name.clone(), self.value(owner, &field.name, &field.shape, count, rng));
            }
        }
        if chance(self.wrong, rng) {
            made.insert("onbekend".into(), Value::Integer(1));
        }
        made
    }

    fn value(&self, owner: &str, key: &str, shape: &Shape, count: usize, rng: &mut Rng) -> Value {
        if chance(self.wrong, rng) {
            let wrong = [
                Value::Integer(-3),
                Value::Boolean(true),
                Value::Float(0.5),
                "é’".into(),
                Value::Array(vec![]),
            ];
            return rng.choice(wrong).unwrap_or(Value::Integer(0));
        }
        match shape {
            Shape::Table(fields) => Value::Table(self.table(owner, fields, count, rng)),
            Shape::List(item, least, most) => {
                let number = *rng.choice(&[0, 1, 2, 2, 3, 5, 9]).unwrap_or(&1);
                let number = number.clamp(*least, *most);
                Value::Array((0..number).map(|at| self.value(owner, key, item, count + at, rng)).collect())
            }
            Shape::Text(markup) if chance(self.wild, rng) => {
                Value::String(texts::any(&values::strings(owner, key, *markup), rng))
            }
            _ if chance(self.wild, rng) => {
                rng.choice(values::all(owner, key, shape)).unwrap_or(Value::Boolean(true))
            }
            _ => match values::plain(owner, key, shape, count) {
                Value::String(text) if text.starts_with("Tekst ") => Value::String(texts::ordinary(rng)),
                plain => plain,
            },
        }
    }
}
