//! One pass over a query that finds what is odd.

use super::form::Form;
use super::lint::Lint;
use super::options::Options;
use super::repeated;
use crate::catalog::{Field, FieldRef, Kind, Said, Source};
use crate::diagnostic::{Collector, Diagnostic};
use crate::fold::tokens;
use crate::operator::{Operator, Sense};
use crate::query::{Clause, Node, Query, Value};
use crate::span::Span;
use crate::value::DayMonth;

/// Where one clause stands in its source, text or JSON.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// The whole clause.
    pub(crate) clause: Span,
    /// The value; the operator's place where there is none.
    pub(crate) value: Span,
    /// The items of its list, in order; none where it has none, or a program gave some.
    pub(crate) items: Vec<Span>,
    /// In JSON, the pointer to the clause.
    pub(crate) pointer: Option<String>,
    /// Whether a program gave a part of it, so that nothing else can be written there.
    pub(crate) given: bool,
}

impl Place {
    /// The place of an item of its list; of all of the value where it has none.
    fn item(&self, index: usize) -> Span {
        self.items.get(index).copied().unwrap_or(self.value)
    }
}

/// The clauses that the service once took (evidence 1).
const MANY: usize = 11;

/// Adds what looks odd about `query` to `diagnostics`. `place(i)` is where its `i`th clause stands, see
/// [`Query::clauses`]; it is asked only where there is something to say.
pub(crate) fn lint(
    query: &Query,
    form: &dyn Form,
    place: &dyn Fn(usize) -> Place,
    options: &Options<'_>,
    diagnostics: &mut Collector,
) {
    let mut pass = Pass { form, place, options, diagnostics, index: 0, company_name: None, employment: false };
    pass.query(query);
    let (count, company_name, employment) = (pass.index, pass.company_name, pass.employment);
    if count > MANY {
        pass.at(Lint::ManyClauses { count }, MANY, |place| place.clause, |diagnostic| {
            diagnostic
                .label("the twelfth clause")
                .help("the current documentation names no such limit; an earlier one did, counting expanded saved searches (evidence 1)")
        });
    }
    if let Some(index) = company_name.filter(|_| employment) {
        pass.at(
            Lint::CompanyName,
            index,
            |place| place.clause,
            |diagnostic| {
                diagnostic.label("the company contact's own name").help(
                    "the company that a person works for is `employer` (documentation, \"Field and operator table\")",
                )
            },
        );
    }
}

pub(super) struct Pass<'a> {
    form: &'a dyn Form,
    pub(super) place: &'a dyn Fn(usize) -> Place,
    options: &'a Options<'a>,
    diagnostics: &'a mut Collector,
    /// The number of the next clause.
    pub(super) index: usize,
    /// The first clause on `company name`.
    company_name: Option<usize>,
    /// Whether there is a clause on an employment.
    employment: bool,
}

impl Pass<'_> {
    // At most twenty levels deep.
    fn query(&mut self, query: &Query) {
        match query.node() {
            Node::Clause(clause) => self.clause(clause),
            Node::Not(query) => self.query(query),
            Node::And(members) => self.join(members, true),
            Node::Or(members) => self.join(members, false),
        }
    }

    fn join(&mut self, members: &[Query], and: bool) {
        let first = self.index;
        let mut fields = Fields::default();
        for member in members {
            let Node::Clause(clause) = member.node() else {
                self.query(member);
                continue;
            };
            fields.add(clause.field());
            if !and {
                self.every_record_type(clause);
            }
            self.clause(clause);
        }
        if fields.repeated {
            let clauses = numbered(members, first);
            self.duplicates(&clauses);
            self.never_or_always(&clauses, and);
            if !and {
                self.nearly_always(&clauses);
            }
        }
    }

    /// Reports `lint` at the place of clause `index`.
    pub(super) fn at(
        &mut self,
        lint: Lint,
        index: usize,
        span: impl FnOnce(&Place) -> Span,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        // The count of what is not shown needs no more than the kind.
        let place = (self.place)(index);
        let mut diagnostic = Diagnostic::new(lint, span(&place));
        diagnostic.pointer = place.pointer;
        if self.diagnostics.has_room() {
            diagnostic = more(diagnostic);
        }
        if place.given {
            diagnostic.fixes.clear();
        }
        self.diagnostics.add(diagnostic);
    }

    #[allow(clippy::inline_always)] // every clause comes here
    #[inline(always)]
    fn clause(&mut self, clause: &Clause) {
        let field = clause.field();
        let index = self.index;
        match field.source {
            Source::Employment(..) => self.employment = true,
            Source::Member if field.json == "company name" => {
                self.company_name.get_or_insert(index);
            }
            _ => {}
        }
        match clause.value() {
            Value::Text(text) => {
                self.text(clause, text);
                if clause.operator().is_full_text() && tokens::are_pictographs(text) {
                    self.pictographs(index);
                } else if short(text) {
                    self.short(index, None);
                }
            }
            Value::List(items) => self.list(items),
            Value::Quantity(_) if field.kind == Kind::Birthday => {
                let not = if clause.operator().sense() == Sense::Is { "" } else { "not " };
                let form = self.form;
                self.at(
                    Lint::BirthdayInLast,
                    index,
                    |place| place.clause,
                    |diagnostic| {
                        let days = march(field, !not.is_empty()).map(|days| form.query(&days)).unwrap_or_default();
                        diagnostic
                            .label(format!("finds people {not}born in that time"))
                            .help(format!("for birthdays, write days of the year: `{days}`"))
                    },
                );
            }
            _ => {}
        }
        self.index += 1;
    }

    fn text(&mut self, clause: &Clause, text: &str) {
        let (field, operator, index) = (clause.field(), clause.operator(), self.index);
        if operator.positive() != Operator::Contain {
            return;
        }
        let any = field.said == Said::InAnyField;
        if let Some((what, better)) = any.then(|| looks_like(text)).flatten() {
            let (form, catalog) = (self.form, self.options.catalog);
            self.at(
                Lint::AnyForField { what },
                index,
                |place| place.clause,
                |diagnostic| {
                    let span = diagnostic.span;
                    let is = if operator == Operator::Contain { Operator::Is } else { Operator::IsNot };
                    let value = Value::Text(text.to_owned());
                    let clause = catalog.field(better).and_then(|field| Clause::new(field, is, value).ok());
                    let diagnostic =
                        diagnostic.help("a specific field is more precise (documentation, \"Synthetic fields\")");
                    match clause {
                        Some(clause) => {
                            let text = form.query(&Query::clause(clause));
                            diagnostic.suggest(format!("search the field `{better}`"), span, text)
                        }
                        None => diagnostic,
                    }
                },
            );
            return;
        }
        let one_value = any
            || matches!(field.source, Source::Address(_))
            || matches!(&*field.json, "email" | "phone" | "URL" | "domain");
        if !one_value || !tokens::several(text) {
            return;
        }
        // As they are written: once normalized, a word may be cut into others.
        let words: Vec<String> = tokens::word_indices(text).map(|(_, word)| word.to_owned()).collect();
        let form = self.form;
        self.at(
            Lint::AnyWord { words: words.clone() },
            index,
            |place| place.clause,
            |diagnostic| {
                let span = diagnostic.span;
                let mut diagnostic = diagnostic
                    .label("the words need not occur together")
                    .help("the service matches any whole word of the value (evidence 10)");
                let is = if operator == Operator::Contain { Operator::Is } else { Operator::IsNot };
                if let Ok(clause) = Clause::new(field.clone(), is, Value::Text(text.to_owned())) {
                    diagnostic =
                        diagnostic.suggest("compare the whole value", span, form.query(&Query::clause(clause)));
                }
                let single = |word: String| {
                    let clause = Clause::new(field.clone(), Operator::Contain, Value::Text(word))?;
                    Ok(Query::clause(clause))
                };
                let all = words
                    .into_iter()
                    .map(single)
                    .collect::<Result<Vec<_>, crate::diagnostic::Error>>()
                    .and_then(Query::and);
                match all.and_then(|all| if operator == Operator::Contain { Ok(all) } else { Query::not(all) }) {
                    Ok(all) => diagnostic.suggest("require every word", span, form.query(&all)),
                    Err(_) => diagnostic,
                }
            },
        );
    }

    fn list(&mut self, items: &[Value]) {
        let index = self.index;
        if let Some(item) = items.iter().position(|item| matches!(item, Value::Text(text) if short(text))) {
            self.short(index, Some(item));
        }
        if let Some((first, item)) = repeated::items(items)
            && let (Some(first), Some(second)) = (items.get(first), items.get(item))
        {
            let shown = |item: &Value| match item {
                Value::Text(text) | Value::Id(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => item.sort().to_owned(),
            };
            let label = match (first, second) {
                (Value::Text(first), Value::Text(second)) if first != second => format!("the same as `{first}`"),
                _ => "once is enough".to_owned(),
            };
            self.at(
                Lint::DuplicateItem { value: shown(second) },
                index,
                |place| place.item(item),
                |diagnostic| diagnostic.label(label),
            );
        }
    }

    fn pictographs(&mut self, index: usize) {
        self.at(
            Lint::Pictographs,
            index,
            |place| place.value,
            |diagnostic| {
                diagnostic.label("has no letter and no digit").help(
                    "Lucene 8 and later take a pictograph for a word, Lucene 4 does not; which of them the service has is \
                     not documented, and it may find nothing",
                )
            },
        );
    }

    /// Says that the value of a clause, or an item of its list, has one character.
    fn short(&mut self, index: usize, item: Option<usize>) {
        self.at(
            Lint::Short,
            index,
            |place| item.map_or(place.value, |item| place.item(item)),
            |diagnostic| {
                diagnostic
                    .label("expected at least two characters")
                    .help("text values once had at least 2 characters (evidence 11); the service may refuse it")
            },
        );
    }

    fn duplicates(&mut self, clauses: &[(usize, &Clause)]) {
        for (first, second) in repeated::clauses(clauses) {
            let first = (self.place)(clauses[first].0).clause;
            self.at(
                Lint::Duplicate,
                clauses[second].0,
                |place| place.clause,
                |diagnostic| diagnostic.label("it changes nothing here").related(first, "the first one is here"),
            );
        }
    }
}

/// The clauses among the members of a join, with their numbers; `next` is the first's.
fn numbered(members: &[Query], mut next: usize) -> Vec<(usize, &Clause)> {
    let mut clauses = Vec::with_capacity(members.len());
    for member in members {
        if let Node::Clause(clause) = member.node() {
            clauses.push((next, clause));
            next += 1;
        } else {
            next += member.clauses().count();
        }
    }
    clauses
}

/// The query for the days of March, or for all other days.
fn march(field: &FieldRef, not: bool) -> Option<Query> {
    let days = Value::DayMonthRange(DayMonth::new(1, 3)?, DayMonth::new(31, 3)?);
    let march = Query::clause(Clause::new(field.clone(), Operator::DayMonthRange, days).ok()?);
    if not { Query::not(march).ok() } else { Some(march) }
}

/// The fields of the clauses of a join. Clauses may repeat or contradict each other only where one stands twice; most joins
/// ask each field once, and need no closer look.
#[derive(Default)]
struct Fields {
    /// One bit stands for several fields, so that `repeated` is a guess.
    seen: u64,
    repeated: bool,
}

impl Fields {
    fn add(&mut self, field: &Field) {
        let [first, .., last] = field.json.as_bytes() else { return self.repeated = true };
        let bit = 1 << ((field.json.len() * 7 + usize::from(*first) * 3 + usize::from(*last)) % 64);
        self.repeated |= self.seen & bit != 0;
        self.seen |= bit;
    }
}

fn short(text: &str) -> bool {
    // Most begin with two visible characters.
    let longer =
        matches!(text.as_bytes(), [first, second, ..] if first.is_ascii_graphic() && second.is_ascii_graphic());
    text.len() <= 4 && !longer && text.trim().chars().count() == 1
}

/// What `text` looks like that has a field of its own, and the field.
fn looks_like(text: &str) -> Option<(&'static str, &'static str)> {
    let host = |host: &str| {
        let mut labels = host.split('.');
        let last = labels.next_back()?;
        let word =
            |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let name = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        let mut count = 0;
        (name && labels.inspect(|_| count += 1).all(word) && (1..=2).contains(&count)).then_some(())
    };
    if let Some((user, domain)) = text.split_once('@') {
        let plain = !user.is_empty() && !text.contains(char::is_whitespace);
        return host(domain).filter(|()| plain).map(|()| ("an e-mail address", "email"));
    }
    host(text).map(|()| ("a domain", "domain"))
}
