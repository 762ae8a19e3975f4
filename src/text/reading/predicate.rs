//! What is said of a field: an operator in whatever words.

use super::piece::Kind;
use super::reader::Reader;
use super::said::{Base, Said, comparison, emptiness};
use super::vocabulary::Role;
use crate::catalog::{self, FieldRef};
use crate::operator::Operator;

/// What stands between a field and its values.
#[derive(Clone)]
pub(crate) struct Comparison {
    /// How the values are compared; none where no word says so.
    pub(crate) base: Option<Base>,
    /// Whether an odd number of words turn it.
    pub(crate) not: bool,
    /// Whether several values must all be there, or any; none where nothing says so.
    pub(crate) all: Option<bool>,
    /// After `between` and `outside`: `and` stands between two ends.
    pub(crate) between: bool,
    /// Whether the last of the words was a sign.
    sign: bool,
}

impl Reader<'_, '_> {
    pub(crate) fn predicate(&mut self, field: &FieldRef) -> Option<Said> {
        self.predicate_of(field, None)
    }

    /// What follows a field, compared by `usual` where nothing says otherwise.
    pub(crate) fn predicate_of(&mut self, field: &FieldRef, usual: Option<Base>) -> Option<Said> {
        let start = self.at;
        let mut said = Comparison { base: None, not: false, all: None, between: false, sign: false };
        loop {
            // `tag:-vip`
            if self.at > start && self.piece().is_some_and(|piece| piece.kind == Kind::Sign && piece.lower == "-") {
                said.not = !said.not;
                self.at += 1;
            }
            let Some((role, length)) = self.role_at(self.at) else { break };
            let after = self.at + length;
            match role {
                Role::Empty | Role::Filled if self.ends_at(after) => {
                    self.at = after;
                    let empty = (role == Role::Empty) != said.not;
                    self.more_words_of_emptiness();
                    return self.emptiness(field, empty);
                }
                Role::Empty | Role::Filled if self.truth_at(after).is_some() => {
                    let (truth, end) = self.truth_at(after)?;
                    self.at = end;
                    return self.emptiness(field, ((role == Role::Empty) != said.not) == truth);
                }
                Role::Lacks if self.ends_at(after) => {
                    self.at = after;
                    return self.emptiness(field, !said.not);
                }
                // `last contacted never`
                Role::Not
                    if self.lower() == "never" && self.ends_at(after) && field.kind == catalog::Kind::Datetime =>
                {
                    self.at = after;
                    return self.emptiness(field, !said.not);
                }
                Role::Empty if self.lower() == "missing" => said.not = !said.not,
                Role::Filled if said.base.is_some() => {}
                Role::Just if !field.multiple && !said.not => {
                    said.base = said.base.map(|base| if base == Base::Contain { Base::Equal } else { base });
                }
                _ if !said.add(role, self.lower()) => break,
                _ => {}
            }
            self.at = after;
        }
        // `has no tags`
        let named = self.field_at(self.at).filter(|(named, _)| named == field).map(|&(_, length)| self.at + length);
        if let Some(after) = named
            && said.base.is_some()
            && self.ends_at(after)
        {
            self.at = after;
            return self.emptiness(field, said.not);
        }
        // `is the tag vip`
        if named.is_some() && said.base.is_some() {
            self.at += 1;
        }
        if self.at > start && self.ends() {
            // `contains any text`, `has any`
            let idle = self.pieces.get(self.at - 1)?;
            if said.base.is_some() && matches!(&*idle.lower, "any" | "text" | "string" | "words" | "word" | "some") {
                return self.emptiness(field, said.not);
            }
            // `email is empty but phone is not`
            let empty = self.empty.filter(|_| matches!(said.base, None | Some(Base::Equal)))?;
            return self.emptiness(field, empty != said.not);
        }
        // `has at least vip and lead`
        if said.base == Some(Base::Beside(Operator::Gte))
            && matches!(field.kind, catalog::Kind::Text | catalog::Kind::Tag)
        {
            said.base = Some(Base::Contain);
            said.all = Some(true);
        }
        // `= ()`
        if self.is(Kind::Open)
            && self.pieces.get(self.at + 1).is_some_and(|piece| piece.kind == Kind::Close)
            && matches!(said.base, Some(Base::Equal))
        {
            self.at += 2;
            return self.emptiness(field, !said.not);
        }
        if self.at == start && usual.is_some() && self.field_at(self.at).is_some() {
            return None;
        }
        if usual.is_none() || said.base.is_some() {
            return self.operand(field, &said);
        }
        // One more value of a bound is compared itself.
        let usual = usual.filter(|base| !(said.not && matches!(base, Base::Beside(_)))).or(Some(Base::Equal));
        self.operand(field, &Comparison { base: usual, ..said })
    }

    fn emptiness(&mut self, field: &FieldRef, empty: bool) -> Option<Said> {
        self.subject = Some((field.clone(), Base::Equal));
        self.empty = Some(empty);
        emptiness(field, empty)
    }

    /// `or null`, after `is empty`
    fn more_words_of_emptiness(&mut self) {
        loop {
            let start = self.at;
            let joined = self.take_any(&[Role::Or, Role::And, Role::Nor]);
            while self.take_any(&[Role::Is, Role::Not]) {}
            let (role, length) = self.role_at(self.at).unwrap_or((Role::Idle, 0));
            if !(joined && role == Role::Empty && self.ends_at(self.at + length)) {
                self.at = start;
                return;
            }
            self.at += length;
        }
    }

    /// `= true`, `false` after `is empty`, and where it ends.
    fn truth_at(&self, at: usize) -> Option<(bool, usize)> {
        let sign = matches!(self.role_at(at), Some((Role::Is, _))) || self.pieces.get(at)?.lower == ":";
        let at = at + usize::from(sign);
        let truth = match &*self.pieces.get(at)?.lower {
            "true" | "yes" | "1" => true,
            "false" | "no" | "0" => false,
            _ => return None,
        };
        self.ends_at(at + 1).then_some((truth, at + 1))
    }

    /// `"vip" in tags`, `3 < rating`
    pub(crate) fn reversed(&mut self) -> Option<Said> {
        let values = if self.is(Kind::Open) {
            self.at += 1;
            let values = self.values(true)?.0;
            if !self.is(Kind::Close) {
                return None;
            }
            self.at += 1;
            values
        } else {
            let piece = self
                .piece()
                .filter(|piece| matches!(piece.kind, Kind::Quoted | Kind::Word) && self.role().is_none())?;
            self.at += 1;
            vec![piece.value()]
        };
        let (mut not, mut base) = (false, None);
        while let Some((role, length)) = self.role_at(self.at) {
            match role {
                Role::Not => not = !not,
                Role::Operator(Operator::In) => base = base.or(Some(Base::Contain)),
                Role::Operator(operator) if operator.bound().is_some() => base = Some(Base::Beside(mirrored(operator))),
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
            let second = self.predicate(&field)?;
            return Said::all(vec![first, second]);
        }
        self.compared(&field, base, not, false, &values)
    }

    /// `is a company`, of whoever was named before.
    pub(crate) fn record_type(&mut self) -> Option<Said> {
        let mut not = false;
        while let Some((role, length)) = self.role_at(self.at) {
            match role {
                Role::Is | Role::Idle => {}
                Role::Not => not = !not,
                _ => break,
            }
            self.at += length;
        }
        let name = match &*self.piece()?.lower {
            "company" | "companies" | "organization" => "company",
            "person" | "people" => "person",
            _ => return None,
        };
        self.at += 1;
        if !self.ends() {
            return None;
        }
        let field = self.catalog.field("record type").filter(|field| field.kind == catalog::Kind::RecordType)?;
        comparison(&field, Base::Equal, not, &super::said::Value { text: name.to_owned(), quoted: false })
    }
}

impl Comparison {
    /// Takes in what a word says, which is `lower`; false where it says nothing of how values are compared.
    fn add(&mut self, role: Role, lower: &str) -> bool {
        match role {
            Role::Not => self.not = !self.not,
            Role::Except => {
                self.not = !self.not;
                self.between |= lower == "outside";
            }
            Role::Lacks => {
                self.not = !self.not;
                self.base = Some(Base::Contain);
            }
            // `> =`
            Role::Is if lower == "=" && self.sign => {
                self.base = Some(match self.base {
                    Some(Base::Beside(Operator::Gt)) => Base::Beside(Operator::Gte),
                    Some(Base::Beside(Operator::Lt)) => Base::Beside(Operator::Lte),
                    base => base.unwrap_or(Base::Equal),
                });
            }
            Role::Is => self.base = self.base.or(Some(Base::Equal)),
            Role::Has if matches!(self.base, None | Some(Base::Equal)) => self.base = Some(Base::Contain),
            Role::Idle => {}
            Role::Operator(operator) => self.compare(operator),
            Role::Negated(Operator::IsEmpty) | Role::Neither => {
                self.not = !self.not;
                self.all = Some(false);
            }
            Role::Negated(operator) => {
                self.not = !self.not;
                self.compare(operator);
            }
            Role::Ends => self.base = Some(Base::End),
            Role::Between => self.between = true,
            Role::Any => self.all = Some(false),
            Role::All => self.all = Some(true),
            _ => return false,
        }
        self.sign = matches!(lower, "<" | ">" | "!");
        true
    }

    fn compare(&mut self, operator: Operator) {
        if let Some(open) = operator.open() {
            self.base = Some(Base::of_open(open));
            return;
        }
        self.base = Some(match (operator, self.base) {
            (Operator::Is, base) => base.unwrap_or(Base::Equal),
            (Operator::In, Some(base @ (Base::Beside(_) | Base::Start | Base::End | Base::Contain))) => base,
            (Operator::In, _) => Base::Within,
            (operator, _) => Base::Beside(operator),
        });
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
