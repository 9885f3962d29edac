//! The sheets of the book, and what stands around them.

use crate::content::Length;

/// The sheets of the book after trimming, width and height: A4 (ISO 216).
pub const TRIM: [Length; 2] = [Length(210.0), Length(297.0)];

/// The room outside the bleed in which marks stand.
pub const SLUG: Length = Length(10.0);

/// What marks take at least outside the bleed, where the sheet sets the room.
pub const MARKS: Length = Length(6.5);
