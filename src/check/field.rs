//! The name of a field, as text writes it, to the field.

use super::{Lint, Options};
use crate::catalog::{Catalog, FieldRef, nearest};
use crate::diagnostic::{Collector, Diagnostic};
use crate::fold::is_blank;
use crate::lex::quote;
use crate::operator::Operator;
use crate::query::{CUSTOM_NAME, Problem};
use crate::span::Span;
use crate::text::FieldName;

/// For how many errors near names are looked for, which costs as much as reading a hundred clauses.
pub(crate) const NEAR: usize = 100;

/// The field that `name` means; none where there is no such field.
#[inline]
pub(crate) fn find(name: &FieldName<'_>, catalog: &Catalog, diagnostics: &mut Collector) -> Option<FieldRef> {
    if name.custom { custom(&name.name, name.span, catalog, diagnostics) } else { catalog.field(&name.name) }
}

/// What becomes of a `name` that is not a field: an error, or under leniency a warning and a field of no known kind.
#[cold]
pub(crate) fn unresolved(name: &FieldName<'_>, options: &Options<'_>, diagnostics: &mut Collector) -> Option<FieldRef> {
    let catalog = options.catalog;
    let instead = catalog.instead_of(&name.name);
    // What NSE JSON reads as a join is no name there.
    let join = matches!(&*name.name, "and" | "or" | "not" | "custom_fields");
    if options.lenient && instead.is_none() && !join && !is_blank(&name.name) {
        diagnostics.add(unknown_kept(&name.name, name.span));
        return Some(catalog.unknown_field(&name.name));
    }
    // Past the last error that is shown they would be for nothing.
    let near = suggestions(&name.name, catalog, diagnostics.has_room() && diagnostics.errors() < NEAR);
    let mut diagnostic = unknown(&name.name, name.span, catalog, !near.is_empty());
    for suggestion in near {
        diagnostic = diagnostic.suggest(format!("use `{suggestion}`"), name.span, suggestion);
    }
    if instead.is_none() && !is_blank(&name.name) {
        diagnostic = diagnostic.help(format!("a custom field is written `custom.{}`", quote(&name.name)));
    }
    diagnostics.add(diagnostic);
    None
}

/// The custom field `name`, where its length is right; an account that lacks it is a warning.
pub(crate) fn custom(name: &str, span: Span, catalog: &Catalog, diagnostics: &mut Collector) -> Option<FieldRef> {
    if !(1..=CUSTOM_NAME).contains(&name.chars().count()) {
        diagnostics.add(
            Diagnostic::new(Problem::CustomName, span)
                .label("expected a name of 1 to 150 characters (e.g. `custom.\"Favourite colour\"`)"),
        );
        return None;
    }
    if catalog.has_metadata() && !catalog.has_custom_field(name) {
        diagnostics.add(
            Diagnostic::new(Lint::UnknownCustom { name: name.to_owned() }, span)
                .label("not in the account's metadata")
                .help("the service compares custom fields by their exact names; check the spelling, or load newer metadata"),
        );
    }
    Some(catalog.custom_field(name))
}

/// The warning for a field that leniency keeps.
pub(crate) fn unknown_kept(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Lint::UnknownFieldKept { name: name.to_owned() }, span)
        .label("not in the catalog")
        .help("leniency keeps it as written; the service may refuse it")
}

/// The warning for `is` and `is_not` on `names`, which leniency keeps (evidence D).
pub(crate) fn legacy_names(operator: Operator, span: Span) -> Diagnostic {
    Diagnostic::new(Lint::LegacyNames { operator }, span)
        .label("expected one of `~`, `!~`, `^=`, `is empty`")
        .help("leniency keeps it, so that an old saved search can be read; the service may refuse it")
}

/// The error for a name that is no field, `near` or not near the name of one, without fixes: text and JSON spell them
/// differently.
pub(crate) fn unknown(name: &str, span: Span, catalog: &Catalog, near: bool) -> Diagnostic {
    if let Some(instead) = catalog.instead_of(name) {
        return Diagnostic::new(Problem::NotAField { name: name.to_owned(), instead }, span)
            .label(format!("expected a field (e.g. `{}`)", instead[0]))
            .help("the service uses this name inside, and refuses it in a query (evidence C)");
    }
    let label =
        if near { "did you mean a field of nearly this name?" } else { "expected the name of a field (e.g. `email`)" };
    Diagnostic::new(Problem::UnknownField { name: name.to_owned() }, span).label(label)
}

/// The text names of the fields that may be meant by `name`: what the service has instead of it, else, with `near_too`,
/// the names near to it.
pub(crate) fn suggestions(name: &str, catalog: &Catalog, near_too: bool) -> Vec<String> {
    if let Some(instead) = catalog.instead_of(name) {
        return instead.iter().map(|&field| field.to_owned()).collect();
    }
    if !near_too {
        return Vec::new();
    }
    let fields: Vec<FieldRef> = catalog.fields().collect();
    // An underscore for a space, or the other way round, is no distance at all: `lead_status`.
    let spaced = name.replace('_', " ");
    let candidates = || fields.iter().filter(|field| !field.custom);
    if let Some(field) = candidates().find(|field| field.name.eq_ignore_ascii_case(&spaced)) {
        return vec![field.text().into_owned()];
    }
    let spellings = candidates().flat_map(|field| field.aliases.iter().copied().chain([&*field.name]));
    let mut found = Vec::new();
    // `company`, `last contacted`: a name that lacks a word.
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let lacks_one = |spelling: &str| {
        let spelling = spelling.replace('_', " ");
        let has = |word: &&str| spelling.split(' ').any(|known| known.eq_ignore_ascii_case(word));
        spelling.split(' ').count() == words.len() + 1 && !words.is_empty() && words.iter().all(has)
    };
    let lacking =
        candidates().filter(|field| lacks_one(&field.name) || field.aliases.iter().any(|name| lacks_one(name)));
    found.extend(lacking.take(3).map(|field| field.text().into_owned()));
    for spelling in nearest(name, spellings) {
        let text = candidates()
            .find(|field| field.name == spelling || field.aliases.contains(&spelling))
            .map(|field| field.text().into_owned());
        found.extend(text.filter(|text| !found.contains(text)));
    }
    found
}
