//! Slips in what stands behind the `=`.

use super::line::{Line, is_curly};
use super::slip::Slip;
use crate::content::validate::dates;
use crate::content::validate::fill::{self, quoted};
use crate::content::validate::scan::{is_assignment, is_key};

/// Something behind a text that has ended.
pub fn after_text(line: &Line) -> Option<Slip> {
    if !line.message.contains("unexpected key or value") {
        return None;
    }
    let quote = line.value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = line.value.get(1..)?;
    let (text, rest) = inner.split_once(quote)?;
    let key = line.named();
    let rest = rest.trim();
    if [",", ";", "."].contains(&rest) {
        let hint = format!("write `{key} = {}`", quoted(text));
        return Some(Slip::new(format!("nothing stands behind a value, and no `{rest}` either"), hint));
    }
    if let Some(sign) = ["//", "/*", "--"].into_iter().find(|sign| rest.starts_with(sign)) {
        return Some(Slip::new(
            format!("a comment begins with `#`, not with `{sign}`"),
            "write `#` in its place",
        ));
    }
    let whole = inner.strip_suffix(quote).or_else(|| inner.strip_suffix(&format!("{quote},")))?;
    let hint = format!("write `{key} = {}`", quoted(whole));
    let sign = if quote == '"' { "\"" } else { "'" };
    Some(Slip::new(format!("there is a {sign} inside this text, which ends it"), hint))
}

/// A value that is not written as TOML has it.
pub fn value(line: &Line) -> Option<Slip> {
    let quotable = ["quoted", "date", "boolean", "float", "mantissa", "zero", "unexpected key or value"];
    if !quotable.iter().any(|word| line.message.contains(word)) {
        return None;
    }
    let alone = line.key.is_some_and(is_key) && !line.value.starts_with(['[', '{']);
    let written = if alone { line.value } else { line.token() };
    let key = line.named();
    let write =
        |value: &str| if alone { format!("write `{key} = {value}`") } else { format!("write `{value}`") };
    if alone && written.is_empty() {
        return Some(
            Slip::new(
                format!("`{key}` has no value"),
                "write it after the `=`, or take the line away".to_string(),
            )
            .at(line.place(line.text)),
        );
    }
    let place = line.place(written);
    let told = if alone { format!("`{key}`") } else { "this value".into() };
    if alone && (key == "date" || dates::is_dated(written)) {
        let message = match dates::is_iso(written) {
            true => format!("there is no day `{written}`"),
            false => format!("`{}` is not a date that TOML knows", short(written)),
        };
        return Some(Slip::new(message, dates::advice(key, written)).at(place));
    }
    if written.starts_with(is_curly) {
        let inner = written.trim_end_matches([',', ';']).trim_matches(is_curly).trim();
        return Some(
            Slip::new(format!("the text of {told} stands between curly quotes"), write(&quoted(inner)))
                .at(place),
        );
    }
    if written.starts_with('#') {
        return Some(
            Slip::new(
                format!("{told} has no value: what begins with `#` is a comment"),
                write(&literal(key, written)),
            )
            .at(place),
        );
    }
    let plain = written.trim_end_matches([',', ';']).trim();
    if ["null", "none", "nil", "~"].contains(&plain.to_lowercase().as_str()) {
        return Some(
            Slip::new(format!("TOML has no `{plain}`"), "take the line away where there is no value")
                .at(place),
        );
    }
    let literal = literal(key, plain);
    let message = match literal.starts_with(['"', '\'']) {
        true => format!("{told} is a text, and texts stand between quotes"),
        false => format!("`{}` is not a value that TOML knows", short(plain)),
    };
    Some(Slip::new(message, write(&literal)).at(place))
}

/// Commas and signs within lists and tables.
pub fn commas(line: &Line) -> Option<Slip> {
    if line.message.contains("assignment") {
        return Some(Slip::new(
            "in a table in {braces} stands `=` between a key and its value",
            "write it as `{ key = \"text\" }`",
        ));
    }
    line.message
        .contains("missing comma")
        .then(|| Slip::new("a comma is missing between two values here", "write `,` between them"))
}

/// What to write for a value without quotes.
pub fn literal(key: &str, value: &str) -> String {
    let value = value.trim();
    let sound = |text: &str| {
        is_assignment(&format!("k = {text}")) && toml::from_str::<toml::Table>(&format!("k = {text}")).is_ok()
    };
    if value.is_empty() {
        return "...".into();
    }
    if sound(value) {
        return value.into();
    }
    let found = toml::de::DeValue::String(value.trim_matches(is_curly).into());
    if (matches!(key, "marks" | "decorative")
        || value.to_lowercase() == "true"
        || value.to_lowercase() == "false")
        && let Some(word) = fill::switch(&found)
    {
        return word.into();
    }
    let number = value.trim_start_matches('0').replacen(',', ".", 1);
    if number.parse::<f64>().is_ok() && sound(&number) {
        return number;
    }
    quoted(advice_text(value))
}

/// A text without the quotes that it has already.
fn advice_text(value: &str) -> &str {
    value.trim_matches(|c| is_curly(c) || c == '"')
}

/// The beginning of a text that may be long.
pub fn short(text: &str) -> String {
    let cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() { format!("{cut}...") } else { cut }
}
