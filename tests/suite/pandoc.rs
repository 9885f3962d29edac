//! What pandoc reads in a Word file, and what we wrote of it, as lists that can be held to each other.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use werkboek::content::markdown::{Kind, Node, plain, read, read_inline};

/// What a text holds, by kind, each in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The title, and all headings.
    pub headings: Vec<String>,
    /// The items of lists, each with how deep it stands and whether it is numbered.
    pub items: Vec<(usize, bool, String)>,
    /// The cells of tables that have words.
    pub cells: Vec<String>,
    /// The words of links, and where they lead.
    pub links: Vec<(String, String)>,
    /// The words of notes.
    pub notes: Vec<String>,
    /// Strong words.
    pub strong: Vec<String>,
    /// Stressed words.
    pub stressed: Vec<String>,
    /// Quotes.
    pub quotes: Vec<String>,
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words by themselves: where a mark begins and ends between them does not matter.
fn each_word(text: &str, into: &mut Vec<String>) {
    into.extend(
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned),
    );
}

/// What pandoc reads in a file.
pub fn pandoc(file: &Path) -> Held {
    let output = Command::new("pandoc").args(["-f", "docx", "-t", "json"]).arg(file).output();
    let output =
        output.unwrap_or_else(|error| panic!("pandoc cannot be run ({error}): tests/run installs it"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut held = Held::default();
    if let Some(title) = read["meta"].get("title") {
        held.headings.push(tidy(&said(&title["c"])));
    }
    blocks(&read["blocks"], None, 0, &mut held);
    held
}

/// The words of something that pandoc read, without notes.
fn said(value: &Value) -> String {
    match value {
        Value::Array(inner) => inner.iter().map(said).collect(),
        Value::Object(node) => match node["t"].as_str().unwrap_or_default() {
            "Str" => node["c"].as_str().unwrap().into(),
            "Space" | "SoftBreak" | "LineBreak" => " ".into(),
            "Note" | "Image" => String::new(),
            "Code" => node["c"][1].as_str().unwrap().into(),
            "Link" | "Span" | "Quoted" => said(&node["c"][1]),
            "Para" | "Plain" => format!("{} ", said(&node["c"])),
            _ => node.get("c").map(said).unwrap_or_default(),
        },
        _ => String::new(),
    }
}

/// Blocks; with `numbered`, they are those of an item.
fn blocks(value: &Value, numbered: Option<bool>, level: usize, held: &mut Held) {
    for (at, block) in value.as_array().unwrap().iter().enumerate() {
        let content = &block["c"];
        match block["t"].as_str().unwrap() {
            "Header" => {
                held.headings.push(tidy(&said(&content[2])));
                inlines(&content[2], held);
            }
            "Para" | "Plain" => {
                if let Some(numbered) = numbered.filter(|_| at == 0) {
                    held.items.push((level - 1, numbered, tidy(&said(content))));
                }
                inlines(content, held);
            }
            "BulletList" => {
                content.as_array().unwrap().iter().for_each(|item| blocks(item, Some(false), level + 1, held))
            }
            "OrderedList" => content[1]
                .as_array()
                .unwrap()
                .iter()
                .for_each(|item| blocks(item, Some(true), level + 1, held)),
            "BlockQuote" => {
                held.quotes.push(tidy(&said(content)));
                blocks(content, None, 0, held);
            }
            "Table" => {
                let bodies = content[4].as_array().unwrap();
                let rows = |rows: &Value| rows.as_array().unwrap().clone();
                let mut all = rows(&content[3][1]);
                bodies.iter().for_each(|body| all.extend(rows(&body[2]).into_iter().chain(rows(&body[3]))));
                for cell in all.iter().flat_map(|row| row[1].as_array().unwrap()) {
                    let words = tidy(&said(&cell[4]));
                    if !words.is_empty() {
                        held.cells.push(words);
                    }
                    blocks(&cell[4], None, 0, held);
                }
            }
            "Figure" | "Div" => blocks(content.as_array().unwrap().last().unwrap(), None, 0, held),
            _ => {}
        }
    }
}

fn inlines(value: &Value, held: &mut Held) {
    for node in value.as_array().unwrap() {
        let content = &node["c"];
        match node["t"].as_str().unwrap() {
            "Strong" => {
                each_word(&said(content), &mut held.strong);
                inlines(content, held);
            }
            "Emph" => {
                each_word(&said(content), &mut held.stressed);
                inlines(content, held);
            }
            "Link" => held.links.push((tidy(&said(&content[1])), content[2][0].as_str().unwrap().into())),
            "Note" => {
                held.notes.push(tidy(&said(content)));
                blocks(content, None, 0, held);
            }
            "Span" | "Quoted" => inlines(&content[1], held),
            "Strikeout" | "Superscript" | "Subscript" | "Underline" | "SmallCaps" => inlines(content, held),
            _ => {}
        }
    }
}

/// What we wrote into a chapter.
pub fn ours(chapter: &toml::Table) -> Held {
    let mut held = Held::default();
    let text =
        |table: &toml::Table, key: &str| table.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let heading = |words: Option<String>, held: &mut Held| {
        if let Some(words) = words {
            let nodes = read_inline(&words);
            held.headings.push(tidy(&plain(&nodes)));
            walk(&nodes, 0, held);
        }
    };
    heading(text(chapter, "title"), &mut held);
    for block in chapter["block"].as_array().unwrap().iter().map(|block| block.as_table().unwrap()) {
        heading(text(block, "heading"), &mut held);
        for key in ["body", "text"] {
            let Some(words) = text(block, key) else { continue };
            let nodes = read(&words);
            if block["type"].as_str() == Some("quote") {
                held.quotes.push(tidy(&plain(&nodes)));
            }
            walk(&nodes, 0, &mut held);
        }
    }
    held
}

fn walk(nodes: &[Node], level: usize, held: &mut Held) {
    for node in nodes {
        match &node.kind {
            Kind::Heading => held.headings.push(tidy(&plain(&node.children))),
            Kind::List(start) => {
                for item in &node.children {
                    let own = item.children.iter().filter(|inner| !matches!(inner.kind, Kind::List(_)));
                    let own: Vec<Node> = own.cloned().collect();
                    held.items.push((level, start.is_some(), tidy(&plain(&own))));
                    walk(&item.children, level + 1, held);
                }
                continue;
            }
            Kind::TableCell => {
                let words = tidy(&plain(&node.children));
                if !words.is_empty() {
                    held.cells.push(words);
                }
            }
            Kind::Link(address) => {
                let address = address.replace("%28", "(").replace("%29", ")");
                held.links.push((tidy(&plain(&node.children)), address));
            }
            Kind::Footnote { .. } => held.notes.push(tidy(&plain(&node.children))),
            Kind::Strong => each_word(&plain(&node.children), &mut held.strong),
            Kind::Emphasis => each_word(&plain(&node.children), &mut held.stressed),
            _ => {}
        }
        walk(&node.children, level, held);
    }
}
