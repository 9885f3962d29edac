//! A paragraph that Typst has set becomes a row of glyphs with their widths.

use typst_library::foundations::StyleChain;
use typst_library::introspection::Tag;
use typst_library::layout::{Abs, Em, Frame, FrameItem, Point, Size};
use typst_library::model::Destination;
use typst_library::text::{Glyph, TextElem, TextItem};
use typst_library::visualize::Paint;
use typst_utils::Numeric;

use crate::typeset::breaks;

/// The text of a hyphen that is no part of its word.
pub const SOFT: &str = "\u{ad}";

/// How exactly lengths agree that are the same, in points.
const EXACT: f64 = 0.01;

/// Something in a paragraph, in the order of reading.
pub enum Piece<'a> {
    /// A mark of Typst's.
    Tag(&'a Tag),
    /// Text of one style.
    Run(Run<'a>),
}

/// Text of one style.
pub struct Run<'a> {
    /// The text; spaces at the end of a line have no width in it.
    pub text: &'a TextItem,
    /// Its first byte in the paragraph.
    pub start: usize,
    /// How far its baseline stands under the top of its line.
    pub drop: Abs,
    /// The link on it, with its place from the text's, and its height.
    pub link: Option<(&'a Destination, Point, Abs)>,
}

impl Run<'_> {
    /// The width of a hyphen in its type.
    pub fn hyphen(&self) -> Option<Abs> {
        let glyph = self.text.font.ttf().glyph_index('-')?;
        Some(self.text.font.x_advance(glyph.0)?.at(self.text.size))
    }
}

/// A paragraph as it was read.
pub struct Paragraph<'a> {
    /// What stands in it.
    pub pieces: Vec<Piece<'a>>,
    /// All its text.
    pub text: String,
    /// The width of the text up to each byte; none where no glyph begins.
    pub widths: Vec<Option<Abs>>,
    /// The bytes before which a line may end though no rule says so, and whether it ends with a hyphen.
    pub steered: Vec<(usize, bool)>,
    /// The byte after each line, as Typst filled them.
    pub filled: Vec<usize>,
    /// The width that there is.
    pub room: Abs,
    /// How far the first line is indented.
    pub indent: Abs,
    /// The height of a line.
    pub height: Abs,
    /// The space between letters.
    pub tracking: Abs,
}

impl<'a> Paragraph<'a> {
    /// Reads a paragraph; none where it holds anything but text.
    pub fn read(frame: &'a Frame, height: Abs, room: Abs, indent: Abs, styles: StyleChain) -> Option<Self> {
        let count = (frame.height() / height).round();
        if count < 1.0 || ((count * height) - frame.height()).abs() > Abs::pt(EXACT) {
            return None;
        }
        let mut reader = Reader {
            paragraph: Self {
                pieces: Vec::new(),
                text: String::new(),
                widths: vec![Some(Abs::zero())],
                steered: Vec::new(),
                filled: Vec::new(),
                room,
                indent,
                height,
                tracking: styles.resolve(TextElem::tracking),
            },
            width: Abs::zero(),
            last: None,
        };
        reader.frame(frame, Point::zero())?;
        let mut paragraph = reader.paragraph;
        paragraph.filled.push(paragraph.text.len());
        (paragraph.filled.len() as f64 == count && !paragraph.text.is_empty()).then_some(paragraph)
    }
}

/// A paragraph on its way.
struct Reader<'a> {
    paragraph: Paragraph<'a>,
    width: Abs,
    /// The line and the place of the last text.
    last: Option<(f64, Point)>,
}

impl<'a> Reader<'a> {
    /// Takes the items of a frame.
    fn frame(&mut self, frame: &'a Frame, origin: Point) -> Option<()> {
        for (at, item) in frame.items() {
            let at = origin + *at;
            match item {
                FrameItem::Tag(tag) => {
                    if let Tag::Start(content, _) = tag
                        && let Some(sign) = breaks::steered(content)
                    {
                        self.paragraph.steered.push((self.paragraph.text.len(), sign == breaks::HYPHEN));
                    }
                    self.paragraph.pieces.push(Piece::Tag(tag));
                }
                // A hyphen of Typst's, at a place where the text lets a line end.
                FrameItem::Text(text) if text.text.as_str() == SOFT => {}
                FrameItem::Text(text) => self.text(text, at)?,
                FrameItem::Link(destination, size) => self.link(destination, *size, at)?,
                FrameItem::Group(group)
                    if group.transform.is_identity()
                        && group.clip.is_none()
                        && group.label.is_none()
                        && group.parent.is_none() =>
                {
                    self.frame(&group.frame, at)?;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Takes a text. Spaces at the end of a line, which have no width there, get theirs.
    fn text(&mut self, text: &'a TextItem, at: Point) -> Option<()> {
        let line = (at.y / self.paragraph.height).floor();
        match self.last {
            Some((last, _)) if last != line => {
                self.paragraph.filled.push(self.paragraph.text.len());
                (line == last + 1.0).then_some(())?;
            }
            _ => {}
        }
        // A ground that runs over a line would begin anew in each of its parts.
        if !matches!(text.fill, Paint::Solid(_)) {
            return None;
        }
        let start = self.paragraph.text.len();
        let mut last = 0;
        for glyph in &text.glyphs {
            let range = glyph.range();
            if range.start < last || range.is_empty() {
                return None;
            }
            last = range.start;
            self.paragraph.widths.resize(start + range.start + 1, None);
            *self.paragraph.widths.last_mut()? = Some(self.width);
            self.width += advance(text, glyph, self.paragraph.tracking).at(text.size);
        }
        self.paragraph.widths.resize(start + text.text.len() + 1, None);
        *self.paragraph.widths.last_mut()? = Some(self.width);
        self.paragraph.text.push_str(&text.text);
        self.last = Some((line, at));
        let drop = at.y - line * self.paragraph.height;
        self.paragraph.pieces.push(Piece::Run(Run { text, start, drop, link: None }));
        Some(())
    }

    /// Takes the link on the text before it.
    fn link(&mut self, destination: &'a Destination, size: Size, at: Point) -> Option<()> {
        let (_, place) = self.last?;
        let Some(Piece::Run(run)) = self.paragraph.pieces.last_mut() else { return None };
        if (at.x - place.x).abs() > Abs::pt(EXACT) || run.link.is_some() {
            return None;
        }
        run.link = Some((destination, at - place, size.y));
        Some(())
    }
}

/// How wide a glyph is within a line: spaces at the end of one have no width there.
pub fn advance(text: &TextItem, glyph: &Glyph, tracking: Abs) -> Em {
    if glyph.x_advance.is_zero() && text.text.get(glyph.range()) == Some(" ") {
        return text.font.x_advance(glyph.id).unwrap_or_default() + Em::from_abs(tracking, text.size);
    }
    glyph.x_advance
}
