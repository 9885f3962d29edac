//! The fourth room: which ink a colour takes.

mod gradient;
mod jpeg;
mod photo;
mod press;
mod profile;
mod rgb;

pub use gradient::{PARTS, Stop};
pub use jpeg::{QUALITY, jpeg};
pub use photo::{Pixels, gray, grays, light, linear, luminance};
pub use press::{Mix, Plate, Press, SpotInk};
pub use profile::{Profile, ProfileFault};
pub use rgb::parse_rgb;
