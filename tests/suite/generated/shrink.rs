//! A book that fails becomes the smallest that fails in the same way.

use std::time::Duration;

use toml::{Table, Value};

use super::bench::Bench;
use super::made::{Made, plain_workbook};
use super::now;

/// Tries smaller books while they still fail, for a time.
pub fn shrink(bench: &mut Bench, made: Made, kind: &str, time: Duration) -> Made {
    let end = now() + time;
    let mut best = Made { pretty: true, ..made.clone() };
    let mut fails = |made: &Made| bench.outcome(made).is_err_and(|fault| fault.kind == kind);
    if !fails(&best) {
        best = made;
    }
    loop {
        let mut smaller = steps(&best);
        smaller.sort_by_key(|made| made.shown().len());
        let next = smaller.into_iter().take_while(|_| now() < end).find(&mut fails);
        match next {
            Some(next) => best = next,
            None => return best,
        }
    }
}

/// All books that are a step smaller.
fn steps(made: &Made) -> Vec<Made> {
    let mut all = Vec::new();
    let plain = plain_workbook("nl");
    if made.workbook.to_string().len() > plain.to_string().len() {
        all.push(Made { workbook: plain, ..made.clone() });
    }
    all.extend(tables(&made.workbook).into_iter().map(|workbook| Made { workbook, ..made.clone() }));
    for (index, chapter) in made.chapters.iter().enumerate() {
        if made.chapters.len() > 1 {
            let mut fewer = made.clone();
            fewer.chapters.remove(index);
            all.push(fewer);
        }
        for smaller in tables(chapter) {
            let mut made = made.clone();
            made.chapters[index] = smaller;
            all.push(made);
        }
    }
    all
}

/// A table with a key less, or with one of its values a step smaller.
fn tables(table: &Table) -> Vec<Table> {
    let mut all = Vec::new();
    for (key, value) in table {
        let mut fewer = table.clone();
        fewer.remove(key);
        all.push(fewer);
        for smaller in values(value) {
            let mut made = table.clone();
            made.insert(key.clone(), smaller);
            all.push(made);
        }
    }
    all
}

fn values(value: &Value) -> Vec<Value> {
    match value {
        Value::Table(table) => tables(table).into_iter().map(Value::Table).collect(),
        Value::Array(items) => {
            let mut all = Vec::new();
            if items.len() > 3 {
                let (left, right) = items.split_at(items.len() / 2);
                all.extend([left, right].map(|half| Value::Array(half.to_vec())));
            }
            for (index, item) in items.iter().enumerate() {
                let mut fewer = items.clone();
                fewer.remove(index);
                all.push(Value::Array(fewer));
                for smaller in values(item) {
                    let mut made = items.clone();
                    made[index] = smaller;
                    all.push(Value::Array(made));
                }
            }
            all
        }
        Value::String(text) => texts(text).into_iter().map(Value::String).collect(),
        _ => vec![],
    }
}

/// Texts with a half less, with a line less, or with a few letters less.
fn texts(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut all = Vec::new();
    if lines.len() > 1 {
        let fewer =
            (0..lines.len().min(40)).map(|gone| [&lines[..gone], &lines[gone + 1..]].concat().concat());
        all.extend(fewer);
    }
    for part in [letters.len() / 2, letters.len() / 4, letters.len() / 8, 1] {
        if part > 0 && letters.len() > 1 {
            let step = part.max(letters.len() / 24);
            let cuts = (0..letters.len()).step_by(step);
            all.extend(
                cuts.map(|at| letters[..at].iter().chain(letters.iter().skip(at + part)).collect::<String>()),
            );
        }
    }
    all
}
