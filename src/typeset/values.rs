//! Small values that the layouts take in many places: numbers, labels, the bleed.

use typst_library::foundations::{IntoValue, Label, Value};
use typst_library::layout::{Abs, Length};
use typst_utils::PicoStr;

use crate::book::Settings;
use crate::content::At;

/// How far at least what bleeds runs over the edge.
const LEAST_BLEED: crate::content::Length = crate::content::Length(3.0);

/// A number, or none.
pub fn number(number: Option<&At<u32>>) -> Option<i64> {
    number.map(|number| number.value.into())
}

/// The label of a block or chapter with an id.
pub fn id_label(id: &str) -> Option<Label> {
    label(&format!("id:{id}"))
}

/// A label of a name that is not empty.
pub fn label(name: &str) -> Option<Label> {
    Label::new(PicoStr::intern(name))
}

/// The label to which links lead: that of the id, or one of our own.
pub fn anchor(id: Option<&At<String>>, automatic: &str) -> Value {
    let label = id.map_or_else(|| label(automatic), |id| id_label(&id.value));
    label.into_value()
}

/// The name of a divider's own label: its chapter, and which block of it that is.
pub fn divider(path: &str, block: usize) -> String {
    format!("divider:{path}:{block}")
}

/// The widest bleed of all targets: what bleeds runs so far over the edge.
pub fn bleed(settings: &Settings) -> Length {
    let bleeds = settings.targets.iter().filter_map(|target| Some(target.printing()?.bleed));
    Abs::pt(bleeds.fold(LEAST_BLEED.points(), f64::max)).into()
}
