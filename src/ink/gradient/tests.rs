//! Runs of colours on two inks.

use super::PARTS;
use crate::content::target::Inks;
use crate::ink::{Mix, Press, Profile, SpotInk};

const ACCENT: [u8; 3] = [0xD8, 0x1E, 0x05];

/// What a gradient of the accent may end in.
const OTHERS: [[u8; 3]; 14] = [
    [255; 3],
    [0; 3],
    [128; 3],
    [51; 3],
    [20; 3],
    ACCENT,
    [0xF0, 0xA0, 0x90],
    [0x60, 0x0C, 0x02],
    [173, 216, 230],
    [255, 165, 0],
    [255, 255, 0],
    [0, 0, 64],
    [32, 176, 96],
    [200, 0, 255],
];

fn press(inks: Inks) -> Press {
    let spot = SpotInk { name: "PANTONE 485 C".into(), rgb: ACCENT, cmyk: [0.0, 0.95, 1.0, 0.0] };
    Press { inks, spot, profile: Profile::named("FOGRA39").expect("the shipped profile") }
}

/// The inks at a place.
fn at(run: &[(f32, Mix)], place: f32) -> [f32; 5] {
    let inks = |mix: Mix| [mix.cmyk[0], mix.cmyk[1], mix.cmyk[2], mix.cmyk[3], mix.spot];
    let after = run.iter().position(|(at, _)| *at >= place).unwrap_or(run.len() - 1).max(1);
    let ((low, from), (high, to)) = (run[after - 1], run[after]);
    let share = if high > low { (place - low) / (high - low) } else { 1.0 };
    std::array::from_fn(|ink| inks(from)[ink] + share * (inks(to)[ink] - inks(from)[ink]))
}

/// Of two inks each runs one way, and neither jumps, whatever the accent runs to or from.
#[test]
fn two_inks_run_smoothly() {
    let press = press(Inks::Two);
    for first in OTHERS {
        for last in OTHERS {
            let run = press.gradient(&[(0.0, first), (1.0, last)], PARTS);
            let inks: Vec<[f32; 5]> = (0..=100).map(|place| at(&run, place as f32 / 100.0)).collect();
            for ink in 0..5 {
                let steps: Vec<f32> = inks.windows(2).map(|pair| pair[1][ink] - pair[0][ink]).collect();
                let one_way =
                    steps.iter().all(|step| *step >= -1e-4) || steps.iter().all(|step| *step <= 1e-4);
                assert!(one_way, "{first:?} to {last:?}, ink {ink}: {steps:?}");
                let most = steps.iter().fold(0.0_f32, |most, step| most.max(step.abs()));
                assert!(most < 0.055, "{first:?} to {last:?}, ink {ink}: {most}");
            }
        }
    }
}

/// No ink jumps with four inks either, and the ends are the plain colours.
#[test]
fn four_inks_run_smoothly() {
    for (inks, press) in [Inks::Two, Inks::Cmyk].map(|inks| (inks, press(inks))) {
        for first in OTHERS {
            for last in OTHERS {
                let run = press.gradient(&[(0.0, first), (1.0, last)], PARTS);
                let places: Vec<[f32; 5]> = (0..=100).map(|place| at(&run, place as f32 / 100.0)).collect();
                let jumps =
                    places.windows(2).flat_map(|pair| (0..5).map(|ink| (pair[1][ink] - pair[0][ink]).abs()));
                let most = jumps.fold(0.0, f32::max);
                assert!(most < 0.1, "{inks:?}, {first:?} to {last:?}: {most}");
                let plain = press.mix(last);
                let end = places[100];
                // Under black, the accent goes on.
                if plain.cmyk[3] < 0.9 {
                    let off = (0..4).map(|ink| (plain.cmyk[ink] - end[ink]).abs()).fold(0.0, f32::max);
                    assert!(off < 0.01 && (plain.spot - end[4]).abs() < 0.01, "{inks:?}, {last:?}: {end:?}");
                }
            }
        }
    }
}

/// Tints and shades of the accent are what they are everywhere, and hard edges stay hard.
#[test]
fn the_accents_own_gradients_are_exact() {
    let press = press(Inks::Two);
    for (first, last) in
        [(ACCENT, [255; 3]), (ACCENT, [0; 3]), ([128; 3], ACCENT), (ACCENT, [0x60, 0x0C, 0x02])]
    {
        let run = press.gradient(&[(0.0, first), (1.0, last)], PARTS);
        for place in [0.1, 0.3, 0.5, 0.7] {
            let rgb: [u8; 3] = std::array::from_fn(|at| {
                (f32::from(first[at]) + place * (f32::from(last[at]) - f32::from(first[at]))).round() as u8
            });
            let (found, exact) = (at(&run, place), press.mix(rgb));
            let off = (found[4] - exact.spot).abs().max((found[3] - exact.cmyk[3]).abs());
            assert!(off < 0.03, "{first:?} to {last:?} at {place}: {found:?}, {exact:?}");
        }
    }
    // Many stops on one line are one run.
    let many: Vec<(f32, [u8; 3])> = (0..=20)
        .map(|at| {
            let share = at as f32 / 20.0;
            let way = |from: u8, to: u8| (f32::from(from) + share * (f32::from(to) - f32::from(from))) as u8;
            (share, [way(ACCENT[0], 173), way(ACCENT[1], 216), way(ACCENT[2], 230)])
        })
        .collect();
    let (many, two) = (press.gradient(&many, 2), press.gradient(&[many[0], many[20]], PARTS));
    for place in 0..=100 {
        let (many, two) = (at(&many, place as f32 / 100.0), at(&two, place as f32 / 100.0));
        assert!(many.iter().zip(two).all(|(a, b)| (a - b).abs() < 0.02), "{place}: {many:?}, {two:?}");
    }
    let edge = press.gradient(&[(0.0, ACCENT), (0.5, ACCENT), (0.5, [255; 3]), (1.0, [255; 3])], PARTS);
    assert_eq!((at(&edge, 0.499)[4], at(&edge, 0.501)[4]), (1.0, 0.0));
}
