//! Names to fields.

use super::finding::{Finding, Instead, Part, Sink, What};
use super::form::Form;
use super::lint::Lint;
use super::options::Options;
use crate::catalog::{Catalog, FieldRef, nearest};
use crate::fold::is_blank;
use crate::query::{CUSTOM_NAME, Problem};

/// For how many errors near names are looked for, which costs as much as reading a hundred clauses.
const NEAR: usize = 100;

/// The custom field `name`, where its length is right; an account that lacks it is a warning.
pub(crate) fn custom_field(name: &str, options: &Options<'_>, sink: &mut dyn Sink) -> Option<FieldRef> {
    if !(1..=CUSTOM_NAME).contains(&name.chars().count()) {
        say(sink, Problem::CustomName, |finding, form| {
            let example = form.custom("Favourite colour");
            finding.label(format!("expected a name of 1 to 150 characters (e.g. `{example}`)"))
        });
        return None;
    }
    if options.catalog.has_metadata() && !options.catalog.has_custom_field(name) {
        say(sink, Lint::UnknownCustom { name: name.to_owned() }, |finding, _| {
            finding.label("not in the account's metadata").help(
                "the service compares custom fields by their exact names; check the spelling, or load newer metadata",
            )
        });
    }
    Some(options.catalog.custom_field(name))
}

/// What becomes of a `name` that is not a field: an error, or under leniency a warning and a field of no known kind.
#[cold]
pub(crate) fn unknown_field(name: &str, options: &Options<'_>, sink: &mut dyn Sink) -> Option<FieldRef> {
    let catalog = options.catalog;
    let instead = catalog.instead_of(name);
    // What NSE JSON reads as a join is no name there.
    let join = matches!(name, "and" | "or" | "not" | "custom_fields");
    // Nor is what both forms take for a custom field in another spelling.
    let custom = name.strip_prefix("custom.");
    if options.lenient && instead.is_none() && custom.is_none() && !join && !is_blank(name) {
        say(sink, Lint::UnknownFieldKept { name: name.to_owned() }, |finding, _| {
            finding.label("not in the catalog").help("lenient reading keeps it as written; the service may refuse it")
        });
        return Some(catalog.unknown_field(name));
    }
    let near_too = sink.errors() < NEAR;
    let problem = match instead {
        Some(instead) => Problem::NotAField { name: name.to_owned(), instead },
        None => Problem::UnknownField { name: name.to_owned() },
    };
    say(sink, problem, |finding, form| {
        let near = suggestions(name, catalog, near_too);
        let label = match near.first() {
            Some(field) => format!("expected a field (e.g. `{}`)", form.field(field)),
            None => "expected the name of a field (e.g. `email`)".to_owned(),
        };
        let finding = near.into_iter().fold(finding.label(label), |finding, field| {
            finding.suggest(format!("use `{}`", form.field(&field)), Instead::Field(field))
        });
        if instead.is_some() {
            return finding.help("the service uses this name internally and refuses it in queries (evidence C)");
        }
        let name = custom.map_or(name, |name| name.trim().trim_matches('"'));
        if is_blank(name) {
            return finding;
        }
        finding.help(format!("a custom field is written `{}`", form.custom(name)))
    });
    None
}

fn say(sink: &mut dyn Sink, what: impl Into<What>, explain: impl FnOnce(Finding, &dyn Form) -> Finding) {
    let finding = Finding::new(what.into(), None, Part::Field);
    let finding = match sink.form() {
        Some(form) => explain(finding, form),
        None => finding,
    };
    sink.take(finding);
}

/// The fields that may be meant by `name`: what the service has instead of it, else, with `near_too`, those of near names.
fn suggestions(name: &str, catalog: &Catalog, near_too: bool) -> Vec<FieldRef> {
    match catalog.instead_of(name) {
        Some(instead) => instead.iter().filter_map(|name| catalog.field(name)).collect(),
        None if near_too => near_fields(name, catalog),
        None => Vec::new(),
    }
}

/// The built-in fields whose names are near `name`, or have one word more.
pub(crate) fn near_fields(name: &str, catalog: &Catalog) -> Vec<FieldRef> {
    let fields: Vec<FieldRef> = catalog.fields().filter(|field| !field.custom).collect();
    // An underscore for a space, or the other way round, is no distance at all: `lead_status`.
    let spaced = name.replace('_', " ");
    if let Some(field) = fields.iter().find(|field| field.name.eq_ignore_ascii_case(&spaced)) {
        return vec![field.clone()];
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    // `company`, `last contacted`: a name that lacks a word.
    let lacks_one = |spelling: &str| {
        let spelling = spelling.replace('_', " ");
        let has = |word: &&str| spelling.split(' ').any(|known| known.eq_ignore_ascii_case(word));
        spelling.split(' ').count() == words.len() + 1 && !words.is_empty() && words.iter().all(has)
    };
    let lacking =
        fields.iter().filter(|field| lacks_one(&field.name) || field.aliases.iter().any(|name| lacks_one(name)));
    let mut found: Vec<FieldRef> = lacking.take(3).cloned().collect();
    let all = fields.iter().flat_map(|field| field.aliases.iter().copied().chain([&*field.name]));
    for spelling in nearest(name, all) {
        let field = fields.iter().find(|field| field.name == spelling || field.aliases.contains(&spelling));
        found.extend(field.filter(|field| !found.contains(field)).cloned());
    }
    found
}
