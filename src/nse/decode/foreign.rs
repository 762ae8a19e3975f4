//! Clauses of Elasticsearch and Mongo that join or name a field behind them, `{"bool": {"must": […]}}`, `{"term": {…}}`,
//! `{"range": {…}}`, `{"$nor": […]}`, and what says the same here.
//!
//! Each is rewritten alone, with what stands in it kept as it is: that has its own mistakes.

use super::decoder::Decoder;
use crate::catalog::{Catalog, FieldRef, Kind};
use crate::check;
use crate::json::{Document, Id, Sort, quoted};
use crate::nse::form::members;
use crate::operator::Operator;
use crate::query;
use crate::value;

/// How each name joins the queries behind it.
const JOINS: [(&str, Join); 4] =
    [("must", Join::All), ("filter", Join::All), ("must_not", Join::None), ("should", Join::Any)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    All,
    Any,
    None,
}

/// What the ends of a range are called, by the operator that each is.
const BOUNDS: [(&str, Operator); 6] = [
    ("gt", Operator::Gt),
    ("gte", Operator::Gte),
    ("from", Operator::Gte),
    ("lt", Operator::Lt),
    ("lte", Operator::Lte),
    ("to", Operator::Lte),
];

impl Decoder<'_, '_> {
    /// Whether the member `name` is such a clause, which is reported.
    pub(super) fn foreign(&mut self, key: Id, name: &str, value: Id) -> bool {
        let document = self.document;
        let said = match name {
            "bool" if document.sort(value) == Sort::Object => joined(document, value),
            "dis_max" => only(document, value, "queries")
                .and_then(|all| queries(document, all))
                .map(|all| format!("\"or\": [{}]", all.join(", "))),
            "$nor" => queries(document, value).map(|all| format!("\"not\": [{{\"or\": [{}]}}]", all.join(", "))),
            "constant_score" => only(document, value, "filter").and_then(|query| inner(document, query)),
            _ => leaf(document, name, value, self.options.catalog),
        };
        let known = name == "bool" && is_bool(document, value) || said.is_some();
        if !known {
            return false;
        }
        self.error(key, query::Problem::UnknownField { name: name.to_owned() }, |diagnostic| {
            let span = diagnostic.span.to(document.span(value));
            let diagnostic = diagnostic.label("another tool's clause, not a field");
            match said {
                Some(said) => diagnostic.suggest("write it as NSE JSON", span, said).certain(),
                None => diagnostic.help("queries are joined by `and`, `or` and `not`, each with an array of queries"),
            }
        });
        for query in document.items(value) {
            self.query(query);
        }
        if name == "bool" {
            for (_, queries) in document.members(value) {
                if document.sort(queries) == Sort::Object {
                    self.query(queries);
                }
                for query in document.items(queries) {
                    self.query(query);
                }
            }
        }
        true
    }
}

/// Whether all members of the object at `id` are those of `bool`.
fn is_bool(document: &Document<'_>, id: Id) -> bool {
    let known = |name: &str| JOINS.iter().any(|(join, _)| *join == name) || name == "minimum_should_match";
    document.members(id).next().is_some() && document.members(id).all(|(key, _)| known(&document.text(key)))
}

/// The member that says what the `bool` at `id` does. None where that is not plain: a `should` beside a `must` only orders what is
/// found.
fn joined(document: &Document<'_>, id: Id) -> Option<String> {
    let (mut all, mut any, mut least) = (Vec::new(), None, None);
    for (key, value) in document.members(id) {
        let name = document.text(key);
        if name == "minimum_should_match" {
            least = Some(document.raw(value).parse::<usize>().ok()?);
            continue;
        }
        let (_, join) = JOINS.into_iter().find(|(known, _)| *known == name)?;
        let queries = queries(document, value)?;
        match join {
            Join::All => all.extend(queries),
            Join::None => all.extend(queries.iter().map(|query| format!("{{\"not\": [{query}]}}"))),
            Join::Any if queries.is_empty() => {}
            Join::Any => any = Some(queries),
        }
    }
    let (join, queries) = match (all.as_slice(), any, least) {
        ([_, ..], None, None) => ("and", all),
        ([], Some(any), None | Some(1)) => ("or", any),
        ([], Some(any), Some(least)) if least == any.len() => ("and", any),
        _ => return None,
    };
    match queries.as_slice() {
        // It stands in an object of its own already.
        [one] => Some(one.get(1..one.len().checked_sub(1)?)?.trim().to_owned()),
        queries => Some(format!("\"{join}\": [{}]", queries.join(", "))),
    }
}

/// The queries at `id`, one or an array of them, as they are written.
fn queries(document: &Document<'_>, id: Id) -> Option<Vec<String>> {
    let one = |id: Id| {
        (document.members(id).nth(1).is_none() && inner(document, id).is_some()).then(|| document.raw(id).to_owned())
    };
    match document.sort(id) {
        Sort::Object => one(id).map(|query| vec![query]),
        Sort::Array => document.items(id).map(one).collect(),
        _ => None,
    }
}

/// What stands between the braces of the object at `id`; none where nothing does.
pub(super) fn inner(document: &Document<'_>, id: Id) -> Option<String> {
    document.members(id).next()?;
    let raw = document.raw(id);
    Some(raw.get(1..raw.len().checked_sub(1)?)?.trim().to_owned())
}

/// The value of the one member `name` of the object at `id`.
fn only(document: &Document<'_>, id: Id, name: &str) -> Option<Id> {
    let mut members = document.members(id);
    match (members.next(), members.next()) {
        (Some((key, value)), None) if document.text(key) == name => Some(value),
        _ => None,
    }
}

/// The clause that the leaf `name` is.
fn leaf(document: &Document<'_>, name: &str, id: Id, catalog: &Catalog) -> Option<String> {
    let named = |name: &str| {
        let name = name.strip_suffix(".keyword").or(name.strip_suffix(".raw")).unwrap_or(name);
        catalog.field_by_json(name).or_else(|| catalog.field(name)).filter(|field| !field.custom)
    };
    let clause = |field: &FieldRef, operator: Operator, value: &str| {
        Some(format!("{}: {{\"{operator}\": {value}}}", quoted(&field.json)))
    };
    if let Some(empty) = [("exists", false), ("missing", true)].into_iter().find(|(known, _)| *known == name) {
        let field = named(&document.string(only(document, id, "field")?)?)?;
        return clause(&field, Operator::IsEmpty, &empty.1.to_string());
    }
    if name == "ids" {
        let ids = only(document, id, "values").filter(|&ids| document.sort(ids) == Sort::Array)?;
        return clause(&named("_id")?, Operator::In, document.raw(ids));
    }
    let mut members = document.members(id);
    let ((key, value), None) = (members.next()?, members.next()) else { return None };
    let field = named(&document.string(key)?)?;
    if name == "range" {
        return range(document, &field, value);
    }
    // `{"term": {"tag": {"value": "vip"}}}`
    let value = match document.sort(value) {
        Sort::Object => only(document, value, "value").or_else(|| only(document, value, "query"))?,
        _ => value,
    };
    let has = |operator| field.operators.contains(operator);
    let plain = matches!(document.sort(value), Sort::String { .. } | Sort::Number | Sort::Boolean(_));
    match name {
        "terms" if document.sort(value) == Sort::Array => clause(&field, Operator::In, document.raw(value)),
        // `match` looks for words, `term` for the value.
        "term" | "match" if plain => {
            let [first, second] =
                if name == "term" { [Operator::Is, Operator::Contain] } else { [Operator::Contain, Operator::Is] };
            clause(&field, if has(first) { first } else { second }, document.raw(value))
        }
        "prefix" | "match_phrase_prefix"
            if plain && has(Operator::StartsWith) && !document.text(value).contains(' ') =>
        {
            clause(&field, Operator::StartsWith, document.raw(value))
        }
        "wildcard" | "regexp" if has(Operator::StartsWith) => {
            let text = document.string(value)?;
            let start = text.strip_suffix(if name == "wildcard" { "*" } else { ".*" })?;
            let is_plain = !start.is_empty() && !start.contains(|sign: char| "*?.+[](){}|^$\\".contains(sign));
            is_plain.then(|| clause(&field, Operator::StartsWith, &quoted(start)))?
        }
        _ => None,
    }
}

/// `{"range": {"rating": {"gte": 2, "lt": 4}}}`: a range where both its ends are in it, or days, else its bounds.
fn range(document: &Document<'_>, field: &FieldRef, id: Id) -> Option<String> {
    let mut bounds = Vec::new();
    for (key, value) in document.members(id) {
        let name = document.text(key);
        let (_, operator) = BOUNDS.into_iter().find(|(known, _)| *known == name)?;
        bounds.push((operator, value));
    }
    let name = quoted(&field.json);
    match bounds.as_slice() {
        [(operator, value)] => Some(format!("{name}: {{\"{operator}\": {}}}", document.raw(*value))),
        [one, other] => {
            if let Some(range) = between(document, field, [*one, *other]) {
                return Some(format!("{name}: {{\"range\": {range}}}"));
            }
            let above = |operator: Operator| operator.bound().is_some_and(|bound| bound.above);
            let clause =
                |(operator, value): (Operator, Id)| format!("{{{name}: {{\"{operator}\": {}}}}}", document.raw(value));
            (above(one.0) != above(other.0)).then(|| format!("\"and\": [{}, {}]", clause(*one), clause(*other)))
        }
        _ => None,
    }
}

/// The value of `range` between two bounds of `field`, one on each side; none where no range says the same.
pub(super) fn between(document: &Document<'_>, field: &FieldRef, bounds: [(Operator, Id); 2]) -> Option<String> {
    let above = |operator: Operator| operator.bound().is_some_and(|bound| bound.above);
    let [first, last] = match bounds.map(|(operator, _)| above(operator)) {
        [true, false] => bounds,
        [false, true] => [bounds[1], bounds[0]],
        _ => return None,
    };
    let (sort, ends) = if field.kind == Kind::Number {
        let included = |(operator, id): (Operator, Id)| {
            let number = operator.bound()?.included && document.sort(id) == Sort::Number;
            number.then(|| document.raw(id).to_owned())
        };
        (check::Sort::Number, [included(first)?, included(last)?])
    } else {
        // The day beside one that is left out.
        let day = |(operator, id): (Operator, Id)| {
            let day = value::date(&document.string(id)?).ok()?;
            let bound = operator.bound()?;
            let inside = match (bound.included, bound.above) {
                (true, _) => Some(day),
                (false, true) => day.next(),
                (false, false) => day.previous(),
            };
            inside.map(|day| quoted(&day.to_string()))
        };
        (check::Sort::Date, [day(first)?, day(last)?])
    };
    let [start, end] = members(sort);
    Some(format!("{{\"{start}\": {}, \"{end}\": {}}}", ends[0], ends[1]))
}
