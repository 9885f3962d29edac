//! Letters above and under the line.

use typst_library::foundations::{Content, NativeElement, Smart};
use typst_library::layout::{Em, Length};
use typst_library::text::{SubElem, SuperElem, TextSize};

/// The size of raised and lowered letters, and how far they stand off, in ems: the fonts, which have raised
/// figures of their own, do not say.
const SHIFTED: [f64; 3] = [0.6, -0.34, 0.16];

/// Letters above or under the line.
pub fn shifted(body: Content, raised: bool) -> Content {
    let [size, up, down] = SHIFTED;
    let em = |em: f64| Length::from(Em::new(em));
    let size = Smart::Custom(TextSize(em(size)));
    if raised {
        SuperElem::new(body).with_size(size).with_baseline(Smart::Custom(em(up))).pack()
    } else {
        SubElem::new(body).with_size(size).with_baseline(Smart::Custom(em(down))).pack()
    }
}
