//! From token to token through a query that may be broken: what each of them is, and what may follow.
//!
//! It follows the grammar of [`crate::text`] and goes on where a text leaves it. Of a text without mistakes it tells what the
//! parser tells, which a test holds.

use super::name::Name;
use super::role::Role;
use crate::catalog::{Catalog, Field, FieldRef, Kind};
use crate::fold::fold;
use crate::lex::{self, Reserved, Token, TokenKind};
use crate::operator::Operator;
use crate::value::{Anchor, Calendar, Unit, month};

/// What has been said of a clause so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing: a clause, `not` or `(` may follow.
    Start,
    /// Words of a field's name.
    Name,
    /// A whole name, in backticks or of the form `custom."…"`.
    Named,
    /// A text in double or typographic quotes: a clause of its own, or a name.
    Keyword,
    Is,
    IsNot,
    Not,
    Does,
    DoesNot,
    /// The first of an operator's two words; the other one must follow.
    Opens(Operator),
    In,
    /// `in the`.
    The,
    /// An operator that takes one value.
    Value,
    /// In a list: an item must follow.
    Item,
    /// In a list, after an item.
    Listed,
    /// `in last`: a number or a unit must follow.
    Last,
    /// `in last 3`: the unit must follow.
    Unit {
        one: bool,
    },
    /// An end of a range or of a period.
    End(Ends, Written),
    /// All of it.
    Ended,
}

/// Which end of which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// After `in`: a period alone, or the first end.
    In,
    /// The first after `between`.
    Between,
    /// The second of either.
    Second,
}

/// How much of an end is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Nothing,
    /// One or two digits: a month may follow, or a unit.
    Day,
    /// A month: a day may follow.
    Month,
    /// A number that is not a day of a month: a unit may follow.
    Count,
    /// A parameter, for all of it or for a number: a unit may follow.
    Parameter,
    /// `30 days`: `ago` or `from now` must follow.
    Units,
    /// `30 days from`.
    From,
    /// `this` or `previous`, and `next`: a period may follow, after `next` also a number.
    Period(Anchor),
    /// `next 7`: the unit must follow.
    NextCount {
        one: bool,
    },
    Whole,
}

impl Written {
    /// Whether it may be all of the end.
    const fn may_end(self) -> bool {
        matches!(self, Self::Day | Self::Month | Self::Count | Self::Parameter | Self::Period(_) | Self::Whole)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    catalog: &'a Catalog,
    pub(super) state: State,
    /// How many groups are open.
    pub(super) open: usize,
    /// The name of the clause's field, as far as it is written.
    pub(super) name: Name<'a>,
    /// The field, once an operator has followed its name.
    pub(super) field: Option<FieldRef>,
    /// Whether the operator begins with `not`.
    pub(super) negative: bool,
    /// Whether the first end is a day or a month of any year.
    pub(super) of_days: bool,
    /// The operator, where it is a sign.
    pub(super) sign: Option<Operator>,
    /// Where a bare value began that further words might go on with.
    pub(super) value: Option<usize>,
    /// Whether something in this clause has no place in the grammar.
    pub(super) lost: bool,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            state: State::Start,
            open: 0,
            name: Name(Vec::new()),
            field: None,
            negative: false,
            of_days: false,
            sign: None,
            value: None,
            lost: false,
        }
    }

    /// What `token`, the next one, is.
    pub(super) fn take(&mut self, token: Token<'a>) -> Role {
        let role = match token.kind {
            TokenKind::Comment => return Role::Comment,
            TokenKind::Word(Some(Reserved::And)) if self.is_between_ends() => {
                self.go(State::End(Ends::Second, Written::Nothing), Role::Operator)
            }
            TokenKind::Word(Some(Reserved::And | Reserved::Or)) => self.join(),
            TokenKind::Open => self.open(),
            TokenKind::Close => self.close(),
            _ => self.step(token),
        };
        self.lost |= role == Role::Error;
        role
    }

    const fn is_between_ends(&self) -> bool {
        matches!(self.state, State::End(Ends::Between, written) if written.may_end())
    }

    fn go(&mut self, state: State, role: Role) -> Role {
        self.state = state;
        role
    }

    fn join(&mut self) -> Role {
        *self = Self { open: self.open, ..Self::new(self.catalog) };
        Role::Join
    }

    fn open(&mut self) -> Role {
        match self.state {
            // What these words lack is an `in`.
            State::Name | State::Named => {
                self.field = self.name.field(self.catalog);
                self.state = State::Item;
            }
            State::Value | State::Is | State::IsNot | State::In | State::Item => self.state = State::Item,
            _ => {
                let opened = self.state == State::Start;
                self.join();
                self.lost = !opened;
                self.open += 1;
            }
        }
        Role::Punctuation
    }

    fn close(&mut self) -> Role {
        if !matches!(self.state, State::Item | State::Listed) {
            if self.open == 0 {
                return Role::Error;
            }
            self.open -= 1;
        }
        self.value = None;
        self.go(State::Ended, Role::Punctuation)
    }

    fn step(&mut self, token: Token<'a>) -> Role {
        use TokenKind::{Comma, Parameter, Quoted, Sign, Word};
        let is = |word: &str| matches!(token.kind, Word(_)) && token.text.eq_ignore_ascii_case(word);
        match (self.state, token.kind) {
            (State::Start, _) => self.begin(token),
            (State::Name | State::Named | State::Keyword, Word(None)) if is("on") && self.is_dated() => {
                self.field = self.name.field(self.catalog);
                self.go(State::End(Ends::Second, Written::Nothing), Role::Operator)
            }
            (State::Name, Word(None)) => self.named(token, State::Name),
            (State::Name, Quoted { .. }) if self.name.is_custom_before(&token) => self.named(token, State::Named),
            (State::Name | State::Named | State::Keyword, _) => self.operator(token),

            (State::Is, Word(Some(Reserved::Not))) => self.go(State::IsNot, Role::Operator),
            (State::Is | State::IsNot, _) if is("empty") => self.go(State::Ended, Role::Keyword),
            (State::Does, Word(Some(Reserved::Not))) => self.go(State::DoesNot, Role::Operator),
            (State::Opens(operator), _) if is(operator.second_word()) => self.go(State::Value, Role::Operator),
            (State::Not, Sign(Operator::Contain)) => self.go(State::Value, Role::Operator),
            (State::Not | State::Is | State::IsNot | State::Does | State::DoesNot, Word(Some(_))) => {
                self.operator(token)
            }
            (State::In, _) if is("the") => self.go(State::The, Role::Keyword),
            (State::In | State::The, _) if is("last") => self.go(State::Last, Role::Keyword),
            (State::The, _) if Anchor::before_unit(token.text).is_some() => self.end(Ends::In, Written::Nothing, token),
            (State::In, _) => self.end(Ends::In, Written::Nothing, token),
            (State::End(ends, written), _) => self.end(ends, written, token),

            (State::Value | State::Item, Word(Some(Reserved::Not))) => Role::Error,
            (State::Value | State::Is | State::IsNot, Word(_) | Quoted { .. }) => self.value(token, State::Ended),
            (State::Value | State::Is | State::IsNot, Parameter) => {
                self.go(State::End(Ends::Second, Written::Parameter), Role::Parameter)
            }
            // Another operator before the value.
            (State::Value | State::Is | State::IsNot | State::Not, Sign(_)) => self.go(State::Value, Role::Error),
            (State::Item | State::Listed, Word(_) | Quoted { .. }) => {
                let missing = self.state == State::Listed;
                let role = self.value(token, State::Listed);
                if missing { Role::Error } else { role }
            }
            (State::Item, Parameter) => self.go(State::Listed, Role::Parameter),
            (State::Listed, Comma) => {
                self.value = None;
                self.go(State::Item, Role::Punctuation)
            }
            (State::Last, Word(_)) if lex::is_quantity(token.text) => {
                self.go(State::Unit { one: token.text == "1" }, Role::Number)
            }
            (State::Last, Parameter) => self.go(State::Unit { one: false }, Role::Parameter),
            (State::Last | State::Unit { .. }, Word(_)) => self.go(State::Ended, Role::Unit),
            // Perhaps more words of the value.
            (_, Word(_)) => self.go(State::Ended, Role::Error),
            (_, Quoted { .. } | Parameter | Sign(_)) => {
                self.value = None;
                self.go(State::Ended, Role::Error)
            }
            // A mark alone leaves what is meant as it was.
            _ => {
                self.value = None;
                Role::Error
            }
        }
    }

    /// Where a clause may start.
    fn begin(&mut self, token: Token<'a>) -> Role {
        match token.kind {
            TokenKind::Word(Some(Reserved::Not)) => Role::Join,
            TokenKind::Word(None) => self.named(token, State::Name),
            TokenKind::Quoted { quote: '`', .. } => self.named(token, State::Named),
            TokenKind::Quoted { quote: '\'', .. } => self.go(State::Ended, Role::String),
            TokenKind::Quoted { .. } => {
                self.named(token, State::Keyword);
                Role::String
            }
            TokenKind::Sign(_) => self.go(State::Value, Role::Error),
            _ => Role::Error,
        }
    }

    fn named(&mut self, token: Token<'a>, state: State) -> Role {
        self.name.0.push(token);
        self.go(state, Role::Field)
    }

    /// After the name of a field, or a word too many of an operator.
    fn operator(&mut self, token: Token<'a>) -> Role {
        let state = match token.kind {
            TokenKind::Sign(_) | TokenKind::Word(Some(Reserved::Contain | Reserved::Contains)) => State::Value,
            TokenKind::Word(Some(Reserved::Is)) => State::Is,
            TokenKind::Word(Some(Reserved::In)) => State::In,
            TokenKind::Word(Some(Reserved::Between)) => State::End(Ends::Between, Written::Nothing),
            TokenKind::Word(Some(Reserved::Not)) => {
                self.negative = true;
                State::Not
            }
            TokenKind::Word(Some(Reserved::Does)) => State::Does,
            TokenKind::Word(Some(Reserved::Opens)) => {
                Operator::opened_by(token.text.as_bytes()).map_or(State::Value, State::Opens)
            }
            TokenKind::Word(_) | TokenKind::Quoted { .. } => return self.go(State::Ended, Role::Error),
            _ => return Role::Error,
        };
        if let TokenKind::Sign(operator) = token.kind {
            self.sign = Some(operator);
        }
        if self.field.is_none() {
            self.field = self.name.field(self.catalog);
        }
        self.go(state, Role::Operator)
    }

    fn value(&mut self, token: Token<'a>, state: State) -> Role {
        if matches!(token.kind, TokenKind::Quoted { .. }) {
            self.value = None;
            return self.go(state, Role::String);
        }
        let role = Role::of_value(self.field.as_deref(), token.text);
        // `< 90 days ago`
        let number = token.text.bytes().all(|byte| byte.is_ascii_digit());
        if state == State::Ended && dated(self.field.as_deref()) && number {
            return self.go(State::End(Ends::Second, Written::Count), role);
        }
        self.value = self.value.or(Some(token.span.start));
        self.go(state, role)
    }

    /// Whether the name is that of a field of dates, and of no other that goes on with `on`.
    fn is_dated(&self) -> bool {
        // No name has more words, and to look at longer ones again would cost their square.
        if self.name.0.len() > 8 || !dated(self.name.field(self.catalog).as_deref()) {
            return false;
        }
        let longer = fold(&format!("{} on", self.name.words())).into_owned();
        !self.catalog.fields().any(|field| fold(&field.name).starts_with(&longer))
    }

    /// A period, or an end of a range.
    fn end(&mut self, ends: Ends, written: Written, token: Token<'a>) -> Role {
        let is = |word: &str| token.text.eq_ignore_ascii_case(word);
        let after = |written| match (ends, written) {
            (Ends::Second, Written::Whole) => State::Ended,
            _ => State::End(ends, written),
        };
        match (token.kind, written) {
            (TokenKind::Word(Some(Reserved::Not)), _) => Role::Error,
            (TokenKind::Quoted { .. }, Written::Nothing) => self.go(after(Written::Whole), Role::String),
            (TokenKind::Parameter, Written::Nothing) => self.go(State::End(ends, Written::Parameter), Role::Parameter),
            (TokenKind::Parameter, Written::Period(Anchor::Next)) => {
                self.go(State::End(ends, Written::NextCount { one: false }), Role::Parameter)
            }
            (TokenKind::Word(_), Written::Nothing) => {
                let (written, role) = self.first_of_end(token.text);
                self.of_days |= written == Written::Month;
                self.go(after(written), role)
            }
            (TokenKind::Word(_), Written::Day) if month::find(token.text).is_some() => {
                self.of_days = true;
                self.go(after(Written::Whole), Role::Date)
            }
            (TokenKind::Word(_), Written::Month) if lex::is_day(token.text) => {
                self.go(after(Written::Whole), Role::Date)
            }
            (TokenKind::Word(_), Written::Day | Written::Count | Written::Parameter)
                if Unit::find(token.text).is_some() =>
            {
                self.go(after(Written::Units), Role::Unit)
            }
            (TokenKind::Word(_), Written::Units) if is("ago") => self.go(after(Written::Whole), Role::Keyword),
            (TokenKind::Word(_), Written::Units) if is("from") => self.go(after(Written::From), Role::Keyword),
            (TokenKind::Word(_), Written::From) if is("now") => self.go(after(Written::Whole), Role::Keyword),
            (TokenKind::Word(_), Written::Period(_)) if Calendar::find(token.text).is_some() => {
                self.go(after(Written::Whole), Role::Unit)
            }
            (TokenKind::Word(_), Written::Period(Anchor::Next)) if lex::is_quantity(token.text) => {
                self.go(after(Written::NextCount { one: token.text == "1" }), Role::Number)
            }
            (TokenKind::Word(_), Written::NextCount { .. }) => self.go(after(Written::Whole), Role::Unit),
            (TokenKind::Dots, written) if ends == Ends::In && written.may_end() => {
                self.go(State::End(Ends::Second, Written::Nothing), Role::Operator)
            }
            (TokenKind::Word(_) | TokenKind::Quoted { .. } | TokenKind::Parameter, _) => {
                self.go(State::Ended, Role::Error)
            }
            _ => Role::Error,
        }
    }

    /// How much of an end its first word is, and what that word is.
    fn first_of_end(&self, text: &str) -> (Written, Role) {
        let value = Role::of_value(self.field.as_deref(), text);
        if month::find(text).is_some() {
            (Written::Month, Role::Date)
        } else if lex::is_day(text) {
            (Written::Day, value)
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() != 4 {
            (Written::Count, value)
        } else if Anchor::of_day(text).is_some() {
            (Written::Whole, Role::Keyword)
        } else if let Some(anchor) = Anchor::before_unit(text) {
            (Written::Period(anchor), Role::Keyword)
        } else {
            (Written::Whole, value)
        }
    }
}

/// Whether the field holds dates.
pub(super) fn dated(field: Option<&Field>) -> bool {
    field.is_some_and(|field| matches!(field.kind, Kind::Datetime | Kind::Birthday))
}
