//! Addresses in plain text: pages and mailboxes, and where they lead.

use std::borrow::Cow;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use crate::content::markdown::{Kind, Node};

/// A stretch of text that is no words: it is never hyphenated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its characters in the text.
    pub range: Range<usize>,
    /// Where it leads, if it leads anywhere.
    pub url: Option<String>,
}

/// Where a page leads that is written without a scheme: by now, pages are served over TLS.
const SCHEME: &str = "https://";

/// What stands before the address of a mailbox where it is a link.
const MAILTO: &str = "mailto:";

/// What may stand at the end of an address without being part of it.
const ENDS: &[char] = &['.', ',', ';', ':', '!', '?', '…', '»', '›', '”', '’', '“', '‘', '"', '\'', '|', '·'];

/// What may stand at the end of an address as one half of a pair.
const PAIRED: [char; 3] = ['*', '_', '~'];

/// Brackets: an address ends with one only where it opens it.
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// Finds the addresses in a text.
pub fn find(text: &[char]) -> Vec<Address> {
    let string: String = text.iter().collect();
    if !hints(&string) {
        return vec![];
    }
    let starts: Vec<usize> = string.char_indices().map(|(at, _)| at).collect();
    let index = |byte: usize| starts.binary_search(&byte).unwrap_or(starts.len());
    in_string(&string)
        .into_iter()
        .map(|(range, url)| Address { range: index(range.start)..index(range.end), url: Some(url) })
        .collect()
}

/// Whether there may be an address at all.
fn hints(text: &str) -> bool {
    text.contains("://")
        || text.contains('@')
        || text.contains("www.")
        || text.to_lowercase().contains("www.")
}

/// The bytes of addresses, and where they lead.
fn in_string(text: &str) -> Vec<(Range<usize>, String)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false).url_can_be_iri(true);
    let mut found = Vec::new();
    for link in finder.links(text) {
        let mut range = link.start()..link.end();
        let Some(address) = text.get(range.clone()) else { continue };
        range.end = range.start + trimmed(address).len();
        let Some(address) = text.get(range.clone()) else { continue };
        let small = address.to_lowercase();
        let rest = |scheme: &str| address.get(scheme.len()..).unwrap_or_default().to_owned();
        let url = match link.kind() {
            LinkKind::Email => {
                let before = range.start.checked_sub(MAILTO.len()).and_then(|at| text.get(at..range.start));
                if before.is_some_and(|before| before.eq_ignore_ascii_case(MAILTO)) {
                    range.start -= MAILTO.len();
                }
                format!("mailto:{address}")
            }
            _ if small.starts_with("https://") => format!("https://{}", rest("https://")),
            _ if small.starts_with("http://") => format!("http://{}", rest("http://")),
            _ if small.starts_with("www.") && small.matches('.').count() > 1 => format!("{SCHEME}{address}"),
            _ => continue,
        };
        found.push((range, ascii(url)));
    }
    found
}

/// An address without the marks that end the sentence or close the bracket around it.
fn trimmed(mut address: &str) -> &str {
    let count = |mark: char| address.matches(mark).count();
    let mut brackets = BRACKETS.map(|(open, close)| (close, count(close), count(open)));
    let mut paired = PAIRED.map(|mark| (mark, count(mark)));
    while let Some(last) = address.chars().next_back() {
        let bracket = brackets.iter_mut().find(|(close, closed, opened)| *close == last && closed > opened);
        let pair = paired.iter_mut().find(|(mark, count)| *mark == last && count % 2 == 1);
        if let Some((_, closed, _)) = bracket {
            *closed -= 1;
        } else if let Some((_, count)) = pair {
            *count -= 1;
        } else if !ENDS.contains(&last) {
            break;
        }
        address = address.get(..address.len() - last.len_utf8()).unwrap_or_default();
    }
    address
}

/// An address as a file may hold it: other letters than ASCII are encoded.
fn ascii(url: String) -> String {
    if url.is_ascii() { url } else { url::Url::parse(&url).map_or(url, String::from) }
}

/// Text in which the underscores and asterisks of addresses are no markup.
///
/// Markdown knows nothing of addresses; what it took for emphasis that begins within one is undone.
pub fn whole<'n>(nodes: &'n [Node], value: &str) -> Cow<'n, [Node]> {
    let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return Cow::Borrowed(nodes) };
    let Some(source) = value.get(first.range.start..last.range.end).filter(|source| hints(source)) else {
        return Cow::Borrowed(nodes);
    };
    let spans: Vec<Range<usize>> = in_string(source)
        .into_iter()
        .map(|(range, _)| first.range.start + range.start..first.range.start + range.end)
        .collect();
    Cow::Owned(joined(nodes, &spans, value))
}

fn joined(nodes: &[Node], addresses: &[Range<usize>], value: &str) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        // The addresses are in order and apart.
        let next = addresses.partition_point(|span| span.end <= node.range.start);
        let within = addresses.get(next).is_some_and(|span| span.start < node.range.start);
        match node.kind {
            Kind::Emphasis | Kind::Strong => {
                let children = joined(&node.children, addresses, value);
                let ends = children.first().zip(children.last());
                let Some((start, end)) = ends.map(|(a, b)| (a.range.start, b.range.end)).filter(|_| within)
                else {
                    push(&mut out, Node { children, ..node.clone() });
                    continue;
                };
                push(&mut out, written(node.range.start..start, value));
                children.into_iter().for_each(|child| push(&mut out, child));
                push(&mut out, written(end..node.range.end, value));
            }
            _ => push(&mut out, node.clone()),
        }
    }
    out
}

/// What stands in the source, as text.
fn written(range: Range<usize>, value: &str) -> Node {
    let text = value.get(range.clone()).unwrap_or_default().to_owned();
    Node { kind: Kind::Text(text), range, children: vec![] }
}

fn push(nodes: &mut Vec<Node>, node: Node) {
    if let (Kind::Text(more), Some(last)) = (&node.kind, nodes.last_mut())
        && let Kind::Text(text) = &mut last.kind
    {
        text.push_str(more);
        last.range.end = node.range.end;
        return;
    }
    nodes.push(node);
}

#[cfg(test)]
mod tests {
    use super::{find, whole};
    use crate::content::markdown::{plain, read};

    /// The addresses of a text, as they stand in it, and where they lead.
    fn found(text: &str) -> Vec<(String, String)> {
        let chars: Vec<char> = text.chars().collect();
        find(&chars)
            .into_iter()
            .map(|address| (chars[address.range].iter().collect(), address.url.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn addresses_end_where_they_end() {
        let wiki = "https://nl.wikipedia.org/wiki/Straat_(verkeer)";
        for (text, address, url) in [
            (wiki, wiki, wiki),
            (&*format!("({wiki})"), wiki, wiki),
            (&*format!("({wiki})."), wiki, wiki),
            ("(https://x.nl/a)", "https://x.nl/a", "https://x.nl/a"),
            ("(zie https://x.nl/a).", "https://x.nl/a", "https://x.nl/a"),
            ("[https://x.nl/a]", "https://x.nl/a", "https://x.nl/a"),
            ("HTTPS://X.NL/A", "HTTPS://X.NL/A", "https://X.NL/A"),
            ("Http://x.nl", "Http://x.nl", "http://x.nl"),
            ("www.x.nl", "www.x.nl", "https://www.x.nl"),
            ("WWW.x.nl/b?c=d#e", "WWW.x.nl/b?c=d#e", "https://WWW.x.nl/b?c=d#e"),
            ("(www.x.nl)", "www.x.nl", "https://www.x.nl"),
            ("info@example.nl", "info@example.nl", "mailto:info@example.nl"),
            ("Mail info@example.nl.", "info@example.nl", "mailto:info@example.nl"),
            ("(a.b+c@sub.example.co.uk)", "a.b+c@sub.example.co.uk", "mailto:a.b+c@sub.example.co.uk"),
            ("MAILTO:info@example.nl", "MAILTO:info@example.nl", "mailto:info@example.nl"),
            ("https://x.nl, en", "https://x.nl", "https://x.nl"),
            ("https://x.nl/a; en", "https://x.nl/a", "https://x.nl/a"),
            ("https://x.nl/a?", "https://x.nl/a", "https://x.nl/a"),
            ("https://x.nl/a?b=c!", "https://x.nl/a?b=c", "https://x.nl/a?b=c"),
            ("https://x.nl/a…", "https://x.nl/a", "https://x.nl/a"),
            ("« https://x.nl/a »", "https://x.nl/a", "https://x.nl/a"),
            ("«https://x.nl/a»", "https://x.nl/a", "https://x.nl/a"),
            ("“https://x.nl/a”", "https://x.nl/a", "https://x.nl/a"),
            ("\"https://x.nl/a\"", "https://x.nl/a", "https://x.nl/a"),
            ("'https://x.nl/a'", "https://x.nl/a", "https://x.nl/a"),
            ("https://x.nl/a_b_c", "https://x.nl/a_b_c", "https://x.nl/a_b_c"),
            ("https://x.nl/_a_", "https://x.nl/_a_", "https://x.nl/_a_"),
            ("https://x.nl/a*", "https://x.nl/a", "https://x.nl/a"),
            ("https://x.nl/*a*/b", "https://x.nl/*a*/b", "https://x.nl/*a*/b"),
            ("https://x.nl/a%20b", "https://x.nl/a%20b", "https://x.nl/a%20b"),
            ("https://x.nl/~a/", "https://x.nl/~a/", "https://x.nl/~a/"),
            ("https://müller.de/straße", "https://müller.de/straße", "https://xn--mller-kva.de/stra%C3%9Fe"),
            ("https://x.nl:8080/a", "https://x.nl:8080/a", "https://x.nl:8080/a"),
            ("http://localhost/a", "http://localhost/a", "http://localhost/a"),
            ("zie:https://x.nl/a", "https://x.nl/a", "https://x.nl/a"),
        ] {
            assert_eq!(found(text), [(address.to_owned(), url.to_owned())], "{text}");
        }
    }

    #[test]
    fn words_are_no_addresses() {
        for text in [
            "A4.tjes",
            "o.a. dit",
            "www.",
            "www. nl",
            "a@b",
            "https://",
            "10:30",
            "x.nl",
            "@naam",
            "ftp://x.nl",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("https://a.nl en https://b.nl").len(), 2);
        assert_eq!(found("a@b.nl, c@d.nl").len(), 2);
    }

    #[test]
    fn underscores_in_addresses_are_no_markup() {
        for (text, wanted) in [
            ("https://x.nl/_a_/b", "https://x.nl/_a_/b"),
            ("https://x.nl/*a*/b *c*", "https://x.nl/*a*/b c"),
            ("https://x.nl/a\\_b", "https://x.nl/a_b"),
            ("*zie https://x.nl/_a_*", "zie https://x.nl/_a_"),
            ("**https://x.nl/a** en *b*", "https://x.nl/a en b"),
            ("_a_ https://x.nl/ _b_", "a https://x.nl/ b"),
            ("https://x.nl/?a=1&amp;b=_2_", "https://x.nl/?a=1&b=_2_"),
            ("https://x.nl/__a__b", "https://x.nl/__a__b"),
        ] {
            let nodes = read(text);
            assert_eq!(plain(&whole(&nodes[0].children, text)), wanted, "{text}");
        }
    }
}
