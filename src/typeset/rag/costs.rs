//! What the faults of a rag cost: the square of what a line leaves empty, in ems, counts one.

/// A measure up to which an empty em costs the same; in a wider one it is less of the line. In ems.
pub const NARROW: f64 = 16.0;

/// What a hyphen costs, at 100% in the tokens; and another right above it.
pub const HYPHEN: f64 = 1.3;
pub const TWO: f64 = 4.0;

/// What it costs besides, by each letter that is missing to so many on either side.
pub const EDGE: (usize, f64) = (5, 0.15);

/// What a last line costs that is one word, at 100% in the tokens, a part of one, or begins with a part of one.
pub const RUNT: f64 = 3.0;
pub const PART: f64 = 12.0;
pub const LAST: f64 = 3.0;

/// The share of the measure from which on one word is enough for a last line.
pub const WHOLE: f64 = 0.25;

/// The bytes of a word with its full stop that is short, and how much more it costs by itself.
pub const SHORT: (usize, f64) = (6, 3.0);

/// The emptiest line of a paragraph that is good without hyphens, in ems.
pub const GOOD: f64 = 1.6;

/// How far lines may be from their mean without being evened, in ems; how often they are.
pub const EVEN: (f64, usize) = (0.3, 2);

/// What a line costs that is too wide.
pub const WIDE: f64 = 1e6;

/// How many lines in a row may end with a dash, and what one more costs, which is less than a line too wide.
pub const DASHES: usize = 2;
pub const MANY: f64 = 1e4;
