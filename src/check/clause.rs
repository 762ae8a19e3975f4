//! Whether a field takes an operator and a value.

use super::finding::{Instead, Part, Sink};
use super::judge::Judge;
use super::lint::Lint;
use super::notation;
use super::options::Options;
use super::raw::{Raw, Scalar, Written};
use super::unsupported::supported;
use crate::catalog::{FieldRef, Kind};
use crate::fold::is_blank;
use crate::operator::{Operator, Takes};
use crate::query::{Clause, Problem, Query, Value, takes, takes_text};
use crate::value;

/// The query of one clause, of `field`, `operator` and what stands after it, where they fit each other; else `sink` learns
/// why not.
pub(crate) fn clause(
    options: &Options<'_>,
    field: FieldRef,
    operator: Operator,
    raw: Raw<'_>,
    sink: &mut dyn Sink,
) -> Option<Query> {
    let mut judge = Judge { field: &field, operator, catalog: options.catalog, sink };
    if judge.moves(&raw) {
        return judge.moving(raw, options);
    }
    if !field.operators.contains(operator) && !judge.kept(options) {
        judge.unsupported(raw);
        return None;
    }
    let value = judge.value(raw)?;
    Some(Query::clause(Clause::validated(field, operator, value)))
}

impl Judge<'_> {
    /// Whether leniency keeps the operator, which the field does not support: only older clients send it (evidence D).
    #[cold]
    fn kept(&mut self, options: &Options<'_>) -> bool {
        let operator = self.operator;
        let kept = options.lenient && self.field.json == "names" && operator.takes() == Takes::Value;
        if kept {
            let field = self.field;
            self.say(Part::Operator, Lint::LegacyNames { operator }, |finding, form| {
                finding
                    .label(format!("expected one of {}", supported(field, form)))
                    .help("lenient reading keeps it for old saved searches; the service may refuse it")
            });
        }
        kept
    }

    /// The value that `raw` means, which the operator takes.
    #[inline]
    fn value(&mut self, mut raw: Raw<'_>) -> Option<Value> {
        match (self.operator.takes(), &mut raw) {
            (Takes::Presence, Raw::Empty(empty)) => Some(Value::Boolean(*empty)),
            (Takes::Value | Takes::Words | Takes::Bound, Raw::One(scalar)) => self.one(Part::Value, scalar),
            (Takes::List, Raw::List(items)) => self.list(*items),
            // `birthday not in March`
            (Takes::Range, ends) if ends.is_of_days() => {
                self.range_of_days(raw);
                None
            }
            (Takes::Range | Takes::Days, Raw::Range(start, end)) => self.range(start, end),
            (Takes::Range | Takes::Days, Raw::Period(end)) => self.period(end),
            (Takes::Quantity, Raw::Last { quantity, unit }) => self.last(*quantity, unit),
            _ => {
                self.misshapen(raw);
                None
            }
        }
    }

    fn list(&mut self, items: &mut dyn Iterator<Item = Scalar<'_>>) -> Option<Value> {
        let mut values = Vec::with_capacity(items.size_hint().0);
        let mut count = 0;
        let mut odd = None;
        for mut item in items {
            if odd.is_none()
                && matches!(self.field.kind, Kind::Text | Kind::Tag | Kind::Address)
                && self.may_be_odd(&item.text, item.written, notation::seen(&item.text))
            {
                odd = self.item(&item.text, item.written).map(|oddity| (count, item.written, oddity));
            }
            // Every item is judged, so that all mistakes are found in one pass.
            values.extend(self.one(Part::Item(count), &mut item));
            count += 1;
        }
        if count == 0 {
            self.misshapen(Raw::List(&mut std::iter::empty()));
        }
        if values.len() < count || count == 0 {
            return None;
        }
        if let Some((index, written, oddity)) = odd {
            self.odd_item(index, written, oddity, &values);
        }
        Some(Value::List(values))
    }

    /// One value, alone or in a list.
    #[allow(clippy::inline_always)] // nearly every value comes here, and the call takes half of its time
    #[inline(always)]
    fn one(&mut self, part: Part, scalar: &mut Scalar<'_>) -> Option<Value> {
        use Written as W;
        let text = &*scalar.text;
        let read = match (self.field.kind, scalar.written) {
            (_, W::Reported) => return None,
            (Kind::Text | Kind::Address | Kind::Tag, W::Bare | W::Quoted | W::String) => {
                return self.text(part, scalar);
            }
            (Kind::Choice, W::Bare | W::Quoted | W::String) => return self.choice(part, scalar),
            (_, W::Quoted | W::String) if is_blank(text) => Err(Problem::Blank),
            (Kind::Number, W::Bare | W::Quoted | W::String | W::Number) | (Kind::Unknown, W::Number) => {
                value::number(text).map_err(Problem::from).map(Value::Number)
            }
            (Kind::Boolean, W::Bare | W::Quoted) => boolean(text).map(Value::Boolean),
            (Kind::Boolean | Kind::Unknown, W::Boolean(boolean)) => Ok(Value::Boolean(boolean)),
            (Kind::User | Kind::Id | Kind::SavedSearch, W::Bare | W::Quoted | W::String) => {
                value::id(text).map_err(Problem::from).map(Value::Id)
            }
            (Kind::RecordType, W::Bare | W::Quoted | W::String) => {
                value::record_type(text).map_err(Problem::from).map(Value::RecordType)
            }
            (Kind::Datetime | Kind::Birthday, W::Bare | W::Quoted | W::String) => self.moment(part, scalar),
            (Kind::Unknown, W::Bare) if !self.operator.is_full_text() => Ok(guess(text)),
            (Kind::Unknown, W::Bare | W::Quoted | W::String) => return self.text(part, scalar),
            _ => {
                self.misfit(part, scalar);
                return None;
            }
        };
        match read.and_then(|value| takes(self.field, self.operator, &value).map(|()| value)) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.wrong(part, problem);
                None
            }
        }
    }

    fn text(&mut self, part: Part, scalar: &mut Scalar<'_>) -> Option<Value> {
        let (text, written) = (&*scalar.text, scalar.written);
        let seen = notation::seen(text);
        if let Err(problem) = takes_text(self.field, self.operator, text, notation::holds_nul(seen)) {
            self.wrong(part, problem);
            return None;
        }
        self.odd_characters(part, text, seen);
        // A list is judged as a whole.
        if !matches!(part, Part::Item(_)) && self.may_be_odd(text, written, seen) {
            self.odd(part, text, written);
        }
        Some(Value::Text(std::mem::take(&mut scalar.text).into_owned()))
    }

    /// What looks odd about the characters of a text.
    fn odd_characters(&mut self, part: Part, text: &str, seen: u8) {
        let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let (first, last) = (text.as_bytes().first(), text.as_bytes().last());
        // Mostly both ends can be seen at a glance.
        if !(visible(first) && visible(last)) && text.trim().len() < text.len() {
            self.say(part, Lint::OuterSpace, |finding, _| {
                finding
                    .label("starts or ends with white space")
                    .help("it is kept as written; the documentation does not say whether the service ignores it")
            });
        }
        if !notation::is_wide(seen) {
            return;
        }
        if let Some(character) = text.chars().find(|&character| is_invisible(character)) {
            self.say(part, Lint::Invisible { character }, |finding, _| {
                finding.label(format!("holds U+{:04X}, which cannot be seen", u32::from(character))).help(
                    "it often comes along when text is copied from a web page; if you do not mean it, retype the value",
                )
            });
        }
    }

    /// The entry of a drop-down field: filter text writes its label, or with a warning its id; JSON its id.
    fn choice(&mut self, part: Part, scalar: &Scalar<'_>) -> Option<Value> {
        let (field, text) = (self.field, &*scalar.text);
        if is_blank(text) {
            self.wrong(part, Problem::Blank);
            return None;
        }
        if field.choices.is_empty() {
            let value = Value::Choice { id: text.to_owned(), label: None };
            if let Err(problem) = takes(field, self.operator, &value) {
                self.wrong(part, problem);
                return None;
            }
            if self.is_empty_word(text, scalar.written) {
                self.odd(part, text, scalar.written);
            } else if !text.bytes().all(|byte| byte.is_ascii_digit()) {
                self.unchecked_choice(part);
            }
            return Some(value);
        }
        let known = |id: &str, label: &str| Value::Choice { id: id.to_owned(), label: Some(label.to_owned()) };
        let by_id = field.choices.iter().find(|choice| choice.id == text);
        if scalar.written == Written::String {
            let Some(choice) = by_id else {
                self.unknown_choice(part, text, true);
                return None;
            };
            return Some(known(&choice.id, &choice.label));
        }
        let mut labelled = field.choices_labelled(text);
        match (labelled.next(), labelled.next(), by_id) {
            (Some(_), Some(_), _) => {
                drop(labelled);
                self.ambiguous_choice(part, text);
                None
            }
            (Some(choice), None, _) => Some(known(&choice.id, &choice.label)),
            (None, _, Some(choice)) => {
                // Of choices of one label only the id tells which.
                if field.choices_labelled(&choice.label).nth(1).is_none() {
                    let value = known(&choice.id, &choice.label);
                    self.say(part, Lint::ChoiceById { label: choice.label.clone() }, |finding, _| {
                        finding
                            .label(format!("the id of “{}”", choice.label))
                            .suggest("use the label", Instead::Value(part, value))
                    });
                }
                Some(known(&choice.id, &choice.label))
            }
            (None, _, None) => {
                self.unknown_choice(part, text, false);
                None
            }
        }
    }
}

/// What a bare word of filter text is, where the field tells nothing.
fn guess(text: &str) -> Value {
    let number = value::number(text).map(Value::Number);
    number.or_else(|_| boolean(text).map(Value::Boolean)).unwrap_or_else(|_| Value::Text(text.to_owned()))
}

fn boolean(text: &str) -> Result<bool, Problem> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Problem::Boolean { text: text.to_owned() }),
    }
}

/// Zero-width characters and those that change the direction of text.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{061c}' | '\u{00ad}'
    )
}
