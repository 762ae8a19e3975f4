//! What was odd about the contacts that were looked at.

use serde::Serialize;

use super::Problem;
use crate::catalog::Slot;
use crate::diagnostic::Error;

/// What was odd about contacts, to be judged beside the answers. Only what a query looked at is counted: a clause that
/// nothing depended on was not asked.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, Report};
///
/// let matcher = Matcher::new(&"rating > 3".parse()?, &Context::default())?;
/// let mut report = Report::default();
/// matcher.judge(r#"{"id": "1", "fields": {"rating": [{"value": "many"}]}}"#, &mut report)?;
/// assert_eq!(report.unreadable, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "What was odd about contacts, to be judged beside the answers. Only what a query \
                       looked at is counted: a clause that\nnothing depended on was not asked.")
)]
#[non_exhaustive]
pub struct Report {
    /// Members of contacts that held a value that cannot be read and so counted as none.
    pub unreadable: u64,
    /// The first of them.
    pub first: Option<Unreadable>,
    /// Contacts that say who was last contacted by `last_contacted` only, where no user was given to compare it with.
    pub only_last_contacted: u64,
    /// Contacts in which a member that was looked at stands more than once. The last one counted, as in most readers of
    /// JSON.
    pub repeated: u64,
    /// The first of them.
    pub first_repeated: Option<Repeated>,
}

/// A member that stands more than once in a contact.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, Report};
///
/// let matcher = Matcher::new(&"tag = vip".parse()?, &Context::default())?;
/// let mut report = Report::default();
/// matcher.judge(r#"{"id": "1", "tags": ["VIP"], "tags": []}"#, &mut report)?;
/// assert_eq!(report.first_repeated.map(|first| first.member).as_deref(), Some("tags"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "A member that stands more than once in a contact.")
)]
#[non_exhaustive]
pub struct Repeated {
    /// The contact's id.
    pub contact: String,
    /// The member, such as `tags` or `fields.email`.
    pub member: String,
}

/// A value that cannot be read as what its field holds.
///
/// # Examples
/// ```
/// use nse_query::eval::{Context, Matcher, Report};
///
/// let matcher = Matcher::new(&"rating > 3".parse()?, &Context::default())?;
/// let mut report = Report::default();
/// matcher.judge(r#"{"id": "1", "fields": {"rating": [{"value": "many"}]}}"#, &mut report)?;
/// let first = report.first.ok_or("all was read")?;
/// assert_eq!((first.contact.as_str(), first.value.as_str()), ("1", "many"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "A value that cannot be read as what its field holds.")
)]
#[non_exhaustive]
pub struct Unreadable {
    /// The contact's id.
    pub contact: String,
    /// The member, such as `created` or `fields.rating`.
    pub member: String,
    /// The value.
    pub value: String,
}

impl Unreadable {
    /// How the values of such a member are written.
    pub fn expected(&self) -> &'static str {
        match &*self.member {
            "fields.birthday" => "`MM/DD/YYYY` or `MM/DD`",
            "fields.rating" => "a number",
            "created" | "updated" => "a time (e.g. `2025-01-31T09:30:00Z`)",
            member if member.starts_with("lc") || member.starts_with("last_contacted") => {
                "a time (e.g. `2025-01-31T09:30:00Z`)"
            }
            _ => "a value that can be read",
        }
    }
}

/// E0410.
impl From<Unreadable> for Error {
    fn from(unreadable: Unreadable) -> Self {
        let expected = unreadable.expected();
        let Unreadable { contact, member, value } = unreadable;
        Problem::Unreadable { contact, member, value, expected }.error()
    }
}

impl Report {
    /// Adds what `later` says of further contacts.
    pub fn add(&mut self, later: Self) {
        self.unreadable += later.unreadable;
        self.only_last_contacted += later.only_last_contacted;
        self.first = self.first.take().or(later.first);
        self.repeated += later.repeated;
        self.first_repeated = self.first_repeated.take().or(later.first_repeated);
    }

    /// Whether nothing was odd.
    pub(super) const fn is_empty(&self) -> bool {
        self.unreadable == 0 && self.only_last_contacted == 0 && self.repeated == 0
    }

    pub(super) fn unreadable(&mut self, what: impl FnOnce() -> Unreadable) {
        self.unreadable += 1;
        self.first.get_or_insert_with(what);
    }
}

/// What was counted of one contact already, so that two clauses on one member count it once.
#[derive(Debug, Default)]
pub(super) struct Tally(Vec<Slot>);

impl Tally {
    /// Whether `slot` was not there yet.
    pub(super) fn insert(&mut self, slot: Slot) -> bool {
        let new = !self.0.contains(&slot);
        if new {
            self.0.push(slot);
        }
        new
    }
}
