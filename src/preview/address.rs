//! The address of the preview.

/// Where the book is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The port.
    pub port: u16,
    /// What only those know who were given the address.
    pub secret: String,
}

impl Address {
    /// The address for a browser.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.secret)
    }
}
