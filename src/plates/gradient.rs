//! A gradient of the laid-out pages as one plate prints it.

use std::sync::Arc;

use typst_library::layout::{Angle, Ratio};
use typst_library::visualize::{Color, Gradient, ProcessColorSpace, RatioOrAngle};

use super::recolour::Recolour;
use crate::ink::{PARTS, Stop};

/// The gradient in the grays of its ink.
pub fn plate(gradient: &Gradient, recolour: &Recolour) -> Gradient {
    let own = gradient.stops_ref();
    let (mut colours, mut opacities): (Vec<Stop>, Vec<(f32, f32)>) = (vec![], vec![]);
    let mut add = |at: f64, color: &Color| {
        let [r, g, b, _] = color.to_process_space(ProcessColorSpace::Srgb).to_vec4_u8();
        colours.push((at as f32, [r, g, b]));
        opacities.push((at as f32, color.alpha().unwrap_or(1.0)));
    };
    for pair in own.windows(2) {
        let [(first, low), (last, high)] = pair else { continue };
        add(low.get(), first);
        // Its way through the colours is that of its own space, and seldom straight.
        for part in 1..PARTS {
            let at = low.get() + (high.get() - low.get()) * part as f64 / PARTS as f64;
            if high > low {
                add(at, &gradient.sample(sampled(gradient, at)));
            }
        }
        add(high.get(), last);
    }
    let opacity = |at: f32| {
        let after =
            opacities.iter().position(|(place, _)| *place >= at).unwrap_or(opacities.len() - 1).max(1);
        match opacities.get(after - 1..=after) {
            Some([(low, from), (high, to)]) if high > low => from + (at - low) / (high - low) * (to - from),
            _ => 1.0,
        }
    };
    let inks = recolour.press.gradient(&colours, 2);
    let stop = |(at, mix): &(f32, crate::ink::Mix)| {
        let light = ((1.0 - mix.on(recolour.plate)) * 255.0).round() as u8;
        let color = Color::from_u8(light, light, light, (opacity(*at) * 255.0).round() as u8);
        (color, Ratio::new(f64::from(*at)))
    };
    let stops: Vec<(Color, Ratio)> = inks.iter().map(stop).collect();
    let mut made = gradient.clone();
    let space = ProcessColorSpace::Srgb.into();
    match &mut made {
        Gradient::Linear(own) => {
            let own = Arc::make_mut(own);
            (own.stops, own.space) = (stops, space);
        }
        Gradient::Radial(own) => {
            let own = Arc::make_mut(own);
            (own.stops, own.space) = (stops, space);
        }
        Gradient::Conic(own) => {
            let own = Arc::make_mut(own);
            (own.stops, own.space) = (stops, space);
        }
    }
    made
}

/// A place as the gradient takes it.
fn sampled(gradient: &Gradient, at: f64) -> RatioOrAngle {
    match gradient {
        Gradient::Conic(_) => RatioOrAngle::Angle(Angle::rad(at * std::f64::consts::TAU)),
        _ => RatioOrAngle::Ratio(Ratio::new(at)),
    }
}
