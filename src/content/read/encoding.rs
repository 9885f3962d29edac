//! From the bytes of a file to its text.

use typst_library::foundations::Bytes;

use crate::content::validate::Problems;
use crate::source::{Finding, Place};

/// What to do with a file in another encoding.
const SAVE: &str = "save it in an editor with the encoding UTF-8";

/// Decodes a file; reports one that is empty, or not in UTF-8.
pub fn text<'a>(bytes: &'a Bytes, problems: &mut Problems) -> Option<&'a str> {
    match bytes.as_str() {
        Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => {
            let finding = Finding::error("empty-file", Place::file(problems.file), "the file is empty");
            problems.add(finding.hint("write at least a `title`, or take the file away"));
            None
        }
        Ok(text) if !is_utf16(bytes) => Some(text),
        _ => {
            problems.add(not_utf8(bytes, problems));
            None
        }
    }
}

/// Whether a file has the mark of UTF-16, or a zero in every second byte of its beginning.
fn is_utf16(bytes: &[u8]) -> bool {
    let zero = |parity: usize| {
        let bytes = bytes.iter().take(64).skip(parity).step_by(2);
        bytes.clone().count() > 1 && bytes.clone().filter(|byte| **byte == 0).count() * 2 > bytes.count()
    };
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || zero(0) || zero(1)
}

fn not_utf8(bytes: &[u8], problems: &Problems) -> Finding {
    let error = |place, message| Finding::error("not-utf8", place, message);
    if is_utf16(bytes) {
        let message = "the file is UTF-16, as Notepad's `Unicode` is, and not UTF-8";
        return error(Place::file(problems.file), message.to_owned()).hint(SAVE);
    }
    let chunk = bytes.utf8_chunks().next();
    let at = chunk.as_ref().map_or(0, |chunk| chunk.valid().len());
    let odd = bytes.get(at).copied().unwrap_or_default();
    let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    let sign = windows(odd).map_or_else(String::new, |c| format!(", which is `{c}` in Windows-1252"));
    let message = format!("the file is not UTF-8: line {line} holds the byte {odd:02X}{sign}");
    let binary = bytes.iter().take(512).any(|byte| *byte == 0);
    let place = if binary { Place::file(problems.file) } else { Place::new(problems.file, at..at + 1) };
    error(place, message).hint(SAVE)
}

/// The character that a byte is in Windows-1252, where that is a letter or a mark.
fn windows(byte: u8) -> Option<char> {
    match byte {
        0xA1..=0xFF => Some(char::from(byte)),
        0x80 => Some('€'),
        0x85 => Some('…'),
        0x91 => Some('‘'),
        0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x95 => Some('•'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x9C => Some('œ'),
        _ => None,
    }
}
