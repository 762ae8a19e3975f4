//! Conditions whose field is shared, left out, or all that there is: `email and phone are empty`, `or > 4`, `no email`.

use super::reader::Reader;
use super::said::{Said, emptiness};
use super::vocabulary::Role;
use crate::catalog::{FieldRef, Kind};

impl Reader<'_, '_> {
    /// `neither tag = vip nor city = Berlin`, `neither email nor phone is empty`
    pub(crate) fn neither(&mut self) -> Option<Said> {
        if !self.take(Role::Neither) {
            return None;
        }
        if let Some(said) = self.attempt(Self::neither_field) {
            return Some(said);
        }
        let mut members = vec![Said::not(self.unary()?)];
        while self.take_any(&[Role::Nor, Role::Neither]) {
            members.push(Said::not(self.unary()?));
        }
        (members.len() > 1).then_some(Said::All(members))
    }

    fn neither_field(&mut self) -> Option<Said> {
        let first = self.take_field()?;
        if !self.take(Role::Nor) {
            return None;
        }
        let second = self.take_field()?;
        if self.ends() {
            return Said::all(vec![emptiness(&first, true)?, emptiness(&second, true)?]);
        }
        let start = self.at;
        let one = self.predicate(&first)?;
        self.at = start;
        let other = self.predicate(&second)?;
        Said::all(vec![Said::not(one), Said::not(other)])
    }

    /// `email and phone are empty`: one predicate of several fields, the first of which was read.
    pub(crate) fn shared(&mut self, first: &FieldRef) -> Option<Said> {
        let mut fields = vec![first.clone()];
        let any = self.role() == Some(Role::Or);
        while self.take(if any { Role::Or } else { Role::And }) {
            fields.push(self.take_field()?);
        }
        if fields.len() < 2 || self.ends() {
            return None;
        }
        let start = self.at;
        let mut members = Vec::new();
        for field in fields {
            self.at = start;
            members.push(self.predicate(&field)?);
        }
        if any { Said::any(members) } else { Said::all(members) }
    }

    /// `is_editable`, and `email` beside `&&`: a field alone that is true, or has a value.
    pub(crate) fn truth(&mut self, field: &FieldRef) -> Option<Said> {
        let sign = |at: Option<usize>| {
            at.and_then(|at| self.pieces.get(at)).is_some_and(|piece| matches!(&*piece.lower, "&&" | "||"))
        };
        let start = self.at.checked_sub(2).filter(|_| self.at > 1);
        if !self.ends() {
            return None;
        }
        match field.kind {
            Kind::Boolean => Some(Said::Clause(format!("{} = true", field.text()))),
            _ if sign(start) || sign(Some(self.at)) => emptiness(field, false),
            _ => None,
        }
    }

    /// `no email`, `with an email or a phone`, `!email`
    pub(crate) fn presence(&mut self) -> Option<Said> {
        let (mut empty, mut said, mut bound) = (false, false, false);
        while let Some((role, length)) = self.role_at(self.at) {
            match role {
                Role::Not => (empty, said) = (!empty, true),
                Role::Except if self.lower().starts_with("but") => (empty, said) = (!empty, true),
                Role::Lacks | Role::Empty => (empty, said, bound) = (!empty, true, true),
                Role::Has | Role::Filled => (said, bound) = (true, true),
                Role::Idle if self.lower() == "any" => said = true,
                Role::Idle | Role::Sought(_) => {}
                _ => break,
            }
            self.at += length;
        }
        if !said {
            return None;
        }
        let mut members = Vec::new();
        let mut any = false;
        loop {
            let field = self.take_field()?;
            // `email is empty but not phone`
            let denied = !bound && self.empty.is_some();
            members.push(if denied { (field, !self.empty?) } else { (field, empty) });
            let start = self.at;
            let or = self.take(Role::Or);
            let more = or || self.take(Role::And);
            self.take_idle();
            if more && self.field_at(self.at).is_some_and(|(_, length)| self.ends_at(self.at + length)) {
                // Without an email or a phone: with none of them.
                any |= or && !empty;
                continue;
            }
            self.at = start;
            break;
        }
        if !self.ends() {
            return None;
        }
        let said = |(field, empty): &(FieldRef, bool)| match field.kind {
            Kind::Boolean => Some(Said::Clause(format!("{} = {}", field.text(), !empty))),
            _ => emptiness(field, *empty),
        };
        let members: Option<Vec<Said>> = members.iter().map(said).collect();
        if any { Said::any(members?) } else { Said::all(members?) }
    }

    /// A clause that names no field, after one that does: `or > 4`, `but not lead`.
    pub(crate) fn elliptic(&mut self) -> Option<Said> {
        if let Some(said) = self.attempt(Self::record_type) {
            return Some(said);
        }
        let (field, base) = self.subject.clone()?;
        let days = matches!(field.kind, Kind::Datetime | Kind::Birthday);
        // Without a word that joins it, only what turns or bounds begins one.
        let begins = match self.role() {
            Some(Role::Not | Role::Except | Role::Lacks | Role::Negated(_)) => true,
            Some(Role::Operator(operator)) => operator.bound().is_some(),
            _ => false,
        };
        let said = self.role().is_some_and(|role| !matches!(role, Role::Idle));
        if !(begins || self.joined && (said || !days)) {
            return None;
        }
        self.predicate_of(&field, Some(base))
    }
}
