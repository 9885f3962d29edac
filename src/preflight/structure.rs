//! What readers who listen go by: the levels of headings.

use typst_library::foundations::StyleChain;
use typst_library::introspection::Tag;
use typst_library::model::HeadingElem;

use super::drawn::Drawn;
use super::sheets::Sheet;
use crate::source::Finding;

/// Looks at the headings in their order.
pub fn heading_levels(sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut above = 0;
    for sheet in sheets {
        for thing in &sheet.things {
            let Drawn::Tag(Tag::Start(content, _)) = &thing.drawn else { continue };
            let Some(heading) = content.to_packed::<HeadingElem>() else { continue };
            let level = heading.resolve_level(StyleChain::default()).get();
            if level > above + 1 {
                let message = format!(
                    "a heading on page {} is of level {level}, and the one before it of level {above}",
                    sheet.number
                );
                let finding = Finding::warning("heading-level", thing.owner.clone(), message);
                findings.push(finding.hint("put a `part`, or a block with a `heading`, before it"));
            }
            above = level;
        }
    }
    findings
}
