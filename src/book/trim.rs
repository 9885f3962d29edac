//! What stands around the pages after trimming.

use crate::content::Length;

/// The room outside the bleed in which marks stand.
pub const SLUG: Length = Length(10.0);

/// What marks take at least outside the bleed, where the sheet sets the room.
pub const MARKS: Length = Length(6.5);
