//! Fields: what Word computes, with the outcome that it last had.

/// What a field is, by its instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A link to an address.
    Link(String),
    /// The number of a figure or a table: what it counts.
    Number(String),
    /// A table of contents.
    Contents,
    /// A box to tick in a form of before 2007.
    Box,
    /// Another: its outcome is text.
    Other,
}

/// A field that is open.
#[derive(Debug, Clone, Default)]
pub struct Open {
    /// Its instruction, as far as it was read.
    pub instruction: String,
    /// What it is, once its outcome begins.
    pub known: Option<Field>,
    /// Text that stands in its instruction, where none should.
    pub words: String,
    /// Whether its box is ticked, if it is one.
    pub ticked: bool,
}

impl Field {
    /// Reads an instruction.
    pub fn read(instruction: &str) -> Self {
        let words = split(instruction);
        let mut rest = words.iter().map(String::as_str);
        match rest.next().unwrap_or_default().to_uppercase().as_str() {
            "HYPERLINK" => Self::Link(address(rest)),
            "SEQ" => Self::Number(rest.next().unwrap_or_default().to_lowercase()),
            "TOC" => Self::Contents,
            "FORMCHECKBOX" => Self::Box,
            _ => Self::Other,
        }
    }

    /// Whether what it counts are tables.
    pub fn counts_tables(name: &str) -> bool {
        ["tab", "tableau"].iter().any(|start| name.starts_with(start))
    }
}

/// Where a link leads: an address, a place in it, or both.
fn address<'a>(mut words: impl Iterator<Item = &'a str>) -> String {
    let (mut address, mut place) = (String::new(), None);
    while let Some(word) = words.next() {
        match word {
            "\\l" => place = words.next(),
            "\\o" | "\\t" => _ = words.next(),
            word if word.starts_with('\\') => {}
            word => word.clone_into(&mut address),
        }
    }
    match place {
        Some(place) => format!("{address}#{place}"),
        None => address,
    }
}

/// The words of an instruction; those between quotation marks are one.
fn split(instruction: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in instruction.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn instructions() {
        for (instruction, field) in [
            (" HYPERLINK \"https://example.org/a b\" ", Field::Link("https://example.org/a b".into())),
            ("HYPERLINK \\l \"place\" \\o \"words\"", Field::Link("#place".into())),
            ("hyperlink https://example.org \\l top \\h", Field::Link("https://example.org#top".into())),
            (" SEQ Figuur \\* ARABIC ", Field::Number("figuur".into())),
            ("TOC \\o \"1-3\" \\h", Field::Contents),
            ("FORMCHECKBOX", Field::Box),
            ("PAGE", Field::Other),
            ("", Field::Other),
        ] {
            assert_eq!(Field::read(instruction), field, "{instruction}");
        }
    }
}
