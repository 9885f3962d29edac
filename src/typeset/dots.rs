//! Numbered dots on a picture: near to their points, none over another, and none over the edge.

/// How often dots are moved apart, at most; a picture may be too small for all of them.
const TURNS: usize = 3000;

/// How often they are drawn back to their points.
const PULLS: usize = 200;

/// How far dots are drawn back to their points at each turn, of the way that they are off.
const PULL: f64 = 0.02;

/// How much of their room two dots keep at least.
const NEAR: f64 = 0.98;

/// The golden angle: points at one place part in directions that differ.
const ANGLE: f64 = 2.399_963_229_728_653;

/// Where the dots of some points stand, on a picture of a size; each takes so much room across.
///
/// Dots that overlap push each other off, and those that can go back to their points.
pub fn apart(points: &[[f64; 2]], size: [f64; 2], across: f64) -> Vec<[f64; 2]> {
    let mut dots: Vec<[f64; 2]> = points.iter().map(|point| within(*point, size, across)).collect();
    for turn in 0..TURNS {
        let pull = if turn < PULLS { PULL } else { 0.0 };
        for (dot, point) in dots.iter_mut().zip(points) {
            for (own, goal) in dot.iter_mut().zip(within(*point, size, across)) {
                *own += (goal - *own) * pull;
            }
        }
        let moved = pushed(&mut dots, across);
        dots.iter_mut().for_each(|dot| *dot = within(*dot, size, across));
        let is_home = || dots.iter().zip(points).all(|(dot, point)| near(*dot, within(*point, size, across)));
        if !moved && (turn >= PULLS || is_home()) {
            break;
        }
    }
    dots
}

/// Pushes dots that overlap off each other; gives whether there were any.
fn pushed(dots: &mut [[f64; 2]], across: f64) -> bool {
    let mut moved = false;
    for first in 0..dots.len() {
        for second in first + 1..dots.len() {
            let (Some([ax, ay]), Some([bx, by])) = (dots.get(first).copied(), dots.get(second).copied())
            else {
                continue;
            };
            let (x, y) = (bx - ax, by - ay);
            let off = x.hypot(y);
            if off >= across * NEAR {
                continue;
            }
            moved = true;
            // Two at one place part by an angle of their own.
            let angle = second as f64 * ANGLE;
            let (x, y) = if off < 1e-3 { (angle.cos(), angle.sin()) } else { (x / off, y / off) };
            let push = (across - off) / 2.0;
            let (x, y) = (x * push, y * push);
            if let Some(dot) = dots.get_mut(first) {
                *dot = [ax - x, ay - y];
            }
            if let Some(dot) = dots.get_mut(second) {
                *dot = [bx + x, by + y];
            }
        }
    }
    moved
}

/// A place at which a dot is whole on the picture; in the middle of one that is narrower than it.
fn within(at: [f64; 2], size: [f64; 2], across: f64) -> [f64; 2] {
    let half = across / 2.0;
    let one = |at: f64, side: f64| if side < across { side / 2.0 } else { at.clamp(half, side - half) };
    let ([x, y], [width, height]) = (at, size);
    [one(x, width), one(y, height)]
}

fn near([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> bool {
    (ax - bx).hypot(ay - by) < 0.1
}

#[cfg(test)]
mod tests {
    use super::apart;

    const SIZE: [f64; 2] = [500.0, 280.0];

    /// Holds dots to their picture, and away from each other.
    fn hold(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let dots = apart(points, SIZE, 16.0);
        assert_eq!(dots.len(), points.len());
        for (at, [x, y]) in dots.iter().enumerate() {
            assert!((7.99..=492.01).contains(x) && (7.99..=272.01).contains(y), "{x} {y}");
            for [ox, oy] in &dots[at + 1..] {
                assert!((x - ox).hypot(y - oy) > 15.0, "{x} {y} and {ox} {oy}");
            }
        }
        dots
    }

    #[test]
    fn dots_that_are_apart_stay() {
        let points = [[100.0, 100.0], [200.0, 100.0], [100.0, 200.0]];
        assert_eq!(hold(&points), points);
    }

    #[test]
    fn dots_at_the_edges_stay_on_the_picture() {
        hold(&[[0.0, 0.0], [500.0, 280.0], [0.0, 280.0], [500.0, 0.0], [250.0, 0.0], [0.0, 0.0]]);
    }

    #[test]
    fn forty_at_one_place_part() {
        for at in [[250.0, 140.0], [0.0, 0.0], [500.0, 140.0]] {
            hold(&[at; 99]);
            let dots = hold(&[at; 40]);
            assert!(dots.iter().all(|[x, y]| (x - at[0]).hypot(y - at[1]) < 150.0));
        }
    }

    #[test]
    fn neighbours_move_little() {
        let dots = hold(&[[250.0, 140.0], [254.0, 140.0]]);
        assert!((dots[0][0] - 250.0).abs() < 9.0 && (dots[1][0] - 254.0).abs() < 9.0, "{dots:?}");
    }

    #[test]
    fn a_picture_that_is_smaller_than_a_dot() {
        assert_eq!(apart(&[[1.0, 2.0], [3.0, 0.0]], [4.0, 2.0], 16.0), [[2.0, 1.0]; 2]);
    }
}
