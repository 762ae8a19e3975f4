//! Sentences: conditions joined and turned in whatever words, and what stands before and behind them.

use super::piece::{Kind, Piece, pieces};
use super::reader::Reader;
use super::said::Said;
use super::vocabulary::Role;
use crate::catalog::Catalog;
use crate::lex::quote;
use crate::span::Span;

/// How deep groups and what turns them may nest, and how many conditions are tried: what nobody writes costs no more than
/// what people do.
const DEEP: usize = 8;
const TRIES: usize = 200;

/// What `pieces` say, in the order in which they stand, or with the field and its operator before the value.
pub(crate) fn sentence(pieces: &[Piece<'_>], catalog: &Catalog) -> Option<Said> {
    let mut reader = Reader::new(pieces, catalog);
    let said = reader.sentence().or_else(|| {
        let ordered = in_order(&reader)?;
        Reader::new(&ordered, catalog).sentence()
    });
    said.filter(Said::is_complete)
}

/// The pieces of a sentence of one field with the field first, then the words of an operator, which stand together, and
/// then a value: `vip is the tag`.
fn in_order<'t>(reader: &Reader<'_, 't>) -> Option<Vec<Piece<'t>>> {
    let mut fields = (0..reader.pieces.len()).filter_map(|at| Some((at, reader.field_at(at)?.1)));
    let (start, length) = fields.next()?;
    if fields.any(|(at, _)| at >= start + length) {
        return None;
    }
    let says = |role: Role| {
        matches!(
            role,
            Role::Is | Role::Not | Role::Operator(_) | Role::Negated(_) | Role::Between | Role::Idle | Role::Empty
        )
    };
    // Which of the runs beside the field are words of an operator.
    let mut runs: Vec<(bool, Vec<Piece<'t>>)> = Vec::new();
    let mut at = 0;
    while at < reader.pieces.len() {
        if at == start {
            at += length;
            continue;
        }
        let (operator, pieces) = match reader.role_at(at).filter(|&(role, _)| says(role)) {
            Some((_, pieces)) => (true, pieces),
            None => (false, 1),
        };
        let more = reader.pieces.get(at..at + pieces)?;
        match runs.last_mut() {
            Some((same, run)) if *same == operator => run.extend(more.iter().cloned()),
            _ => runs.push((operator, more.to_vec())),
        }
        at += pieces;
    }
    let (operator, value) = match runs.as_slice() {
        [(true, operator)] => (operator, &Vec::new()),
        [(true, operator), (false, value)] | [(false, value), (true, operator)] => (operator, value),
        _ => return None,
    };
    Some([reader.pieces.get(start..start + length)?, operator, value].concat())
}

impl Reader<'_, '_> {
    /// The whole sentence.
    pub(crate) fn sentence(&mut self) -> Option<Said> {
        let companies = self.request();
        let said = self.or()?;
        self.ending();
        if self.at < self.pieces.len() {
            return None;
        }
        if !companies {
            return Some(said);
        }
        let field = self.catalog.field("record type")?;
        let mut members = vec![Said::Clause(format!("{} = company", field.text()))];
        match said {
            Said::All(more) => members.extend(more),
            said => members.push(said),
        }
        Some(Said::All(members))
    }

    /// `show me contacts where`, `SELECT * FROM contacts WHERE`, `$filter=`: what stands before the conditions. Whether it
    /// asks for companies alone.
    fn request(&mut self) -> bool {
        let mut companies = false;
        let filter = matches!(self.lower(), "$filter" | "filter" | "?$filter" | "where" | "q" | "query");
        if filter && self.pieces.get(1).is_some_and(|piece| piece.lower == "=") {
            self.at += 2;
            return false;
        }
        if matches!(self.lower(), "select" | "delete")
            && let Some(at) = self.pieces.iter().position(|piece| piece.lower == "where")
        {
            let sought = self.pieces.get(..at).unwrap_or_default();
            companies = sought.iter().any(|piece| matches!(&*piece.lower, "companies" | "organizations"));
            self.at = at + 1;
            return companies;
        }
        while let Some((role, length)) = self.role_at(self.at) {
            match role {
                Role::Sought(only) => companies |= only,
                Role::Show | Role::Idle | Role::Just if self.field_at(self.at).is_none() => {}
                _ => break,
            }
            self.at += length;
        }
        self.take(Role::Who);
        companies
    }

    /// `order by name desc`, `please`, `;`: what says nothing about the contacts that are found.
    fn ending(&mut self) {
        loop {
            let last = self.at + 1 == self.pieces.len();
            let mark = last && (self.is(Kind::Comma) || matches!(self.lower(), "?" | "." | "!" | "please"));
            if !(self.take(Role::Idle) || mark && self.skip(1)) {
                break;
            }
        }
        let start = self.at;
        let _ = self.take_kind(Kind::Comma) || self.take_any(&[Role::And, Role::Or]);
        let bounds = |piece: &Piece<'_>| matches!(&*piece.lower, "limit" | "offset" | "top" | "fetch" | "having");
        let rest = self.pieces.get(self.at..).unwrap_or_default();
        self.at = if self.role() == Some(Role::Order) && !rest.iter().any(bounds) { self.pieces.len() } else { start };
    }

    fn skip(&mut self, pieces: usize) -> bool {
        self.at += pieces;
        true
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

    pub(crate) fn and(&mut self) -> Option<Said> {
        let mut members = vec![self.unary()?];
        while self.at < self.pieces.len() && !self.is(Kind::Close) && self.role() != Some(Role::Or) {
            let next = self.attempt(|reader| {
                let start = reader.at;
                let _ = reader.take_kind(Kind::Comma);
                while reader.take_any(&[Role::And, Role::Who]) || reader.lower() == "–" && reader.skip(1) {}
                reader.joined = reader.joins(start);
                if reader.take(Role::Nor) {
                    return reader.unary().map(Said::not);
                }
                reader.unary()
            });
            match next {
                Some(said) => members.push(said),
                None => break,
            }
        }
        Said::all(members)
    }

    /// Whether what stands between `start` and here joins values too, and not only clauses.
    fn joins(&self, start: usize) -> bool {
        let last = self.at.checked_sub(1).filter(|&last| last >= start).and_then(|last| self.pieces.get(last));
        last.is_some_and(|piece| {
            !matches!(&*piece.lower, "&" | "+" | "plus" | "also" | "," | "that" | "if" | "when" | "where")
        })
    }

    /// A condition, turned or not.
    pub(crate) fn unary(&mut self) -> Option<Said> {
        self.tries += 1;
        self.depth += 1;
        let said = if self.depth > DEEP || self.tries > TRIES { None } else { self.condition() };
        self.depth -= 1;
        said
    }

    fn condition(&mut self) -> Option<Said> {
        let ways: [fn(&mut Self) -> Option<Said>; 10] = [
            Self::quoted_clause,
            Self::neither,
            Self::presence,
            Self::call,
            Self::turned,
            Self::group,
            Self::named,
            Self::reversed,
            Self::elliptic,
            Self::keyword,
        ];
        ways.into_iter().find_map(|way| self.attempt(way))
    }

    /// `not tag = vip`, `except those tagged vip`, `not both tag = vip and city = Berlin`
    fn turned(&mut self) -> Option<Said> {
        if !self.turns() {
            return None;
        }
        let none_of = self.role() == Some(Role::Negated(crate::operator::Operator::IsEmpty));
        self.at += self.role_at(self.at).map_or(1, |(_, length)| length);
        loop {
            self.take_idle();
            // `haven't been contacted`
            let been = matches!(self.lower(), "been" | "being" | "be") && self.skip(1);
            if !(been || self.take(Role::Who) || matches!(self.role(), Some(Role::Sought(_))) && self.skip(1)) {
                break;
            }
        }
        // What turns both of two turns them together.
        if self.take(Role::All) {
            return self.and().map(Said::not);
        }
        if self.take(Role::Any) && self.field_at(self.at).is_some() {
            return self.or().map(Said::not);
        }
        if none_of && self.take_kind(Kind::Open) {
            let mut members = vec![Said::not(self.unary()?)];
            while self.take_kind(Kind::Comma) || self.take(Role::Or) {
                members.push(Said::not(self.unary()?));
            }
            return if self.take_kind(Kind::Close) { Said::all(members) } else { None };
        }
        let begins = self.is(Kind::Open) || self.field_at(self.at).is_some() || self.turns() || self.calls();
        if begins { self.unary().map(Said::not) } else { None }
    }

    /// Whether the next words turn what follows.
    fn turns(&self) -> bool {
        matches!(
            self.role(),
            Some(Role::Not | Role::Except | Role::Lacks | Role::Negated(crate::operator::Operator::IsEmpty))
        ) || self.piece().is_some_and(|piece| piece.kind == Kind::Sign && matches!(&*piece.lower, "~" | "!"))
    }

    /// Conditions in parentheses; at the end of a text they may be missing.
    fn group(&mut self) -> Option<Said> {
        if !self.take_kind(Kind::Open) {
            return None;
        }
        let said = self.or()?;
        (self.take_kind(Kind::Close) || self.at == self.pieces.len()).then_some(said)
    }

    /// A field and what is said of it.
    fn named(&mut self) -> Option<Said> {
        loop {
            self.take_idle();
            let more = self.take_any(&[Role::Who, Role::Has, Role::Any, Role::All, Role::Just]);
            if !(more || self.role() == Some(Role::Sought(false)) && self.skip(1)) {
                break;
            }
        }
        if self.lower() == "+" {
            self.at += 1;
        }
        let field = self.take_field()?;
        self.attempt(|reader| reader.shared(&field)).or_else(|| self.attempt(|reader| reader.truth(&field))).or_else(
            || {
                // `names that contain Jon`
                self.take(Role::Who);
                self.predicate(&field)
            },
        )
    }

    /// `"tag = vip"`: what stands in quotes and is a condition.
    fn quoted_clause(&mut self) -> Option<Said> {
        let piece = self.piece().filter(|piece| piece.kind == Kind::Quoted && self.unquotes && self.depth < 2)?;
        self.at += 1;
        let inner = pieces(&piece.text, Span::new(0, piece.text.len()), self.catalog)?;
        let mut reader = Reader::new(&inner, self.catalog);
        if !self.ends() || !reader.names_field() {
            return None;
        }
        reader.depth = self.depth + DEEP / 2;
        reader.sentence()
    }

    /// Words of a text that names no field: they are looked for in all of them.
    fn keyword(&mut self) -> Option<Said> {
        let plain = |piece: &Piece<'_>| match piece.kind {
            Kind::Word => !piece.text.contains(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '\'' | '@')),
            Kind::Quoted => true,
            Kind::Sign => matches!(&*piece.lower, "-" | "+" | "|" | "||" | "&&" | "!"),
            _ => false,
        };
        if self.names_field() || !self.pieces.iter().all(plain) {
            return None;
        }
        let not = self.turns();
        if not {
            self.at += self.role_at(self.at).map_or(1, |(_, length)| length);
        } else if self.lower() == "+" {
            self.at += 1;
        }
        let value = self.value(false)?;
        Some(Said::Clause(if not { format!("any !~ {}", crate::lex::word(&value.text)) } else { quote(&value.text) }))
    }
}
