//! Files that weigh more than `max-size`: what weighs so much, and what would help.

use typst_library::World;
use typst_library::visualize::{Image, ImageKind};
use typst_syntax::Lines;

use crate::book::Pictures;
use crate::export::{Overweight, size};
use crate::source::{Finding, Place};
use crate::typeset::Workspace;

/// The finding about a file that is too heavy, whatever becomes of its photographs.
pub fn overweight(
    over: &Overweight,
    target: &str,
    place: Option<Place>,
    pictures: &Pictures,
    workspace: &Workspace,
) -> Finding {
    let limit = size(over.limit);
    if over.bare > over.limit {
        let message = format!(
            "the target `{target}` weighs {} without any photograph, and may weigh {limit}",
            size(over.bare)
        );
        let hint = format!(
            "text, typefaces and drawings alone weigh more than that: raise `max-size` to {} or more",
            at_least(over.size)
        );
        return Finding::error("over-budget", place, message).hint(hint);
    }
    let message = format!(
        "the target `{target}` weighs {} with photographs at {} pixels per inch, the coarsest, and may weigh {limit}",
        size(over.size),
        over.ppi
    );
    let mut finding = Finding::error("over-budget", place, message);
    for (image, bytes) in &over.images {
        finding = finding.hint(format!("{} takes {}", named(image, pictures, workspace), size(*bytes)));
    }
    finding.hint("raise `max-size`, or take photographs away")
}

/// What an image is called: its file and where that is named, or else what it shows.
fn named(image: &Image, pictures: &Pictures, workspace: &Workspace) -> String {
    let origin = match image.kind() {
        ImageKind::Raster(raster) => pictures.get(raster.data()),
        _ => None,
    };
    let found = origin.and_then(|origin| Some((origin, origin.places.first()?)));
    let Some((origin, place)) = found else {
        return format!("an image of {} x {} pixels", image.width(), image.height());
    };
    let text = workspace.file(place.file).ok().and_then(|bytes| bytes.as_str().ok().map(str::to_owned));
    let line =
        text.and_then(|text| Lines::new(text).byte_to_line(place.range.start)).map_or(1, |line| line + 1);
    let more = match origin.places.len() {
        0 | 1 => String::new(),
        places => format!(" and {} more", places - 1),
    };
    let chapter = place.file.get().vpath().get_without_slash();
    format!("`{}` (`{chapter}`, line {line}{more})", origin.path)
}

/// A size that holds so many bytes, as `max-size` takes it.
fn at_least(bytes: usize) -> String {
    match bytes as f64 {
        bytes if bytes < 1e6 => format!("\"{:.0} kB\"", (bytes / 1e3).ceil()),
        bytes => format!("\"{:.1} MB\"", (bytes / 1e5).ceil() / 10.0),
    }
}

#[cfg(test)]
mod tests {
    use super::at_least;
    use crate::content::FileSize;

    /// What is advised is read, and is enough.
    #[test]
    fn advice_that_holds() {
        for bytes in [1, 999, 1000, 1001, 123_456, 999_999, 1_000_000, 1_000_001, 23_456_789] {
            let advised = at_least(bytes).trim_matches('"').parse::<FileSize>().expect("a size");
            assert!(advised.0 as usize >= bytes, "{bytes}: {}", at_least(bytes));
        }
    }
}
