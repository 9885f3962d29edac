//! Words become Typst content: the right quotation marks, links on addresses, and signs that the fonts lack.

use std::ops::Range;

use ecow::EcoString;
use typst_library::foundations::{Content, NativeElement};
use typst_library::model::{Destination, LinkElem, LinkTarget, Url};
use typst_library::text::{RawContent, RawElem, TextElem, is_default_ignorable};
use typst_syntax::Span;

use super::addresses::{self, Address};
use super::bound::is_bound;
use super::breaks;
use super::quotes::{self, Mark, OBJECT};
use super::raised::shifted;
use super::signs::Signs;
use super::text::Text;
use super::voice::Voice;
use crate::check::Coverage;
use crate::content::letters::{self, Set};
use crate::content::markdown::{Kind, Node};
use crate::content::{Inline, Tag};

/// All text of a paragraph in one row, whatever nodes it stands in, and what was found in it.
pub struct Line<'a> {
    coverage: &'a Coverage,
    chars: Vec<char>,
    quotes: Vec<(usize, Mark)>,
    signs: Signs,
    addresses: Vec<Address>,
    breaks: Vec<(usize, char)>,
    /// How many characters have been set.
    done: usize,
}

impl<'a> Line<'a> {
    /// Reads a paragraph; `said` if it stands between quotation marks already.
    pub fn read(nodes: &[Node], voice: Voice<'a>, said: bool) -> Self {
        let mut chars = Vec::new();
        gather(nodes, &mut chars);
        let tag = Tag::of(voice.language);
        let addresses = breaks::stretches(&chars, addresses::find(&chars));
        let mut words = chars.clone();
        for address in addresses.iter().filter(|address| address.url.is_some()) {
            if let Some(address) = words.get_mut(address.range.clone()) {
                address.fill(OBJECT);
            }
        }
        Self {
            coverage: voice.coverage,
            quotes: quotes::read_quotes(&words, &tag.language),
            signs: Signs::of(&tag, said),
            breaks: breaks::points(&chars, &addresses, &tag),
            addresses,
            chars,
            done: 0,
        }
    }

    /// Whether it has come to a place after a space.
    pub fn is_spaced(&self) -> bool {
        self.done.checked_sub(1).and_then(|at| self.chars.get(at)) == Some(&' ')
    }

    /// Goes past a node that is set in another way.
    pub fn pass(&mut self, node: &Node) {
        self.done += length(node);
    }

    /// The characters for one of the line.
    fn set(&self, at: usize) -> Set {
        let Some(&c) = self.chars.get(at) else { return Set::Nothing };
        if let Ok(found) = self.quotes.binary_search_by_key(&at, |quote| quote.0) {
            let mark = self.quotes.get(found).map_or(Mark::Apostrophe, |quote| quote.1);
            return Set::As(self.signs.sign(c == '"', mark).into());
        }
        let set = letters::set(c, |c| self.coverage.glyph(c));
        let before = at.checked_sub(1).and_then(|at| self.chars.get(at)).copied();
        match set {
            Set::Itself if c == ' ' && self.binds(at) => Set::As("\u{a0}".into()),
            Set::Itself | Set::LineEnd if c == ' ' || set == Set::LineEnd => {
                let blank = |c: char| c == ' ' || letters::set(c, |_| true) == Set::LineEnd;
                if before.is_some_and(blank) { Set::Nothing } else { Set::As(" ".into()) }
            }
            // A fraction must not take the number before it for its own.
            Set::As(fraction) if fraction.contains('⁄') && before.is_some_and(char::is_numeric) => {
                Set::As(format!("\u{202f}{fraction}"))
            }
            set => set,
        }
    }

    /// Whether no line ends at a space.
    fn binds(&self, at: usize) -> bool {
        self.chars
            .get(..at)
            .zip(self.chars.get(at + 1..))
            .is_some_and(|(before, after)| is_bound(before, after))
    }

    /// The text as it is set, without what only steers.
    pub fn plain(&self) -> String {
        let mut text = String::with_capacity(self.chars.len());
        for at in 0..self.chars.len() {
            match self.set(at) {
                Set::Itself | Set::Lost => text.extend(self.chars.get(at)),
                Set::As(part) | Set::Raised(part) | Set::Lowered(part) => text.push_str(&part),
                Set::Steers | Set::Nothing | Set::LineEnd => {}
            }
        }
        text.retain(|c| !is_default_ignorable(c));
        text
    }
}

/// A string as it is set: with the marks of its language, and without what only steers.
///
/// For what is no content: the document's title, bookmarks, the rail. A voice may be a tag such as `de-CH`.
pub fn typographic<'a>(text: &str, voice: impl Into<Voice<'a>>) -> String {
    plain(&[Node { kind: Kind::Text(text.to_owned()), range: 0..text.len(), children: vec![] }], voice)
}

/// The text of some nodes as it is set.
pub fn plain<'a>(nodes: &[Node], voice: impl Into<Voice<'a>>) -> String {
    let mut line = Line::read(nodes, voice.into(), false);
    // What code says stays as it is.
    if line.chars.contains(&OBJECT) {
        let mut codes = Vec::new();
        codes_in(nodes, &mut codes);
        let parts = line.plain();
        let mut parts = parts.split(OBJECT);
        let mut text = parts.next().unwrap_or_default().to_owned();
        let mut codes = codes.into_iter();
        for part in parts {
            // The sign by which code is set aside may stand in a text, too.
            match codes.next() {
                Some(code) => text.push_str(code),
                None => text.push(OBJECT),
            }
            text.push_str(part);
        }
        line.done = line.chars.len();
        return text;
    }
    line.plain()
}

/// The text of an inline field as it is set.
pub fn inline<'a>(text: &Inline, voice: impl Into<Voice<'a>>) -> String {
    plain(&addresses::whole(&text.nodes, &text.text), voice)
}

fn codes_in<'n>(nodes: &'n [Node], codes: &mut Vec<&'n str>) {
    for node in nodes {
        match &node.kind {
            Kind::Code(code) => codes.push(code),
            Kind::Footnote { .. } | Kind::FootnoteAgain(_) | Kind::Problem(_) => {}
            _ => codes_in(&node.children, codes),
        }
    }
}

fn gather(nodes: &[Node], chars: &mut Vec<char>) {
    for node in nodes {
        match &node.kind {
            Kind::Text(text) => chars.extend(text.chars()),
            Kind::Code(_) => chars.push(OBJECT),
            Kind::SoftBreak => chars.push(' '),
            Kind::HardBreak => chars.push('\n'),
            Kind::Footnote { .. } | Kind::FootnoteAgain(_) | Kind::Problem(_) => {}
            _ => gather(&node.children, chars),
        }
    }
}

/// How many characters a node has in its line.
fn length(node: &Node) -> usize {
    let mut chars = Vec::new();
    gather(std::slice::from_ref(node), &mut chars);
    chars.len()
}

/// Code: its characters stay as they are, but for those that no font has.
pub fn code(code: &str, coverage: &Coverage) -> RawElem {
    let mut text = EcoString::new();
    for c in code.chars() {
        match letters::set(c, |c| coverage.glyph(c)) {
            Set::LineEnd if c == '\n' || c == '\t' => text.push(c),
            Set::LineEnd => text.push(' '),
            Set::Itself | Set::Lost => text.push(c),
            Set::As(part) | Set::Raised(part) | Set::Lowered(part) => text.push_str(&part),
            Set::Steers | Set::Nothing => {}
        }
    }
    RawElem::new(RawContent::Text(text.chars().filter(|c| !is_default_ignorable(*c)).collect()))
}

/// Content on its way, piece by piece: each has the place of its own characters.
struct Pieces<'a> {
    out: Vec<Content>,
    text: EcoString,
    /// The bytes of the leaf that the piece begins with, and those that it has come to.
    bytes: Range<usize>,
    span: &'a dyn Fn(Range<usize>) -> Span,
}

impl Pieces<'_> {
    fn flush(&mut self) {
        let bytes = std::mem::replace(&mut self.bytes.start, self.bytes.end)..self.bytes.end;
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.out.push(TextElem::packed(text).spanned((self.span)(bytes)));
        }
    }

    /// Adds characters that stand for some of the leaf's.
    fn push(&mut self, text: &str, length: usize) {
        for c in text.chars() {
            if is_default_ignorable(c) {
                self.flush();
                self.out.push(breaks::steering(c));
            } else {
                self.text.push(c);
            }
        }
        self.bytes.end += length;
    }

    /// Adds a piece that is set apart.
    fn apart(&mut self, length: usize, piece: impl FnOnce(Span) -> Content) {
        self.flush();
        self.bytes.end += length;
        let span = (self.span)(self.bytes.clone());
        self.bytes.start = self.bytes.end;
        self.out.push(piece(span));
    }
}

impl Text<'_> {
    /// The words of a leaf, which is the next of its line.
    pub fn words(&self, text: &str, node: &Node, line: &mut Line) -> Vec<Content> {
        let exact = self.value(&node.range) == Some(text);
        let from = node.range.start;
        let span = |bytes: Range<usize>| {
            if exact { self.span(&(from + bytes.start..from + bytes.end)) } else { self.span(&node.range) }
        };
        let mut pieces = Pieces { out: vec![], text: EcoString::new(), bytes: 0..0, span: &span };
        let end = line.done + text.chars().count();
        while line.done < end {
            let at = line.done;
            let next = line.addresses.partition_point(|address| address.range.end <= at);
            let address = line.addresses.get(next);
            let Some(address) = address.filter(|address| address.range.start <= at).cloned() else {
                let next = address.map_or(end, |address| address.range.start);
                line.set_until(next.min(end), &mut pieces);
                continue;
            };
            pieces.flush();
            let before = std::mem::take(&mut pieces.out);
            let start = pieces.bytes.end;
            line.set_until(address.range.end.min(end), &mut pieces);
            pieces.flush();
            let body = breaks::unhyphenated(Content::sequence(std::mem::replace(&mut pieces.out, before)));
            let url = address.url.filter(|_| !self.linked).and_then(|url| Url::new(url).ok());
            pieces.out.push(match url {
                Some(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body)
                    .pack()
                    .spanned(span(start..pieces.bytes.end)),
                None => body,
            });
        }
        pieces.flush();
        pieces.out
    }
}

impl<'a> Line<'a> {
    /// Sets the characters up to one of the line.
    fn set_until(&mut self, end: usize, pieces: &mut Pieces) {
        while self.done < end {
            let at = self.done;
            self.done += 1;
            let Some(&c) = self.chars.get(at) else { continue };
            let first = self.breaks.partition_point(|point| point.0 < at);
            for (_, sign) in self.breaks.iter().skip(first).take_while(|point| point.0 == at) {
                pieces.flush();
                pieces.out.push(breaks::steering(*sign));
            }
            let mut shift = |text: String, raised: bool| {
                pieces.apart(c.len_utf8(), |span| {
                    shifted(TextElem::packed(text).spanned(span), raised).spanned(span)
                });
            };
            match self.set(at) {
                Set::Itself | Set::Lost => pieces.push(c.encode_utf8(&mut [0; 4]), c.len_utf8()),
                // A control character that was meant as a letter has none in the source.
                Set::As(text) if c.is_control() => pieces.apart(c.len_utf8(), |_| TextElem::packed(text)),
                Set::As(text) => pieces.push(&text, c.len_utf8()),
                Set::Raised(text) => shift(text, true),
                Set::Lowered(text) => shift(text, false),
                Set::Steers => pieces.apart(c.len_utf8(), |_| breaks::steering(c)),
                Set::Nothing | Set::LineEnd => pieces.push("", c.len_utf8()),
            }
        }
    }
}
