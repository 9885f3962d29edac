//! The proportion of pictures.

use super::Fault;

/// How many times as long as wide a picture may be, or as wide as long.
const SLIMMEST: u32 = 10_000;

/// Looks at the proportion: at its size on a page, the longer side would have any number of pixels.
///
/// Errors where one side is too long for the other.
pub fn slim_enough(width: u32, height: u32) -> Result<(), Fault> {
    let (long, short) = (width.max(height), width.min(height));
    if long / short.max(1) < SLIMMEST {
        return Ok(());
    }
    let message = format!("is more than {SLIMMEST} times as long on one side as on the other");
    Err(Fault::new("oversized-image", message, "cut it, or draw it anew in another proportion"))
}
