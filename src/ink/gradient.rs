//! Gradients: what inks they take is decided at their stops, and runs evenly between them.

use super::press::{Mix, Press};
use crate::content::target::Inks;

/// A place on a gradient, from 0 to 1, with its sRGB colour.
pub type Stop = (f32, [u8; 3]);

/// In how many straight parts the inks run between two stops.
pub const PARTS: usize = 16;

/// The black under which nobody sees how much of the accent there is.
const DARK: f32 = 0.9;

/// The least weight of a stop: close to black, the share of the accent would run too steeply.
const LEAST: f32 = 0.2;

/// How far a stop may be off the straight way between its neighbours, of 255, to be no corner.
const STRAIGHT: f32 = 8.0;

/// A stop in the accent and in black: how much of each, and whether the two alone make its colour.
#[derive(Clone, Copy)]
struct Duo {
    tint: f32,
    black: f32,
    whole: bool,
}

/// A place between two corners of a gradient: where it is, how far along the way from the one colour to the
/// other, and its own colour.
struct Between {
    at: f32,
    share: f32,
    rgb: [f32; 3],
}

impl Press {
    /// The inks along a gradient, as places between which each ink runs in a straight line; two
    /// places at one spot are a hard edge.
    ///
    /// Each of its colours by itself would jump where it is no tint of the accent any more. So only
    /// the corners of its way through the colours are asked, where the inks are those of the plain
    /// colour; many stops on one line are one run. Under black the accent goes on. `parts` is how
    /// many straight parts lie between two stops.
    pub fn gradient(&self, stops: &[Stop], parts: usize) -> Vec<(f32, Mix)> {
        let corners = corners(stops);
        let ends: Vec<Stop> = corners.iter().filter_map(|corner| stops.get(*corner).copied()).collect();
        let mut duos: Vec<Duo> = ends.iter().map(|(_, rgb)| self.duo(*rgb)).collect();
        if duos.iter().all(|duo| duo.whole) || self.inks == Inks::Two {
            under_black(&ends, &mut duos);
        }
        let mut run: Vec<(f32, Mix)> = Vec::new();
        let mut add = |place: (f32, Mix)| {
            if run.last() != Some(&place) {
                run.push(place);
            }
        };
        for ((corners, ends), duos) in corners.windows(2).zip(ends.windows(2)).zip(duos.windows(2)) {
            let ([from, to], [first, last], [first_duo, last_duo]) = (corners, ends, duos) else { continue };
            let places = places(stops.get(*from..=*to).unwrap_or_default(), parts);
            let inks = match self.inks {
                Inks::Two => self.of_duos(*first_duo, *last_duo, &places),
                Inks::Cmyk if first_duo.whole && last_duo.whole => {
                    self.of_duos(*first_duo, *last_duo, &places)
                }
                Inks::Cmyk | Inks::Rgb => self.separated(first.1, last.1, &places),
            };
            places.iter().map(|place| place.at).zip(inks).for_each(&mut add);
        }
        if let ([(at, rgb)], []) = (stops, run.as_slice()) {
            run.push((*at, self.mix(*rgb)));
        }
        run
    }

    /// A colour in the accent and in black; with two inks every other colour is a gray.
    fn duo(&self, rgb: [u8; 3]) -> Duo {
        let [r, g, b] = rgb;
        let neutral = r == g && g == b;
        let shade = self.spot.shade(rgb);
        let light = if neutral { r } else { super::gray(rgb) };
        let (tint, black) = shade.unwrap_or((0.0, 1.0 - f32::from(light) / 255.0));
        Duo { tint, black, whole: self.inks != Inks::Rgb && (shade.is_some() || neutral) }
    }

    /// Between two corners of accent and black: the light of each counts by how much the black leaves
    /// of it, as it does where the colours themselves are mixed.
    fn of_duos(&self, first: Duo, last: Duo, places: &[Between]) -> Vec<Mix> {
        let weight = |duo: Duo, share: f32| (1.0 - duo.black).max(LEAST) * share;
        let mix = |place: &Between| {
            let (first_weight, last_weight) = (weight(first, 1.0 - place.share), weight(last, place.share));
            let sum = first.tint * first_weight + last.tint * last_weight;
            let black = first.black + place.share * (last.black - first.black);
            self.accent(sum / (first_weight + last_weight), black)
        };
        places.iter().map(mix).collect()
    }

    /// Between two corners of which one is separated by the profile: all are, and what the corners'
    /// plain colours have otherwise fades from the one to the other.
    fn separated(&self, first: [u8; 3], last: [u8; 3], places: &[Between]) -> Vec<Mix> {
        let own = places.iter().map(|place| place.rgb.map(|channel| channel.round() as u8));
        let colours: Vec<u8> = [first, last].into_iter().chain(own).flatten().collect();
        let inks = self.profile.separate(&colours);
        let mut inks = inks.chunks_exact(4).map(|inks| [0, 1, 2, 3].map(|ink| f32::from(inks[ink]) / 255.0));
        let ends = [first, last].map(|rgb| {
            let plain = inks.next().unwrap_or_default();
            let own = if self.inks == Inks::Rgb { plain } else { self.mix(rgb).cmyk };
            [0, 1, 2, 3].map(|ink| own[ink] - plain[ink])
        });
        let corrected = |(place, inks): (&Between, [f32; 4])| {
            let off = |ink: usize| (1.0 - place.share) * ends[0][ink] + place.share * ends[1][ink];
            Mix { cmyk: [0, 1, 2, 3].map(|ink| (inks[ink] + off(ink)).clamp(0.0, 1.0)), spot: 0.0 }
        };
        places.iter().zip(inks).map(corrected).collect()
    }
}

/// The stops at which the way through the colours has a corner, with the first and the last, and those
/// at hard edges.
fn corners(stops: &[Stop]) -> Vec<usize> {
    let is_corner = |at: usize| {
        let (Some(before), Some(here), Some(after)) =
            (at.checked_sub(1).and_then(|at| stops.get(at)), stops.get(at), stops.get(at + 1))
        else {
            return true;
        };
        let edge = before.0 >= here.0 || here.0 >= after.0;
        edge || off_line(before.1, here.1, after.1) > STRAIGHT
    };
    (0..stops.len()).filter(|at| is_corner(*at)).collect()
}

/// How far a colour is off the straight way between two others.
fn off_line(from: [u8; 3], here: [u8; 3], to: [u8; 3]) -> f32 {
    let along = apart(from, to);
    let reach = apart(from, here);
    let dot: f32 = along.iter().zip(reach).map(|(a, b)| a * b).sum();
    let length = size(along).powi(2);
    let share = if length > 0.0 { (dot / length).clamp(0.0, 1.0) } else { 0.0 };
    size(std::array::from_fn(|at| reach[at] - share * along[at]))
}

fn apart(from: [u8; 3], to: [u8; 3]) -> [f32; 3] {
    std::array::from_fn(|at| f32::from(to[at]) - f32::from(from[at]))
}

fn size(way: [f32; 3]) -> f32 {
    way.iter().map(|channel| channel * channel).sum::<f32>().sqrt()
}

/// The stops between two corners, with so many straight parts between each two.
fn places(stops: &[Stop], parts: usize) -> Vec<Between> {
    let lengths: Vec<f32> = stops.windows(2).map(|pair| size(apart(pair[0].1, pair[1].1))).collect();
    let whole: f32 = lengths.iter().sum();
    let mut places = Vec::new();
    let mut gone = 0.0;
    for (pair, length) in stops.windows(2).zip(lengths) {
        let ([(low, from), (high, to)], parts) = (pair, if pair[1].0 > pair[0].0 { parts.max(1) } else { 1 })
        else {
            continue;
        };
        for part in 0..=parts {
            let share = part as f32 / parts as f32;
            let way = apart(*from, *to);
            places.push(Between {
                at: low + share * (high - low),
                share: if whole > 0.0 { ((gone + share * length) / whole).min(1.0) } else { share },
                rgb: std::array::from_fn(|at| f32::from(from[at]) + share * way[at]),
            });
        }
        gone += length;
    }
    places
}

/// Lets the accent go on under black: stops that are nearly black have as much of it as lies between
/// their neighbours.
fn under_black(stops: &[Stop], duos: &mut [Duo]) {
    let is_open = |duo: &Duo| duo.black < DARK || duo.tint > 0.0;
    let known: Vec<(f32, f32)> = stops
        .iter()
        .zip(duos.iter())
        .filter(|(_, duo)| is_open(duo))
        .map(|(stop, duo)| (stop.0, duo.tint))
        .collect();
    for ((at, _), duo) in stops.iter().zip(duos.iter_mut()).filter(|(_, duo)| !is_open(duo)) {
        let before = known.iter().rfind(|(place, _)| place <= at);
        let after = known.iter().find(|(place, _)| place >= at);
        duo.tint = match (before, after) {
            (Some((low, first)), Some((high, last))) if high > low => {
                first + (at - low) / (high - low) * (last - first)
            }
            (Some((_, tint)), _) | (None, Some((_, tint))) => *tint,
            (None, None) => 0.0,
        };
    }
}

#[cfg(test)]
mod tests;
