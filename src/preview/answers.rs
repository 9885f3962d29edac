//! Answers, and what each of them says.

use std::convert::Infallible;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::Value;

use super::web;

/// What is answered: all at once, or bit by bit.
pub type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

/// What every answer says: no page but ours is shown, runs or reads it, and nothing is loaded from elsewhere.
const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

/// A file of the page, or that there is none of the name.
pub fn file(name: &str) -> Response<Body> {
    match web::file(name) {
        Some((kind, bytes)) => with(StatusCode::OK, kind, "no-store", Either::Left(Full::new(bytes.into()))),
        None => plain(StatusCode::NOT_FOUND),
    }
}

/// A value as JSON.
pub fn json_of(value: &Value) -> Response<Body> {
    let body = Either::Left(Full::new(value.to_string().into()));
    with(StatusCode::OK, "application/json", "no-store", body)
}

/// A value as JSON, with a status.
pub fn json_with(status: StatusCode, value: &Value) -> Response<Body> {
    let mut response = json_of(value);
    *response.status_mut() = status;
    response
}

/// A status and nothing else.
pub fn plain(status: StatusCode) -> Response<Body> {
    let text = status.canonical_reason().unwrap_or_default();
    with(status, "text/plain; charset=utf-8", "no-store", Either::Left(Full::new(text.into())))
}

/// An answer with all that every answer says.
pub fn with(status: StatusCode, kind: &'static str, cache: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}
