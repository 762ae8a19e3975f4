//! Sentences: conditions with `and`, `or` and `not` in whatever words, clauses that leave out what was named before.

use super::piece::{self, Kind, Piece};
use super::said::{Base, Said, comparisons, emptiness};
use super::vocabulary::{self, Role};
use crate::catalog::{Catalog, FieldRef};

/// How deep groups and what turns them may nest, and how many conditions are tried: what nobody writes costs no more than
/// what people do.
const DEEP: usize = 8;
const TRIES: usize = 200;

/// Reads pieces from the first on. Every function goes past what it reads, and gives nothing where it cannot.
pub(crate) struct Reader<'r, 't> {
    pub(crate) pieces: &'r [Piece<'t>],
    pub(crate) catalog: &'r Catalog,
    fields: Vec<Option<(FieldRef, usize)>>,
    roles: Vec<Option<(Role, usize)>>,
    pub(crate) at: usize,
    depth: usize,
    tries: usize,
    /// What the last clause was about, for one that names no field.
    pub(crate) subject: Option<(FieldRef, Base)>,
    /// Whether a plain value may follow, as one more of them.
    pub(crate) joined: bool,
}

impl<'r, 't> Reader<'r, 't> {
    pub(crate) fn new(pieces: &'r [Piece<'t>], catalog: &'r Catalog) -> Self {
        let rest = |at: usize| pieces.get(at..).unwrap_or_default();
        let fields = (0..pieces.len()).map(|at| piece::field(rest(at), catalog)).collect();
        let role = |at: usize| {
            let said = rest(at).iter().take_while(|piece| piece.kind != Kind::Quoted);
            vocabulary::phrase(said.map(|piece| &*piece.lower))
        };
        let roles = (0..pieces.len()).map(role).collect();
        Self { pieces, catalog, fields, roles, at: 0, depth: 0, tries: 0, subject: None, joined: false }
    }

    pub(crate) fn piece(&self) -> Option<&'r Piece<'t>> {
        self.pieces.get(self.at)
    }

    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.piece().is_some_and(|piece| piece.kind == kind)
    }

    pub(crate) fn role_at(&self, at: usize) -> Option<(Role, usize)> {
        self.roles.get(at).copied().flatten()
    }

    /// What the next words do.
    pub(crate) fn role(&self) -> Option<Role> {
        self.role_at(self.at).map(|(role, _)| role)
    }

    pub(crate) fn field_at(&self, at: usize) -> Option<&(FieldRef, usize)> {
        self.fields.get(at)?.as_ref()
    }

    /// Takes the next words if they play `role`.
    pub(crate) fn take(&mut self, role: Role) -> bool {
        self.take_any(&[role])
    }

    pub(crate) fn take_any(&mut self, roles: &[Role]) -> bool {
        match self.role_at(self.at) {
            Some((role, length)) if roles.contains(&role) => {
                self.at += length;
                true
            }
            _ => false,
        }
    }

    /// `attempt`, or nothing read.
    pub(crate) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (at, subject) = (self.at, self.subject.clone());
        let read = read(self);
        if read.is_none() {
            (self.at, self.subject) = (at, subject);
        }
        read
    }

    /// The whole sentence.
    pub(crate) fn sentence(&mut self) -> Option<Said> {
        let companies = self.request();
        let mut said = self.or()?;
        self.ending();
        if self.at < self.pieces.len() {
            return None;
        }
        if companies {
            let field = self.catalog.field("record type")?;
            let only = Said::Clause(format!("{} = company", field.text()));
            said = match said {
                Said::All(mut members) => {
                    members.insert(0, only);
                    Said::All(members)
                }
                said => Said::All(vec![only, said]),
            };
        }
        Some(said)
    }

    /// `show me contacts where`, `SELECT * FROM contacts WHERE`: what stands before the conditions. Whether it asks for
    /// companies alone.
    fn request(&mut self) -> bool {
        let start = self.at;
        let selects = self.piece().is_some_and(|piece| matches!(&*piece.lower, "select" | "delete"))
            && self.pieces.iter().any(|piece| piece.lower == "where");
        let mut companies = false;
        while let Some((role, length)) =
            self.role_at(self.at).or_else(|| (selects && self.at < self.pieces.len()).then_some((Role::Idle, 1)))
        {
            match role {
                Role::Sought(only) => companies |= only,
                Role::Who | Role::Has if self.at > start && !selects => break,
                _ if selects && self.piece().is_some_and(|piece| piece.lower == "where") => break,
                Role::Show | Role::Idle if self.field_at(self.at).is_none() || selects => {}
                Role::Who => {}
                _ if selects => {}
                _ => break,
            }
            self.at += length;
        }
        self.take(Role::Who);
        companies
    }

    /// `order by name desc`, `please`, `;`: what says nothing about the contacts that are found.
    fn ending(&mut self) {
        while self.take(Role::Idle) || (self.is(Kind::Comma) && self.at + 1 >= self.pieces.len()) {
            self.at += usize::from(self.is(Kind::Comma) && self.at + 1 == self.pieces.len());
        }
        if matches!(self.role(), Some(Role::Order)) {
            let bounded = |at: usize| {
                self.pieces
                    .get(at)
                    .is_some_and(|piece| matches!(&*piece.lower, "limit" | "offset" | "top" | "fetch" | "having"))
            };
            if !(self.at..self.pieces.len()).any(bounded) {
                self.at = self.pieces.len();
            }
        }
    }

    pub(crate) fn or(&mut self) -> Option<Said> {
        let mut members = vec![self.and()?];
        loop {
            let start = self.at;
            if !self.take(Role::Or) {
                break;
            }
            self.joined = true;
            let Some(said) = self.attempt(Self::and) else {
                self.at = start;
                break;
            };
            members.push(said);
        }
        Said::any(members)
    }

    fn and(&mut self) -> Option<Said> {
        let mut members = vec![self.unary()?];
        while self.at < self.pieces.len() && !self.is(Kind::Close) && self.role() != Some(Role::Or) {
            let next = self.attempt(|reader| {
                let start = reader.at;
                if reader.is(Kind::Comma) {
                    reader.at += 1;
                }
                while reader.take_any(&[Role::And, Role::Who]) {}
                reader.joined = reader.joins(start);
                reader.unary()
            });
            match next {
                Some(said) => members.push(said),
                None => break,
            }
        }
        Said::all(members)
    }

    /// A condition, turned or not.
    pub(crate) fn unary(&mut self) -> Option<Said> {
        self.tries += 1;
        self.depth += 1;
        let said = if self.depth > DEEP || self.tries > TRIES { None } else { self.turned() };
        self.depth -= 1;
        said
    }

    fn turned(&mut self) -> Option<Said> {
        // `neither tag = vip nor city = Berlin`
        if self.role() == Some(Role::Neither)
            && let Some(said) = self.attempt(Self::neither)
        {
            return Some(said);
        }
        if let Some(said) = self.attempt(Self::presence) {
            return Some(said);
        }
        let turns = |reader: &Self| {
            let sign = reader
                .piece()
                .is_some_and(|piece| piece.kind == Kind::Sign && matches!(&*piece.lower, "-" | "~" | "!" | "¬"));
            sign || matches!(reader.role(), Some(Role::Not | Role::Except | Role::Lacks))
        };
        if turns(self)
            && let Some(said) = self.attempt(|reader| {
                let length = reader.role_at(reader.at).map_or(1, |(_, length)| length);
                reader.at += length;
                while reader.take_any(&[Role::Idle, Role::Who])
                    || matches!(reader.role(), Some(Role::Sought(_))) && reader.skip()
                {}
                let begins = reader.is(Kind::Open)
                    || reader.field_at(reader.at).is_some()
                    || turns(reader)
                    || reader.role() == Some(Role::All);
                if !begins {
                    return None;
                }
                if reader.role() == Some(Role::All) {
                    reader.take(Role::All);
                    return reader.and();
                }
                reader.unary()
            })
        {
            return Some(Said::not(said));
        }
        if self.is(Kind::Open)
            && let Some(said) = self.attempt(Self::group)
        {
            return Some(said);
        }
        self.attempt(|reader| {
            while reader.take_any(&[Role::Idle, Role::Who])
                || (matches!(reader.role(), Some(Role::Any | Role::All | Role::Sought(false))) && reader.skip())
            {
            }
            if reader.piece()?.lower == "+" {
                reader.at += 1;
            }
            let (field, length) = reader.field_at(reader.at)?.clone();
            reader.at += length;
            reader.attempt(|reader| reader.shared(&field)).or_else(|| reader.predicate(field))
        })
        .or_else(|| self.attempt(Self::reversed))
        .or_else(|| self.attempt(Self::elliptic))
    }

    /// Whether what stands between `start` and here joins values too, and not only clauses.
    fn joins(&self, start: usize) -> bool {
        let last = self.at.checked_sub(1).filter(|&last| last >= start).and_then(|last| self.pieces.get(last));
        last.is_some_and(|piece| {
            !matches!(&*piece.lower, "&" | "+" | "plus" | "also" | "," | "that" | "if" | "when" | "where")
        })
    }

    fn skip(&mut self) -> bool {
        self.at += self.role_at(self.at).map_or(1, |(_, length)| length);
        true
    }

    fn group(&mut self) -> Option<Said> {
        self.at += 1;
        let said = self.or()?;
        if !self.is(Kind::Close) {
            return None;
        }
        self.at += 1;
        Some(said)
    }

    fn neither(&mut self) -> Option<Said> {
        self.take(Role::Neither);
        // `neither email nor phone is empty`
        if let Some((first, length)) = self.field_at(self.at).cloned() {
            let said = self.attempt(|reader| {
                reader.at += length;
                if !reader.take(Role::Nor) {
                    return None;
                }
                let (second, length) = reader.field_at(reader.at)?.clone();
                reader.at += length;
                if reader.ends() {
                    return Said::all(vec![emptiness(&first, true)?, emptiness(&second, true)?]);
                }
                let start = reader.at;
                let one = reader.predicate(first)?;
                reader.at = start;
                let other = reader.predicate(second)?;
                Said::all(vec![Said::not(one), Said::not(other)])
            });
            if said.is_some() {
                return said;
            }
        }
        let mut members = vec![Said::not(self.unary()?)];
        while self.take(Role::Nor) {
            members.push(Said::not(self.unary()?));
        }
        (members.len() > 1).then_some(Said::All(members))
    }

    /// `email and phone are empty`: one predicate of several fields, the first of which was read.
    fn shared(&mut self, first: &FieldRef) -> Option<Said> {
        let mut fields = vec![first.clone()];
        let any = self.role() == Some(Role::Or);
        while self.take(if any { Role::Or } else { Role::And }) {
            let (field, length) = self.field_at(self.at)?.clone();
            self.at += length;
            fields.push(field);
        }
        if fields.len() < 2 || self.ends() {
            return None;
        }
        let start = self.at;
        let mut members = Vec::new();
        for field in fields {
            self.at = start;
            members.push(self.predicate(field)?);
        }
        if any { Said::any(members) } else { Said::all(members) }
    }

    /// `no email`, `with an email or a phone`, `without city = Berlin`
    fn presence(&mut self) -> Option<Said> {
        let (mut empty, mut said, mut bound) = (false, false, false);
        while let Some((role, length)) = self.role_at(self.at) {
            match role {
                Role::Not => (empty, said) = (!empty, true),
                Role::Lacks | Role::Empty => (empty, said, bound) = (!empty, true, true),
                Role::Has | Role::Filled => (said, bound) = (true, true),
                Role::Idle | Role::Sought(_) if said => {}
                Role::Idle if self.field_at(self.at + length).is_some() && self.pieces.get(self.at)?.lower == "any" => {
                    said = true;
                }
                _ => break,
            }
            self.at += length;
        }
        if !said {
            return None;
        }
        let mut members = Vec::new();
        let mut all = true;
        loop {
            let (field, length) = self.field_at(self.at)?.clone();
            self.at += length;
            members.push((field, empty));
            let start = self.at;
            let or = self.take(Role::Or);
            if (or || self.take(Role::And))
                && {
                    while self.take(Role::Idle) || self.take(Role::Not) {}
                    true
                }
                && self.field_at(self.at).is_some_and(|(_, length)| self.ends_at(self.at + length))
            {
                // None of them: without an email or a phone.
                all &= empty || !or;
                continue;
            }
            self.at = start;
            break;
        }
        if !(self.ends() || bound && self.role() == Some(Role::Has)) {
            return None;
        }
        let members: Option<Vec<Said>> = members.iter().map(|(field, empty)| emptiness(field, *empty)).collect();
        if all { Said::all(members?) } else { Said::any(members?) }
    }

    /// Whether a condition may end here: no value follows.
    pub(crate) fn ends(&self) -> bool {
        self.ends_at(self.at)
    }

    pub(crate) fn ends_at(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return true };
        match piece.kind {
            Kind::Close | Kind::Comma => true,
            Kind::Quoted | Kind::Open => false,
            Kind::Word | Kind::Sign => match self.role_at(at) {
                Some((Role::And | Role::Or | Role::Who | Role::Order | Role::Nor | Role::Except, _)) => true,
                Some((Role::Lacks | Role::Has | Role::Not, length)) => {
                    self.field_at(at + length).is_some() || self.role_at(at + length).is_some()
                }
                Some((Role::Idle, length)) => self.ends_at(at + length),
                _ => self.field_at(at).is_some() || piece.lower == "-" || piece.lower == "+",
            },
        }
    }

    /// A clause that names no field, after one that does: `or > 4`, `but not lead`.
    fn elliptic(&mut self) -> Option<Said> {
        let (field, base) = self.subject.clone()?;
        let days = matches!(field.kind, crate::catalog::Kind::Datetime | crate::catalog::Kind::Birthday);
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
        self.predicate_of(field, base)
    }

    /// Several values of `field`, after what says how they are compared.
    pub(crate) fn compared(
        &mut self,
        field: &FieldRef,
        base: Base,
        not: bool,
        all: bool,
        values: &[super::said::Value],
    ) -> Option<Said> {
        self.subject = Some((field.clone(), base));
        comparisons(field, base, not, all, values)
    }
}
