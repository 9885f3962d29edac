//! How the elements of a drawing look: their attributes and style sheets, as far as words depend on them.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, DeclarationTokenizer, PseudoClass, StyleSheet};
use svgtypes::{FontFamily, FontShorthand, parse_font_families};

/// An element to which selectors are held.
struct Styled<'a, 'i>(Node<'a, 'i>);

impl simplecss::Element for Styled<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Styled)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Styled)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass) -> bool {
        class == PseudoClass::FirstChild && self.prev_sibling_element().is_none()
    }
}

/// What an element takes over from those around it.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Whether nothing of it is drawn.
    pub is_hidden: bool,
    /// Whether its words are not drawn, though elements in it may be.
    pub is_invisible: bool,
    /// Whether its words have no size.
    pub has_no_size: bool,
    /// The typefaces that it asks for, the first being wanted most.
    pub families: Vec<String>,
}

/// The texts of all style sheets of a drawing.
pub fn sheets<'a>(tree: &'a Document) -> impl Iterator<Item = &'a str> {
    let styles = tree.descendants().filter(|node| node.has_tag_name("style"));
    let styles = styles.filter(|node| node.attribute("type").is_none_or(|kind| kind == "text/css"));
    styles.filter_map(|node| node.text())
}

impl Look {
    /// The look of an element in one of this look.
    pub fn within(&self, node: Node, sheet: &StyleSheet) -> Self {
        let mut look = self.clone();
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            look.take(attribute.name(), attribute.value());
        }
        for rule in sheet.rules.iter().filter(|rule| rule.selector.matches(&Styled(node))) {
            rule.declarations.iter().for_each(|declaration| look.take(declaration.name, declaration.value));
        }
        for declaration in DeclarationTokenizer::from(node.attribute("style").unwrap_or_default()) {
            look.take(declaration.name, declaration.value);
        }
        // What stands in a hidden element cannot be shown again.
        look.is_hidden |= self.is_hidden;
        look
    }

    fn take(&mut self, name: &str, value: &str) {
        let value = value.trim();
        match name {
            _ if value == "inherit" => {}
            "display" => self.is_hidden = value == "none",
            "visibility" => self.is_invisible = value != "visible",
            "font-size" => self.size(value),
            "font-family" => self.families = families(value),
            "font" => {
                if let Ok(font) = FontShorthand::from_str(value) {
                    self.size(font.font_size);
                    self.families = families(font.font_family);
                }
            }
            _ => {}
        }
    }

    fn size(&mut self, value: &str) {
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        let is_relative = value.ends_with("em") || value.ends_with('%') || value.ends_with("ex");
        if let Ok(number) = number.trim().parse::<f64>() {
            self.has_no_size = number <= 0.0 || is_relative && self.has_no_size && !value.ends_with("rem");
        }
    }
}

/// The names of typefaces in a list, generic ones as in CSS.
fn families(value: &str) -> Vec<String> {
    let name = |family: &FontFamily| match family {
        FontFamily::Named(name) => name.clone(),
        generic => generic.to_string(),
    };
    parse_font_families(value).map(|list| list.iter().map(name).collect()).unwrap_or_default()
}
