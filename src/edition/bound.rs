//! What a booklet is bound of: its pages in their order, each laid out for the hand on which it comes to lie.

use ecow::EcoVec;
use typst_layout::{Page, PagedDocument};
use typst_library::model::Document;

/// The pages of a booklet in their order, by the pages of the book, counted from 0; nothing stands for a
/// page for notes.
///
/// These fill a book up to a multiple of four: before its back cover, or at its end where it has none.
pub fn order(pages: &[usize], has_back_cover: bool) -> Vec<Option<usize>> {
    let missing = pages.len().next_multiple_of(4) - pages.len();
    let inner = pages.len() - usize::from(has_back_cover && !pages.is_empty());
    let mut order: Vec<Option<usize>> = pages.iter().copied().map(Some).collect();
    order.splice(inner..inner, std::iter::repeat_n(None, missing));
    order
}

/// Whether a page of the book comes to lie on the other hand at a place, both counted from 0.
fn changes_hands(place: usize, page: usize) -> bool {
    place % 2 != page % 2
}

/// Whether any page of a booklet comes to lie on the other hand than in the book: a recto as a verso, or
/// a verso as a recto.
pub fn any_changes_hands(order: &[Option<usize>]) -> bool {
    order.iter().enumerate().any(|(place, page)| page.is_some_and(|page| changes_hands(place, page)))
}

/// The pages of a booklet; `other` gives those that lie on the other hand than in the book.
pub fn bound(
    order: &[Option<usize>],
    document: &PagedDocument,
    other: impl Fn(usize) -> Option<Page>,
    note: &Page,
) -> PagedDocument {
    let page = |(place, page): (usize, &Option<usize>)| {
        let Some(page) = *page else { return Some(note.clone()) };
        if changes_hands(place, page) { other(page) } else { document.pages().get(page).cloned() }
    };
    let pages: EcoVec<Page> = order.iter().enumerate().filter_map(page).collect();
    PagedDocument::new(pages, document.info().clone())
}

#[cfg(test)]
mod tests {
    use super::{any_changes_hands, order};

    fn pages(range: std::ops::Range<usize>) -> Vec<usize> {
        range.collect()
    }

    #[test]
    fn a_book_keeps_its_back_cover_at_the_back() {
        for count in 1..18 {
            let order = order(&pages(0..count), true);
            assert_eq!(order.len(), count.next_multiple_of(4));
            assert_eq!(order.last(), Some(&Some(count - 1)), "{count}");
            let notes = order.iter().filter(|page| page.is_none()).count();
            assert!(order[count - 1..count - 1 + notes].iter().all(Option::is_none), "{count}");
        }
    }

    #[test]
    fn an_extract_has_its_notes_at_the_end() {
        for count in 1..18 {
            let order = order(&pages(5..5 + count), false);
            assert_eq!(order.len(), count.next_multiple_of(4));
            assert_eq!(order[..count], pages(5..5 + count).into_iter().map(Some).collect::<Vec<_>>());
            assert!(order[count..].iter().all(Option::is_none), "{count}");
        }
        assert!(order(&[], false).is_empty() && order(&[], true).is_empty());
    }

    #[test]
    fn pages_change_hands_by_their_places() {
        for (pages, back, changes) in [
            (pages(0..8), true, false),
            (pages(0..6), true, false),
            (pages(0..7), true, true),
            (pages(2..9), false, false),
            (pages(3..9), false, true),
            (vec![2, 3, 7, 8], false, true),
            (vec![2, 3, 6, 7], false, false),
            (vec![2, 5, 6, 7], false, false),
        ] {
            assert_eq!(any_changes_hands(&order(&pages, back)), changes, "{pages:?}");
        }
    }
}
