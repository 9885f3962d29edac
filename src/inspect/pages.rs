//! The pages in their order, with what they inherit from the page tree (ISO 32000-2, 7.7.3).

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::Refusal;
use super::lookup::{Pdf, as_dictionary};

/// How deep a page tree may be.
const DEPTH: usize = 64;

/// What a page may inherit.
const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];

/// A page, with what it inherits.
pub struct Page<'a> {
    /// The page itself.
    pub dictionary: &'a Dictionary,
    inherited: [Option<&'a Object>; 4],
}

impl<'a> Page<'a> {
    /// Looks up a key that pages inherit.
    pub fn inherited(&self, key: &str) -> Option<&'a Object> {
        INHERITED.iter().position(|known| *known == key).and_then(|index| self.inherited[index])
    }
}

/// A node of the page tree that is still to be visited.
struct Node<'a> {
    object: &'a Object,
    depth: usize,
    inherited: [Option<&'a Object>; 4],
}

/// All pages in their order.
///
/// Errors where the tree has no pages, goes in a circle or leads nowhere.
pub fn pages(pdf: &Pdf) -> Result<Vec<Page<'_>>, Refusal> {
    let broken = |what: &str| Refusal::Broken(what.into());
    let root = pdf.catalog().and_then(|catalog| catalog.get(b"Pages").ok());
    let root = root.ok_or_else(|| broken("it has no pages"))?;
    let mut next = vec![Node { object: root, depth: 0, inherited: [None; 4] }];
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut pages = vec![];
    while let Some(node) = next.pop() {
        if node.depth > DEPTH || pdf.id(node.object).is_some_and(|id| !seen.insert(id)) {
            return Err(broken("its page tree is too deep or goes in a circle"));
        }
        let dictionary = pdf.follow(node.object).and_then(as_dictionary);
        let dictionary = dictionary.ok_or_else(|| broken(&format!("page {} is missing", pages.len() + 1)))?;
        let mut inherited = node.inherited;
        for (slot, key) in inherited.iter_mut().zip(INHERITED) {
            *slot = pdf.get(dictionary, key).or(*slot);
        }
        match pdf.list(dictionary, "Kids") {
            Some(kids) => {
                next.extend(kids.iter().rev().map(|object| Node { object, depth: node.depth + 1, inherited }))
            }
            None if pdf.name(dictionary, "Type").as_deref() == Some("Pages") => {}
            None => pages.push(Page { dictionary, inherited }),
        }
    }
    if pages.is_empty() { Err(broken("it has no pages")) } else { Ok(pages) }
}
