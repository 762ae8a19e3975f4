//! Calls of functions and methods: `CONTAINS(name, 'Jon')`, `name.startsWith("Jo")`, `ISBLANK(email)`.

use super::piece::Kind;
use super::reader::Reader;
use super::said::{Base, Said, emptiness};
use super::vocabulary::Role;
use crate::catalog::FieldRef;
use crate::operator::Operator;

/// What a function says of its arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    /// All of them.
    All,
    /// Any of them.
    Any,
    Not,
    /// That a field compares so with a value, whichever comes first.
    Compare(Base, bool),
    /// That a field has no value (`true`) or one.
    Empty(bool),
    /// The field itself.
    Field,
    /// How long it is.
    Length,
}

use Call as C;

/// The names of functions, in small letters without `_`.
const CALLS: &[(Call, &str)] = &[
    (C::All, "and all"),
    (C::Any, "or any"),
    (C::Not, "not"),
    (
        C::Compare(Base::Contain, false),
        "contains contain includes include icontains find search match matches substringof like instr indexof test",
    ),
    (C::Compare(Base::Contain, true), "notcontains doesnotcontain excludes"),
    (C::Compare(Base::Start, false), "startswith beginswith startwith hasprefix prefix"),
    (C::Compare(Base::End, false), "endswith hassuffix suffix"),
    (C::Compare(Base::Equal, false), "equals equal eq exact is countif equalsignorecase"),
    (C::Compare(Base::Equal, true), "ne neq notequals notequal"),
    (C::Compare(Base::Beside(Operator::Gt), false), "gt greaterthan isafter after"),
    (C::Compare(Base::Beside(Operator::Gte), false), "gte ge"),
    (C::Compare(Base::Beside(Operator::Lt), false), "lt lessthan isbefore before"),
    (C::Compare(Base::Beside(Operator::Lte), false), "lte le"),
    (C::Empty(true), "isblank isnull isempty empty blank missing countblank isnullorempty isnone"),
    (C::Empty(false), "exists isnotnull isnotempty notempty hasvalue isset present counta isnotblank"),
    (C::Field, "lower upper trim tolower toupper lcase ucase coalesce ifnull nullif string str value prop lowercase"),
    (C::Length, "len length charlength size count"),
];

fn named(name: &str) -> Option<Call> {
    let name: String = name.chars().filter(|c| !matches!(c, '_' | '=')).collect();
    CALLS.iter().find(|(_, names)| names.split(' ').any(|known| known == name)).map(|&(call, _)| call)
}

impl Reader<'_, '_> {
    /// Whether a word with its arguments is next.
    pub(crate) fn calls(&self) -> bool {
        self.opens(self.at)
    }

    /// Whether the piece at `at` is a word that a parenthesis touches.
    fn opens(&self, at: usize) -> bool {
        match (self.pieces.get(at), self.pieces.get(at + 1)) {
            (Some(name), Some(open)) => {
                matches!(name.kind, Kind::Word)
                    && open.kind == Kind::Open
                    && open.text == "("
                    && name.span.end == open.span.start
            }
            _ => false,
        }
    }

    /// A call, and what it is compared with.
    pub(crate) fn call(&mut self) -> Option<Said> {
        // `=COUNTIF(…)`
        let formula = self.at == 0 && self.lower() == "=";
        self.at += usize::from(formula);
        if !self.opens(self.at) {
            return None;
        }
        let name = self.piece()?;
        let (owner, method) = match name.text.rsplit_once('.') {
            Some((owner, method)) => (Some(owner), method),
            None => (None, &*name.text),
        };
        let call = named(&method.to_lowercase())?;
        self.at += 2;
        let owner = match owner {
            Some(owner) => Some(super::piece::named(owner, self.catalog)?),
            None => None,
        };
        match (call, owner) {
            (C::All | C::Any, None) => {
                let mut members = vec![self.or()?];
                while self.take_kind(Kind::Comma) {
                    members.push(self.or()?);
                }
                self.close()?;
                if call == C::All { Said::all(members) } else { Said::any(members) }
            }
            (C::Not, None) => {
                let said = self.or()?;
                self.close()?;
                Some(Said::not(said))
            }
            (C::Empty(empty), owner) => {
                let field = self.owner(owner)?;
                self.close()?;
                let said = emptiness(&field, empty)?;
                Some(self.outcome(said))
            }
            (C::Field, owner) => {
                let field = self.owner(owner)?;
                // What stands instead of no value.
                while self.take_kind(Kind::Comma) {
                    self.at += 1;
                }
                self.close()?;
                self.predicate(&field)
            }
            (C::Length, owner) => {
                let field = self.owner(owner)?;
                self.close()?;
                self.length(&field)
            }
            (C::Compare(base, not), owner) => {
                let said = self.arguments(owner, base, not)?;
                self.close()?;
                Some(self.outcome(said))
            }
            _ => None,
        }
    }

    /// The field that a method belongs to, or that stands first among the arguments.
    fn owner(&mut self, owner: Option<FieldRef>) -> Option<FieldRef> {
        if owner.is_some() {
            return owner;
        }
        let bracket = self.take_kind(Kind::Open);
        let field = self.take_field()?;
        (!bracket || self.take_kind(Kind::Close)).then_some(field)
    }

    fn close(&mut self) -> Option<()> {
        self.take_kind(Kind::Close).then_some(())
    }

    /// A field and values, in either order.
    fn arguments(&mut self, owner: Option<FieldRef>, base: Base, not: bool) -> Option<Said> {
        if let Some(field) = owner {
            let (values, _) = self.values(true)?;
            return self.compared(&field, base, not, false, &values);
        }
        if let Some(said) = self.attempt(|reader| {
            let field = reader.owner(None)?;
            if !reader.take_kind(Kind::Comma) {
                return None;
            }
            let (values, _) = reader.values(true)?;
            let (base, not, values) = super::said::sign_in(base, not, values);
            reader.compared(&field, base, not, false, &values)
        }) {
            return Some(said);
        }
        let value = self.value(true)?;
        if !self.take_kind(Kind::Comma) {
            return None;
        }
        let field = self.owner(None)?;
        self.compared(&field, base, not, false, &[value])
    }

    /// `said`, or its opposite where `=== false`, `= -1` or the like stands behind the call.
    fn outcome(&mut self, said: Said) -> Said {
        match self.number_behind() {
            Some((Operator::Is, not, "true" | "1")) => self.turned_by(said, not),
            Some((Operator::Is, not, "false" | "-1" | "0")) => self.turned_by(said, !not),
            Some((Operator::Gte, _, "0" | "1") | (Operator::Gt, _, "0" | "-1")) => self.turned_by(said, false),
            Some((Operator::Lt, _, "0" | "1")) => self.turned_by(said, true),
            _ => said,
        }
    }

    fn turned_by(&mut self, said: Said, not: bool) -> Said {
        self.at += 2;
        if not { Said::not(said) } else { said }
    }

    /// An operator, whether it is turned, and what it compares with.
    fn number_behind(&self) -> Option<(Operator, bool, &str)> {
        let value = &*self.pieces.get(self.at + 1)?.lower;
        Some(match self.role()? {
            Role::Is => (Operator::Is, false, value),
            Role::Negated(Operator::Is) => (Operator::Is, true, value),
            Role::Operator(operator) => (operator, false, value),
            _ => return None,
        })
    }

    /// `= 0`, `> 0` behind the length of `field`.
    fn length(&mut self, field: &FieldRef) -> Option<Said> {
        let empty = match self.number_behind()? {
            (Operator::Is, not, "0") => !not,
            (Operator::Lt, _, "1") | (Operator::Lte, _, "0") => true,
            (Operator::Gt, _, "0") | (Operator::Gte, _, "1") => false,
            _ => return None,
        };
        self.at += 2;
        emptiness(field, empty)
    }
}
