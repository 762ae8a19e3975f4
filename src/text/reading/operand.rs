//! What follows the words of an operator: values, ends of a range, periods.

use super::piece::Kind;
use super::predicate::Comparison;
use super::reader::Reader;
use super::said::{Base, Said, Value, beside, range, within};
use super::vocabulary::{self, Role};
use crate::catalog::{self, FieldRef};
use crate::operator::Operator;
use crate::value::{self, Unit, month};

impl Reader<'_, '_> {
    pub(crate) fn operand(&mut self, field: &FieldRef, said: &Comparison) -> Option<Said> {
        let (base, not) = (said.base.unwrap_or(Base::Usual), said.not);
        let ordered = matches!(field.kind, catalog::Kind::Datetime | catalog::Kind::Birthday | catalog::Kind::Number);
        if ordered && let Some(found) = self.attempt(|reader| reader.ends_of_range(field, said)) {
            self.subject = Some((field.clone(), base));
            return Some(found);
        }
        if self.is(Kind::Open) {
            return self
                .attempt(|reader| reader.list(field, said))
                .or_else(|| self.attempt(|reader| reader.group_of_values(field, base, not)));
        }
        self.loose = said.base.is_none();
        let (values, joins) = self.values(false)?;
        let (base, not, mut values) = super::said::sign_in(base, not, values);
        // `tag in "vip, lead"`
        if let ([value], Base::Within) = (values.as_slice(), base)
            && value.quoted
            && value.text.contains([',', ';', '|'])
        {
            let items = value.text.split([',', ';', '|']).map(str::trim).filter(|item| !item.is_empty());
            values = items.map(|item| Value { text: item.to_owned(), quoted: true }).collect();
        }
        if let [value] = values.as_slice()
            && let Some(bound) = self.attempt(|reader| reader.bound_behind(field, said, value))
        {
            return Some(bound);
        }
        let all = match (said.all, joins) {
            (Some(all), _) => all,
            (None, Some(Role::And)) => !not,
            _ => false,
        };
        self.compared(field, base, not, all, &values)
    }

    /// `(vip, lead)`
    fn list(&mut self, field: &FieldRef, said: &Comparison) -> Option<Said> {
        self.at += 1;
        let (values, joins) = self.values(true)?;
        if !self.is(Kind::Close) {
            return None;
        }
        self.at += 1;
        let all = said.all.unwrap_or(joins == Some(Role::And));
        self.compared(field, said.base.unwrap_or(Base::Usual), said.not, all, &values)
    }

    /// `(CEO and not assistant)`
    fn group_of_values(&mut self, field: &FieldRef, base: Base, not: bool) -> Option<Said> {
        self.at += 1;
        self.subject = Some((field.clone(), base));
        self.joined = true;
        let said = self.or()?;
        if !self.is(Kind::Close) {
            return None;
        }
        self.at += 1;
        Some(if not { Said::not(said) } else { said })
    }

    /// `3 or more`, `3 and up`, `3 at most`, behind `value`.
    fn bound_behind(&mut self, field: &FieldRef, said: &Comparison, value: &Value) -> Option<Said> {
        if !matches!(said.base, None | Some(Base::Equal)) {
            return None;
        }
        let joined = self.take_any(&[Role::Or, Role::And]);
        let operator = match (joined, vocabulary::bound(&self.piece()?.lower)) {
            (true, Some(operator)) => operator,
            (false, _) => match self.role()? {
                Role::Operator(operator) if operator.bound().is_some_and(|bound| bound.included) => operator,
                _ => return None,
            },
            _ => return None,
        };
        self.at += if joined { 1 } else { self.role_at(self.at)?.1 };
        if !self.ends() {
            return None;
        }
        self.compared(field, Base::Beside(operator), said.not, false, std::slice::from_ref(value))
    }

    /// One value or several, and what joins them; in `brackets` also words that nothing joins but a comma.
    pub(crate) fn values(&mut self, brackets: bool) -> Option<(Vec<Value>, Option<Role>)> {
        let mut values = vec![self.value(brackets)?];
        let mut join = None;
        loop {
            let start = self.at;
            let comma = self.is(Kind::Comma);
            if comma {
                self.at += 1;
            }
            let joined = [Role::Or, Role::Nor, Role::And, Role::Neither].into_iter().find(|&role| self.take(role));
            // `('vip' 'lead')`
            let beside = brackets
                && self.is(Kind::Quoted)
                && self.pieces.get(start.saturating_sub(1)).is_some_and(|piece| piece.kind == Kind::Quoted);
            let comma = comma || beside;
            let bounds = vocabulary::bound(self.lower()).is_some();
            let turns = bounds
                || matches!(
                    self.role(),
                    Some(Role::Not | Role::Except | Role::Lacks | Role::Empty | Role::Filled | Role::Order | Role::Is)
                );
            let plus = matches!(self.pieces.get(self.at.saturating_sub(1)), Some(piece) if matches!(&*piece.lower, "&" | "+" | "plus" | "also"));
            if !(comma || joined.is_some() && !plus) || turns || self.begins_clause() {
                self.at = start;
                break;
            }
            let Some(value) = self.attempt(|reader| reader.value(brackets)) else {
                self.at = start;
                break;
            };
            values.push(value);
            join = match (join, joined) {
                (None | Some(Role::Or), Some(role)) => {
                    Some(if matches!(role, Role::Nor | Role::Neither) { Role::Or } else { role })
                }
                (Some(Role::And), Some(Role::Or)) => return None,
                (join, _) => join,
            };
        }
        Some((values, join))
    }

    /// Whether a field stands here with something to say of it.
    fn begins_clause(&self) -> bool {
        self.begins_clause_at(self.at)
    }

    fn begins_clause_at(&self, at: usize) -> bool {
        let Some((field, length)) = self.field_at(at) else { return false };
        let after = at + length;
        let Some(piece) = self.pieces.get(after) else { return false };
        match (piece.kind, self.role_at(after)) {
            (Kind::Sign, _) => true,
            (Kind::Word, None) => {
                self.loose
                    || match field.kind {
                        catalog::Kind::Number => is_number(&piece.lower),
                        catalog::Kind::Datetime | catalog::Kind::Birthday => of_period(&piece.lower),
                        _ => false,
                    }
            }
            (Kind::Word, Some((role, _))) => {
                let days = matches!(field.kind, catalog::Kind::Datetime | catalog::Kind::Birthday);
                !matches!(role, Role::And | Role::Or | Role::Idle | Role::Order | Role::Who)
                    && (role != Role::Other || days && of_period(&piece.lower))
            }
            _ => false,
        }
    }

    /// A string, or the words up to one that does something else.
    pub(crate) fn value(&mut self, brackets: bool) -> Option<Value> {
        let first = self.piece()?;
        if first.kind == Kind::Quoted {
            self.at += 1;
            return Some(first.value());
        }
        let start = self.at;
        while let Some(piece) = self.piece() {
            let inside = match (piece.kind, self.role_at(self.at)) {
                (Kind::Word, None) => !(self.at > start && self.begins_clause_at(self.at)),
                // A star is written for any text.
                (Kind::Sign, None) => self.at == start && piece.text.chars().all(|c| matches!(c, '*' | '%')),
                (Kind::Word, Some((role, length))) => self.belongs(role, self.at + length, start, brackets),
                (Kind::Sign, Some((Role::And, _))) => piece.lower == "&" && self.names(self.at, start),
                _ => false,
            };
            if !inside {
                break;
            }
            self.at += 1;
        }
        let words = self.pieces.get(start..self.at)?;
        let mut text = String::new();
        let mut end = words.first()?.span.start;
        for piece in words {
            if piece.span.start > end {
                text.push(' ');
            }
            text.push_str(&piece.text);
            end = piece.span.end;
        }
        Some(Value { text, quoted: false })
    }

    /// Whether words that play `role`, and end at `after`, are a part of a value that began at `start`.
    fn belongs(&self, role: Role, after: usize, start: usize, brackets: bool) -> bool {
        let follows =
            |at: usize| self.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Word && self.role_at(at).is_none());
        let capital = self.piece().is_some_and(|piece| piece.text.starts_with(char::is_uppercase));
        match role {
            // `Ma` is no Italian word at the start.
            Role::And | Role::Or | Role::Idle if capital && self.at == start && self.lower().len() < 3 => true,
            // `Head of Sales`
            Role::Idle => self.at > start && follows(after),
            Role::To | Role::Is | Role::Sought(_) | Role::Has => {
                self.at > start && follows(after) && !brackets && self.names(self.at, start)
            }
            // `Smith & Sons`, `Cruz y Lopez`: short words in a name.
            Role::And | Role::Or => {
                let short = self
                    .piece()
                    .is_some_and(|piece| !matches!(&*piece.lower, "and" | "or") && piece.lower.chars().count() < 3);
                short && self.names(self.at, start) && !self.begins_clause_at(after) && follows(after)
            }
            _ => false,
        }
    }

    /// Whether the words on both sides of the piece at `at` begin with capital letters.
    fn names(&self, at: usize, start: usize) -> bool {
        let capital = |at: Option<usize>| {
            at.and_then(|at| self.pieces.get(at)).is_some_and(|piece| piece.text.starts_with(char::is_uppercase))
        };
        at > start && capital(at.checked_sub(1)) && capital(Some(at + 1))
    }

    /// Two ends, a period, a time up to now.
    fn ends_of_range(&mut self, field: &FieldRef, said: &Comparison) -> Option<Said> {
        if let Some(found) = self.attempt(|reader| reader.ago(field, said)) {
            return Some(found);
        }
        if let Some(found) = self.attempt(|reader| reader.moving(field, said)) {
            return Some(found);
        }
        if !matches!(said.base, None | Some(Base::Usual | Base::Equal | Base::Within)) {
            return None;
        }
        if self.is(Kind::Open) {
            return self.bracketed(field, said.not);
        }
        if field.kind == catalog::Kind::Number {
            return self.numbers(field, said);
        }
        let text = self.period(said.between)?;
        let text = text.strip_prefix("past ").map_or(text.clone(), |time| format!("last {time}"));
        let timed = text.split(' ').nth(1).is_some_and(|unit| Unit::find(unit).is_some());
        if said.base == Some(Base::Within) && timed && text.starts_with(|c: char| c.is_ascii_digit()) {
            // A birthday comes again.
            let anchor = if field.kind == catalog::Kind::Birthday { "next" } else { "last" };
            return within(field, said.not, &format!("{anchor} {text}"));
        }
        within(field, said.not, &text)
    }

    /// `2 to 4`, `2..`, `from 3`
    fn numbers(&mut self, field: &FieldRef, said: &Comparison) -> Option<Said> {
        let start = self.end_of_range();
        if let Some((start, end)) = start.as_deref().and_then(|start| start.split_once('-'))
            && is_number(start)
        {
            return range(field, said.not, start, end);
        }
        if let Some(start) = start.as_deref().and_then(|start| start.strip_suffix('+')) {
            return beside(field, Operator::Gte, said.not, start);
        }
        let to = self.take(Role::To)
            || self.piece().is_some_and(|piece| piece.lower == "-") && self.next_piece()
            || said.between && (self.take_any(&[Role::And, Role::Or]) || self.is(Kind::Comma) && self.next_piece());
        let end = if to { self.end_of_range() } else { None };
        let open = |end: &Option<String>| end.as_deref().is_none_or(|end| end == "*");
        match (start, end) {
            (Some(start), _) if !to => {
                let from = said.between && self.ends();
                from.then(|| beside(field, Operator::Gte, said.not, &start))?
            }
            (Some(start), end) if start != "*" && open(&end) && self.ends() => {
                beside(field, Operator::Gte, said.not, &start)
            }
            (start, Some(end)) if to && open(&start) => beside(field, Operator::Lte, said.not, &end),
            (Some(start), Some(end)) => range(field, said.not, &start, &end),
            _ => None,
        }
    }

    /// `[2 TO 4}`, `(2, 4]`: a square bracket takes its end in, another leaves it out.
    fn bracketed(&mut self, field: &FieldRef, not: bool) -> Option<Said> {
        let open = self.piece()?.text.chars().next()?;
        self.at += 1;
        let start = self.end_of_range()?;
        let to = self.take(Role::To);
        if !(to || self.is(Kind::Comma) && self.next_piece()) {
            return None;
        }
        let end = self.end_of_range()?;
        let close = self.piece().filter(|piece| piece.kind == Kind::Close)?.text.chars().next()?;
        // A list has two brackets of one sort.
        if !to && matches!((open, close), ('(', ')') | ('[', ']') | ('{', '}')) {
            return None;
        }
        self.at += 1;
        let inclusive = open == '(' && close == ')';
        let (after, before) = (open != '[' && !inclusive, close != ']' && !inclusive);
        if field.kind == catalog::Kind::Number {
            if !(after || before || start == "*" || end == "*") {
                return range(field, not, &start, &end);
            }
            let lower = if after { Operator::Gt } else { Operator::Gte };
            let upper = if before { Operator::Lt } else { Operator::Lte };
            let mut bounds = Vec::new();
            for (operator, end) in [(lower, start), (upper, end)] {
                if end != "*" {
                    bounds.push(beside(field, operator, false, &end)?);
                }
            }
            let said = Said::all(bounds)?;
            return Some(if not { Said::not(said) } else { said });
        }
        let day = |text: &str| value::date(text).ok();
        let start = if after { day(&start)?.next()?.to_string() } else { start };
        let end = if before { day(&end)?.previous()?.to_string() } else { end };
        within(field, not, &format!("{start}..{end}"))
    }

    fn next_piece(&mut self) -> bool {
        self.at += 1;
        true
    }

    /// A number, a day or a star.
    fn end_of_range(&mut self) -> Option<String> {
        self.take_idle();
        let piece = self.piece()?;
        let text = match vocabulary::number(&piece.lower) {
            Some(number) => number.to_string(),
            None => piece.text.to_string(),
        };
        if !(is_number(&text) || text == "*") {
            return None;
        }
        self.at += 1;
        // `3 stars`
        let unit = self.piece().is_some_and(|piece| matches!(&*piece.lower, "star" | "stars" | "points"));
        self.at += usize::from(unit);
        Some(text)
    }

    /// `more than 30 days ago`, `older than 1 year`
    fn ago(&mut self, field: &FieldRef, said: &Comparison) -> Option<Said> {
        let Some(Base::Beside(operator)) = said.base else { return None };
        let before =
            |back: usize| self.at.checked_sub(back).and_then(|at| self.pieces.get(at)).map(|piece| &*piece.lower);
        let newest = matches!(before(2), Some("newer" | "younger"));
        let oldest = before(2) == Some("older");
        let (number, unit) = (self.piece()?, self.pieces.get(self.at + 1)?);
        if !is_number(&number.text) || Unit::find(&unit.lower).is_none() {
            return None;
        }
        self.at += 2;
        if !(self.take(Role::Ago) || newest || oldest) {
            return None;
        }
        // More than so long ago is not within that time.
        let longer = match operator {
            Operator::Gt | Operator::Gte => !newest,
            _ => oldest,
        };
        within(field, longer != said.not, &format!("last {} {}", number.text, unit.lower))
    }

    /// The words of a period, up to what is none of it.
    fn period(&mut self, between: bool) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        while let Some(piece) = self.piece() {
            let joins = between && self.role() == Some(Role::And) && !words.iter().any(|word| word == "..");
            if joins || self.role() == Some(Role::To) {
                words.push("..".to_owned());
            } else if piece.kind == Kind::Quoted || piece.kind == Kind::Word && of_period(&piece.lower) {
                let number = vocabulary::number(&piece.lower);
                words.push(number.map_or_else(|| piece.text.to_string(), |number| number.to_string()));
            } else {
                break;
            }
            self.at += 1;
        }
        words.retain(|word| !matches!(&*word.to_lowercase(), "the" | "in" | "of" | "year"));
        (!words.is_empty()).then(|| words.join(" ").replace(" .. ", ".."))
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a word belongs to a period.
fn of_period(lower: &str) -> bool {
    is_number(lower)
        || matches!(lower, "last" | "past" | "the" | "in" | "of")
        || Unit::find(lower).is_some()
        || vocabulary::number(lower).is_some()
        || month::find(lower).is_some()
}
