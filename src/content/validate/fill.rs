//! What could be written in place of a value that does not fit.

use toml::de::DeValue;

use super::{dates, numbers};
use crate::content::measure;
use crate::content::shape::{Field, Measure, Shape};
use crate::content::time::{self, Clock};

/// The most letters of what was written that are repeated in advice.
const MOST: usize = 80;

/// The keys that say most of a table, the first ones first.
const ORDER: [&str; 10] =
    ["name", "image", "term", "prompt", "heading", "period", "number", "text", "body", "rgb"];

/// The keys of a table that must be there, those that say most of it first.
pub fn required(fields: &[Field]) -> Vec<&Field> {
    let mut required: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    required.sort_by_key(|field| rank(&field.name));
    required
}

/// An example of what a key takes.
pub fn example(shape: &Shape) -> String {
    match shape {
        Shape::Text(_) | Shape::IntegerOrText => "\"...\"".into(),
        Shape::Word(words) => words.first().map_or_else(String::new, |word| format!("\"{word}\"")),
        Shape::Integer(low, _) => low.max(&1).to_string(),
        Shape::Decimal(low, high) => i64::midpoint(*low, *high).to_string(),
        Shape::Date => "2021-09-17".into(),
        Shape::Switch => "true".into(),
        Shape::Measure(Measure::Length) => "\"3mm\"".into(),
        Shape::Measure(Measure::FileSize) => "\"5 MB\"".into(),
        Shape::Measure(Measure::Paper) => "\"a4\"".into(),
        Shape::Measure(Measure::Sheet) => "\"a3\"".into(),
        Shape::Measure(Measure::Time) => "\"9.30\"".into(),
        Shape::Measure(Measure::Width) => "\"half\"".into(),
        Shape::Either(shapes) => shapes.first().map(example).unwrap_or_default(),
        Shape::List(item, ..) if matches!(**item, Shape::Table(_)) => format!("[{}]", example(item)),
        Shape::List(..) => "[ ... ]".into(),
        Shape::Table(fields) => table(fields, None),
        Shape::Map(_) | Shape::Anything => "{ ... }".into(),
    }
}

/// A table of the keys that must be there, the first that fits filled with what was written.
fn table(fields: &[Field], written: Option<&DeValue>) -> String {
    let mut given = written;
    let colour = written.and_then(DeValue::as_str).is_some_and(|text| colour(text).is_some());
    let parts = required(fields).into_iter().map(|field| {
        let fits = !colour || field.name == "rgb";
        let value = given.filter(|_| fits).and_then(|value| instead(&field.name, &field.shape, value));
        if value.is_some() {
            given = None;
        }
        let value = value.unwrap_or_else(|| match field.name.as_str() {
            "rgb" => "\"#......\"".into(),
            _ => example(&field.shape),
        });
        format!("{} = {value}", field.name)
    });
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

/// A colour as `#005EB8`, from the ways in which colours are written: `#05B`, `005EB8`, `rgb(0, 94, 184)`.
pub fn colour(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(';').to_uppercase();
    let inner =
        text.strip_prefix("RGB").map(|rest| rest.trim_start_matches('A').trim_matches(['(', ')', ' ']));
    let plain = text.split([',', ' ', ';', '/']).filter(|part| !part.is_empty()).count() == 3;
    if let Some(parts) = inner.or(plain.then_some(text.as_str())) {
        let parts: Vec<&str> = parts.split([',', ' ', ';', '/']).filter(|part| !part.is_empty()).collect();
        let channels: Vec<u8> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        let [r, g, b] = channels.try_into().ok()?;
        return (parts.len() == 3).then(|| format!("#{r:02X}{g:02X}{b:02X}"));
    }
    let hex = text.strip_prefix('#').or_else(|| text.strip_prefix("0X")).unwrap_or(&text);
    let digits = hex.chars().all(|c| c.is_ascii_hexdigit());
    match hex.len() {
        6 | 8 if digits => Some(format!("#{}", hex.get(..6)?)),
        3 if digits => Some(format!("#{}", hex.chars().flat_map(|c| [c, c]).collect::<String>())),
        _ => None,
    }
}

/// What to write for a value that is of another type than its key takes, if that can be told.
pub fn instead(key: &str, shape: &Shape, found: &DeValue) -> Option<String> {
    match (shape, found) {
        (Shape::Integer(..), _) => numbers::meant(found).map(|number| number.to_string()),
        (Shape::Decimal(low, high), _) => {
            numbers::decimal(found, (*low, *high)).map(|number| number.to_string())
        }
        (Shape::Switch, _) => switch(found).map(str::to_owned),
        (Shape::Date, DeValue::String(text)) => {
            let readings = dates::readings(text);
            if let [date] = readings.as_slice() { Some(date.to_string()) } else { None }
        }
        (Shape::Measure(kind), _) => length(*kind, found),
        (Shape::Text(_), DeValue::String(text)) if key == "rgb" => {
            Some(quoted(colour(text).unwrap_or_else(|| text.to_string())))
        }
        (Shape::Text(_) | Shape::Word(_), DeValue::Array(array)) if array.len() == 1 => {
            plain(array.first()?.get_ref()).map(quoted)
        }
        (Shape::IntegerOrText, DeValue::Integer(_) | DeValue::Float(_))
            if numbers::meant(found).is_some() =>
        {
            numbers::meant(found).map(|number| number.to_string())
        }
        (Shape::Text(_) | Shape::IntegerOrText | Shape::Word(_), _) => plain(found).map(|text| quoted(&text)),
        (Shape::List(item, ..), DeValue::Array(array)) => {
            let first = instead(key, item, array.first()?.get_ref())?;
            let more = if array.len() > 1 { ", ..." } else { "" };
            Some(format!("[{first}{more}]"))
        }
        (Shape::List(item, _, most), DeValue::String(text)) if matches!(**item, Shape::Integer(..)) => {
            let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            let parts: Vec<&str> = parts.collect();
            (!parts.is_empty() && parts.len() <= *most).then(|| format!("[{}]", parts.join(", ")))
        }
        (Shape::List(item, ..), _) => instead(key, item, found).map(|item| format!("[{item}]")),
        (Shape::Either(shapes), _) => shapes.iter().find_map(|shape| instead(key, shape, found)),
        (Shape::Table(fields), DeValue::String(_) | DeValue::Integer(_)) => Some(table(fields, Some(found))),
        _ => None,
    }
}

/// A measure with its unit, for a number without one or with another word for it.
fn length(kind: Measure, found: &DeValue) -> Option<String> {
    let text = plain(found)?;
    let words = text.trim().to_lowercase();
    match kind {
        Measure::Time => {
            let Clock(hour, minute) = time::meant(&text)?;
            Some(format!("\"{hour}.{minute:02}\""))
        }
        Measure::Sheet | Measure::Paper => {
            let names = || match kind {
                Measure::Paper => measure::Paper::names().collect::<Vec<_>>(),
                _ => measure::Sheet::names().collect(),
            };
            let named = words.split_whitespace().find(|word| names().contains(word)).map(quoted);
            let sides: Vec<&str> = words.split(['x', '\u{d7}', '*']).map(str::trim).collect();
            let sides = || match sides.as_slice() {
                [a, b] if a.parse::<f64>().is_ok() && b.parse::<f64>().is_ok() => {
                    Some(format!("\"{a}mm x {b}mm\""))
                }
                _ => None,
            };
            named.or_else(sides)
        }
        // A bare number is a share of a hundred, and a fraction one of a whole.
        Measure::Width => {
            let share: f64 = words.replacen(',', ".", 1).parse().ok()?;
            let share = if share <= 1.0 { (share * 1000.0).round() / 10.0 } else { share };
            Some(format!("\"{share}%\""))
        }
        Measure::Length | Measure::FileSize => {
            let (number, unit) = measure::split(&words)?;
            let unit = match (kind, unit.as_str()) {
                (Measure::Length, "") => "mm",
                (
                    Measure::FileSize,
                    "" | "m" | "mo" | "mib" | "mbyte" | "megabyte" | "megabytes" | "meg" | "megs",
                ) => " MB",
                (Measure::FileSize, "k" | "ko" | "kib" | "kilobyte" | "kilobytes") => " kB",
                (Measure::Length, unit) if unit.starts_with("millim") || unit == "m m" => "mm",
                (Measure::Length, unit) if unit.starts_with("centim") => "cm",
                (Measure::Length, unit) if unit.starts_with("inch") => "in",
                (Measure::Length, unit) if unit.starts_with("point") || unit == "px" => "pt",
                _ => return None,
            };
            Some(format!("\"{number}{unit}\""))
        }
    }
}

/// `true` or `false` for the words and numbers that mean it.
pub fn switch(found: &DeValue) -> Option<&'static str> {
    match plain(found)?.trim().to_lowercase().as_str() {
        "true" | "yes" | "ja" | "oui" | "on" | "aan" | "1" | "wel" | "vrai" | "wahr" => Some("true"),
        "false" | "no" | "nee" | "nein" | "non" | "off" | "uit" | "0" | "niet" | "faux" | "falsch" => {
            Some("false")
        }
        _ => None,
    }
}

/// What a plain value says.
fn plain(found: &DeValue) -> Option<String> {
    match found {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().into()),
        DeValue::Float(number) => Some(number.as_str().into()),
        DeValue::Boolean(is) => Some(is.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// A text in the quotes that it needs; a long one by its first words.
pub fn quoted(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    let line = text.trim().lines().next().unwrap_or_default();
    let cut: String = line.chars().take(MOST).collect();
    let end = if cut.len() < text.trim().len() { "..." } else { "" };
    let simple = !cut.contains(['"', '\\']) && !cut.chars().any(char::is_control);
    match (simple, cut.contains('\'')) {
        (false, false) => format!("'{cut}{end}'"),
        (true, _) => format!("\"{cut}{end}\""),
        (false, true) => format!("\"{}{end}\"", cut.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::{colour, quoted};

    #[test]
    fn colours_in_other_notations() {
        for (text, expected) in [
            ("#005eb8", Some("#005EB8")),
            ("005EB8", Some("#005EB8")),
            ("#05B", Some("#0055BB")),
            ("rgb(0,94,184)", Some("#005EB8")),
            ("rgb(0 94 184)", Some("#005EB8")),
            ("0, 94, 184", Some("#005EB8")),
            ("0x005EB8", Some("#005EB8")),
            ("#005EB8FF", Some("#005EB8")),
            ("rgb(0,94,300)", None),
            ("PANTONE 485 C", None),
            ("#00G", None),
            ("blue", None),
            ("", None),
        ] {
            assert_eq!(colour(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn texts_take_the_quotes_that_they_need() {
        assert_eq!(quoted("Foto's"), "\"Foto's\"");
        assert_eq!(quoted("zei \"hoi\""), "'zei \"hoi\"'");
        assert_eq!(quoted("C:\\x"), "'C:\\x'");
        assert_eq!(quoted("'t \"a\""), "\"'t \\\"a\\\"\"");
        assert_eq!(quoted("one\ntwo"), "\"one...\"");
    }
}
