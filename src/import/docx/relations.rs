//! Where the references of a part lead.

use std::collections::HashMap;

use roxmltree::Node;

use super::xml::{attribute, elements};

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What it is for: the last word of its type.
    pub kind: String,
    /// The name of a part, or an address.
    pub target: String,
    /// Whether it leads out of the file.
    pub external: bool,
}

/// The references of a part, by their ids.
#[derive(Debug, Default)]
pub struct Relations(HashMap<String, Relation>);

impl Relations {
    /// Reads those of a part that lies in a folder of the file.
    pub fn read(root: Node, folder: &str) -> Self {
        let relation = |node: Node| {
            let (id, target) = (attribute(node, "Id")?, attribute(node, "Target")?);
            let external =
                attribute(node, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            let kind = attribute(node, "Type").unwrap_or_default().rsplit('/').next().unwrap_or_default();
            let target = if external { target.to_owned() } else { joined(folder, target) };
            Some((id.to_owned(), Relation { kind: kind.to_owned(), target, external }))
        };
        Self(elements(root).filter_map(relation).collect())
    }

    /// Where a reference leads.
    pub fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// All that are for something, in the order of their targets.
    pub fn of_kind(&self, kind: &str) -> Vec<&Relation> {
        let mut found: Vec<&Relation> = self.0.values().filter(|relation| relation.kind == kind).collect();
        found.sort_by(|a, b| a.target.cmp(&b.target));
        found
    }
}

/// The name of a part, from that of the folder in which its name is written.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { vec![] } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn targets_stay_in_the_file() {
        for (folder, target, part) in [
            ("word", "media/a.png", "word/media/a.png"),
            ("word", "/media/a.png", "media/a.png"),
            ("word", "../customXml/a.xml", "customXml/a.xml"),
            ("word", "../../../etc/passwd", "etc/passwd"),
            ("", "word/document.xml", "word/document.xml"),
        ] {
            assert_eq!(joined(folder, target), part);
        }
    }
}
