//! What is said of a field: an operator in whatever words, and the values that follow it.

use super::piece::Kind;
use super::said::{Base, Said, Value, emptiness, range, within};
use super::sentence::Reader;
use super::vocabulary::Role;
use crate::catalog::{self, FieldRef};
use crate::operator::Operator;
use crate::value::Unit;

/// What stands between a field and its values.
struct Comparison {
    base: Base,
    /// Whether an odd number of words turn it.
    not: bool,
    /// Whether several values must all be there, or any; none where nothing says so.
    all: Option<bool>,
    between: bool,
}

impl Reader<'_, '_> {
    pub(crate) fn predicate(&mut self, field: FieldRef) -> Option<Said> {
        self.predicate_of(field, Base::Usual)
    }

    /// What follows a field, compared by `base` where nothing says otherwise.
    pub(crate) fn predicate_of(&mut self, field: FieldRef, base: Base) -> Option<Said> {
        let start = self.at;
        let mut comparison = Comparison { base, not: false, all: None, between: false };
        while let Some((role, length)) = self.role_at(self.at) {
            let after = self.at + length;
            match role {
                Role::Not | Role::Except => comparison.not = !comparison.not,
                Role::Lacks => {
                    comparison.not = !comparison.not;
                    comparison.base = Base::Contain;
                }
                Role::Is => comparison.base = Base::Equal,
                Role::Has if matches!(comparison.base, Base::Usual | Base::Equal) => comparison.base = Base::Contain,
                Role::Idle => {}
                Role::Operator(operator) => comparison.base = base_of(operator, comparison.base),
                Role::Ends => comparison.base = Base::End,
                Role::Between => comparison.between = true,
                Role::Any => comparison.all = Some(false),
                Role::All => comparison.all = Some(true),
                Role::Neither | Role::Negated(Operator::IsEmpty) => {
                    comparison.not = !comparison.not;
                    comparison.all = Some(false);
                }
                Role::Negated(operator) => {
                    comparison.not = !comparison.not;
                    comparison.base = base_of(operator, comparison.base);
                }
                Role::Empty | Role::Filled if self.ends_at(after) => {
                    self.at = after;
                    self.subject = Some((field.clone(), Base::Equal));
                    return emptiness(&field, (role == Role::Empty) != comparison.not);
                }
                Role::Empty | Role::Filled if self.truth_at(after).is_some() => {
                    let (truth, end) = self.truth_at(after)?;
                    self.at = end;
                    return emptiness(&field, ((role == Role::Empty) != comparison.not) == truth);
                }
                Role::Empty if self.pieces.get(self.at)?.lower == "missing" => comparison.not = !comparison.not,
                Role::Filled if after > self.at && comparison.base != Base::Usual => {}
                _ => break,
            }
            self.at = after;
        }
        // A `:` and a `-` after it.
        if self.piece().is_some_and(|piece| piece.kind == Kind::Sign && piece.lower == ":") {
            self.at += 1;
            let colon = |at: usize| self.pieces.get(at).is_some_and(|piece| piece.text.starts_with(':'));
            return if colon(self.at) || colon(self.at + 1) {
                None
            } else {
                self.predicate_of_rest(field, &comparison)
            };
        }
        if self.at == start && base != Base::Usual && self.field_at(self.at).is_some() {
            return None;
        }
        self.operand(&field, &comparison)
    }

    fn predicate_of_rest(&mut self, field: FieldRef, comparison: &Comparison) -> Option<Said> {
        let minus = self.piece().is_some_and(|piece| piece.kind == Kind::Sign && piece.lower == "-");
        self.at += usize::from(minus);
        let said = self.predicate_of(field, comparison.base)?;
        Some(if minus == comparison.not { said } else { Said::not(said) })
    }

    /// `= true`, `false` after `is empty`, and where it ends.
    fn truth_at(&self, at: usize) -> Option<(bool, usize)> {
        let at = if self.role_at(at).is_some_and(|(role, _)| role == Role::Is) || self.pieces.get(at)?.lower == ":" {
            at + 1
        } else {
            at
        };
        let truth = match &*self.pieces.get(at)?.lower {
            "true" | "yes" | "1" => true,
            "false" | "no" | "0" => false,
            _ => return None,
        };
        self.ends_at(at + 1).then_some((truth, at + 1))
    }

    /// What follows the words of an operator.
    fn operand(&mut self, field: &FieldRef, comparison: &Comparison) -> Option<Said> {
        let &Comparison { base, not, .. } = comparison;
        if matches!(field.kind, catalog::Kind::Datetime | catalog::Kind::Birthday | catalog::Kind::Number)
            && let Some(said) = self.attempt(|reader| reader.range(field, comparison))
        {
            self.subject = Some((field.clone(), base));
            return Some(said);
        }
        if self.is(Kind::Open) {
            let listed = self.attempt(|reader| {
                reader.at += 1;
                let (values, joins) = reader.values(true)?;
                if !reader.is(Kind::Close) {
                    return None;
                }
                reader.at += 1;
                let all = comparison.all.unwrap_or(joins == Some(Role::And));
                reader.compared(field, base, not, all, &values)
            });
            return listed.or_else(|| {
                self.attempt(|reader| {
                    reader.at += 1;
                    reader.subject = Some((field.clone(), base));
                    reader.joined = true;
                    let said = reader.or()?;
                    if !reader.is(Kind::Close) {
                        return None;
                    }
                    reader.at += 1;
                    Some(if not { Said::not(said) } else { said })
                })
            });
        }
        let (values, joins) = self.values(false)?;
        // `3 or more`, `3 and up`
        if let ([_], Base::Usual | Base::Equal) = (values.as_slice(), base)
            && let Some(said) = self.attempt(|reader| reader.or_more(field, not, &values))
        {
            return Some(said);
        }
        let all = match (comparison.all, joins) {
            (Some(all), _) => all,
            (None, Some(Role::And)) => !not,
            _ => false,
        };
        self.compared(field, base, not, all, &values)
    }

    fn or_more(&mut self, field: &FieldRef, not: bool, values: &[Value]) -> Option<Said> {
        if !self.take_any(&[Role::Or, Role::And]) {
            return None;
        }
        let operator = match &*self.piece()?.lower {
            "more" | "higher" | "better" | "above" | "up" | "greater" | "over" | "later" => Operator::Gte,
            "less" | "lower" | "fewer" | "below" | "under" | "worse" | "down" | "smaller" => Operator::Lte,
            _ => return None,
        };
        self.at += 1;
        self.compared(field, Base::Beside(operator), not, false, values)
    }

    /// One value or several, and what joins them; in `brackets` also words that nothing joins but a comma.
    fn values(&mut self, brackets: bool) -> Option<(Vec<Value>, Option<Role>)> {
        let mut values = vec![self.value(brackets)?];
        let mut join = None;
        loop {
            let start = self.at;
            let comma = self.is(Kind::Comma);
            if comma {
                self.at += 1;
            }
            let joined = [Role::Or, Role::Nor, Role::And].into_iter().find(|&role| self.take(role));
            let begins = !self.begins_clause()
                && !matches!(self.role(), Some(Role::Not | Role::Except | Role::Lacks | Role::Empty));
            if !(comma || joined.is_some()) || !begins {
                self.at = start;
                break;
            }
            let Some(value) = self.attempt(|reader| reader.value(brackets)) else {
                self.at = start;
                break;
            };
            values.push(value);
            join = match (join, joined) {
                (None | Some(Role::Or), Some(role)) => Some(if role == Role::Nor { Role::Or } else { role }),
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
        let Some(&(_, length)) = self.field_at(at) else { return false };
        let after = at + length;
        match self.pieces.get(after) {
            Some(piece) if piece.kind == Kind::Sign => true,
            Some(piece) if piece.kind == Kind::Word => !matches!(
                self.role_at(after),
                None | Some((Role::And | Role::Or | Role::Idle | Role::Other | Role::Order | Role::Who, _))
            ),
            _ => false,
        }
    }

    /// A string, or the words up to one that does something else.
    fn value(&mut self, brackets: bool) -> Option<Value> {
        let first = self.piece()?;
        if first.kind == Kind::Quoted {
            self.at += 1;
            return Some(Value { text: first.text.to_string(), quoted: true });
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
        let (first, last) = (words.first()?, words.last()?);
        let mut text = String::new();
        let mut end = first.span.start;
        for piece in words {
            if piece.span.start > end {
                text.push(' ');
            }
            text.push_str(&piece.text);
            end = piece.span.end;
        }
        (last.span.end > first.span.start).then_some(Value { text, quoted: false })
    }

    /// Whether words that play `role`, and end at `after`, are a part of a value that began at `start`.
    fn belongs(&self, role: Role, after: usize, start: usize, brackets: bool) -> bool {
        let follows =
            |at: usize| self.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Word && self.role_at(at).is_none());
        match role {
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
    fn range(&mut self, field: &FieldRef, comparison: &Comparison) -> Option<Said> {
        let (base, not) = (comparison.base, comparison.not);
        let within_base = matches!(base, Base::Usual | Base::Equal | Base::Within);
        if field.kind == catalog::Kind::Number {
            if !within_base {
                return None;
            }
            let start = self.number()?;
            if let Some((start, end)) = start.split_once('-').filter(|(start, _)| !start.is_empty()) {
                return range(field, not, start, end);
            }
            let to = self.take(Role::To)
                || self.piece()?.lower == "-" && self.skip_piece()
                || (comparison.between && (self.take(Role::And) || self.is(Kind::Comma) && self.skip_piece()));
            if !to {
                return None;
            }
            let end = self.number()?;
            return range(field, not, &start, &end);
        }
        let ago = self.ago(field, base, not);
        if ago.is_some() {
            return ago;
        }
        if !within_base {
            return None;
        }
        let text = self.period(comparison.between)?;
        let text = text
            .strip_prefix("past ")
            .or(text.strip_prefix("Last "))
            .map_or(text.clone(), |time| format!("last {time}"));
        let timed = text.split(' ').nth(1).is_some_and(|unit| Unit::find(unit).is_some());
        if base == Base::Within && timed && text.starts_with(|c: char| c.is_ascii_digit()) {
            return within(field, not, &format!("last {text}"));
        }
        within(field, not, &text)
    }

    fn skip_piece(&mut self) -> bool {
        self.at += 1;
        true
    }

    fn number(&mut self) -> Option<String> {
        while self.take(Role::Idle) {}
        let piece = self.piece().filter(|piece| piece.text.starts_with(|c: char| c.is_ascii_digit()))?;
        self.at += 1;
        Some(piece.text.to_string())
    }

    /// `more than 30 days ago`, `older than 1 year`
    fn ago(&mut self, field: &FieldRef, base: Base, not: bool) -> Option<Said> {
        let newest =
            matches!(self.pieces.get(self.at.checked_sub(2)?).map(|piece| &*piece.lower), Some("newer" | "younger"));
        let oldest = matches!(self.pieces.get(self.at.checked_sub(2)?).map(|piece| &*piece.lower), Some("older"));
        let Base::Beside(operator) = base else { return None };
        let (number, unit) = (self.piece()?, self.pieces.get(self.at + 1)?);
        if !number.text.starts_with(|c: char| c.is_ascii_digit()) || Unit::find(&unit.lower).is_none() {
            return None;
        }
        self.at += 2;
        let ago = self.take(Role::Ago);
        if !(ago || newest || oldest) {
            return None;
        }
        // More than so long ago is not within that time.
        let longer = match operator {
            Operator::Gt | Operator::Gte => !newest,
            _ => oldest,
        };
        within(field, longer != not, &format!("last {} {}", number.text, unit.lower))
    }

    /// The words of a period, up to what is none of it.
    fn period(&mut self, between: bool) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        while let Some(piece) = self.piece() {
            let joins = between && self.role() == Some(Role::And) && !words.iter().any(|word| word == "..");
            if joins || self.role() == Some(Role::To) {
                words.push("..".to_owned());
            } else if piece.kind == Kind::Quoted || piece.kind == Kind::Word && part_of_period(&piece.lower) {
                words.push(piece.text.to_string());
            } else {
                break;
            }
            self.at += 1;
        }
        words.retain(|word| !matches!(&*word.to_lowercase(), "the" | "in" | "of" | "year"));
        (!words.is_empty()).then(|| words.join(" ").replace(" .. ", ".."))
    }

    /// `"vip" in tags`, `3 < rating`
    pub(crate) fn reversed(&mut self) -> Option<Said> {
        let mut values = Vec::new();
        let bracket = self.is(Kind::Open);
        if bracket {
            self.at += 1;
            values = self.values(true)?.0;
            if !self.is(Kind::Close) {
                return None;
            }
            self.at += 1;
        } else {
            let piece = self
                .piece()
                .filter(|piece| matches!(piece.kind, Kind::Quoted | Kind::Word) && self.role().is_none())?;
            self.at += 1;
            values.push(Value { text: piece.text.to_string(), quoted: piece.kind == Kind::Quoted });
        }
        let (mut not, mut base) = (false, None);
        while let Some((role, length)) = self.role_at(self.at) {
            match role {
                Role::Not => not = !not,
                Role::Operator(Operator::In) => base = base.or(Some(Base::Contain)),
                Role::Operator(operator) => {
                    base = Some(match (operator, operator.bound()) {
                        (_, Some(_)) => Base::Beside(mirrored(operator)),
                        _ => return None,
                    });
                }
                Role::Is => base = base.or(Some(Base::Equal)),
                Role::Negated(Operator::Is) => (not, base) = (!not, Some(Base::Equal)),
                Role::Negated(Operator::In) => (not, base) = (!not, Some(Base::Contain)),
                Role::Idle => {}
                _ => break,
            }
            self.at += length;
        }
        let base = base?;
        let (field, length) = self.field_at(self.at)?.clone();
        self.at += length;
        // `2 <= rating <= 4`
        if let (Base::Beside(_), Some((Role::Operator(operator), _))) = (base, self.role_at(self.at))
            && operator.bound().is_some()
        {
            let first = self.compared(&field, base, not, false, &values)?;
            let second = self.predicate(field)?;
            return Said::all(vec![first, second]);
        }
        self.compared(&field, base, not, false, &values)
    }
}

/// The operator that says of the field what `operator` says of the value before it.
fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Gt => Operator::Lt,
        Operator::Gte => Operator::Lte,
        Operator::Lt => Operator::Gt,
        Operator::Lte => Operator::Gte,
        other => other,
    }
}

/// How `operator` compares, after what was said before.
fn base_of(operator: Operator, before: Base) -> Base {
    match operator {
        Operator::Is => Base::Equal,
        Operator::Contain => Base::Contain,
        Operator::StartsWith => Base::Start,
        Operator::In => match before {
            Base::Beside(_) | Base::Start | Base::End | Base::Contain => before,
            _ => Base::Within,
        },
        operator => Base::Beside(operator),
    }
}

/// Whether a word belongs to a period.
fn part_of_period(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit())
        || matches!(lower, "last" | "past" | "the" | "in" | "of")
        || Unit::find(lower).is_some()
        || crate::value::month::find(lower).is_some()
}
