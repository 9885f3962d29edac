//! What holds where a workbook says nothing: the docs and the program both take it from here.

/// The paper.
pub const PAPER: &str = "a4";

/// The typeface of the running text.
pub const FACE: &str = "Schibsted Grotesk";

/// The typeface of code.
pub const CODE: &str = "Spline Sans Mono";

/// The type size of the running text.
pub const SIZE: &str = "9.25pt";

/// The distance of the lines of the running text, in parts of its size.
pub const LINE: f64 = 12.75 / 9.25;

/// The margins in parts of the paper: top and bottom of its height, inside and outside of its width.
pub const MARGINS: [f64; 4] = [32.0 / 297.0, 26.0 / 297.0, 20.0 / 210.0, 14.0 / 210.0];

/// The name of the accent, a spot ink.
pub const ACCENT_NAME: &str = "PANTONE 485 C";

/// The accent on screens.
pub const ACCENT_RGB: &str = "#D81E05";

/// The accent in cyan, magenta, yellow and black, in percent.
pub const ACCENT_CMYK: [u32; 4] = [0, 95, 100, 0];

/// The finest resolution of photographs on screens, in pixels per inch.
pub const SCREEN_PPI: u32 = 150;

/// The resolution under which a photograph on a screen is reported, in pixels per inch.
pub const SCREEN_MIN_PPI: u32 = 96;

/// The resolution under which a photograph in print is reported, in pixels per inch.
pub const PRINT_MIN_PPI: u32 = 300;

/// The resolution under which a photograph in print is an error, in pixels per inch.
pub const ERROR_PPI: u32 = 150;

/// How far grounds and pictures run over the trim.
pub const BLEED: &str = "3mm";

/// The printing condition.
pub const PROFILE: &str = "FOGRA39";

/// The sheet of a booklet.
pub const SHEET: &str = "a3";

/// The thickness of a booklet's paper.
pub const PAPER_THICKNESS: &str = "0.1mm";

/// How much finer than `min-ppi` photographs in print are at most.
pub const PRINT_PPI: f64 = 1.5;

/// The thickest paper of a booklet, in millimetres.
pub const THICKEST_PAPER: f64 = 1.0;

/// The smallest regular type that may be knocked out of a ground.
pub const KNOCKOUT_TYPE: &str = "7pt";

/// The thinnest line that may be printed.
pub const HAIRLINE: &str = "0.25pt";

/// The thinnest line that may be knocked out of a ground.
pub const KNOCKOUT_LINE: &str = "0.5pt";

/// How near to the trim a thing may stand that does not run over it.
pub const NEAR_TRIM: &str = "4mm";

/// The faintest tint of an ink, in percent.
pub const FAINT_TINT: u32 = 8;

/// The most pages that a stapled booklet can take.
pub const BOOKLET_PAGES: u32 = 80;
