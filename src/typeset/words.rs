//! Words become Typst content: plain addresses as links, quotation marks as the language asks.

use typst_library::foundations::{Content, NativeElement};
use typst_library::model::{Destination, LinkElem, LinkTarget, Url};
use typst_library::text::{SmartQuoteElem, TextElem};
use typst_syntax::Span;

use super::lower::Text;
use super::{breaks, quotes};

impl Text<'_> {
    /// Words, in which plain addresses are links.
    pub fn words(&self, text: &str, span: Span) -> Vec<Content> {
        let mut out = Vec::new();
        let mut plain = String::new();
        for word in text.split_inclusive(char::is_whitespace) {
            let address = word.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']);
            let is_address = address.starts_with("https://") || address.starts_with("http://");
            match Url::new(address) {
                Ok(url) if is_address && !self.linked => {
                    out.extend(self.quoted(&std::mem::take(&mut plain), span));
                    let body = Content::sequence(self.quoted(address, span));
                    out.push(
                        LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body).pack().spanned(span),
                    );
                    plain.push_str(&word[address.len()..]);
                }
                _ => plain.push_str(word),
            }
        }
        out.extend(self.quoted(&plain, span));
        out
    }

    /// Words, with quotation marks that follow the language.
    fn quoted(&self, text: &str, span: Span) -> Vec<Content> {
        let soft = breaks::soften(text, self.lower.language);
        let soft = quotes::apostrophes(&soft, self.lower.language);
        let mut out = Vec::new();
        for piece in soft.split_inclusive(['"', '\'']) {
            let words = piece.trim_end_matches(['"', '\'']);
            if !words.is_empty() {
                out.push(TextElem::packed(words).spanned(span));
            }
            if piece.len() > words.len() {
                out.push(SmartQuoteElem::new().with_double(piece.ends_with('"')).pack().spanned(span));
            }
        }
        out
    }
}
