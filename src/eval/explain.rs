//! Why a contact matches, clause by clause.

use serde::{Serialize, Serializer};

use super::expr::Expr;
use super::matcher::Matcher;
use super::run::Run;
use super::test::{Predicate, Test};
use super::words::Probe;
use super::{Contact, Report};
use crate::fold::tokens;
use crate::query::Clause;
use crate::span::Span;

/// What a query, or a part of one, says of one contact. Every clause was asked.
///
/// # Examples
/// ```
/// use nse_query::eval::{Contact, Context, Explanation, Matcher};
///
/// let matcher = Matcher::new(&"tag = vip and rating > 3".parse()?, &Context::default())?;
/// let why = matcher.explain(&Contact::parse(r#"{"id": "1", "tags": ["VIP"]}"#)?);
/// assert!(matches!(&why, Explanation::And(false, parts) if parts[0].matched() && !parts[1].matched()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Explanation {
    /// All of these must match.
    And(bool, Vec<Explanation>),
    /// One of these must match.
    Or(bool, Vec<Explanation>),
    /// This must not match.
    Not(bool, Box<Explanation>),
    /// One clause.
    Clause {
        /// Whether it matched.
        matched: bool,
        /// The clause.
        clause: Clause,
        /// The value that decided: of `tag = vip` the tag that is `vip`, and of `tag != vip` too. None where no value
        /// did.
        found: Option<Found>,
    },
    /// A clause that stands for a saved search.
    Saved {
        /// Whether it matched.
        matched: bool,
        /// The clause.
        clause: Clause,
        /// The saved search's name.
        name: Option<String>,
        /// What the search says; none where it is explained before in the same explanation.
        query: Option<Box<Explanation>>,
    },
}

/// The value of a contact that decided, and where in it.
///
/// # Examples
/// ```
/// use nse_query::eval::{Contact, Context, Explanation, Matcher};
///
/// let matcher = Matcher::new(&"tag = vip".parse()?, &Context::default())?;
/// let why = matcher.explain(&Contact::parse(r#"{"id": "1", "tags": ["VIP"]}"#)?);
/// assert!(matches!(why, Explanation::Clause { found: Some(found), .. } if found.value == "VIP"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "The value of a contact that decided, and where in it.")
)]
#[non_exhaustive]
pub struct Found {
    /// The value as the contact carries it; of a field of several sources, all joined by spaces.
    pub value: String,
    /// The bytes of it that decided: the word that was asked for, or all.
    pub span: Span,
}

/// What is serialized of an [`Explanation`]: `matched`, and one of `and`, `or`, `not` and `clause`.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Explanation"))]
pub(crate) struct Shape<'a> {
    /// Whether the contact met it.
    matched: bool,
    /// All of these must match.
    #[serde(skip_serializing_if = "Option::is_none")]
    and: Option<Vec<Shape<'a>>>,
    /// One of these must match.
    #[serde(skip_serializing_if = "Option::is_none")]
    or: Option<Vec<Shape<'a>>>,
    /// This must not match.
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Shape<'a>>>,
    /// One clause, in NSE JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    clause: Option<&'a Clause>,
    /// The value that decided, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a Found>,
    /// The saved search that the clause stands for, where it is explained here.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<Box<Shape<'a>>>,
    /// The saved search's name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

impl<'a> Shape<'a> {
    // As deep as a query, times the saved searches that refer to one another.
    fn of(explanation: &'a Explanation) -> Self {
        let all = |members: &'a [Explanation]| Some(members.iter().map(Self::of).collect());
        let one = |member: &'a Explanation| Some(Box::new(Self::of(member)));
        let shape = Self { matched: explanation.matched(), ..Self::default() };
        match explanation {
            Explanation::And(_, members) => Self { and: all(members), ..shape },
            Explanation::Or(_, members) => Self { or: all(members), ..shape },
            Explanation::Not(_, member) => Self { not: one(member), ..shape },
            Explanation::Clause { clause, found, .. } => Self { clause: Some(clause), found: found.as_ref(), ..shape },
            Explanation::Saved { clause, name, query, .. } => {
                Self { clause: Some(clause), saved: query.as_deref().and_then(one), name: name.as_deref(), ..shape }
            }
        }
    }
}

/// `{"matched": true, "and": […]}`, see [`shape`](crate::shape).
impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shape::of(self).serialize(serializer)
    }
}

impl Explanation {
    /// Whether the contact matched.
    pub const fn matched(&self) -> bool {
        match self {
            Self::And(matched, _)
            | Self::Or(matched, _)
            | Self::Not(matched, _)
            | Self::Clause { matched, .. }
            | Self::Saved { matched, .. } => *matched,
        }
    }
}

impl Matcher {
    /// Why the query finds this contact, or why not.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Query;
    /// use nse_query::eval::{Contact, Context, Explanation, Matcher};
    ///
    /// let query: Query = "name ~ Ferrara".parse()?;
    /// let matcher = Matcher::new(&query, &Context::default())?;
    /// let contact = r#"{"id": "1", "fields": {"first name": [{"value": "Jon"}], "last name": [{"value": "Ferrara"}]}}"#;
    /// match matcher.explain(&Contact::parse(contact)?) {
    ///     Explanation::Clause { matched: true, found: Some(found), .. } => {
    ///         assert_eq!(found.value, "Jon Ferrara");
    ///         assert_eq!((found.span.start, found.span.end), (4, 11));
    ///     }
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, contact: &Contact<'_>) -> Explanation {
        let record = contact.record(&self.layout);
        let mut report = Report::default();
        let mut explained = vec![false; self.searches.len()];
        Run::new(self, &record, &mut report).explain(&self.root, &mut explained)
    }
}

impl Run<'_, '_> {
    fn explain(&mut self, expr: &Expr, explained: &mut [bool]) -> Explanation {
        match expr {
            Expr::And(join) => {
                let members: Vec<_> = join.members.iter().map(|member| self.explain(member, explained)).collect();
                Explanation::And(members.iter().all(Explanation::matched), members)
            }
            Expr::Or(join) => {
                let members: Vec<_> = join.members.iter().map(|member| self.explain(member, explained)).collect();
                Explanation::Or(members.iter().any(Explanation::matched), members)
            }
            Expr::Not(member) => {
                let member = self.explain(member, explained);
                Explanation::Not(!member.matched(), Box::new(member))
            }
            Expr::Clause(predicate) => Explanation::Clause {
                matched: predicate.matches(self),
                clause: predicate.clause.clone(),
                found: self.found(predicate),
            },
            Expr::Always(clause) => Explanation::Clause { matched: true, clause: (**clause).clone(), found: None },
            Expr::Saved(clause, index) => {
                let matched = self.holds_saved(*index);
                let search = self.matcher.searches.get(*index);
                let first = explained.get_mut(*index).is_some_and(|explained| !std::mem::replace(explained, true));
                let query = search.filter(|_| first).map(|search| Box::new(self.explain(&search.expr, explained)));
                let name = search.and_then(|search| search.name.clone());
                Explanation::Saved { matched, clause: (**clause).clone(), name, query }
            }
        }
    }

    /// The first value that meets the clause's test.
    fn found(&mut self, predicate: &Predicate) -> Option<Found> {
        let mut values = Vec::new();
        self.texts(&predicate.place, &mut Probe::collect(&mut values));
        let value = values.into_iter().find(|value| predicate.test.holds_of(value))?;
        let span = predicate.test.span(&value);
        Some(Found { value, span })
    }
}

impl Test {
    /// The bytes of `value`, which meets the test, that do so.
    fn span(&self, value: &str) -> Span {
        if let Self::Words(words) = self {
            for (start, word) in tokens::word_indices(value) {
                if tokens::each(word, |word| words.ask_for(word)) {
                    return Span::new(start, start + word.len());
                }
            }
        }
        let start = value.len() - value.trim_start().len();
        Span::new(start, start + value.trim().len())
    }
}
