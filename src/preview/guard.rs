//! Who may ask: a browser on this machine that was given the address, and no page from elsewhere.

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::{Method, StatusCode};

/// What browsers say of where a request comes from (Fetch Metadata, W3C).
const SITE: &str = "sec-fetch-site";

/// Why a request is refused, if it is.
///
/// Its host must be a name of this machine with our port, so that no name on the web can be made to lead here; a page
/// of another origin may neither ask nor send. What changes something must say that it comes from our own page.
pub fn refused(method: &Method, headers: &HeaderMap, port: u16) -> Option<StatusCode> {
    if method != Method::GET && method != Method::HEAD && method != Method::POST {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_own(host, port) || hosts.next().is_some() {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    let from_here = |origin: &str| origin.strip_prefix("http://") == Some(host);
    let foreign = match origin {
        Some(origin) => !from_here(origin),
        None => method == Method::POST,
    };
    let site = headers.get(SITE).map(|site| site.to_str().unwrap_or_default());
    let elsewhere = site.is_some_and(|site| site != "same-origin" && site != "none");
    (foreign || elsewhere).then_some(StatusCode::FORBIDDEN)
}

/// Whether a host is this machine with a port.
fn is_own(host: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"))
}

/// Whether two secrets are one; it takes as long whatever they are.
pub fn is_same(given: &str, secret: &str) -> bool {
    let off = given.bytes().zip(secret.bytes()).fold(0, |off, (a, b)| off | (a ^ b));
    given.len() == secret.len() && off == 0
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderMap, HeaderName, HeaderValue};
    use hyper::{Method, StatusCode};

    use super::{is_same, refused};

    fn asked(method: Method, list: &[(&'static str, &'static str)]) -> Option<StatusCode> {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        refused(&method, &headers, 80)
    }

    #[test]
    fn only_our_own_page_asks() {
        let own = ("host", "127.0.0.1:80");
        for fine in [
            &[own][..],
            &[("host", "localhost:80")],
            &[("host", "[::1]:80")],
            &[own, ("origin", "http://127.0.0.1:80"), ("sec-fetch-site", "same-origin")],
            &[own, ("sec-fetch-site", "none")],
        ] {
            assert_eq!(asked(Method::GET, fine), None, "{fine:?}");
        }
        let bad = Some(StatusCode::FORBIDDEN);
        for (list, why) in [
            (&[][..], Some(StatusCode::MISDIRECTED_REQUEST)),
            (&[("host", "example.org:80")], Some(StatusCode::MISDIRECTED_REQUEST)),
            (&[("host", "127.0.0.1")], Some(StatusCode::MISDIRECTED_REQUEST)),
            (&[("host", "127.0.0.1:81")], Some(StatusCode::MISDIRECTED_REQUEST)),
            (&[("host", "127.0.0.1:80.example.org")], Some(StatusCode::MISDIRECTED_REQUEST)),
            (&[own, own], Some(StatusCode::MISDIRECTED_REQUEST)),
            (&[own, ("origin", "http://example.org")], bad),
            (&[own, ("origin", "null")], bad),
            (&[own, ("origin", "https://127.0.0.1:80")], bad),
            (&[own, ("origin", "http://127.0.0.1:81")], bad),
            (&[own, ("sec-fetch-site", "cross-site")], bad),
            (&[own, ("sec-fetch-site", "same-site")], bad),
        ] {
            assert_eq!(asked(Method::GET, list), why, "{list:?}");
        }
        assert_eq!(asked(Method::POST, &[own]), bad);
        assert_eq!(asked(Method::POST, &[own, ("origin", "http://127.0.0.1:80")]), None);
        assert_eq!(asked(Method::DELETE, &[own]), Some(StatusCode::METHOD_NOT_ALLOWED));
        assert!(
            is_same("abc", "abc") && !is_same("abc", "abd") && !is_same("ab", "abc") && !is_same("", "a")
        );
    }
}
