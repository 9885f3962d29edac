//! The slips that people make in TOML, each with what to write.

use super::line::{Line, is_curly};
use super::slip::Slip;
use super::values::{after_text, commas, literal, short, value};
use crate::content::validate::scan::{is_header, is_key};

/// Signs with which lists begin in texts from elsewhere.
const BULLETS: [char; 9] = ['•', '·', '◦', '▪', '–', '—', '*', '\u{f0b7}', '\u{f0a7}'];

/// What is tried on a line, in this order.
const TRIES: [fn(&Line) -> Option<Slip>; 12] = [
    line_ends, escape, duplicate, header, comment, space, curly_key, colon, no_equals, after_text, value,
    commas,
];

/// What is wrong with a line, in words of the parser where nothing better is known.
pub fn find(line: &Line) -> Slip {
    TRIES.iter().find_map(|attempt| attempt(line)).unwrap_or_else(|| Slip {
        message: format!("this is not TOML: {}", line.message),
        hint: None,
        range: None,
    })
}

/// Old line ends, of which the parser knows nothing.
fn line_ends(line: &Line) -> Option<Slip> {
    (line.message.contains("string") && line.file.has_lone_returns()).then(|| {
        Slip::new(
            "the lines of this file end as on very old machines",
            "save it with line ends of Windows or Unix",
        )
    })
}

/// A backslash in a text in double quotes, or a character that cannot be in a text.
fn escape(line: &Line) -> Option<Slip> {
    if line.message.contains("visible characters") {
        let code =
            line.token().chars().next().or_else(|| line.file.text.get(line.range.clone())?.chars().next());
        let code = code.map_or(0, u32::from);
        return Some(Slip::new(
            format!("a text holds a character that steers a machine (U+{code:04X})"),
            "delete it, and type what stands around it anew",
        ));
    }
    if !line.message.contains("escape") && !line.message.contains("unicode") {
        return None;
    }
    let message = "a `\\` in a text in double quotes begins a sign of its own, and this one is not known";
    let inner = line.value.trim_matches('"');
    let path = inner.contains('\\') && !inner.contains(' ') || inner.get(1..3) == Some(":\\");
    let hint = match line.key {
        Some(key) if path && line.value.starts_with('"') && inner.get(1..2) == Some(":") => {
            format!("a path is written from the workbook's folder, with `/`, as in `{key} = \"images/photo.jpg\"`")
        }
        Some(key) if path && line.value.starts_with('"') => {
            format!("a path is written with `/`: `{key} = \"{}\"`", inner.replace('\\', "/"))
        }
        _ => "write `\\\\`, or put the text between single quotes, '...' or '''...'''; paths are written with `/`".into(),
    };
    Some(Slip::new(message, hint))
}

/// A key or a table that is there twice.
fn duplicate(line: &Line) -> Option<Slip> {
    if !line.message.contains("duplicate key") {
        return None;
    }
    let (what, first, hint) = if is_header(line.text) {
        (line.text, line.file.first_like(line.text, line.start), "put all its keys under one of them")
    } else {
        let first = line.key.and_then(|key| line.file.last_with(key, line.start));
        (line.named(), first, "take one of them away")
    };
    let message = format!("`{what}` is there twice");
    Some(match first {
        Some(first) => Slip::new(message, format!("the first is in line {}: {hint}", first + 1)),
        None => Slip::new(
            message,
            "each key may stand once in a table; blocks start with `[[block]]`, in two pairs of brackets",
        ),
    })
}

/// The head of a table that lacks a bracket.
fn header(line: &Line) -> Option<Slip> {
    let text = line.text.split('#').next()?.trim();
    let name = text.trim_matches(['[', ']', ' ']);
    if line.key.is_some() || !text.starts_with('[') || !is_key(name) {
        return None;
    }
    let whole = if text.starts_with("[[") || text.ends_with("]]") || name == "block" {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    };
    Some(Slip::new("the brackets around this name do not match", format!("write `{whole}`")))
}

/// A comment as other languages have it, or a line between parts.
fn comment(line: &Line) -> Option<Slip> {
    let ruled = line.text.len() >= 3 && line.text.chars().all(|c| "-=*+~".contains(c));
    if ruled {
        return Some(
            Slip::new("a line such as this has no meaning in TOML", "take it away, or begin it with `#`")
                .at(line.place(line.text)),
        );
    }
    let sign = ["//", "/*", "<!--", "--", ";", "%"].into_iter().find(|sign| line.text.starts_with(sign));
    if let Some(sign) = sign {
        let rest = line.text.trim_start_matches(sign).trim_end_matches("*/").trim_end_matches("-->").trim();
        return Some(
            Slip::new(
                format!("a comment begins with `#`, not with `{sign}`"),
                format!("write `# {}`", short(rest)),
            )
            .at(line.place(line.text)),
        );
    }
    let bullet = line.text.starts_with(BULLETS) || line.text.starts_with("- ");
    bullet.then(|| {
        Slip::new(
            "a line cannot begin with the sign of a list here",
            "take it away before a key; the lines of a list stand in a text, between \"\"\" and \"\"\"",
        )
        .at(line.place(line.text))
    })
}

/// A space that is not a plain one, outside quotes.
fn space(line: &Line) -> Option<Slip> {
    let mut inside = false;
    let odd = line.text.char_indices().find(|(_, c)| {
        inside ^= *c == '"';
        let blank = c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r');
        !inside && (blank || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
    });
    let (at, c) = odd?;
    let equals = line.text.find('=').unwrap_or(line.text.len());
    // In an unquoted value it is not what is wrong.
    if at > equals && !line.text.get(equals + 1..at)?.trim().is_empty() {
        return None;
    }
    let name = if c == '\u{a0}' { "a non-breaking space" } else { "an invisible sign" };
    let range = line.place(line.text).map(|line| line.start + at..line.start + at + c.len_utf8());
    let message = format!("there is {name} (U+{:04X}) outside the quotes", u32::from(c));
    Some(Slip::new(message, "delete it and type a plain space").at(range))
}

/// Curly quotes around a key.
fn curly_key(line: &Line) -> Option<Slip> {
    let (before, _) = line.text.split_once(['=', ':'])?;
    let key = before.trim().trim_matches(is_curly);
    (before.trim() != key && is_key(key)).then(|| {
        Slip::new("a key stands without quotes", format!("write `{key} = ...`")).at(line.place(before.trim()))
    })
}

/// Another sign than `=` between a key and its value.
fn colon(line: &Line) -> Option<Slip> {
    let signs = [":=", "==", "=>", ":", "->"];
    let (sign, key, value) = signs.into_iter().find_map(|sign| {
        let (key, value) = line.text.split_once(sign)?;
        let key = key.trim().trim_matches(['"', '\'']).trim();
        is_key(key).then_some((sign, key, value.trim().trim_end_matches(',')))
    })?;
    let place = line.place(line.text).and_then(|place| {
        let at = place.start + line.text.find(sign)?;
        Some(at..at + sign.len())
    });
    Some(
        Slip::new(
            format!("between a key and its value stands `=`, not `{sign}`"),
            format!("write `{key} = {}`", literal(key, value)),
        )
        .at(place),
    )
}

/// A line without `=`, or with more than a word before it.
fn no_equals(line: &Line) -> Option<Slip> {
    let inside = line.message.contains("between key-value") || line.message.contains("assignment");
    if !line.message.contains("key") || inside && line.key.is_some() {
        return None;
    }
    let place = line.place(line.text);
    if line.text.starts_with(['{', '}', ']']) {
        return Some(
            Slip::new("this bracket belongs to nothing", "take it away: a file of TOML has none around it")
                .at(place),
        );
    }
    if let Some(key) = line.key {
        let joined = key.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase();
        if key.is_empty() {
            return Some(Slip::new("there is no key before the `=`", "write `key = value`").at(place));
        }
        return (!is_key(key) && !key.starts_with(['"', '\''])).then(|| {
            let hint = if is_key(&joined) {
                format!("write `{joined} = ...`")
            } else {
                "keys are made of the letters a to z, digits, `-` and `_`".into()
            };
            Slip::new(format!("`{}` cannot be a key", short(key)), hint).at(line.place(key))
        });
    }
    let (word, rest) = line.text.split_once(char::is_whitespace).unwrap_or((line.text, ""));
    let rest = rest.trim();
    let valued =
        rest.starts_with(['"', '\'', '[', '{']) || rest.starts_with(is_curly) || rest.parse::<f64>().is_ok();
    if is_key(word) && (valued || ["true", "false"].contains(&rest)) {
        return Some(
            Slip::new(
                format!("`=` is missing after `{word}`"),
                format!("write `{word} = {}`", literal(word, rest)),
            )
            .at(place),
        );
    }
    if is_key(line.text) {
        return Some(
            Slip::new(format!("`{}` has no value", line.text), format!("write `{} = ...`", line.text))
                .at(place),
        );
    }
    Some(
        Slip::new(
            "this line is no key with a value",
            "a line is written as `key = \"text\"`; a text of several lines stands between \"\"\" and \"\"\"",
        )
        .at(place),
    )
}
