//! What gradients are made of: places along them, with what stands there.

/// Places with the components at each.
pub type Run = Vec<(f32, Vec<f32>)>;

/// Places with the inks at each.
pub type Inked = Run;
