//! Chosen fields of contacts: what a table or CSV shows, and what contacts are sorted by.

use super::Problem;
use super::context::Context;
use super::expr::{Expr, Join};
use super::matcher::Matcher;
use super::place::Place;
use super::projection::Builder;
use super::record::Record;
use super::report::Report;
use super::run::Run;
use super::words::Probe;
use crate::catalog::{Catalog, FieldRef, Records, Source, nearest};
use crate::check::near_fields;
use crate::diagnostic::{Diagnostic, Diagnostics, Error};
use crate::lex;
use crate::span::Span;

/// The values that contacts have in chosen fields.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::eval::{Columns, Context};
///
/// let columns = Columns::parse("name, tag", &Catalog::builtin(), &Context::default())?;
/// let contact = r#"{"id": "1", "tags": ["vip", "press"],
///     "fields": {"first name": [{"value": "Jon"}], "last name": [{"value": "Ferrara"}]}}"#;
/// assert_eq!(columns.values(contact)?, [vec!["Jon Ferrara"], vec!["vip", "press"]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Columns {
    fields: Vec<FieldRef>,
    places: Vec<Place>,
    /// Asks nothing; it knows what to read of a contact.
    matcher: Matcher,
}

impl Columns {
    /// The columns of these fields, in order. A field that is a question and not a value, such as `any`, has none.
    pub fn new(fields: impl IntoIterator<Item = FieldRef>, context: &Context) -> Self {
        let fields: Vec<FieldRef> = fields.into_iter().collect();
        let mut builder = Builder::default();
        let user = context.user.as_deref();
        let places = fields.iter().map(|field| Place::of(field, user, &mut builder)).collect();
        let matcher = Matcher {
            root: Expr::And(Join::new(Vec::new())),
            searches: Vec::new(),
            layout: builder.finish(Records::Contacts),
            zone: context.zone.tz(),
            clauses: 0,
            warnings: Vec::new(),
        };
        Self { fields, places, matcher }
    }

    /// The columns that `text` names: fields as filter text writes them, separated by commas. A name that holds a comma
    /// stands in double quotes.
    ///
    /// # Errors
    /// E0412 at each name that is not a field with values.
    pub fn parse(text: &str, catalog: &Catalog, context: &Context) -> Result<Self, Diagnostics> {
        let (mut fields, mut wrong) = (Vec::new(), Vec::new());
        for span in parts(text) {
            match field(span.of(text), catalog) {
                Some(field) => fields.push(field),
                None => wrong.push(unknown(span.of(text), span, catalog)),
            }
        }
        if wrong.is_empty() { Ok(Self::new(fields, context)) } else { Err(Diagnostics(wrong)) }
    }

    /// The fields, in order.
    pub fn fields(&self) -> &[FieldRef] {
        &self.fields
    }

    /// The values of each column in a contact, in order, trimmed; blank ones are left out. Numbers and booleans are as JSON
    /// writes them, an address is one text, and a name too.
    ///
    /// # Errors
    /// E0407 and E0408 where `json` is not a contact.
    pub fn values(&self, json: &str) -> Result<Vec<Vec<String>>, Error> {
        let record = Record::read(json, &self.matcher.layout, None).map_err(|problem| problem.error_in(json))?;
        // What is unreadable for a query is shown as it is.
        let mut report = Report::default();
        let mut run = Run::new(&self.matcher, &record, &mut report);
        let values = self.places.iter().map(|place| {
            let mut values = Vec::new();
            run.texts(place, &mut Probe::collect(&mut values));
            values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
        });
        Ok(values.collect())
    }
}

/// Where each name stands between the commas of `text`, without the white space around it.
fn parts(text: &str) -> Vec<Span> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, byte) in text.bytes().chain([b',']).enumerate() {
        match byte {
            b',' if !quoted || at == text.len() => {
                let part = Span::new(start, at).of(text);
                let inner = part.trim_start();
                let first = at - inner.len();
                parts.push(Span::new(first, first + inner.trim_end().len()));
                start = at + 1;
            }
            b'"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    parts
}

/// The field with values that `name` means.
fn field(name: &str, catalog: &Catalog) -> Option<FieldRef> {
    let bare = |name: &str| unquoted(name).unwrap_or_else(|| name.to_owned()).trim().to_owned();
    let field = match custom(name) {
        Some(name) => {
            let name = bare(name);
            // Without an account's metadata any custom field may exist.
            let known = catalog.has_custom_field(&name) || !catalog.has_metadata();
            (known && !name.is_empty()).then(|| catalog.custom_field(&name))
        }
        None => catalog.field(&bare(name)),
    };
    field.filter(is_value)
}

/// What stands in the quotes that are all of `name`.
pub(super) fn unquoted(name: &str) -> Option<String> {
    lex::quoted(name).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, content)| content.into_owned())
}

/// What follows `custom.` in `name`.
pub(super) fn custom(name: &str) -> Option<&str> {
    const START: &str = "custom.";
    let (start, rest) = name.split_at_checked(START.len())?;
    start.eq_ignore_ascii_case(START).then_some(rest)
}

/// Whether a contact carries values of `field`.
fn is_value(field: &FieldRef) -> bool {
    match field.source {
        Source::SavedSearch => false,
        Source::Joined(_) => field.json == "names",
        _ => true,
    }
}

/// The error for a name at `span` that is not a column.
fn unknown(name: &str, span: Span, catalog: &Catalog) -> Diagnostic {
    let fields: Vec<FieldRef> = catalog.fields().filter(is_value).collect();
    let near: Vec<String> = if let Some(names) = catalog.instead_of(name) {
        names.iter().map(|&name| name.to_owned()).collect()
    } else {
        let spelt = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.text().into_owned());
        let near = nearest(name, fields.iter().map(|field| field.name.as_ref()));
        let near: Vec<String> = near.into_iter().filter_map(spelt).collect();
        // `company` is short for several.
        if near.is_empty() {
            near_fields(name, catalog).iter().filter_map(|field| spelt(&field.name)).collect()
        } else {
            near
        }
    };
    let problem = Problem::UnknownColumn { name: name.to_owned() };
    let diagnostic = problem.at(span);
    near.iter().fold(diagnostic, |diagnostic, name| diagnostic.suggest(format!("use `{name}`"), span, name.clone()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on fails
mod tests {
    use super::*;

    fn names(text: &str) -> Result<Vec<String>, Vec<String>> {
        let columns = Columns::parse(text, &Catalog::builtin(), &Context::default());
        columns.map(|columns| columns.fields().iter().map(|field| field.text().into_owned()).collect()).map_err(
            |wrong| {
                let fixes =
                    |found: &Diagnostic| found.fixes.iter().map(|fix| fix.edits[0].text.clone()).collect::<Vec<_>>();
                wrong.as_slice().iter().map(|found| format!("{:?} {:?}", found.span.of(text), fixes(found))).collect()
            },
        )
    }

    #[test]
    fn names_stand_between_commas() {
        assert_eq!(names("name, E-Mail,\"tag\""), Err(vec!["\"E-Mail\" [\"email\"]".to_owned()]));
        assert_eq!(names("company"), Err(vec![r#""company" ["company name", "employer"]"#.to_owned()]));
        assert_eq!(names(" first  name ,tag").unwrap(), ["first name", "tag"]);
        assert_eq!(names(r#"Custom."a, b",custom.Plan"#).unwrap(), [r#"custom."a, b""#, r#"custom."Plan""#]);
    }

    #[test]
    fn questions_and_nothing_are_not_columns() {
        assert_eq!(names("email,any,").unwrap_err(), ["\"any\" []", "\"\" []"]);
        assert!(names("saved search").is_err() && names("").is_err() && names("custom.").is_err());
    }
}
