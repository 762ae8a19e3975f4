//! One clause in its canonical spelling.

use std::borrow::Cow;
use std::fmt::Write;

use super::ast::{Clause, Comment, End, FieldName, Moving, Operand, Word, WordKind};
use crate::catalog::{Catalog, FieldRef, Kind};
use crate::lex::{emptiness, is_bare_end, is_bare_field, is_state, push_quoted, push_word};
use crate::operator::{Operator, Takes};
use crate::value::{self, Anchor, DayMonth, Quantity, RecordType, Unit, month};

/// Writes clauses with the field names of one catalog.
#[derive(Clone, Copy)]
pub(crate) struct Speller<'c> {
    pub(crate) catalog: &'c Catalog,
}

impl Speller<'_> {
    /// Whether `clause` is `any ~ "…"`, which a keyword says too.
    pub(crate) fn keyword<'w, 'a>(self, clause: &'w Clause<'a>) -> Option<&'w Word<'a>> {
        match &clause.operand {
            Operand::Word(word)
                if clause.operator == Operator::Contain
                    && word.kind != WordKind::Parameter
                    && !clause.field.custom
                    && self.catalog.field(&clause.field.name).is_some_and(|field| field.json == "__any") =>
            {
                Some(word)
            }
            _ => None,
        }
    }

    /// The whole clause on one line.
    pub(crate) fn clause(self, out: &mut String, clause: &Clause<'_>) {
        let kind = self.head(out, clause);
        if !matches!(clause.operand, Operand::Empty(_)) {
            out.push(' ');
            operand(out, clause.operator, &clause.operand, kind);
        }
    }

    /// The clause with each item of its list on a line of its own, and the `comments` that stand between its parentheses
    /// beside them; false where it has none.
    pub(crate) fn broken(
        self,
        out: &mut String,
        clause: &Clause<'_>,
        indent: usize,
        mut comments: &[Comment<'_>],
    ) -> bool {
        let Operand::List { items, .. } = &clause.operand else { return false };
        let kind = self.head(out, clause);
        let start = |index: usize| items.get(index).map_or(usize::MAX, |item: &Word<'_>| item.span.start);
        out.push_str(" (");
        comment_behind(out, &mut comments, start(0));
        for (index, word) in items.iter().enumerate() {
            comments_before(out, &mut comments, start(index), indent + 2);
            push_line(out, indent + 2);
            item(out, word, kind);
            out.push(',');
            comment_behind(out, &mut comments, start(index + 1));
        }
        comments_before(out, &mut comments, usize::MAX, indent + 2);
        push_line(out, indent);
        out.push(')');
        true
    }

    /// Field and operator; what the field holds, where it is known.
    fn head(self, out: &mut String, clause: &Clause<'_>) -> Option<Kind> {
        let kind = self.field(out, &clause.field);
        out.push(' ');
        out.push_str(match clause.operand {
            Operand::Empty(false) => "is not empty",
            // A moving day stands after `in`.
            Operand::Day(_) if clause.operator == Operator::Is && is_dated(kind) => "in",
            Operand::Word(ref word) if clause.operator == Operator::Is && is_dated(kind) && moves(word) => "in",
            _ => clause.operator.text(),
        });
        kind
    }

    fn field(self, out: &mut String, field: &FieldName<'_>) -> Option<Kind> {
        let known = if field.custom { None } else { self.catalog.field(&field.name) };
        let custom = |out: &mut String, name: &str| {
            out.push_str("custom.");
            push_quoted(out, name);
        };
        match &known {
            Some(known) if known.custom => custom(out, &known.name),
            Some(known) => push_field(out, &known.name),
            None if field.custom => {
                custom(out, &field.name);
                // Without metadata a custom field carries strings.
                return Some(self.catalog.custom_field(&field.name).kind);
            }
            None => push_field(out, &field.name),
        }
        known.map(|known: FieldRef| known.kind)
    }
}

fn push_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Prints the comment that ends the line, where it stands before `offset`.
fn comment_behind(out: &mut String, comments: &mut &[Comment<'_>], offset: usize) {
    if let [comment, rest @ ..] = *comments
        && !comment.own_line
        && comment.span.start < offset
    {
        out.push(' ');
        out.push_str(&comment.text);
        *comments = rest;
    }
}

/// Prints the comments that stand before `offset`, each on its own line.
fn comments_before(out: &mut String, comments: &mut &[Comment<'_>], offset: usize, indent: usize) {
    while let [comment, rest @ ..] = *comments
        && comment.span.start < offset
    {
        push_line(out, indent);
        out.push_str(&comment.text);
        *comments = rest;
    }
}

/// Whether the text of `word` bare would be taken for a question whether there is a value, or about its state. A state that is
/// written bare is one already, and may be a mistake that quotes would hide.
fn asks_elsewhere(word: &Word<'_>, kind: Option<Kind>) -> bool {
    let text = &*word.text;
    let boolean = text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    let holds_text = matches!(kind, Some(Kind::Text | Kind::Tag | Kind::Address | Kind::Choice));
    word.kind != WordKind::Bare && is_state(text) || emptiness(text).is_some() && (holds_text || !boolean)
}

/// What stands after `operator`, where the field holds values of `kind`.
pub(crate) fn operand(out: &mut String, operator: Operator, operand: &Operand<'_>, kind: Option<Kind>) {
    match operand {
        Operand::Empty(_) => {}
        Operand::Word(word) => {
            if matches!(operator.takes(), Takes::Value | Takes::Words) && asks_elsewhere(word, kind) {
                push_quoted(out, &word.text);
            } else {
                item(out, word, kind);
            }
        }
        Operand::List { items, .. } => {
            out.push('(');
            for (index, word) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                item(out, word, kind);
            }
            out.push(')');
        }
        Operand::Range { start, end } => {
            first(out, start, kind);
            out.push_str("..");
            last(out, end, kind);
        }
        Operand::Period(end) => {
            first(out, end, kind);
            if let End::DayMonth { day: None, .. } = end {
                out.push_str("..");
                last(out, end, kind);
            }
        }
        Operand::Last { quantity, unit, .. } => push_units(out, quantity.as_ref(), unit),
        Operand::Day(day) => push_moving(out, day),
    }
}

fn push_field(out: &mut String, name: &str) {
    if is_bare_field(name) { out.push_str(name) } else { push_quoted(out, name) }
}

fn is_dated(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Datetime | Kind::Birthday))
}

/// Whether `word` is a moving day where a date can stand.
fn moves(word: &Word<'_>) -> bool {
    word.kind == WordKind::Bare && Anchor::of_day(&word.text).is_some()
}

/// A number of units, `1 month` where the number is left out.
fn push_units(out: &mut String, quantity: Option<&Word<'_>>, unit: &Word<'_>) {
    let alone = if quantity.is_none() { Quantity::of_unit_alone(&unit.text) } else { None };
    // Writing to a string cannot fail.
    let _ = match (alone, quantity.map_or("1", |quantity| &quantity.text), Unit::find(&unit.text)) {
        (Some(quantity), ..) => write!(out, "{quantity}"),
        (None, "1", Some(unit)) => write!(out, "1 {}", unit.name()),
        (None, quantity, Some(unit)) => write!(out, "{quantity} {}", unit.plural()),
        (None, quantity, None) => write!(out, "{quantity} {}", unit.text),
    };
}

fn push_moving(out: &mut String, moving: &Moving<'_>) {
    let Moving { anchor, quantity, unit, .. } = moving;
    match (anchor, unit) {
        (Anchor::Ago | Anchor::FromNow, Some(unit)) => {
            push_units(out, quantity.as_ref(), unit);
            out.push(' ');
            out.push_str(anchor.name());
        }
        (Anchor::Next, Some(unit)) => {
            out.push_str("next ");
            push_units(out, quantity.as_ref(), unit);
        }
        (_, Some(unit)) => {
            out.push_str(anchor.name());
            out.push(' ');
            out.push_str(&unit.text.to_ascii_lowercase());
        }
        (_, None) => out.push_str(anchor.name()),
    }
}

/// A value, in the canonical form of its kind where it is one of that kind.
fn item(out: &mut String, word: &Word<'_>, kind: Option<Kind>) {
    if word.kind == WordKind::Parameter {
        return out.push_str(&word.text);
    }
    match canonical(word, kind) {
        Some(text) => push_word(out, &text),
        None => push_quoted(out, &word.text),
    }
}

/// The text to write for `word`, which is a value; none where it must keep its quotes.
fn canonical<'w>(word: &'w Word<'_>, kind: Option<Kind>) -> Option<Cow<'w, str>> {
    let text = &*word.text;
    let written = match kind {
        // Leniency tells `3` from `"3"`.
        None | Some(Kind::Unknown) if word.kind == WordKind::Quoted && reads_as_literal(text) => return None,
        // A day that moves is no text in quotes.
        Some(Kind::Datetime | Kind::Birthday) if word.kind == WordKind::Quoted && Anchor::of_day(text).is_some() => {
            return None;
        }
        Some(Kind::Number) => value::number(text).ok().map(|number| number.to_string()),
        Some(Kind::Id | Kind::SavedSearch | Kind::User) => value::id(text).ok(),
        Some(Kind::RecordType) => value::record_type(text).ok().map(|kind: RecordType| kind.name().to_owned()),
        Some(Kind::Boolean) => {
            let lower = text.to_ascii_lowercase();
            matches!(&*lower, "true" | "false").then_some(lower)
        }
        Some(Kind::Datetime | Kind::Birthday) => match Anchor::of_day(text) {
            Some(day) => Some(day.name().to_owned()),
            None => value::datetime(text).ok().map(|time| time.as_str().to_owned()),
        },
        _ => None,
    };
    Some(written.map_or(Cow::Borrowed(text), Cow::Owned))
}

fn reads_as_literal(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        || text.eq_ignore_ascii_case("true")
        || text.eq_ignore_ascii_case("false")
}

/// `end` as the start of a range, or a period alone.
fn first(out: &mut String, end: &End<'_>, kind: Option<Kind>) {
    match end {
        End::Word(word) => push_end(out, word, kind),
        End::Moving(moving) => push_moving(out, moving),
        End::DayMonth { day, month, .. } => push_day(out, day.as_ref().map_or("1", |day| &day.text), *month),
    }
}

/// `end` as the end of a range.
fn last(out: &mut String, end: &End<'_>, kind: Option<Kind>) {
    match end {
        End::Word(word) => push_end(out, word, kind),
        End::Moving(moving) => push_moving(out, moving),
        End::DayMonth { day: Some(day), month, .. } => push_day(out, &day.text, *month),
        End::DayMonth { day: None, month, .. } => {
            push_day(out, &DayMonth::last_day(*month).unwrap_or_default().to_string(), *month);
        }
    }
}

fn push_end(out: &mut String, word: &Word<'_>, kind: Option<Kind>) {
    if word.kind == WordKind::Parameter {
        return out.push_str(&word.text);
    }
    match canonical(word, kind) {
        Some(text) if is_bare_end(&text) => out.push_str(&text),
        _ => push_quoted(out, &word.text),
    }
}

fn push_day(out: &mut String, day: &str, month: u8) {
    let plain = day.trim_start_matches('0');
    out.push_str(if plain.is_empty() { "0" } else { plain });
    out.push(' ');
    out.push_str(month::short(month).unwrap_or_default());
}
