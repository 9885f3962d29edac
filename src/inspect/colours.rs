//! Colour spaces and spot colours (ISO 32000-2, 8.6).

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Object};
use schemars::JsonSchema;
use serde::Serialize;

use super::lookup::{Pdf, as_name};
use super::{PageSet, Profile};

/// How deep colour spaces may stand in each other.
const DEPTH: usize = 4;

/// Colorants that are no spot colours (ISO 32000-2, 8.6.6.4 and 8.6.6.5).
const NO_SPOTS: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];

/// A colour space, without the pages on which it is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Space {
    /// The family, such as `DeviceCMYK`, `ICCBased` or `Separation`; `JPX` where the image itself says it.
    pub family: String,
    /// The number of components; null where it is not readable.
    pub components: Option<u32>,
    /// The space behind it: the alternate space of Separation, DeviceN and ICCBased, the base of Indexed.
    pub base: Option<String>,
    /// The profile of ICCBased.
    pub profile: Option<Profile>,
    /// The colorants of Separation and DeviceN.
    pub colorants: Vec<String>,
}

/// A colour space in which something is painted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ColourSpace {
    /// What it is.
    #[serde(flatten)]
    pub space: Space,
    /// The pages on which something is painted in it.
    pub pages: PageSet,
}

/// A spot colour in which something is painted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SpotColour {
    /// The name of its colorant.
    pub name: String,
    /// The alternate spaces that show it where it is no ink, such as `DeviceCMYK`.
    pub alternates: Vec<String>,
    /// The pages on which something is painted in it.
    pub pages: PageSet,
}

impl Space {
    /// A space that is told by its family alone.
    pub fn plain(family: &str, components: u32) -> Self {
        Self {
            family: family.into(),
            components: Some(components).filter(|count| *count > 0),
            base: None,
            profile: None,
            colorants: vec![],
        }
    }

    /// Reads a colour space; names that are not those of device spaces are looked up in the resources.
    pub fn read(pdf: &Pdf, object: &Object, resources: Option<&Dictionary>) -> Option<Self> {
        read(pdf, object, resources, DEPTH)
    }

    /// The family and what tells it apart, in words.
    pub fn describe(&self) -> String {
        let profile = self.profile.as_ref().map(|profile| {
            let space = profile
                .colour_space
                .clone()
                .or_else(|| self.components.map(|n| crate::source::count(n as usize, "component")));
            [space, profile.description.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        match (&profile, &self.base) {
            (Some(profile), _) if !profile.is_empty() => format!("{} ({profile})", self.family),
            (None, Some(base)) if self.family == "Indexed" => format!("Indexed ({base})"),
            (None, Some(base)) if !self.colorants.is_empty() => {
                format!("{} ({}; shown as {base})", self.family, self.colorants.join(", "))
            }
            _ => self.family.clone(),
        }
    }
}

fn read(pdf: &Pdf, object: &Object, resources: Option<&Dictionary>, depth: usize) -> Option<Space> {
    let object = pdf.follow(object)?;
    if depth == 0 {
        return None;
    }
    if let Some(name) = as_name(object) {
        let named = |resources| pdf.dictionary(resources, "ColorSpace")?.get(name.as_bytes()).ok();
        return device(&name).or_else(|| match resources.and_then(named) {
            Some(object) => read(pdf, object, None, depth - 1),
            None => Some(Space::plain(&name, 0)),
        });
    }
    let list = object.as_array().ok()?;
    let family = list.first().and_then(|item| as_name(pdf.follow(item)?))?;
    let base = |index: usize| read(pdf, list.get(index)?, resources, depth - 1);
    let described = |index| base(index).map(|space| space.describe());
    Some(match family.as_str() {
        "ICCBased" => {
            let profile = Profile::of(pdf, list.get(1)?)?;
            Space { components: profile.components, profile: Some(profile), ..Space::plain(&family, 0) }
        }
        "CalGray" => Space::plain(&family, 1),
        "CalRGB" | "Lab" => Space::plain(&family, 3),
        "Indexed" | "I" => Space { base: described(1), ..Space::plain("Indexed", 1) },
        "Separation" => Space {
            base: described(2),
            colorants: list.get(1).and_then(|item| as_name(pdf.follow(item)?)).into_iter().collect(),
            ..Space::plain(&family, 1)
        },
        "DeviceN" => {
            let names = list.get(1).and_then(|item| pdf.follow(item)?.as_array().ok());
            let colorants: Vec<String> =
                names.into_iter().flatten().filter_map(|item| as_name(pdf.follow(item)?)).collect();
            let components = u32::try_from(colorants.len()).unwrap_or(0);
            Space { base: described(2), colorants, ..Space::plain(&family, components) }
        }
        // An uncoloured pattern is painted in the space behind it.
        "Pattern" => base(1).unwrap_or_else(|| Space::plain(&family, 0)),
        _ => device(&family).unwrap_or_else(|| Space::plain(&family, 0)),
    })
}

/// The space of a name, in full or as inline images shorten it.
fn device(name: &str) -> Option<Space> {
    match name {
        "DeviceGray" | "G" => Some(Space::plain("DeviceGray", 1)),
        "DeviceRGB" | "RGB" => Some(Space::plain("DeviceRGB", 3)),
        "DeviceCMYK" | "CMYK" => Some(Space::plain("DeviceCMYK", 4)),
        "Pattern" => Some(Space::plain("Pattern", 0)),
        _ => None,
    }
}

/// The colour spaces that were met, each with the pages on which it was painted in.
#[derive(Default)]
pub struct Spaces {
    known: HashMap<Space, usize>,
    list: Vec<(Space, PageSet)>,
}

impl Spaces {
    /// The number of a colour space.
    pub fn number(&mut self, space: Space) -> usize {
        let list = &mut self.list;
        *self.known.entry(space).or_insert_with_key(|space| {
            list.push((space.clone(), PageSet::default()));
            list.len() - 1
        })
    }

    /// The colour space of a number.
    pub fn get(&self, number: usize) -> Option<&Space> {
        self.list.get(number).map(|(space, _)| space)
    }

    /// Remarks that something is painted in a colour space.
    pub fn paint(&mut self, number: Option<usize>, page: u32) {
        if let Some((_, pages)) = number.and_then(|number| self.list.get_mut(number)) {
            pages.add(page);
        }
    }
}

/// The colour spaces in which something was painted, and the spot colours among their colorants.
pub fn report(spaces: Spaces) -> (Vec<ColourSpace>, Vec<SpotColour>) {
    let mut used: Vec<_> = spaces.list.into_iter().filter(|(_, pages)| pages.count() > 0).collect();
    used.sort();
    let mut spots: BTreeMap<String, SpotColour> = BTreeMap::new();
    for (space, pages) in &used {
        for name in space.colorants.iter().filter(|name| !NO_SPOTS.contains(&name.as_str())) {
            let new = || SpotColour { name: name.clone(), alternates: vec![], pages: PageSet::default() };
            let spot = spots.entry(name.clone()).or_insert_with(new);
            spot.alternates.extend(space.base.clone().filter(|base| !spot.alternates.contains(base)));
            spot.pages.join(pages);
        }
    }
    let used = used.into_iter().map(|(space, pages)| ColourSpace { space, pages }).collect();
    (used, spots.into_values().collect())
}
