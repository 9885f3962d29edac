//! The styles of a Word file, each with what it takes from those that it is based on.

use std::collections::HashMap;

use roxmltree::Node;

use super::xml::{attribute, child, elements, name, switch, value};

/// How many styles may be based on each other.
const LONGEST: usize = 40;

/// Typefaces whose letters are of one width.
const MONO: [&str; 12] = [
    "courier",
    "consolas",
    "monaco",
    "menlo",
    "mono",
    "lucida console",
    "cascadia",
    "source code",
    "fira code",
    "andale",
    "terminal",
    "fixed",
];

/// Names of headings before their number, in the languages that write them otherwise.
const HEADINGS: [&str; 10] = [
    "heading ",
    "kop ",
    "überschrift ",
    "titre ",
    "título ",
    "titolo ",
    "rubrik ",
    "overskrift ",
    "nagłówek ",
    "header ",
];

/// How letters look, as far as something says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Bold.
    pub bold: Option<bool>,
    /// Italics.
    pub italic: Option<bool>,
    /// Struck through.
    pub strike: Option<bool>,
    /// In a typeface whose letters are of one width.
    pub mono: Option<bool>,
    /// Not to be seen.
    pub hidden: Option<bool>,
    /// Above the line, or below it.
    pub raised: Option<Raised>,
}

/// Where letters stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raised {
    /// On the line.
    No,
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// What paragraphs of a style are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The title.
    Title,
    /// The line under it.
    Subtitle,
    /// A heading and its level, from 1.
    Heading(usize),
    /// What somebody else said.
    Quote,
    /// What is said of a picture or a table.
    Caption,
    /// Code.
    Code,
    /// A line of a table of contents.
    Contents,
}

/// A style by itself.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: Option<(String, Option<usize>)>,
    look: Look,
}

/// All styles.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Look,
    paragraph: Option<String>,
}

impl Look {
    /// What some properties of a run say.
    pub fn of(properties: Option<Node>) -> Self {
        let Some(node) = properties else { return Self::default() };
        let face =
            child(node, "rFonts").and_then(|fonts| attribute(fonts, "ascii").or(attribute(fonts, "hAnsi")));
        let mono = face.map(str::to_lowercase).map(|face| MONO.iter().any(|mono| face.contains(mono)));
        let raised = value(node, "vertAlign").map(|place| match place {
            "superscript" => Raised::Above,
            "subscript" => Raised::Below,
            _ => Raised::No,
        });
        // LibreOffice may say by how much, in half points.
        let moved = value(node, "position").and_then(|by| by.parse::<i32>().ok()).filter(|by| by.abs() >= 4);
        let raised = raised.or(moved.map(|by| if by > 0 { Raised::Above } else { Raised::Below }));
        Self {
            bold: switch(node, "b"),
            italic: switch(node, "i"),
            strike: switch(node, "strike").or(switch(node, "dstrike")),
            mono,
            hidden: switch(node, "vanish"),
            raised,
        }
    }

    /// What this says, and else what another does.
    pub fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            mono: self.mono.or(other.mono),
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
        }
    }

    /// What a style of letters makes of a paragraph's look: bold in bold is not bold (ISO 29500-1, 17.7.3).
    pub fn toggled(self, paragraph: Self) -> Self {
        let toggle = |own: Option<bool>, other: Option<bool>| match (own, other) {
            (Some(own), Some(other)) => Some(own != other),
            (own, other) => own.or(other),
        };
        Self {
            bold: toggle(self.bold, paragraph.bold),
            italic: toggle(self.italic, paragraph.italic),
            strike: toggle(self.strike, paragraph.strike),
            ..self.or(paragraph)
        }
    }
}

impl Styles {
    /// Reads the styles.
    pub fn read(root: Node) -> Self {
        let mut styles = Self::default();
        for node in elements(root) {
            match name(node) {
                "docDefaults" => {
                    let run = child(node, "rPrDefault").and_then(|node| child(node, "rPr"));
                    // A whole document in a typewriter's face is no code.
                    styles.defaults = Look { mono: None, ..Look::of(run) };
                }
                "style" => styles.add(node),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, node: Node) {
        let Some(id) = attribute(node, "styleId") else { return };
        let is_default = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
        if is_default && attribute(node, "type") == Some("paragraph") {
            self.paragraph = Some(id.to_owned());
        }
        let properties = child(node, "pPr");
        let number = properties.and_then(|node| child(node, "numPr"));
        let style = Style {
            name: value(node, "name").unwrap_or(id).to_lowercase(),
            based_on: value(node, "basedOn").map(str::to_owned),
            outline: properties
                .and_then(|node| value(node, "outlineLvl"))
                .and_then(|level| level.parse().ok()),
            list: number.and_then(|node| {
                let level = value(node, "ilvl").and_then(|level| level.parse().ok());
                Some((value(node, "numId")?.to_owned(), level))
            }),
            look: Look::of(child(node, "rPr")),
        };
        self.by_id.insert(id.to_owned(), style);
    }

    /// A style and those that it is based on, itself first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let found = move |id: &'s str| self.by_id.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        let next = move |(_, style): &(&str, &'s Style)| found(style.based_on.as_deref()?);
        std::iter::successors(id.and_then(found), next).take(LONGEST)
    }

    /// The style of paragraphs that name none, or one that is not there.
    pub fn of_paragraph<'s>(&'s self, named: Option<&'s str>) -> Option<&'s str> {
        named.filter(|id| self.by_id.contains_key(*id)).or(self.paragraph.as_deref())
    }

    /// How the letters of a style look.
    pub fn look(&self, id: Option<&str>) -> Look {
        let own = self.chain(id).fold(Look::default(), |look, (_, style)| look.or(style.look));
        own.or(self.defaults)
    }

    /// How the letters of a style for letters look, by itself.
    pub fn letters(&self, id: Option<&str>) -> Look {
        let look = self.chain(id).fold(Look::default(), |look, (_, style)| look.or(style.look));
        let code = self.chain(id).any(|(_, style)| is_code(&style.name));
        Look { mono: if code { Some(true) } else { look.mono }, ..look }
    }

    /// The list of a style: the id of its numbering, and its level, and the style that says so.
    pub fn list<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, Option<usize>, &'s str)> {
        self.chain(id).find_map(|(id, style)| {
            let (number, level) = style.list.as_ref()?;
            Some((number.as_str(), *level, id))
        })
    }

    /// What paragraphs of a style are, if they are not plain text.
    pub fn role(&self, id: Option<&str>) -> Option<Role> {
        // What is based on the style of the title is another thing, such as the name of the author.
        let heads = |role: &Role| matches!(role, Role::Title | Role::Subtitle);
        let mut chain = self.chain(id);
        let own = chain.next().and_then(|(_, style)| role(&style.name));
        let named =
            own.or_else(|| chain.find_map(|(_, style)| role(&style.name)).filter(|role| !heads(role)));
        let outline = self.chain(id).find_map(|(_, style)| style.outline);
        match (named, outline) {
            (Some(Role::Title), _) | (None | Some(Role::Heading(_)), None) => named,
            (None | Some(Role::Heading(_)), Some(level)) if level < 9 => Some(Role::Heading(level + 1)),
            (None, Some(_)) => None,
            _ => named,
        }
    }
}

fn is_code(name: &str) -> bool {
    let known = ["source", "verbatim", "preformatted", "macro text", "vooraf opgemaakt", "listing"];
    name.contains("code") || known.iter().any(|known| name.contains(known))
}

/// What the name of a style says, in small letters.
fn role(name: &str) -> Option<Role> {
    let heading = HEADINGS.iter().find_map(|start| name.strip_prefix(start)?.trim().parse::<usize>().ok());
    if let Some(level) = heading.filter(|level| (1..=9).contains(level)) {
        return Some(Role::Heading(level));
    }
    let numbered = |starts: &[&str]| {
        starts
            .iter()
            .any(|start| name.strip_prefix(start).is_some_and(|rest| rest.trim().parse::<u8>().is_ok()))
    };
    match name {
        "title" | "titel" | "titre" => Some(Role::Title),
        "subtitle" | "ondertitel" | "untertitel" | "sous-titre" => Some(Role::Subtitle),
        "caption" | "bijschrift" | "beschriftung" | "légende" | "legende" => Some(Role::Caption),
        "quote" | "intense quote" | "quotations" | "block text" | "citaat" | "duidelijk citaat" | "zitat"
        | "intensives zitat" | "citation" | "citation intense" | "blockquote" => Some(Role::Quote),
        "toc heading" | "contents heading" | "kopvaninhoudsopgave" => Some(Role::Contents),
        _ if numbered(&["toc ", "contents ", "inhopg ", "verzeichnis ", "tm "]) => Some(Role::Contents),
        _ if is_code(name) => Some(Role::Code),
        _ => None,
    }
}
