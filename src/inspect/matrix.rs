//! Affine maps of the plane (ISO 32000-2, 8.3.3).

/// An affine map, as the six numbers of a PDF matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that leaves everything where it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A map that enlarges by a factor.
    pub fn scale(factor: f64) -> Self {
        Self([factor, 0.0, 0.0, factor, 0.0, 0.0])
    }

    /// Does this map first and the other after it.
    pub fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// The lengths to which the two sides of the unit square are mapped.
    pub fn sides(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// What tells apart two maps that differ in more than a shift.
    pub fn key(self) -> [u64; 4] {
        let [a, b, c, d, ..] = self.0;
        [a, b, c, d].map(f64::to_bits)
    }
}
