//! How the book looks, with every choice made: what the layouts and the sheets take.

use crate::content::{At, Design as Given, Ground, Length, Paper, defaults};

use super::target::points;

/// How the book looks; lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// Width and height of a page after trimming.
    pub paper: [f64; 2],
    /// Around the text.
    pub margins: Margins,
    /// The type size of the running text.
    pub size: f64,
    /// The distance of the grid's lines.
    pub line: f64,
    /// The typefaces.
    pub faces: Faces,
    /// The ground of the red lines.
    pub ground: Ground,
}

/// What stands around the text of a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above it.
    pub top: f64,
    /// Below it.
    pub bottom: f64,
    /// At the spine.
    pub inside: f64,
    /// At the edge.
    pub outside: f64,
}

/// The typefaces by what they set; each stands in for those before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Faces {
    /// The running text.
    pub text: Vec<String>,
    /// Titles, numbers and rails.
    pub titles: Vec<String>,
    /// Code.
    pub code: Vec<String>,
}

/// The narrowest margins in points: above and below the text, where rail and folio stand, and at its sides.
pub fn least_margins(line: f64) -> [f64; 2] {
    [2.0 * line + EDGE.points(), SIDE.points()]
}

/// What stays free between rail or folio and the trim.
const EDGE: Length = Length(5.0);

/// The narrowest margin at a side.
const SIDE: Length = Length(8.0);

impl Design {
    /// Makes every choice.
    pub fn new(given: &Given) -> Self {
        let fallback: Paper = defaults::PAPER.parse().unwrap_or(Paper(0.0, 0.0));
        let paper = given.paper.as_ref().map_or(fallback, |paper| paper.value).points();
        let [width, height] = paper;
        let own = |length: &Option<At<Length>>, part: f64| {
            length.as_ref().map_or(part, |length| length.value.points())
        };
        let [top, bottom, inside, outside] = defaults::MARGINS;
        let size = points(&given.size, defaults::SIZE);
        let line = own(&given.line, defaults::LINE * size);
        let [furniture, edge] = least_margins(line);
        Self {
            paper,
            margins: Margins {
                top: own(&given.margins.top, (top * height).max(furniture)),
                bottom: own(&given.margins.bottom, (bottom * height).max(furniture)),
                inside: own(&given.margins.inside, (inside * width).max(edge)),
                outside: own(&given.margins.outside, (outside * width).max(edge)),
            },
            size,
            line,
            faces: Faces::new(given),
            ground: given.redline.ground,
        }
    }

    /// The width of the text.
    pub fn measure(&self) -> f64 {
        self.paper[0] - self.margins.inside - self.margins.outside
    }

    /// The width of the text on a page that is turned on its side.
    pub fn turned_measure(&self) -> f64 {
        self.paper[1] - self.margins.inside - self.margins.outside
    }

    /// How many lines of the grid a page has.
    pub fn lines(&self) -> f64 {
        (self.height() / self.line).floor()
    }

    /// The height of the text.
    pub fn height(&self) -> f64 {
        self.paper[1] - self.margins.top - self.margins.bottom
    }

    /// The first typeface of the text and that of titles, once where they are one.
    pub fn leading_faces(&self) -> Vec<String> {
        let mut faces: Vec<String> = self.faces.text.first().cloned().into_iter().collect();
        faces.extend(self.faces.titles.first().filter(|face| !faces.contains(face)).cloned());
        faces
    }

    /// The typefaces that the book uses, each once.
    pub fn families(&self) -> Vec<&str> {
        let Faces { text, titles, code } = &self.faces;
        let mut families: Vec<&str> = Vec::new();
        for family in [text, titles, code].into_iter().flatten() {
            if !families.iter().any(|known| known.eq_ignore_ascii_case(family)) {
                families.push(family);
            }
        }
        families
    }
}

impl Faces {
    fn new(given: &Given) -> Self {
        let list = |key: &str| -> Vec<String> {
            given
                .named_faces()
                .filter(|(named, _)| *named == key)
                .map(|(_, name)| name.value.clone())
                .collect()
        };
        let ended = |mut list: Vec<String>, last: &str| {
            if !list.iter().any(|name| name.eq_ignore_ascii_case(last)) {
                list.push(last.into());
            }
            list
        };
        let text = ended(list("face"), defaults::FACE);
        let titles = list("titles");
        let titles = if titles.is_empty() { text.clone() } else { ended(titles, defaults::FACE) };
        Self { text, titles, code: ended(list("code"), defaults::CODE) }
    }
}

#[cfg(test)]
mod tests {
    use super::Design;

    fn design(text: &str) -> Design {
        Design::new(&toml::from_str(text).unwrap_or_default())
    }

    #[test]
    fn what_is_left_out_follows_from_the_paper() {
        let (usual, small) = (design(""), design("paper = \"a5\""));
        assert_eq!((usual.lines(), small.lines()), (53.0, 37.0));
        assert!((usual.measure() / usual.paper[0] - small.measure() / small.paper[0]).abs() < 0.001);
        let close = design("size = \"8pt\"");
        assert!((close.line / close.size - usual.line / usual.size).abs() < 0.001);
        assert_eq!(design("margins = { top = \"72pt\" }").margins.top.round(), 72.0);
    }

    #[test]
    fn titles_take_the_face_of_the_text_unless_they_have_their_own() {
        let faces = design("face = [\"Spline Sans Mono\", \"spline sans mono\"]").faces;
        assert_eq!(faces.text, faces.titles);
        let own = design("face = \"A\"\ntitles = \"B\"\ncode = \"A\"");
        assert_eq!(own.leading_faces(), ["A", "B"]);
        assert_eq!(own.families(), ["A", "Schibsted Grotesk", "B", "Spline Sans Mono"]);
    }
}
