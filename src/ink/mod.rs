//! The fourth room: which ink a colour takes.

mod photo;
mod press;
mod profile;
mod rgb;

pub use photo::{Pixels, gray, linear, luminance};
pub use press::{Mix, Plate, Press, SpotInk};
pub use profile::{Profile, ProfileFault, to_srgb};
pub use rgb::parse_rgb;
