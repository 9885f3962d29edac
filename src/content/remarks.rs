//! Comments in TOML that wait for somebody: `# opmerking: ...`.

/// What such a comment begins with, in each language of the program.
pub const COMMENTS: [(&str, &str); 4] =
    [("nl", "opmerking"), ("en", "comment"), ("fr", "commentaire"), ("de", "Kommentar")];
