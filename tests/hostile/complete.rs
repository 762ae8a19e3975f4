//! What holds for completion and hover at every place of every text.

use nse_query::Catalog;
use nse_query::complete::{Known, complete, hover};

pub(crate) fn complete_and_hover(text: &str) {
    let catalog = Catalog::builtin();
    let known = Known {
        tags: &["vip", "very \"big\"", "empty", "és", ""],
        saved_searches: &[("4fc886dc682c4a64dd060062", "Old friends")],
    };
    // Every place of a short text, some of a long one; between the bytes of a character too, and behind the end.
    for cursor in (0..=text.len() + 1).step_by(1 + text.len() / 40) {
        let before = text.floor_char_boundary(cursor);
        let offered = complete(text, cursor, &catalog, known);
        assert!(offered.len() <= 100, "{text:?} at {cursor}");
        for offer in &offered {
            let replace = offer.replace;
            assert!(text.get(replace.start..replace.end).is_some(), "{text:?} at {cursor}: {offer:?}");
            assert!(replace.start <= before && before <= replace.end, "{text:?} at {cursor}: {offer:?}");
            assert!(!offer.detail.is_empty(), "{text:?} at {cursor}: {offer:?}");
            assert!(!offer.label.contains(char::is_control), "{text:?} at {cursor}: {offer:?}");
        }
        if let Some(hover) = hover(text, cursor, &catalog) {
            assert!(text.get(hover.span.start..hover.span.end).is_some(), "{text:?} at {cursor}: {hover:?}");
            assert!((hover.span.start..hover.span.end).contains(&cursor), "{text:?} at {cursor}: {hover:?}");
            assert!(!hover.text.is_empty(), "{text:?} at {cursor}");
        }
    }
}
