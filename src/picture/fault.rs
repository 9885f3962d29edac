//! Why an image cannot be set.

use std::borrow::Cow;

/// The finding about a picture that asks for more than any may.
pub const HEAVY: &str = "heavy-image";

/// Why an image cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fault {
    /// The stable name of the finding.
    pub name: &'static str,
    /// What is wrong, as the end of a sentence that names the file.
    pub message: String,
    /// What to do.
    pub hint: Cow<'static, str>,
}

impl Fault {
    /// A fault of a name, with what is wrong and what to do.
    pub fn new(name: &'static str, message: impl Into<String>, hint: impl Into<Cow<'static, str>>) -> Self {
        Self { name, message: message.into(), hint: hint.into() }
    }

    /// A file that is not what it begins as.
    pub fn broken(what: &str) -> Self {
        Self::new(
            "broken-image",
            format!("is not a sound {what} file"),
            "open it in an image editor and save it anew",
        )
    }

    /// A file whose end is missing.
    pub fn truncated(what: &str) -> Self {
        Self::new(
            "truncated-image",
            format!("is a {what} file that ends too early"),
            "copy it once more from where it came",
        )
    }

    /// A drawing, or a page, that asks for more than any may.
    pub fn heavy(message: impl Into<String>) -> Self {
        let hint = "make it simpler, with fewer effects, masks and points, or save it as a PNG";
        Self::new(HEAVY, message, hint)
    }

    /// A drawing, or a page, at which what draws it fails.
    pub fn undrawn() -> Self {
        let hint = "save it anew from the program that made it, or as a PNG";
        Self::new("broken-image", "cannot be drawn: what reads it fails at it", hint)
    }

    /// The same of pixels, which are saved anew in another way.
    pub fn of_pixels(self) -> Self {
        Self { hint: "open it in an image editor and save it anew".into(), ..self }
    }
}
