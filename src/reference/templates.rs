//! The parts of the reference that people wrote: `docs/reference`, put into the program by `build.rs`.

/// The files, as names and texts.
static TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/reference.rs"));

/// The text of a file; empty where there is none.
pub fn template(name: &str) -> &'static str {
    TEMPLATES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::super::block_schemas;
    use super::template;

    #[test]
    fn every_block_has_an_example() {
        for (name, _) in block_schemas() {
            assert!(template(&format!("{name}.toml")).starts_with("[[block]]"), "{name}");
        }
        assert_eq!(template("nothing"), "");
    }
}
