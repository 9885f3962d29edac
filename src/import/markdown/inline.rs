//! What stands in a paragraph of Markdown.

use pulldown_cmark::{Event, LinkType, Tag};

use super::{Events, Reader, words_of};
use crate::import::piece::{Figure, Image, Marks, Paragraph, Piece, Remark, RemarkKind, Run};

impl Reader<'_> {
    pub fn inline(&mut self, event: Event, events: &mut Events) {
        match event {
            Event::Text(text) => self.text(&text, self.marks),
            Event::Code(code) => self.text(&code, Marks { code: true, ..self.marks }),
            Event::SoftBreak => self.text(" ", self.marks),
            Event::HardBreak => self.line.push(Run::Break),
            Event::FootnoteReference(label) => self.line.push(Run::Note(label.to_string())),
            Event::TaskListMarker(done) => self.done = Some(done),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Start(Tag::Image { dest_url, title, .. }) => self.image(&dest_url, &title, events),
            Event::Start(tag) => {
                let (marks, link) = (self.marks, self.link.clone());
                match tag {
                    Tag::Strong => self.marks.strong = true,
                    Tag::Emphasis => self.marks.emphasis = true,
                    Tag::Strikethrough => self.marks.strike = true,
                    Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                        self.link = Some(format!("mailto:{dest_url}"));
                    }
                    Tag::Link { dest_url, title, .. } => {
                        self.link = Some(dest_url.to_string());
                        if !title.is_empty() {
                            self.leave("title of a link", title.to_string());
                        }
                    }
                    _ => {}
                }
                while let Some(inner) = events.next() {
                    match inner {
                        Event::End(_) => break,
                        other => self.inline(other, events),
                    }
                }
                (self.marks, self.link) = (marks, link);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, marks: Marks) {
        if let Some(Run::Text(last, known, link)) = self.line.last_mut()
            && *known == marks
            && *link == self.link
        {
            last.push_str(text);
            return;
        }
        self.line.push(Run::Text(text.to_owned(), marks, self.link.clone()));
    }

    pub fn html(&mut self, html: &str) {
        let name = html.trim().trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
        if name.eq_ignore_ascii_case("br") {
            return self.line.push(Run::Break);
        }
        match html.trim().strip_prefix("<!--") {
            Some(comment) => {
                let words = comment.trim_end().trim_end_matches("-->").trim().to_owned();
                let remark =
                    Remark { kind: RemarkKind::Comment, by: String::new(), about: String::new(), words };
                self.remarks.push(remark);
            }
            None if html.trim_start().starts_with("</") => {}
            None => self.leave("HTML", html.trim()),
        }
    }

    fn image(&mut self, path: &str, title: &str, events: &mut Events) {
        let (marks, link) = (std::mem::take(&mut self.marks), self.link.take());
        let alt = words_of(&self.words(events));
        (self.marks, self.link) = (marks, link);
        match (self.open)(path) {
            Ok((bytes, fit)) => {
                let known = self.document.images.iter().position(|image| image.bytes == bytes);
                let image = known.unwrap_or(self.document.images.len());
                if known.is_none() {
                    self.document.images.push(Image { bytes, fit });
                }
                let caption = (!title.trim().is_empty()).then(|| Paragraph {
                    line: vec![Run::Text(title.to_owned(), Marks::default(), None)],
                    remarks: vec![],
                });
                self.figures.push(Piece::Figure(Figure { image, alt, caption, ..Figure::default() }));
            }
            Err(why) => {
                let words = [alt.as_str(), title, &format!("`{path}` {why}")].join(" ");
                self.leave("picture", words.trim());
            }
        }
    }
}
