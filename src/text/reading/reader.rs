//! The pieces of a text with the fields and the words of the vocabulary among them, and where among them one reads.

use super::piece::{self, Kind, Piece};
use super::said::{Base, Said, Value, comparisons};
use super::vocabulary::{self, Role};
use crate::catalog::{Catalog, FieldRef};

/// Reads pieces from the first on. Every function goes past what it reads, and gives nothing where it cannot.
pub(crate) struct Reader<'r, 't> {
    pub(crate) pieces: &'r [Piece<'t>],
    pub(crate) catalog: &'r Catalog,
    fields: Vec<Option<(FieldRef, usize)>>,
    roles: Vec<Option<(Role, usize)>>,
    pub(crate) at: usize,
    pub(crate) depth: usize,
    pub(crate) tries: usize,
    /// What the last clause was about, for one that names no field.
    pub(crate) subject: Option<(FieldRef, Base)>,
    /// Whether a plain value may follow, as one more of them.
    pub(crate) joined: bool,
    /// Whether the clause has no operator, so that a field may stand before its value without one too.
    pub(crate) loose: bool,
    /// Whether the last clause asks for no value, or for one.
    pub(crate) empty: Option<bool>,
    /// Whether strings may hold conditions.
    pub(crate) unquotes: bool,
}

impl<'r, 't> Reader<'r, 't> {
    pub(crate) fn new(pieces: &'r [Piece<'t>], catalog: &'r Catalog) -> Self {
        let rest = |at: usize| pieces.get(at..).unwrap_or_default();
        let fields = (0..pieces.len()).map(|at| piece::field(rest(at), catalog)).collect();
        let role = |at: usize| {
            let said = rest(at).iter().take_while(|piece| piece.kind != Kind::Quoted);
            vocabulary::phrase(said.map(|piece| piece.lower.trim_matches('_')))
        };
        let roles = (0..pieces.len()).map(role).collect();
        Self {
            pieces,
            catalog,
            fields,
            roles,
            at: 0,
            depth: 0,
            tries: 0,
            subject: None,
            joined: false,
            loose: false,
            empty: None,
            unquotes: true,
        }
    }

    pub(crate) fn piece(&self) -> Option<&'r Piece<'t>> {
        self.pieces.get(self.at)
    }

    /// The next piece in small letters.
    pub(crate) fn lower(&self) -> &'r str {
        self.piece().map_or("", |piece| &piece.lower)
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

    /// Whether any field is named.
    pub(crate) fn names_field(&self) -> bool {
        self.fields.iter().any(Option::is_some)
    }

    /// Takes the next words if they are the name of a field.
    pub(crate) fn take_field(&mut self) -> Option<FieldRef> {
        let (field, length) = self.field_at(self.at)?.clone();
        self.at += length;
        Some(field)
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

    /// Takes the next piece if it is of `kind`.
    pub(crate) fn take_kind(&mut self, kind: Kind) -> bool {
        let is = self.is(kind);
        self.at += usize::from(is);
        is
    }

    /// Takes words that say nothing, and are not the name of a field.
    pub(crate) fn take_idle(&mut self) {
        while self.field_at(self.at).is_none() && self.take(Role::Idle) {}
    }

    /// What `read` reads; nothing is read where it gives nothing.
    pub(crate) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (at, subject, empty) = (self.at, self.subject.clone(), self.empty);
        let read = read(self);
        if read.is_none() {
            (self.at, self.subject, self.empty) = (at, subject, empty);
        }
        read
    }

    /// Whether a condition may end here: no value follows.
    pub(crate) fn ends(&self) -> bool {
        self.ends_at(self.at)
    }

    pub(crate) fn ends_at(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return true };
        let last = at + 1 == self.pieces.len();
        match (piece.kind, self.role_at(at)) {
            (Kind::Quoted | Kind::Open, _) => false,
            (Kind::Close | Kind::Comma, _)
            | (_, Some((Role::And | Role::Or | Role::Who | Role::Order | Role::Nor | Role::Except, _))) => true,
            (_, Some((Role::Lacks | Role::Has | Role::Not, length))) => {
                self.field_at(at + length).is_some() || self.role_at(at + length).is_some()
            }
            (_, Some((Role::Idle, length))) => self.ends_at(at + length),
            (Kind::Sign, None) if last => matches!(&*piece.lower, "?" | "." | "!"),
            _ => self.field_at(at).is_some() || piece.lower == "+",
        }
    }

    /// The clauses on `values` of `field`, which the next clause may be about too.
    pub(crate) fn compared(
        &mut self,
        field: &FieldRef,
        base: Base,
        not: bool,
        all: bool,
        values: &[Value],
    ) -> Option<Said> {
        let usual = if matches!(base, Base::Beside(_)) { Base::Equal } else { base };
        self.subject = Some((field.clone(), usual));
        self.empty = None;
        comparisons(field, base, not, all, values)
    }
}
