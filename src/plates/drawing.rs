//! A drawing as one plate prints it.

use std::collections::HashSet;

use roxmltree::{Attribute, Document, Node};
use typst_library::foundations::Bytes;
use typst_library::visualize::SvgImage;
use usvg::WriteOptions;
use xmlwriter::{Indent, Options, XmlWriter};

use super::recolour::Recolour;
use crate::ink::{PARTS, Stop, parse_rgb};

/// The attributes that hold a colour in what usvg writes.
const COLOURS: [&str; 5] = ["fill", "stroke", "stop-color", "flood-color", "lighting-color"];

/// What is added to the name of a gradient that gives light to a mask.
const LIGHT: &str = "-light";

/// The namespace of links in SVG 1.1.
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// The drawing in the grays of its ink; masks keep their light.
pub fn plate(svg: &SvgImage, recolour: &mut Recolour) -> Option<SvgImage> {
    let text = svg.tree().to_string(&WriteOptions::default());
    let document = Document::parse(&text).ok()?;
    let options = Options { indent: Indent::None, ..Options::default() };
    let mut plate = Plate { recolour, lights: lights(&document), out: XmlWriter::new(options) };
    plate.element(document.root_element(), false);
    SvgImage::new(Bytes::from_string(plate.out.end_document())).ok()
}

/// The names of what fills shapes inside masks.
fn lights(document: &Document) -> HashSet<String> {
    let masks =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "mask")));
    let attributes = masks.flat_map(|mask| mask.descendants()).flat_map(|node| node.attributes());
    attributes.filter_map(|attribute| reference(attribute.value())).map(str::to_owned).collect()
}

/// The name in `url(#name)`.
fn reference(value: &str) -> Option<&str> {
    value.strip_prefix("url(#")?.split(')').next()
}

/// A drawing on its way to a plate.
struct Plate<'a, 'b> {
    recolour: &'a mut Recolour<'b>,
    lights: HashSet<String>,
    out: XmlWriter,
}

impl Plate<'_, '_> {
    /// An element and all that is in it; what is in a mask is light and not ink.
    fn element(&mut self, node: Node, light: bool) {
        let name = node.tag_name().name();
        let id = node.attribute("id").filter(|id| name.ends_with("Gradient") && self.lights.contains(*id));
        if let Some(id) = id {
            self.verbatim(node, &format!("{id}{LIGHT}"));
        }
        self.open(node);
        let light = light || name == "mask";
        let lets_through = !light && self.lets_through(node);
        for attribute in node.attributes() {
            self.attribute(node, attribute, light, lets_through);
        }
        if name.ends_with("Gradient") {
            self.stops(node);
        } else {
            node.children().filter(Node::is_element).for_each(|child| self.element(child, light));
        }
        self.out.end_element();
    }

    fn open(&mut self, node: Node) {
        self.out.start_element(node.tag_name().name());
        if node.tag_name().name() == "svg" {
            self.out.write_attribute("xmlns", "http://www.w3.org/2000/svg");
            self.out.write_attribute("xmlns:xlink", XLINK);
        }
    }

    /// A gradient as it is, under another name.
    fn verbatim(&mut self, node: Node, id: &str) {
        self.open(node);
        for attribute in node.attributes() {
            let value = if attribute.name() == "id" { id } else { attribute.value() };
            self.out.write_attribute(&qualified(&attribute), value);
        }
        for stop in node.children().filter(Node::is_element) {
            self.open(stop);
            stop.attributes()
                .for_each(|attribute| self.out.write_attribute(attribute.name(), attribute.value()));
            self.out.end_element();
        }
        self.out.end_element();
    }

    /// Whether the line of an element is black, through which the ink under it shows.
    fn lets_through(&self, node: Node) -> bool {
        node.attribute("stroke") == Some("#000000") && self.recolour.overprints()
    }

    fn attribute(&mut self, node: Node, attribute: Attribute, light: bool, lets_through: bool) {
        let (name, value) = (qualified(&attribute), attribute.value());
        let own = if light {
            let lit = reference(value).filter(|id| self.lights.contains(*id));
            lit.map(|id| format!("url(#{id}{LIGHT})"))
        } else if lets_through && name == "stroke" {
            Some("none".into())
        } else if node.tag_name().name() == "image" && attribute.name() == "href" {
            self.embedded(value)
        } else if COLOURS.contains(&attribute.name()) {
            parse_rgb(value).map(|rgb| gray(self.recolour.light(rgb)))
        } else {
            None
        };
        self.out.write_attribute(&name, own.as_deref().unwrap_or(value));
    }

    /// An image inside the drawing, in its ink.
    fn embedded(&self, link: &str) -> Option<String> {
        let data = link.strip_prefix("data:image/")?.split_once("base64,")?.1;
        let engine = &base64::engine::general_purpose::STANDARD;
        let png = self.recolour.embedded(&base64::Engine::decode(engine, data).ok()?)?;
        Some(format!("data:image/png;base64,{}", base64::Engine::encode(engine, png)))
    }

    /// The stops of a gradient in their ink, and as many between as its ink does not run straight.
    fn stops(&mut self, gradient: Node) {
        let stops: Vec<[f32; 5]> = gradient.children().filter_map(stop).collect();
        let colours: Vec<Stop> = stops
            .iter()
            .map(|[at, r, g, b, _]| (*at, [r, g, b].map(|channel| channel.round() as u8)))
            .collect();
        let mut before = 0;
        for (at, mix) in self.recolour.press.gradient(&colours, PARTS) {
            while stops.get(before + 1).is_some_and(|next| next[0] <= at) {
                before += 1;
            }
            let (Some(from), to) = (stops.get(before), stops.get(before + 1)) else { continue };
            let opacity =
                to.map_or(from[4], |to| from[4] + (at - from[0]) / (to[0] - from[0]) * (to[4] - from[4]));
            self.stop(at, 1.0 - mix.on(self.recolour.plate), opacity);
        }
    }

    fn stop(&mut self, offset: f32, light: f32, opacity: f32) {
        self.out.start_element("stop");
        self.out.write_attribute("offset", &offset);
        self.out.write_attribute("stop-color", &gray((light * 255.0).round() as u8));
        self.out.write_attribute("stop-opacity", &opacity);
        self.out.end_element();
    }
}

/// The offset, the three channels and the opacity of a gradient's stop.
fn stop(node: Node) -> Option<[f32; 5]> {
    if !node.is_element() {
        return None;
    }
    let number =
        |key: &str, default: f32| node.attribute(key).map_or(Some(default), |text| text.parse().ok());
    let [r, g, b] = parse_rgb(node.attribute("stop-color").unwrap_or("#000000"))?.map(f32::from);
    Some([number("offset", 0.0)?, r, g, b, number("stop-opacity", 1.0)?])
}

/// The name of an attribute, with the prefix of its namespace.
fn qualified(attribute: &Attribute) -> String {
    match attribute.namespace() {
        Some(XLINK) => format!("xlink:{}", attribute.name()),
        Some("http://www.w3.org/XML/1998/namespace") => format!("xml:{}", attribute.name()),
        _ => attribute.name().to_owned(),
    }
}

fn gray(light: u8) -> String {
    format!("#{light:02x}{light:02x}{light:02x}")
}
