use super::{Kind, plain, read, read_inline};
#[test]
    fn a_note_moves_to_its_reference() {
        let nodes = read("One[^a] two.\n\n[^a]: The *note*.\n");
        assert_eq!(nodes.len(), 1);
        let note = &nodes[0].children[1];
        assert_eq!(note.kind, Kind::Footnote { label: "a".into(), shared: false });
        assert_eq!(plain(&note.children), "The note.");
    }
    #[test]
    fn neighbours_of_text_are_one() {
        assert_eq!(read("a [^x] b & c < d")[0].children.len(), 1);
    }
    #[test]
    fn a_title_is_never_a_list() {
        assert_eq!(plain(&read_inline("1. Teams")), "1. Teams");
        assert_eq!(plain(&read_inline("# not code")), "# not code");
        assert_eq!(plain(&read_inline("a *b* `c`")), "a b c");
    }
