//! What does not fit: text that runs off its page or is cut off, and characters without a glyph.

use super::drawn::Drawn;
use super::sheets::Sheet;
use crate::source::Finding;

/// How near to the trim text may come: 3 mm, in points; a knife is no finer.
pub const SAFE: f64 = 8.5;

/// What may be off by rounding, in points.
const ROUNDING: f64 = 0.6;

/// Looks at all text.
pub fn overflows(sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets {
        let safe = sheet.trim.grown(-SAFE);
        for thing in &sheet.things {
            let Drawn::Text(text) = &thing.drawn else { continue };
            if text.text.trim().is_empty() {
                continue;
            }
            let shown: String = text.text.chars().take(40).collect();
            let mut say = |name, message: String, hint: &str| {
                findings.push(Finding::error(name, thing.owner.clone(), message).hint(hint));
            };
            if !safe.holds(&thing.area, 0.0) {
                let message = format!("`{shown}` does not fit on page {}: it runs to the edge", sheet.number);
                say("overflow", message, "shorten it, or break it in two");
            } else if thing.clip.is_some_and(|clip| !clip.holds(&thing.area, ROUNDING)) {
                let message = format!("`{shown}` is cut off on page {}", sheet.number);
                say("overflow", message, "shorten it, or break it in two");
            }
            if text.glyphs.iter().any(|glyph| glyph.id == 0) {
                let message = format!("a character of `{shown}` on page {} has no glyph", sheet.number);
                say("missing-glyph", message, "write it in another way");
            }
        }
    }
    findings
}
