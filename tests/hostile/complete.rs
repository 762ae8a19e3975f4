//! What holds for completion and hover at every place of every text, and for the roles of its tokens.

use nse_query::complete::{
    AccountData, Role, Symbol, complete, enclosing, folds, hints, hover, parameter_places, roles, symbols,
};
use nse_query::value::Zone;
use nse_query::{Catalog, Compiler};

pub(crate) fn complete_and_hover(text: &str) {
    let catalog = Catalog::builtin();
    let account = AccountData::new()
        .tags(["vip", "very \"big\"", "empty", "és", ""])
        .saved_searches([("4fc886dc682c4a64dd060062", "Old friends")]);
    // Every place of a short text, some of a long one; between the bytes of a character too, and behind the end.
    for cursor in (0..=text.len() + 1).step_by(1 + text.len() / 40) {
        let before = text.floor_char_boundary(cursor);
        let offered = complete(text, cursor, &catalog, &account);
        assert!(offered.len() <= 100, "{text:?} at {cursor}");
        for offer in &offered {
            let replace = offer.replace;
            assert!(text.get(replace.start..replace.end).is_some(), "{text:?} at {cursor}: {offer:?}");
            assert!(replace.start <= before && before <= replace.end, "{text:?} at {cursor}: {offer:?}");
            assert!(!offer.detail.is_empty(), "{text:?} at {cursor}: {offer:?}");
            assert!(!offer.label.contains(char::is_control), "{text:?} at {cursor}: {offer:?}");
        }
        if let Some(hover) = hover(text, cursor, &catalog, &account) {
            assert!(text.get(hover.span.start..hover.span.end).is_some(), "{text:?} at {cursor}: {hover:?}");
            assert!((hover.span.start..hover.span.end).contains(&cursor), "{text:?} at {cursor}: {hover:?}");
            assert!(!hover.text.is_empty(), "{text:?} at {cursor}");
        }
    }
    the_roles_cover(text, &catalog);
    the_parts_lie_in(text, &catalog);
}

/// The roles lie in the text one after another, and cover all of it but white space and a byte order mark before it. A
/// comment is one, and nothing is offered in it.
fn the_roles_cover(text: &str, catalog: &Catalog) {
    let mut end = if text.starts_with('\u{feff}') { 3 } else { 0 };
    for token in roles(text, catalog) {
        let span = token.span;
        assert!(span.start < span.end, "{text:?}: {token:?}");
        let between = text.get(end..span.start);
        assert!(between.is_some_and(|between| between.trim().is_empty()), "{text:?}: {token:?} after {end}");
        assert!(text.get(span.start..span.end).is_some(), "{text:?}: {token:?}");
        let is_comment = span.of(text).starts_with("//");
        assert_eq!(token.role == Role::Comment, is_comment, "{text:?}: {token:?}");
        if is_comment && text.len() < 1000 {
            assert!(complete(text, span.end, catalog, &AccountData::new()).is_empty(), "{text:?}: {token:?}");
        }
        end = span.end;
    }
    assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()), "{text:?} after {end}");
}

/// What an editor is told of the parts of a text lies in it, and what grows holds what it grew from.
fn the_parts_lie_in(text: &str, catalog: &Catalog) {
    fn check(symbol: &Symbol, text: &str) {
        assert!(text.get(symbol.span.start..symbol.span.end).is_some(), "{text:?}: {symbol:?}");
        assert!(symbol.span.start <= symbol.first.start && symbol.first.end <= symbol.span.end, "{text:?}: {symbol:?}");
        assert!(!symbol.name.is_empty() && !symbol.name.contains('\n'), "{text:?}: {symbol:?}");
        for child in &symbol.children {
            assert!(symbol.span.start <= child.span.start && child.span.end <= symbol.span.end, "{text:?}: {symbol:?}");
            check(child, text);
        }
    }

    let now = "2026-11-15T12:00:00Z".parse().expect("an instant");
    let compiler = Compiler::new(catalog).now(now, Zone::UTC);
    for symbol in &symbols(text, &compiler) {
        check(symbol, text);
    }
    assert!(folds(text, &compiler).iter().all(|fold| fold.span.of(text).contains('\n')), "{text:?}");
    for hint in hints(text, &compiler, &AccountData::new()) {
        assert!(text.is_char_boundary(hint.offset) && !hint.text.is_empty(), "{text:?}: {hint:?}");
    }
    // At a few places: each reads the whole text.
    for offset in (0..=text.len()).step_by(text.len() / 8 + 1) {
        let around = enclosing(text, offset, &compiler);
        assert_eq!(around.last().map(|whole| whole.of(text)), Some(text));
        for pair in around.windows(2) {
            let [inner, outer] = pair else { continue };
            assert!(outer.start <= inner.start && inner.end <= outer.end && inner != outer, "{text:?} at {offset}");
            assert!(text.get(inner.start..inner.end).is_some(), "{text:?} at {offset}");
        }
        assert!(parameter_places(text, offset).iter().all(|place| place.of(text).starts_with('{')), "{text:?}");
    }
}
