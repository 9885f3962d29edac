//! The links of a page.

use typst_layout::PagedDocument;
use typst_library::layout::{FrameItem, Point, Rect};
use typst_library::model::Destination;

use crate::edition::{Area, walk};

/// A link of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it is, in points from the top left of the page's frame.
    pub area: Area,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// To an address on the web.
    Url(String),
    /// To a page of this document, counted from 0, and so far down, in points.
    Page(usize, f64),
}

/// The links of a page, counted from 0.
pub fn links(document: &PagedDocument, page: usize) -> Vec<Link> {
    let mut links = Vec::new();
    let Some(laid) = document.pages().get(page) else { return links };
    walk(&laid.frame, &mut |placed| {
        let FrameItem::Link(destination, size) = placed.item else { return };
        let area = Area::of(Rect::new(Point::zero(), size.to_point()), placed.transform);
        if let Some(target) = target(document, destination) {
            add(&mut links, Link { area, target });
        }
    });
    links
}

/// Adds a link, to the one before it where they are one on the page: Typst parts them at each word.
fn add(links: &mut Vec<Link>, link: Link) {
    if let Some(last) = links.last_mut()
        && last.target == link.target
        && (last.area.top - link.area.top).abs() < 0.5
        && link.area.left - last.area.right < link.area.height()
    {
        last.area.right = last.area.right.max(link.area.right);
        return;
    }
    links.push(link);
}

fn target(document: &PagedDocument, destination: &Destination) -> Option<Target> {
    let position = match destination {
        Destination::Url(url) => return is_safe(url.as_str()).then(|| Target::Url(url.as_str().to_owned())),
        Destination::Position(position) => *position,
        Destination::Location(location) => document.introspector().position(*location)?,
    };
    Some(Target::Page(position.page.get().checked_sub(1)?, position.point.y.to_pt()))
}

/// Whether a browser may follow an address: nothing that runs.
fn is_safe(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    ["http", "https", "mailto", "tel"].contains(&scheme.as_str())
}
