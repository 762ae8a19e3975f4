//! Which contacts a query finds, told without the service.
//!
//! A [`Query`] is compiled once, with its [`Context`], into a [`Matcher`], and the matcher is asked about contacts. What
//! is decided where the documentation is silent stands in [the guide](crate::guide::decisions).

mod compile;
mod composite;
mod contact;
mod context;
#[cfg(feature = "csv")]
mod csv;
mod explain;
mod json;
mod json_skip;
mod locate;
mod object;
mod prepared;
mod problem;
mod projection;
mod python;
pub mod read;
mod readable;
mod record;
mod repeated;
mod report;
mod scalar;
mod source;
mod test;
mod time;
mod words;

pub use contact::Contact;
pub use context::{Context, SavedSearches, TokenMatch};
#[cfg(feature = "csv")]
pub use csv::{CsvReader, UnknownColumn};
pub use explain::{Explanation, Found};
pub use locate::locate;
pub use prepared::{PreparedContacts, PreparedContactsBuilder};
pub use problem::{CompileError, Note, Problem};
pub use read::Reader;
pub use report::{Repeated, Report, Unreadable};

use projection::Layout;
use record::{Gate, Record, RepeatedMember, Rest};
use report::Tally;
use scalar::Scalar;
use source::Place;
use test::Predicate;

use crate::catalog::{Slot, contacts};
use crate::query::Query;

/// A query, ready to be asked of contacts.
///
/// # Examples
/// ```
/// use nse_query::Query;
/// use nse_query::eval::{Context, Matcher};
///
/// let query: Query = "tag = vip and name ~ Jon".parse()?;
/// let matcher = Matcher::new(&query, &Context::default())?;
/// let contact = r#"{"id": "5049fb849b85f669e40000dc", "tags": [{"tag": "VIP"}],
///     "fields": {"first name": [{"value": "Jón"}]}}"#;
/// assert!(matcher.matches_str(contact)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Matcher {
    root: Expr,
    /// Every saved search that is referred to, once.
    searches: Vec<Search>,
    layout: Layout,
    zone: chrono_tz::Tz,
    clauses: usize,
    warnings: Vec<Note>,
}

/// A query or a part of one.
#[derive(Clone, Debug)]
enum Expr {
    And(Join),
    Or(Join),
    Not(Box<Expr>),
    Clause(Box<Predicate>),
    /// `record type = all` asks nothing.
    Always(Box<crate::query::Clause>),
    /// A saved search, by its number.
    Saved(Box<crate::query::Clause>, usize),
}

/// What `and` or `or` joins.
#[derive(Clone, Debug)]
struct Join {
    /// In the order of the query, in which they are explained.
    members: Vec<Expr>,
    /// Their numbers, those first that cost least to ask.
    order: Vec<usize>,
}

impl Join {
    fn new(members: Vec<Expr>) -> Self {
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_cached_key(|&index| members.get(index).map(Expr::cost));
        Self { members, order }
    }

    fn cheapest_first(&self) -> impl Iterator<Item = &Expr> {
        self.order.iter().filter_map(|&index| self.members.get(index))
    }
}

impl Expr {
    /// What it costs to ask, about, in comparisons of one short text.
    fn cost(&self) -> u32 {
        match self {
            Self::And(join) | Self::Or(join) => {
                join.members.iter().fold(0, |sum, member| sum.saturating_add(member.cost()))
            }
            Self::Not(member) => member.cost(),
            Self::Clause(predicate) => predicate.place.cost(),
            Self::Always(_) => 0,
            Self::Saved(..) => 10,
        }
    }

    /// The clause that is asked first of all, and its slot, where its no decides and other clauses need not be read
    /// then.
    fn first(&self) -> Option<(Slot, &Predicate)> {
        let Self::And(join) = self else { return None };
        match join.cheapest_first().next()? {
            Self::Clause(predicate) => match predicate.place {
                Place::Slot(slot) => Some((slot, predicate)),
                _ => None,
            },
            first => first.first(),
        }
    }
}

/// A saved search.
#[derive(Clone, Debug)]
struct Search {
    name: Option<String>,
    expr: Expr,
}

impl Matcher {
    /// Compiles `query`.
    ///
    /// # Errors
    /// What is wrong with the saved searches that it refers to.
    pub fn new(query: &Query, context: &Context) -> Result<Self, CompileError> {
        compile::compile(query, context)
    }

    /// What makes the answers doubtful.
    pub fn warnings(&self) -> &[Note] {
        &self.warnings
    }

    /// How many clauses the query has, saved searches expanded; at most `usize::MAX`.
    pub const fn clauses(&self) -> usize {
        self.clauses
    }

    /// Whether the query finds this contact.
    pub fn matches(&self, contact: &Contact<'_>) -> bool {
        self.holds(&contact.record(&self.layout), &mut Report::default())
    }

    /// Whether the query finds this contact, of which only what the query needs is read. The whole text is checked.
    ///
    /// # Errors
    /// [`Problem::Json`] where it is not JSON, [`Problem::NotContact`] where it is no object with a string `id`.
    pub fn matches_str(&self, json: &str) -> Result<bool, Problem> {
        self.judge(json, &mut Report::default()).map(|verdict| verdict.matched)
    }

    /// Whether the query finds this contact.
    ///
    /// # Errors
    /// [`Problem::NotContact`] where it is no object with a string `id`.
    pub fn matches_value(&self, contact: &serde_json::Value) -> Result<bool, Problem> {
        let record = Record::deserialize(contact, &self.layout);
        let record = record.map_err(|error| record::problem(&error))?;
        Ok(self.holds(&record, &mut Report::default()))
    }

    /// As [`Matcher::matches_str`], with the contact's id, and with what was odd added to `report`.
    ///
    /// # Errors
    /// [`Problem::Json`] where it is not JSON, [`Problem::NotContact`] where it is no object with a string `id`.
    pub fn judge<'t>(&self, json: &'t str, report: &mut Report) -> Result<Verdict<'t>, Problem> {
        let (mut verdict, _) = self.judge_one(json)?;
        if let Some(odd) = verdict.odd.take() {
            report.add(*odd);
        }
        Ok(verdict)
    }

    /// What it says of one record, with all that is odd, and whether the record may be a page.
    fn judge_one<'t>(&self, json: &'t str) -> Result<(Verdict<'t>, bool), Problem> {
        let first = self.root.first();
        let is_shut = |record: &Record<'_>| first.is_some_and(|(_, clause)| self.is_decided(clause, record));
        let gate = first.map(|(slot, _)| Gate { slot, is_shut: &is_shut });
        let record = Record::read(json, &self.layout, gate.as_ref())?;
        let mut report = Report::default();
        let matched = record.rest == Rest::Kept && self.holds(&record, &mut report);
        if let Some(member) = record.repeated {
            report.repeated = 1;
            let member = match member {
                RepeatedMember::Id => "id".to_owned(),
                RepeatedMember::Slot(slot) => self.layout.name(slot),
            };
            report.first_repeated = Some(Repeated { contact: record.id.clone().into_owned(), member });
        }
        let odd = (!report.is_empty()).then(|| Box::new(report));
        Ok((Verdict { id: record.id, matched, odd }, record.may_be_page))
    }

    /// Whether the query does not find this contact because of the clause that is asked first, of which all was read.
    /// Where something is odd, all of the contact is to be looked at.
    fn is_decided(&self, first: &Predicate, record: &Record<'_>) -> bool {
        let mut report = Report::default();
        !first.matches(&mut Run::new(self, record, &mut report)) && report.is_empty()
    }

    fn holds(&self, record: &Record<'_>, report: &mut Report) -> bool {
        Run::new(self, record, report).holds(&self.root)
    }
}

/// What a matcher says of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict<'t> {
    /// The contact's `id`.
    pub id: std::borrow::Cow<'t, str>,
    /// Whether the query finds it.
    pub matched: bool,
    /// What was odd about it; none where [`Matcher::judge`] added that to a report.
    pub odd: Option<Box<Report>>,
}

/// One matcher on one contact.
struct Run<'m, 'r> {
    matcher: &'m Matcher,
    record: &'r Record<'r>,
    report: &'m mut Report,
    tally: Tally,
    saved: Saved,
}

/// The saved searches that were answered, so that none is asked twice of one contact. The first 64 need no allocation.
#[derive(Default)]
struct Saved {
    known: u64,
    matched: u64,
    more: Vec<Option<bool>>,
}

impl<'m, 'r> Run<'m, 'r> {
    fn new(matcher: &'m Matcher, record: &'r Record<'r>, report: &'m mut Report) -> Self {
        Self { matcher, record, report, tally: Tally::default(), saved: Saved::default() }
    }

    fn holds(&mut self, expr: &Expr) -> bool {
        match expr {
            Expr::And(join) => join.cheapest_first().all(|member| self.holds(member)),
            Expr::Or(join) => join.cheapest_first().any(|member| self.holds(member)),
            Expr::Not(member) => !self.holds(member),
            Expr::Clause(predicate) => predicate.matches(self),
            Expr::Always(_) => true,
            Expr::Saved(_, index) => self.holds_saved(*index),
        }
    }

    fn holds_saved(&mut self, index: usize) -> bool {
        if let Some(known) = self.saved.get(index) {
            return known;
        }
        let searches = &self.matcher.searches;
        let matched = searches.get(index).is_some_and(|search| self.holds(&search.expr));
        self.saved.set(index, matched, searches.len());
        matched
    }

    /// Counts a value that is no value because it cannot be read.
    fn unreadable(&mut self, slot: Slot, scalar: &Scalar<'_>) {
        if self.tally.insert(slot) {
            let other = || "neither text nor number nor boolean".to_owned();
            let value = || scalar.text().map_or_else(other, std::borrow::Cow::into_owned);
            let (record, layout) = (self.record, &self.matcher.layout);
            self.report.unreadable(|| Unreadable {
                contact: record.id.clone().into_owned(),
                member: layout.name(slot),
                value: value(),
            });
        }
    }

    /// Counts a contact that says who was last contacted only by `last_contacted`, of no known user.
    fn only_last_contacted(&mut self) {
        self.report.only_last_contacted += u64::from(self.tally.insert(contacts::LAST_USER));
    }
}

impl Saved {
    fn get(&self, index: usize) -> Option<bool> {
        match index.checked_sub(64) {
            None => (self.known & (1 << index) != 0).then_some(self.matched & (1 << index) != 0),
            Some(index) => self.more.get(index).copied().flatten(),
        }
    }

    fn set(&mut self, index: usize, matched: bool, count: usize) {
        match index.checked_sub(64) {
            None => {
                self.known |= 1 << index;
                self.matched |= u64::from(matched) << index;
            }
            Some(index) => {
                self.more.resize(count - 64, None);
                if let Some(known) = self.more.get_mut(index) {
                    *known = Some(matched);
                }
            }
        }
    }
}
