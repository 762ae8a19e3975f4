//! What a matcher says of one contact.

use std::borrow::Cow;

use super::matcher::Matcher;
use super::record::{Gate, Record, RepeatedMember, Rest};
use super::run::Run;
use super::test::Predicate;
use super::{Contact, Problem, Repeated, Report};
use crate::diagnostic::Error;

/// What a matcher says of one record.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, Report};
///
/// let matcher = Matcher::new(&"rating > 3".parse()?, &Context::default())?;
/// let mut report = Report::default();
/// let verdict = matcher.judge(r#"{"id": "1", "fields": {"rating": [{"value": "5"}]}}"#, &mut report)?;
/// assert_eq!((&*verdict.id, verdict.matched), ("1", true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict<'t> {
    /// The contact's `id`.
    pub id: Cow<'t, str>,
    /// Whether the query finds it.
    pub matched: bool,
    /// What was odd about it; none where [`Matcher::judge`] added that to a report.
    pub odd: Option<Box<Report>>,
}

impl Matcher {
    /// Whether the query finds this contact.
    pub fn matches(&self, contact: &Contact<'_>) -> bool {
        self.holds(&contact.record(&self.layout), &mut Report::default())
    }

    /// Whether the query finds this contact, of which only what the query needs is read. The whole text is checked.
    ///
    /// # Errors
    /// E0407 where it is not JSON, E0408 where it is not an object with a string `id`.
    pub fn matches_str(&self, json: &str) -> Result<bool, Error> {
        self.judge(json, &mut Report::default()).map(|verdict| verdict.matched)
    }

    /// Whether the query finds this contact.
    ///
    /// # Errors
    /// E0408 where it is not an object with a string `id`.
    pub fn matches_value(&self, contact: &serde_json::Value) -> Result<bool, Error> {
        let record = Record::deserialize(contact, &self.layout);
        let record = record.map_err(|error| Problem::of_json(&error).error())?;
        Ok(self.holds(&record, &mut Report::default()))
    }

    /// As [`Matcher::matches_str`], with the contact's id, and with what was odd added to `report`.
    ///
    /// # Errors
    /// E0407 where it is not JSON, E0408 where it is not an object with a string `id`.
    pub fn judge<'t>(&self, json: &'t str, report: &mut Report) -> Result<Verdict<'t>, Error> {
        let (mut verdict, _) = self.judge_one(json).map_err(|problem| problem.error_in(json))?;
        if let Some(odd) = verdict.odd.take() {
            report.add(*odd);
        }
        Ok(verdict)
    }

    /// What it says of one record, with all that is odd, and whether the record may be a page.
    pub(super) fn judge_one<'t>(&self, json: &'t str) -> Result<(Verdict<'t>, bool), Problem> {
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

    /// What it says of a record, of which no member stands twice.
    pub(super) fn verdict<'t>(&self, record: &Record<'_>, id: Cow<'t, str>) -> Verdict<'t> {
        let mut report = Report::default();
        let matched = self.holds(record, &mut report);
        Verdict { id, matched, odd: (!report.is_empty()).then(|| Box::new(report)) }
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
