//! What holds where a workbook says nothing: the docs and the program both take it from here.

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
pub const PRINT_MIN_PPI: u32 = 200;

/// How far grounds and pictures run over the trim.
pub const BLEED: &str = "3mm";

/// The printing condition.
pub const PROFILE: &str = "FOGRA39";

/// The sheet of a booklet.
pub const SHEET: &str = "a3";

/// The thickness of a booklet's paper.
pub const PAPER_THICKNESS: &str = "0.1mm";

/// The smallest regular type that may be knocked out of a ground.
pub const KNOCKOUT_TYPE: &str = "7pt";

/// The thinnest line that may be printed.
pub const HAIRLINE: &str = "0.25pt";

/// The most pages that a stapled booklet can take.
pub const BOOKLET_PAGES: u32 = 80;
