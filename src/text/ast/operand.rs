//! What follows the operator of a clause: words, lists, ranges, dates that move.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::lex::word;
use crate::span::Span;
use crate::value::Anchor;

/// A value as written, or the parameter that stands for one.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, Operand, parse};
///
/// let source = r#"tag = "very important""#;
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// let Operand::Word(word) = &clause.operand else { unreachable!() };
/// assert_eq!((word.text.as_ref(), word.span.of(source)), ("very important", r#""very important""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "A value as written, or the parameter that stands for one.")
)]
#[non_exhaustive]
pub struct Word<'a> {
    /// Where it stands, with its quotes.
    pub span: Span,
    /// What it says, escapes resolved; a parameter with its braces.
    pub text: Cow<'a, str>,
    /// How it is written. It is serialized as whether it was quoted: without quotes only a parameter begins with `{`.
    #[serde(rename = "quoted", serialize_with = "WordKind::quoted")]
    #[cfg_attr(
        test,
        schemars(
            with = "bool",
            description = "Whether it was quoted. Without quotes only a parameter begins with `{`."
        )
    )]
    pub kind: WordKind,
}

/// How a value is written.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, Operand, WordKind, parse};
///
/// let source = r#"tag = "vip""#;
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// assert!(matches!(&clause.operand, Operand::Word(word) if word.kind == WordKind::Quoted));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordKind {
    /// Without quotes.
    Bare,
    /// In double or single quotes.
    Quoted,
    /// `{name}`: a program gives the value later. It is never a value itself.
    Parameter,
}

impl WordKind {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
    fn quoted<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self == Self::Quoted)
    }
}

impl Word<'_> {
    /// As it may stand in a text.
    pub(crate) fn spelled(&self) -> String {
        if self.kind == WordKind::Parameter { self.text.to_string() } else { word(&self.text) }
    }

    /// The name between the braces, where it is a parameter.
    pub fn parameter(&self) -> Option<&str> {
        match self.kind {
            WordKind::Parameter => self.text.strip_prefix('{')?.strip_suffix('}'),
            WordKind::Bare | WordKind::Quoted => None,
        }
    }
}

/// What follows the operator.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, Operand, parse};
///
/// let source = "created in last 3 months";
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// let Operand::Last { quantity: Some(quantity), unit, .. } = &clause.operand else { unreachable!() };
/// assert_eq!((quantity.text.as_ref(), unit.text.as_ref()), ("3", "months"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "What follows the operator."))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Operand<'a> {
    /// After `is empty` (`true`) and `is not empty` (`false`).
    Empty(bool),
    /// One value, after `= != ~ !~ ^= > >= < <=`; after `in` and `not in` a parameter that stands for a list or a period.
    Word(Word<'a>),
    /// `(a, b)`, after `in` and `not in`.
    #[non_exhaustive]
    List {
        /// From `(` to `)`.
        span: Span,
        /// The items, in order; at least one.
        items: Vec<Word<'a>>,
    },
    /// `a..b`, and `between a and b`.
    #[non_exhaustive]
    Range {
        /// The first that is meant.
        start: End<'a>,
        /// The last that is meant.
        end: End<'a>,
    },
    /// A period alone after `in`: a day, a month, a year, `5 Mar`, `March`, `today`, `this month`.
    Period(End<'a>),
    /// A day so many units ago or from now, after `= != > >= < <=`: `90 days ago`. `today` is a word there, which only
    /// the field tells from others.
    Day(Box<Moving<'a>>),
    /// `last 3 months`, after `in` and `not in`.
    #[non_exhaustive]
    Last {
        /// From the number, or else the unit, to the unit.
        span: Span,
        /// The number; none in `in last month`.
        quantity: Option<Word<'a>>,
        /// The unit.
        unit: Word<'a>,
    },
}

/// One end of a range, or a period alone.
///
/// # Examples
/// ```
/// use nse_query::text::{End, Expr, Operand, parse};
///
/// let source = "rating in 3..5";
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// let Operand::Range { end: End::Word(end), .. } = &clause.operand else { unreachable!() };
/// assert_eq!(end.text, "5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(description = "One end of a range, or a period alone."))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum End<'a> {
    /// A number, a date, a datetime, a month (`2025-03`) or a year (`2025`).
    Word(Word<'a>),
    /// A day of a month, or a whole month, of any year.
    #[non_exhaustive]
    DayMonth {
        /// Where both stand.
        span: Span,
        /// The day as written; none for the whole month.
        day: Option<Word<'a>>,
        /// The month, 1 to 12.
        month: u8,
    },
    /// A day or a period that moves with the present.
    Moving(Box<Moving<'a>>),
}

/// A day or a period that moves with the present: `today`, `30 days ago`, `this month`.
///
/// # Examples
/// ```
/// use nse_query::text::{Expr, Operand, parse};
///
/// let source = "created >= 30 days ago";
/// let tree = parse(source)?;
/// let Expr::Clause(clause) = tree.root() else { unreachable!() };
/// let Operand::Day(day) = &clause.operand else { unreachable!() };
/// assert_eq!(day.anchor, nse_query::value::Anchor::Ago);
/// assert_eq!(day.span.of(source), "30 days ago");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "A day or a period that moves with the present: `today`, `30 days ago`, `this month`.")
)]
#[non_exhaustive]
pub struct Moving<'a> {
    /// Where all its words stand.
    pub span: Span,
    /// What it is reckoned from.
    pub anchor: Anchor,
    /// The number of units of `ago`, `from now` and `next`; none in `next week`.
    pub quantity: Option<Word<'a>>,
    /// The unit, or the period of `this` and `previous`; none in `today`.
    pub unit: Option<Word<'a>>,
}

impl Operand<'_> {
    /// Where it stands; none where the operator says all.
    pub fn span(&self) -> Option<Span> {
        Some(match self {
            Self::Empty(_) => return None,
            Self::Word(word) => word.span,
            Self::List { span, .. } | Self::Last { span, .. } => *span,
            Self::Range { start, end } => start.span().to(end.span()),
            Self::Period(end) => end.span(),
            Self::Day(moving) => moving.span,
        })
    }
}

impl<'a> Operand<'a> {
    /// Whether there is a parameter in it.
    pub(crate) fn has_parameters(&self) -> bool {
        self.parameters().next().is_some()
    }

    /// Whether it moves with the present, or does on a field that holds dates.
    pub(crate) fn may_move(&self) -> bool {
        let moves = |end: &End<'_>| matches!(end, End::Moving(_));
        match self {
            Self::Day(_) => true,
            Self::Word(word) => word.kind == WordKind::Bare && Anchor::of_day(&word.text).is_some(),
            Self::Range { start, end } => moves(start) || moves(end),
            Self::Period(period) => moves(period),
            Self::Empty(_) | Self::List { .. } | Self::Last { .. } => false,
        }
    }

    /// The values in it, and the numbers of units, in order of place.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Word<'a>> {
        let (items, one, two): (&[Word<'a>], _, _) = match self {
            Self::Empty(_) => (&[], None, None),
            Self::Word(word) => (&[], Some(word), None),
            Self::List { items, .. } => (items, None, None),
            Self::Range { start, end: last } => (&[], start.word(), last.word()),
            Self::Period(period) => (&[], period.word(), None),
            Self::Last { quantity, .. } => (&[], quantity.as_ref(), None),
            Self::Day(day) => (&[], day.quantity.as_ref(), None),
        };
        items.iter().chain(one).chain(two)
    }

    /// The parameters in it, in order of place.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &Word<'a>> {
        self.words().filter(|word| word.kind == WordKind::Parameter)
    }
}

impl Moving<'_> {
    /// Its words, with one space between two.
    pub(crate) fn text(&self) -> String {
        let text = |word: &'_ Option<Word<'_>>| word.as_ref().map(|word| word.text.to_string());
        self.anchor.with(text(&self.quantity).as_deref(), text(&self.unit).as_deref())
    }
}

impl<'a> End<'a> {
    /// The value that it is, or that it has; none where it is a day or a month of any year.
    pub(crate) const fn word(&self) -> Option<&Word<'a>> {
        match self {
            Self::Word(word) => Some(word),
            Self::DayMonth { .. } => None,
            Self::Moving(moving) => moving.quantity.as_ref(),
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Word(word) => word.span,
            Self::DayMonth { span, .. } => *span,
            Self::Moving(moving) => moving.span,
        }
    }
}
