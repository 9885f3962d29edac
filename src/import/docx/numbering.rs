//! The lists of a Word file: which paragraphs are items, on which level, and with what number.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::styles::Styles;
use super::xml::{attribute, child, elements, name, value};

/// How many levels a list has.
const LEVELS: usize = 9;

/// How often one list may lead to another by its style.
const LEADS: usize = 10;

/// Bullets that are boxes to tick, open and ticked; the last are those of symbol fonts.
const OPEN: &str = "☐□❏❑\u{f0a8}\u{f06f}\u{f071}";
const TICKED: &str = "☑☒✓✔\u{f0fc}\u{f0fe}";

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    numbered: bool,
    boxed: Option<bool>,
    silent: bool,
    start: u64,
    style: Option<String>,
}

/// A list as it is defined.
#[derive(Debug, Default)]
struct Abstract {
    levels: HashMap<usize, Level>,
    /// The style that defines it elsewhere.
    leads: Option<String>,
}

/// A list as it is used.
#[derive(Debug, Default)]
struct Used {
    of: String,
    starts: HashMap<usize, u64>,
    levels: HashMap<usize, Level>,
}

/// All lists, and how far each has been counted.
#[derive(Debug, Default)]
pub struct Numbering {
    abstracts: HashMap<String, Abstract>,
    used: HashMap<String, Used>,
    counts: HashMap<String, [Option<u64>; LEVELS]>,
    begun: HashSet<String>,
}

/// What a paragraph is in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How deep it stands, from 0.
    pub level: usize,
    /// Its number, if it has one.
    pub number: Option<u64>,
    /// Whether its box is ticked, if its bullet is one.
    pub boxed: Option<bool>,
    /// Whether it has no bullet: it goes on with the item before it.
    pub silent: bool,
}

impl Numbering {
    /// Reads the lists.
    pub fn read(root: Node) -> Self {
        let mut numbering = Self::default();
        for node in elements(root) {
            match name(node) {
                "abstractNum" => numbering.define(node),
                "num" => numbering.uses(node),
                _ => {}
            }
        }
        numbering
    }

    fn define(&mut self, node: Node) {
        let Some(id) = attribute(node, "abstractNumId") else { return };
        let levels = elements(node).filter(|inner| name(*inner) == "lvl").filter_map(level).collect();
        let leads = value(node, "numStyleLink").map(str::to_owned);
        self.abstracts.insert(id.to_owned(), Abstract { levels, leads });
    }

    fn uses(&mut self, node: Node) {
        let (Some(id), Some(of)) = (attribute(node, "numId"), value(node, "abstractNumId")) else { return };
        let mut used = Used { of: of.to_owned(), ..Used::default() };
        for change in elements(node).filter(|inner| name(*inner) == "lvlOverride") {
            let at = attribute(change, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
            if let Some(start) = value(change, "startOverride").and_then(|start| start.parse().ok()) {
                used.starts.insert(at, start);
            }
            used.levels.extend(child(change, "lvl").and_then(level));
        }
        self.used.insert(id.to_owned(), used);
    }

    /// The list that is used, by way of the styles that lead to it.
    fn resolved(&self, number: &str, styles: &Styles) -> Option<(&Used, &Abstract)> {
        let mut number = number.to_owned();
        for _ in 0..LEADS {
            let used = self.used.get(&number)?;
            let found = self.abstracts.get(&used.of)?;
            match found.leads.as_deref().and_then(|style| styles.list(Some(style))) {
                Some((next, ..)) if next != number => number = next.to_owned(),
                _ => return Some((used, found)),
            }
        }
        None
    }

    /// The level of a list that belongs to a style.
    fn level_of(&self, number: &str, style: &str, styles: &Styles) -> Option<usize> {
        let (_, found) = self.resolved(number, styles)?;
        found.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }

    /// What a paragraph is, by its own properties and its style, and counts it.
    pub fn place(&mut self, properties: Option<Node>, style: Option<&str>, styles: &Styles) -> Option<Place> {
        let own = properties.and_then(|node| child(node, "numPr"));
        let by_style = styles.list(style);
        let number = own.and_then(|node| value(node, "numId")).or(by_style.map(|(number, ..)| number))?;
        if number == "0" {
            return None;
        }
        let level = own.and_then(|node| value(node, "ilvl")).and_then(|level| level.parse().ok());
        let by_style = || {
            let (_, level, style) = by_style?;
            level.or_else(|| self.level_of(number, style, styles))
        };
        let level = level.or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        self.count(number, level, styles)
    }

    fn count(&mut self, number: &str, level: usize, styles: &Styles) -> Option<Place> {
        let (used, found) = self.resolved(number, styles)?;
        let known = used.levels.get(&level).or(found.levels.get(&level)).cloned().unwrap_or_default();
        let (of, again) = (used.of.clone(), used.starts.clone());
        let counts = self.counts.entry(of).or_insert([None; LEVELS]);
        if self.begun.insert(number.to_owned()) {
            for (level, start) in again {
                if let Some(count) = counts.get_mut(level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        for deeper in counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        let count = counts.get_mut(level)?;
        *count = Some(count.map_or(known.start, |count| count.saturating_add(1)));
        Some(Place {
            level,
            number: count.filter(|_| known.numbered),
            boxed: known.boxed,
            silent: known.silent,
        })
    }
}

fn level(node: Node) -> Option<(usize, Level)> {
    let at = attribute(node, "ilvl")?.parse().ok()?;
    let numbered = !matches!(value(node, "numFmt").unwrap_or("decimal"), "bullet" | "none");
    let sign = value(node, "lvlText").unwrap_or_default();
    Some((
        at,
        Level {
            numbered,
            boxed: sign.chars().find_map(|c| match c {
                c if OPEN.contains(c) => Some(false),
                c if TICKED.contains(c) => Some(true),
                _ => None,
            }),
            silent: !numbered && sign.trim().is_empty() && child(node, "lvlPicBulletId").is_none(),
            start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
            style: value(node, "pStyle").map(str::to_owned),
        },
    ))
}
