//! What a sentence says, in the language: clauses as the fields of the catalog take them.

use std::fmt;

use super::vocabulary;
use crate::catalog::{FieldRef, Kind};
use crate::check::range_of_past;
use crate::lex::{quote, word};
use crate::operator::{Bound, Operator};
use crate::query::{self, takes};
use crate::text::recover::{period_meant, reads_after_in};
use crate::value::{self, Anchor, Date};

/// A query in text.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    Clause(String),
    Not(Box<Said>),
    All(Vec<Said>),
    Any(Vec<Said>),
    /// A day on one side of which the values of a field shall lie, where the field takes ranges with both ends only.
    Bound(FieldRef, Operator, Date),
}

impl Said {
    pub(crate) fn not(said: Self) -> Self {
        Self::Not(Box::new(said))
    }

    /// Of one member that member. Two days that bound the same field make a range.
    pub(crate) fn all(members: Vec<Self>) -> Option<Self> {
        let mut joined: Vec<Self> = Vec::new();
        for member in members {
            let range = joined.iter().enumerate().find_map(|(at, other)| Some((at, between(other, &member)?)));
            match range {
                Some((at, range)) => joined[at] = range,
                None => joined.push(member),
            }
        }
        if joined.len() > 1 { Some(Self::All(joined)) } else { joined.pop() }
    }

    /// Whether it can be said: no day bounds a field alone whose days may lie ahead.
    pub(crate) fn is_complete(&self) -> bool {
        match self {
            Self::Clause(_) => true,
            Self::Bound(field, operator, day) => range_of_past(field, *operator, &day.to_string()).is_some(),
            Self::Not(said) => said.is_complete(),
            Self::All(members) | Self::Any(members) => members.iter().all(Self::is_complete),
        }
    }

    /// Of one member that member.
    pub(crate) fn any(mut members: Vec<Self>) -> Option<Self> {
        if members.len() > 1 { Some(Self::Any(members)) } else { members.pop() }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (members, join) = match self {
            Self::Clause(text) => return f.write_str(text),
            Self::Bound(field, operator, day) => {
                return match range_of_past(field, *operator, &day.to_string()) {
                    Some((ranged, range)) => write!(f, "{} {} {range}", field.text(), ranged.text()),
                    None => write!(f, "{} {} {day}", field.text(), operator.text()),
                };
            }
            Self::Not(said) => {
                return match &**said {
                    Self::All(_) | Self::Any(_) => write!(f, "not ({said})"),
                    _ => write!(f, "not {said}"),
                };
            }
            Self::All(members) => (members, " and "),
            Self::Any(members) => (members, " or "),
        };
        for (index, member) in members.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { join })?;
            match (self, member) {
                (Self::All(_), Self::Any(_)) | (Self::Any(_), Self::All(_)) => write!(f, "({member})")?,
                _ => write!(f, "{member}")?,
            }
        }
        Ok(())
    }
}

/// The range between two bounds of one field, the lower one and the upper one.
fn between(one: &Said, other: &Said) -> Option<Said> {
    let (Said::Bound(field, operator, day), Said::Bound(same, second, end)) = (one, other) else { return None };
    let inside = |operator: &Operator, day: &Date| match operator.bound()? {
        Bound { included: true, .. } => Some(*day),
        Bound { above: true, .. } => day.next(),
        Bound { above: false, .. } => day.previous(),
    };
    let above = operator.bound()?.above;
    if field != same || above == second.bound()?.above {
        return None;
    }
    let (first, last) = (inside(operator, day)?, inside(second, end)?);
    let (first, last) = if above { (first, last) } else { (last, first) };
    within(field, false, &format!("{first}..{last}"))
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// As the field is mostly compared: nothing but a value follows its name.
    Usual,
    Equal,
    Contain,
    Start,
    End,
    Beside(Operator),
    /// After `in`: one of several, or within a period.
    Within,
}

impl Base {
    /// How words are looked for that may go on before what is sought, and after it.
    pub(crate) const fn of_open(open: [bool; 2]) -> Self {
        match open {
            [true, true] => Self::Contain,
            [false, true] => Self::Start,
            [true, false] => Self::End,
            [false, false] => Self::Equal,
        }
    }

    /// The operator that looks at one side of words.
    fn of_side(self) -> Option<Operator> {
        match self {
            Self::Start => Operator::of_open([false, true]),
            Self::End => Operator::of_open([true, false]),
            _ => None,
        }
    }
}

/// A value as it stands in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) text: String,
    pub(crate) quoted: bool,
}

/// The clause on one value; none where the field has no such clause.
pub(crate) fn comparison(field: &FieldRef, base: Base, not: bool, value: &Value) -> Option<Said> {
    let has = |operator| field.operators.contains(operator);
    let name = field.text();
    let clause = |operator: Operator, value: &str| Some(Said::Clause(format!("{name} {} {value}", operator.text())));
    let denied = |not: bool, said: Option<Said>| if not { said.map(Said::not) } else { said };
    let (base, content) = pattern(base, &value.text)?;
    // Nothing in quotes is no value, stars alone are any.
    if content.trim().is_empty() {
        return emptiness(field, value.text.trim().is_empty() != not);
    }
    // A part of an address of the net is no address.
    let base = match base {
        Base::Equal | Base::Within | Base::Usual if field.json == "email" && is_domain(content) => Base::Contain,
        base => base,
    };
    if matches!(field.kind, Kind::Datetime | Kind::Birthday) {
        return day(field, base, not, content);
    }
    // `tag in this week`: no value, however it is looked for.
    if base == Base::Within && !value.quoted && is_moving(content) {
        return None;
    }
    let text = typed(field.kind, content)?;
    let taken = |operator: Operator| match field.kind {
        Kind::Text | Kind::Tag | Kind::Address => {
            takes(field, operator, &query::Value::Text(content.to_owned())).is_ok()
        }
        _ => true,
    };
    let clause = |operator: Operator, value: &str| clause(operator, value).filter(|_| taken(operator));
    if let Some(operator) = base.of_side().filter(|&operator| has(operator)) {
        return denied(not, clause(operator, &text));
    }
    match base {
        Base::Usual | Base::Equal | Base::Within if has(Operator::Is) => match (not, has(Operator::IsNot)) {
            (false, _) => clause(Operator::Is, &text),
            (true, true) => clause(Operator::IsNot, &text),
            (true, false) => denied(true, clause(Operator::Is, &text)),
        },
        Base::Usual | Base::Equal | Base::Contain | Base::Within if has(Operator::Contain) => {
            let negative = has(Operator::NotContain);
            match (not, negative) {
                (false, _) => clause(Operator::Contain, &text),
                (true, true) => clause(Operator::NotContain, &text),
                (true, false) => denied(true, clause(Operator::Contain, &text)),
            }
        }
        Base::Contain => comparison(field, Base::Equal, not, value),
        // The words of an address of the net stand at its end as a whole.
        Base::End if has(Operator::Contain) && content.contains(['.', '@']) && content.len() > 4 => {
            let host = Value { text: content.trim_start_matches('@').to_owned(), quoted: true };
            comparison(field, Base::Contain, not, &host)
        }
        Base::Beside(operator) if has(operator) => denied(not, clause(operator, &text)),
        _ => None,
    }
}

/// Whether `text` is a date that moves.
fn is_moving(text: &str) -> bool {
    Anchor::of_day(text).is_some() || text.contains(' ') && reads_after_in(text)
}

/// Whether `text` is what stands behind the `@` of an address.
fn is_domain(text: &str) -> bool {
    text.contains('.') && !text.contains(['@', ' ']) && text.trim_matches('.').contains('.')
}

/// A value with `*` and `%` at its ends, or as a regular expression, by what it asks.
fn pattern(base: Base, text: &str) -> Option<(Base, &str)> {
    let wild = ['*', '%'];
    let text = text.strip_prefix('/').and_then(|text| text.trim_end_matches('i').strip_suffix('/')).unwrap_or(text);
    let (anchored, text) = text.strip_prefix('^').map_or((false, text), |text| (true, text));
    let start = text.strip_suffix(".*").unwrap_or(text).trim_end_matches(wild);
    let content = start.strip_prefix(".*").unwrap_or(start).trim_start_matches(wild);
    if content.contains(wild) {
        return None;
    }
    let of_text = matches!(base, Base::Usual | Base::Equal | Base::Contain | Base::Start | Base::End);
    Some(match [content.len() < start.len(), start.len() < text.len()] {
        [false, false] => (if anchored && of_text { Base::Start } else { base }, content),
        _ if !of_text => return None,
        open => (Base::of_open(open), content),
    })
}

/// `text` as a value of a field of `kind`; none where it is none.
fn typed(kind: Kind, text: &str) -> Option<String> {
    match kind {
        Kind::Number => {
            let text = text.strip_suffix(" stars").or(text.strip_suffix(" points")).unwrap_or(text);
            let number = vocabulary::number(text).map_or_else(|| text.to_owned(), |number| number.to_string());
            value::number(&number).ok().map(|number| number.to_string())
        }
        Kind::Boolean => [("true", "true"), ("yes", "true"), ("false", "false"), ("no", "false")]
            .into_iter()
            .find_map(|(word, value)| text.eq_ignore_ascii_case(word).then(|| value.to_owned())),
        Kind::Id | Kind::SavedSearch | Kind::User => value::id(text).ok(),
        Kind::RecordType => {
            let singular = match &*text.to_lowercase() {
                "people" | "persons" => "person",
                "companies" => "company",
                _ => text,
            };
            value::record_type(singular).ok().map(|record_type| record_type.name().to_owned())
        }
        Kind::Reminder => None,
        _ if crate::lex::emptiness(text).is_some() => Some(quote(text)),
        _ => Some(word(text)),
    }
}

/// A clause on days.
fn day(field: &FieldRef, base: Base, not: bool, text: &str) -> Option<Said> {
    let has = |operator| field.operators.contains(operator);
    let name = field.text();
    match base {
        Base::Beside(operator) if has(operator) && value::date(text).is_ok() => {
            let said = Said::Clause(format!("{name} {} {text}", operator.text()));
            Some(if not { Said::not(said) } else { said })
        }
        Base::Beside(operator) if has(Operator::Range) && field.kind == Kind::Datetime => {
            let operator = if not { opposite(operator) } else { operator };
            Some(Said::Bound(field.clone(), operator, value::date(&text.replace('/', "-")).ok()?))
        }
        Base::Within => within(field, not, text),
        // What is not that day may be no day at all.
        Base::Usual | Base::Equal => {
            let said = within(field, false, text)?;
            Some(if not { Said::not(said) } else { said })
        }
        _ => None,
    }
}

/// The bound that holds where `operator` does not.
fn opposite(operator: Operator) -> Operator {
    match operator {
        Operator::Gt => Operator::Lte,
        Operator::Gte => Operator::Lt,
        Operator::Lt => Operator::Gte,
        Operator::Lte => Operator::Gt,
        other => other,
    }
}

/// A sign at the start of a value, as spreadsheets have it: `"<>vip"`, `">3"`.
pub(crate) fn sign_in(base: Base, not: bool, values: Vec<Value>) -> (Base, bool, Vec<Value>) {
    if let ([value], Base::Equal) = (values.as_slice(), base)
        && let Some((sign, rest)) = ["<>", "!=", ">=", "<=", ">", "<", "="]
            .into_iter()
            .find_map(|sign| Some((sign, value.text.strip_prefix(sign)?)))
    {
        let rest = vec![Value { text: rest.trim().to_owned(), quoted: true }];
        return match sign {
            "<>" | "!=" => (base, !not, rest),
            ">=" => (Base::Beside(Operator::Gte), not, rest),
            "<=" => (Base::Beside(Operator::Lte), not, rest),
            ">" => (Base::Beside(Operator::Gt), not, rest),
            "<" => (Base::Beside(Operator::Lt), not, rest),
            _ => (base, not, rest),
        };
    }
    (base, not, values)
}

/// `created in 2025`, `birthday not in March`
pub(crate) fn within(field: &FieldRef, not: bool, text: &str) -> Option<Said> {
    let has = |operator| field.operators.contains(operator);
    let calendar = value::period(text).is_some();
    let period = if calendar || reads_after_in(text) { text.to_owned() } else { period_meant(text)? };
    let last = period.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("last"));
    let name = field.text();
    let positive = Said::Clause(format!("{name} in {period}"));
    // A date that moves is a birthday where it stands alone.
    let moves = period.split(' ').next().and_then(Anchor::before_unit).is_some();
    let days = moves && field.kind == Kind::Birthday
        || period.split(['.', ' ']).any(|word| crate::value::month::find(word).is_some());
    let supported = match (last, days) {
        (true, _) => has(Operator::InTheLast),
        (_, true) => has(Operator::DayMonthRange),
        _ => has(Operator::Range),
    };
    if !supported {
        return None;
    }
    Some(match (not, days) {
        (false, _) => positive,
        (true, true) => Said::not(positive),
        (true, false) => Said::Clause(format!("{name} not in {period}")),
    })
}

/// `rating >= 3`
pub(crate) fn beside(field: &FieldRef, operator: Operator, not: bool, number: &str) -> Option<Said> {
    comparison(field, Base::Beside(operator), not, &Value { text: number.to_owned(), quoted: false })
}

/// `rating in 2..4`
pub(crate) fn range(field: &FieldRef, not: bool, start: &str, end: &str) -> Option<Said> {
    if field.kind == Kind::Number {
        let (start, end) = (typed(Kind::Number, start)?, typed(Kind::Number, end)?);
        let not = if not { "not " } else { "" };
        return field
            .operators
            .contains(Operator::Range)
            .then(|| Said::Clause(format!("{} {not}in {start}..{end}", field.text())));
    }
    within(field, not, &format!("{start}..{end}"))
}

/// `email is empty`
pub(crate) fn emptiness(field: &FieldRef, empty: bool) -> Option<Said> {
    let words = if empty { "is empty" } else { "is not empty" };
    field.operators.contains(Operator::IsEmpty).then(|| Said::Clause(format!("{} {words}", field.text())))
}

/// The clauses on several values, `all` of which must be so, or any.
pub(crate) fn comparisons(field: &FieldRef, base: Base, not: bool, all: bool, values: &[Value]) -> Option<Said> {
    if let [value] = values {
        return comparison(field, base, not, value);
    }
    // Nothing in quotes is no value of several.
    if values.iter().any(|value| value.text.trim().is_empty()) {
        return None;
    }
    let has = |operator| field.operators.contains(operator);
    let plain = |value: &Value| value.quoted || !value.text.contains(['*', '%', '^']);
    let listed = matches!(base, Base::Usual | Base::Equal | Base::Within)
        || (base == Base::Contain && !has(Operator::Contain) && has(Operator::Is));
    if listed && !all && has(Operator::In) && values.iter().all(plain) {
        let items: Option<Vec<String>> = values.iter().map(|value| typed(field.kind, &value.text)).collect();
        let items = items?.join(", ");
        let name = field.text();
        return Some(match (not, has(Operator::NotIn)) {
            (false, _) => Said::Clause(format!("{name} in ({items})")),
            (true, true) => Said::Clause(format!("{name} not in ({items})")),
            (true, false) => Said::not(Said::Clause(format!("{name} in ({items})"))),
        });
    }
    let each = |not| values.iter().map(|value| comparison(field, base, not, value)).collect::<Option<Vec<_>>>();
    match (all, not) {
        (false, false) => Said::any(each(false)?),
        (false, true) => Said::all(each(true)?),
        (true, false) => Said::all(each(false)?),
        (true, true) => Said::all(each(false)?).map(Said::not),
    }
}
