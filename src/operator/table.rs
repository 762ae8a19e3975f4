//! The operators, a row each.
//!
//! Whatever another room needs to know of an operator stands in its row: how JSON and text write it, what people and
//! programs write instead, what follows it, what denies it, and how English says it.

use serde::{Deserialize, Serialize};

use super::traits::{Bound, English, Sense, Takes};

/// An operator of NSE (documentation, "Text operators", "Datetime operators", "Numeric operators").
///
/// # Examples
/// ```
/// use nse_query::{Operator, Query};
///
/// let query: Query = "rating >= 3".parse()?;
/// let operators: Vec<Operator> = query.clauses().map(|clause| clause.operator()).collect();
/// assert_eq!((operators[0], operators[0].json()), (Operator::Gte, "gte"));
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Operator {
    /// `is`: a value is this one.
    Is,
    /// `is_not`: no value is this one.
    IsNot,
    /// `contain`: a value holds any whole word of this text.
    Contain,
    /// `not_contain`: no value holds a whole word of this text.
    NotContain,
    /// `starts_with`: a value has a word that starts with this.
    StartsWith,
    /// `is_empty`: there is no value, or with `false` there is one.
    IsEmpty,
    /// `in`: a value is one of these.
    In,
    /// `not_in`: no value is one of these.
    NotIn,
    /// `gt`: a value is greater, or after that day.
    Gt,
    /// `gte`: a value is at least this, or not before that day.
    Gte,
    /// `lt`: a value is less, or before that day.
    Lt,
    /// `lte`: a value is at most this, or not after that day.
    Lte,
    /// `range`: a value lies between two, both included.
    Range,
    /// `not_in_range`: there is a value, and none lies between the two.
    NotInRange,
    /// `in_the_last`: a value lies at most this long before now.
    InTheLast,
    /// `not_in_the_last`: there is a value, and it lies longer ago than this.
    NotInTheLast,
    /// `day_month_range`: a value's day of the year lies between two.
    DayMonthRange,
}

use Operator as O;

/// All that is known of an operator.
pub(super) struct Row {
    pub(super) operator: Operator,
    /// The name in NSE JSON.
    pub(super) json: &'static str,
    /// What canonical text writes between field and value.
    pub(super) text: &'static str,
    /// The text with what follows it, where that tells it from other operators.
    pub(super) form: Option<&'static str>,
    /// Two words that text takes for it too.
    pub(super) words: Option<[&'static str; 2]>,
    pub(super) takes: Takes,
    pub(super) sense: Sense,
    /// The operator that denies it in name.
    pub(super) opposite: Option<Operator>,
    pub(super) bound: Option<Bound>,
    /// What to offer where a field does not have it: the operators that say nearly the same of the same value.
    pub(super) near: &'static [Operator],
    /// Whether a word that it finds may go on before what is sought, and after it, as patterns say it: `*on`, `Jon*`.
    pub(super) open: Option<[bool; 2]>,
    /// What it asks, in words that go on from the name of a field.
    pub(super) meaning: &'static str,
    /// The sections of the documentation that list it.
    pub(super) documented: &'static [&'static str],
    pub(super) english: English,
    /// Words that stand for it elsewhere.
    pub(super) spoken: &'static [&'static str],
    /// Words that stand for it before a day.
    pub(super) spoken_of_days: &'static [&'static str],
    /// What sentences and other languages say for it, parted by commas: words, phrases and signs.
    pub(super) phrases: &'static str,
    /// What they say for its opposite.
    pub(super) denials: &'static str,
    /// Signs that stand for it elsewhere.
    pub(super) signs: &'static [&'static str],
    /// What people and programs write for it in JSON (evidence 20), in small letters, digits and signs only.
    pub(super) other_json: &'static [&'static str],
}

/// What a row has unless it says otherwise.
const PLAIN: Row = Row {
    operator: O::Is,
    json: "",
    text: "",
    form: None,
    words: None,
    takes: Takes::Value,
    sense: Sense::Is,
    opposite: None,
    bound: None,
    near: &[],
    open: None,
    meaning: "",
    documented: &[],
    english: English::Is,
    spoken: &[],
    spoken_of_days: &[],
    phrases: "",
    denials: "",
    signs: &[],
    other_json: &[],
};

const TEXT: &str = "Text operators";
const DATETIME: &str = "Datetime operators";
const NUMERIC: &str = "Numeric operators";

/// Every operator, in the order of [`Operator`]. Adding an operator is adding a row.
pub(super) static TABLE: [Row; 17] = [
    Row {
        operator: O::Is,
        json: "is",
        text: "=",
        opposite: Some(O::IsNot),
        near: &[O::Contain],
        meaning: "is exactly this, ignoring case and accents",
        documented: &[TEXT, NUMERIC],
        spoken: &["equals", "equal to", "eq"],
        signs: &["==", "===", "≡"],
        other_json: &["=", "==", "eq", "equal", "equals", "match"],
        denials: "ne, neq, unequal, unequal to, notequal, not-equal, differs, differ, differs from, differ from, differing from, \
         different, different from, different than, different to, distinct from, is distinct from, mismatches, mismatch, \
         ungleich, différent de, distinto de, diferente de, diverso da, anders dan, !=, <>, !==, =!, =/=, ><, ≠, <=>!",
        ..PLAIN
    },
    Row {
        operator: O::IsNot,
        json: "is_not",
        text: "!=",
        sense: Sense::IsNot,
        opposite: Some(O::Is),
        near: &[O::NotContain],
        meaning: "is not this, or has no value",
        documented: &[TEXT, NUMERIC],
        signs: &["<>", "!==", "=!", "!", "><", "≠"],
        other_json: &["!=", "<>", "ne", "neq", "isnt", "notequal", "notequals", "notis"],
        ..PLAIN
    },
    Row {
        operator: O::Contain,
        json: "contain",
        text: "~",
        takes: Takes::Words,
        opposite: Some(O::NotContain),
        near: &[O::Is],
        open: Some([true, true]),
        meaning: "holds any whole word of this",
        documented: &[TEXT],
        english: English::AnyWord,
        spoken: &["like", "ilike", "has", "have", "includes", "include", "including", "containing", "matches"],
        signs: &["=~", "~=", "~~", "≈"],
        other_json: &["~", "contains", "like", "includes", "has"],
        phrases: "contain, contains, contian, contians, conatin, conatins, contained, containing, include, includes, included, including, mention, mentions, mentioning, \
         match, matches, matching, like, ilike, rlike, regexp, regex, glob, look like, looks like, holds, hold, \
         enthält, enthalten, contient, contiene, contém, bevat, innehåller, ~, =~, ~=, ~~, ≈, ~*, *=",
        denials: "notcontains, notcontain, !~, !~~, !~=, ~!, !~*, enthält nicht, ne contient pas, no contiene, bevat niet",
        ..PLAIN
    },
    Row {
        operator: O::NotContain,
        json: "not_contain",
        text: "!~",
        takes: Takes::Words,
        sense: Sense::IsNot,
        opposite: Some(O::Contain),
        near: &[O::IsNot],
        meaning: "holds no whole word of this",
        documented: &[TEXT],
        english: English::AnyWord,
        signs: &["!~~", "!~=", "~!"],
        other_json: &["!~", "doesnotcontain", "doesntcontain", "notcontains", "notlike"],
        ..PLAIN
    },
    Row {
        operator: O::StartsWith,
        json: "starts_with",
        text: "^=",
        words: Some(["starts", "with"]),
        takes: Takes::Words,
        near: &[O::Contain, O::Is],
        open: Some([false, true]),
        meaning: "has a word that starts with this",
        documented: &[TEXT],
        english: English::LastWord("starts with"),
        spoken: &["begins with", "begin with", "beginning with", "start with", "starting with"],
        signs: &["=^", "^", "^=="],
        other_json: &["startwith", "startswith", "beginswith", "prefix"],
        phrases: "starts, start, starting, starts with, start with, starting with, started with, begins, begin, beginning, begins with, \
         begin with, beginning with, began with, starts by, start by, begins by, startswith, beginswith, prefix, \
         prefixed with, prefixed by, beginnt mit, beginnen mit, commence par, empieza con, empieza por, comienza con, comienza por, inizia con, \
         começa com, begint met, börjar med, ^=, =^, ^, ^==",
        denials: "!^=, ^!=, beginnt nicht mit, ne commence pas par, no empieza con, begint niet met, starts not with",
        ..PLAIN
    },
    Row {
        operator: O::IsEmpty,
        json: "is_empty",
        text: "is empty",
        takes: Takes::Presence,
        meaning: "has no value",
        documented: &[TEXT, DATETIME, NUMERIC],
        english: English::IsEmpty,
        other_json: &["empty", "isempty", "isnull", "isblank"],
        denials: "none of, none of these, no one of, nothing of",
        ..PLAIN
    },
    Row {
        operator: O::In,
        json: "in",
        text: "in",
        form: Some("in (…)"),
        takes: Takes::List,
        opposite: Some(O::NotIn),
        meaning: "is one of these",
        documented: &[TEXT, NUMERIC],
        other_json: &["anyof", "oneof", "isoneof"],
        phrases: "in, on, during, within, at, among, amongst, into, dans, en el, ∈",
        denials: "notin, nin, ∉",
        ..PLAIN
    },
    Row {
        operator: O::NotIn,
        json: "not_in",
        text: "not in",
        form: Some("not in (…)"),
        takes: Takes::List,
        sense: Sense::IsNot,
        opposite: Some(O::In),
        meaning: "is none of these, or has no value",
        documented: &[TEXT],
        other_json: &["nin", "isnotin", "noneof"],
        ..PLAIN
    },
    Row {
        operator: O::Gt,
        json: "gt",
        text: ">",
        takes: Takes::Bound,
        bound: Some(Bound { above: true, included: false }),
        meaning: "is more, or after that day",
        documented: &[NUMERIC],
        english: English::Beside { number: "greater than", day: "after" },
        spoken: &["greater than", "more than"],
        spoken_of_days: &["after"],
        other_json: &[">", "greaterthan"],
        phrases: "greater, greater than, more than, over, above, beyond, exceed, exceeds, exceeding, higher, higher than, bigger, \
         bigger than, larger than, better than, gt, after, later than, newer than, younger than, größer als, mehr als, \
         supérieur à, plus de, plus que, mayor que, más de, maggiore di, maior que, groter dan, meer dan, >",
        ..PLAIN
    },
    Row {
        operator: O::Gte,
        json: "gte",
        text: ">=",
        takes: Takes::Bound,
        bound: Some(Bound { above: true, included: true }),
        meaning: "is at least that, or not before that day",
        documented: &[NUMERIC],
        english: English::Beside { number: "at least", day: "on or after" },
        spoken: &["at least"],
        spoken_of_days: &["since"],
        signs: &["=>", "≥"],
        other_json: &[">=", "ge", "min"],
        phrases: "at least, no fewer than, no less than, no lower than, no smaller than, no earlier than, min, minimum, minimum of, gte, ge, since, greater or equal, greater or equal to, \
         greater than or equal, greater than or equal to, starting from, mindestens, au moins, al menos, como mínimo, almeno, minstens, \
         >=, =>, ≥, ≮",
        ..PLAIN
    },
    Row {
        operator: O::Lt,
        json: "lt",
        text: "<",
        takes: Takes::Bound,
        bound: Some(Bound { above: false, included: false }),
        meaning: "is less, or before that day",
        documented: &[NUMERIC],
        english: English::Beside { number: "less than", day: "before" },
        spoken: &["less than", "fewer than"],
        spoken_of_days: &["before"],
        other_json: &["<", "lessthan"],
        phrases: "less, less than, fewer than, up to but not including, up to but excluding, under, below, lower, lower than, smaller, smaller than, worse than, lt, before, \
         earlier than, prior to, older than, kleiner als, weniger als, inférieur à, moins de, menor que, menos de, \
         minore di, kleiner dan, minder dan, <",
        ..PLAIN
    },
    Row {
        operator: O::Lte,
        json: "lte",
        text: "<=",
        takes: Takes::Bound,
        bound: Some(Bound { above: false, included: true }),
        meaning: "is at most that, or not after that day",
        documented: &[NUMERIC],
        english: English::Beside { number: "at most", day: "on or before" },
        spoken: &["at most", "up to"],
        spoken_of_days: &["until"],
        signs: &["=<", "≤"],
        other_json: &["<=", "le", "max"],
        phrases: "at most, max, maximum, maximum of, up to, lte, le, until, till, less or equal, less or equal to, \
         no more than, no higher than, no greater than, no bigger than, no larger than, no later than, \
         less than or equal, less than or equal to, höchstens, au plus, menor o igual a, como máximo, al massimo, hoogstens, \
         <=, =<, ≤, ≯",
        ..PLAIN
    },
    Row {
        operator: O::Range,
        json: "range",
        text: "in",
        form: Some("in a..b"),
        takes: Takes::Range,
        opposite: Some(O::NotInRange),
        meaning: "lies between the two, both included",
        documented: &[DATETIME, NUMERIC],
        spoken_of_days: &["on"],
        other_json: &["between"],
        ..PLAIN
    },
    Row {
        operator: O::NotInRange,
        json: "not_in_range",
        text: "not in",
        form: Some("not in a..b"),
        takes: Takes::Range,
        sense: Sense::HasOther,
        opposite: Some(O::Range),
        meaning: "has a value outside the two",
        documented: &[DATETIME, NUMERIC],
        other_json: &["notbetween", "notrange"],
        ..PLAIN
    },
    Row {
        operator: O::InTheLast,
        json: "in_the_last",
        text: "in last",
        form: Some("in last 3 months"),
        takes: Takes::Quantity,
        opposite: Some(O::NotInTheLast),
        meaning: "lies within that time before now",
        documented: &[DATETIME],
        other_json: &["inlast", "last", "past", "withinlast", "withinthelast"],
        ..PLAIN
    },
    Row {
        operator: O::NotInTheLast,
        json: "not_in_the_last",
        text: "not in last",
        form: Some("not in last 3 months"),
        takes: Takes::Quantity,
        sense: Sense::HasOther,
        opposite: Some(O::InTheLast),
        meaning: "has a value, longer ago than that",
        documented: &[DATETIME],
        other_json: &["notinlast", "notinpast", "notwithinlast"],
        ..PLAIN
    },
    Row {
        operator: O::DayMonthRange,
        json: "day_month_range",
        text: "in",
        form: Some("in 1 Mar..31 Mar"),
        takes: Takes::Days,
        meaning: "has its day of the year between the two",
        documented: &[DATETIME],
        ..PLAIN
    },
];

const NO_END: &str = "the service searches for whole words and for their beginnings; no operator looks at the end";

/// Words that people write for what no operator asks, with the reason.
pub(super) const NO_OPERATOR: [(&str, &str); 6] = [
    ("ends with", NO_END),
    ("end with", NO_END),
    ("ending with", NO_END),
    ("ends in", NO_END),
    ("end in", NO_END),
    ("ending in", NO_END),
];

/// What sentences say for a look at the end of words, which no operator takes.
pub(super) const ENDS: &str = "ends, end, ending, ends with, end with, ending with, ended with, ends in, end in, ending in, ends by, endswith, \
         suffix, suffixed with, finishes with, endet mit, endet auf, se termine par, termina con, termina en, eindigt op";
