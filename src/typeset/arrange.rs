//! Where pictures and points stand: rows of pictures that fill a width, and dots that stand apart.

use ecow::EcoVec;
use typst_library::foundations::{Array, Dict, IntoValue, Scope, dict, func};
use typst_library::layout::{Abs, Length};

use super::{dots, rows};

/// Puts the functions into the scope of all layouts.
pub fn define(scope: &mut Scope) {
    scope.define_func::<picture_rows>();
    scope.define_func::<dots_apart>();
}

/// The rows of a gallery: how many pictures each has, how high they are, and how wide their places.
#[func]
fn picture_rows(
    /// The width of each picture over its height.
    ratios: Vec<f64>,
    /// The least width of the place of each, in points.
    least: Vec<f64>,
    /// The width of a row.
    width: Length,
    /// The room between two pictures.
    gap: Length,
    /// About how high they are.
    height: Length,
    /// How high they are at most.
    most: Length,
    /// How many stand in a row; 0 if that follows from the height.
    columns: usize,
) -> Array {
    let [width, gap, height, most] = [width, gap, height, most].map(|length| length.abs.to_pt());
    let wall = rows::Wall { ratios: &ratios, least: &least, width, gap, height, most };
    let all = wall.rows(columns);
    let row = |row: rows::Row| {
        let places =
            row.places.iter().map(|place| Length::from(Abs::pt(*place)).into_value()).collect::<Array>();
        dict! { "height" => Length::from(Abs::pt(row.height)), "places" => places }.into_value()
    };
    all.into_iter().map(row).collect()
}

/// Dots near to their points, none over another and all on the picture: where each stands, as `x` and `y`.
#[func]
fn dots_apart(
    /// The points, in parts of the picture's width and height, one after the other.
    points: Vec<f64>,
    /// The width of the picture.
    width: Length,
    /// The height of the picture.
    height: Length,
    /// How wide a dot is, and the room that it keeps.
    size: Length,
) -> Array {
    let [width, height, size] = [width, height, size].map(|length| length.abs.to_pt());
    let points: EcoVec<[f64; 2]> = points
        .chunks_exact(2)
        .filter_map(|pair| <[f64; 2]>::try_from(pair).ok())
        .map(|[x, y]| [x * width, y * height])
        .collect();
    let place = |[x, y]: [f64; 2]| -> Dict {
        dict! { "x" => Length::from(Abs::pt(x)), "y" => Length::from(Abs::pt(y)) }
    };
    dots::apart(&points, [width, height], size).into_iter().map(|at| place(at).into_value()).collect()
}
