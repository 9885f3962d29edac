//! Letters of symbol fonts, which stand for other signs than they are.

/// What stands for a box to tick, open and ticked.
pub const OPEN_BOX: char = '☐';
/// A box that is ticked.
pub const TICKED_BOX: char = '☒';

/// Signs that are boxes, open and ticked.
const OPEN: &str = "☐□❏❑";
const TICKED: &str = "☑☒✓✔";

/// The sign that a letter of a symbol font shows, where one is known.
pub fn sign(font: &str, code: u32) -> Option<char> {
    let font = font.to_lowercase();
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    if font.starts_with("wingdings") {
        return Some(match code {
            0xA8 | 0x6F | 0x71 | 0x72 => OPEN_BOX,
            0xFC | 0xFE | 0xFD | 0xFB | 0x78 => TICKED_BOX,
            0xE0 | 0xE8 | 0xF0 => '→',
            0xDF | 0xE7 | 0xEF => '←',
            0xE1 | 0xE9 | 0xF1 => '↑',
            0xE2 | 0xEA | 0xF2 => '↓',
            0xF3 => '↔',
            0x6C | 0x9F | 0xA7 | 0x6E => '•',
            _ => return None,
        });
    }
    let greek = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    match (font.as_str(), code) {
        ("symbol", 0x61..=0x7A) => greek.chars().nth(code as usize - 0x61),
        ("symbol", 0xB7) => Some('•'),
        ("symbol", 0xAE) => Some('→'),
        ("symbol", 0xB0) => Some('°'),
        ("symbol", 0xB1) => Some('±'),
        ("symbol", 0xA3) => Some('≤'),
        ("symbol", 0xB3) => Some('≥'),
        ("symbol", 0xB4) => Some('×'),
        ("symbol", 0xB8) => Some('÷'),
        ("symbol", 0xB9) => Some('≠'),
        ("symbol", 0xBB) => Some('≈'),
        _ => None,
    }
}

/// Whether a text begins with a box, and whether that is ticked; the text after it.
pub fn boxed(text: &str) -> Option<(bool, &str)> {
    let first = text.chars().next()?;
    let done = match first {
        c if OPEN.contains(c) => false,
        c if TICKED.contains(c) => true,
        _ => return None,
    };
    Some((done, text.get(first.len_utf8()..).unwrap_or_default()))
}
