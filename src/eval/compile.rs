//! A query and its context to a matcher: names resolved, operands folded, saved searches read.

use std::iter;

use super::Problem;
use super::context::Context;
use super::expr::{Expr, Join, Search};
use super::matcher::Matcher;
use super::place::Place;
use super::projection::Builder;
use super::test::Predicate;
use crate::catalog::{Kind, Source};
use crate::check::{Checked, Places};
use crate::diagnostic::{Diagnostic, Diagnostics, Error};
use crate::json::is_json;
use crate::query::references::{DEEPEST, Reference, References};
use crate::query::{Clause, Node, Query, Value};
use crate::value::RecordType;

/// The most clauses that requests of old could hold (evidence 1).
const MANY: usize = 11;

impl Matcher {
    /// Compiles `query`, which has no source: its [warnings](Self::warnings) stand at the start of one.
    ///
    /// # Errors
    /// What is wrong with the saved searches that it refers to; the code is that of the first.
    pub fn new(query: &Query, context: &Context) -> Result<Self, Error> {
        compile(query, context).map(|compiled| compiled.at(&Places::default())).map_err(|(first, others)| {
            let first = first.located(&Places::default());
            others.iter().fold(first, |all, note| all.also(&note.problem)).into()
        })
    }

    /// Compiles what was read from a source.
    ///
    /// # Errors
    /// What is wrong with the saved searches that it refers to, at the values of their clauses.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Compiler;
    /// use nse_query::eval::{Context, Matcher};
    ///
    /// let source = "tag = vip and saved search = 4fc886dc682c4a64dd060062";
    /// let checked = Compiler::default().read(source)?;
    /// let mistakes = Matcher::checked(&checked, &Context::default()).unwrap_err();
    /// assert_eq!(mistakes.as_slice()[0].span.of(source), "4fc886dc682c4a64dd060062");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn checked(checked: &Checked, context: &Context) -> Result<Self, Diagnostics> {
        let Checked { query, places, .. } = checked;
        compile(query, context).map(|compiled| compiled.at(places)).map_err(|(first, others)| {
            Diagnostics(iter::once(first).chain(others).map(|note| note.located(places)).collect())
        })
    }
}

/// A problem of one clause of the query, see [`Query::clauses`].
#[derive(Clone, Debug, PartialEq, Eq)]
struct Note {
    clause: usize,
    problem: Problem,
}

impl Note {
    fn located(self, places: &Places) -> Diagnostic {
        let place = places.get(self.clause).unwrap_or_default();
        let mut diagnostic = self.problem.at(place.value);
        diagnostic.pointer = place.pointer;
        diagnostic
    }
}

/// A matcher whose warnings have no places yet.
struct Compiled {
    matcher: Matcher,
    warnings: Vec<Note>,
}

impl Compiled {
    fn at(self, places: &Places) -> Matcher {
        let warnings = self.warnings.into_iter().map(|note| note.located(places)).collect();
        Matcher { warnings, ..self.matcher }
    }
}

/// Compiles `query`.
///
/// # Errors
/// The first problem and the others, in the order of the clauses.
fn compile(query: &Query, context: &Context) -> Result<Compiled, (Note, Vec<Note>)> {
    let mut state = State {
        context,
        builder: Builder::default(),
        searches: Vec::new(),
        references: References::new(),
        clause: 0,
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    let part = state.part(query);
    let mut errors = state.errors.into_iter();
    if let Some(first) = errors.next() {
        return Err((first, errors.collect()));
    }
    // Without saved searches the count is the check's to judge.
    let saved = query.clauses().position(|clause| clause.field().kind == Kind::SavedSearch);
    if let Some(clause) = saved.filter(|_| part.clauses > MANY && query.clauses().nth(MANY).is_none()) {
        state.warnings.push(Note { clause, problem: Problem::ManyClauses { count: part.clauses } });
        state.warnings.sort_by_key(|note| note.clause);
    }
    let matcher = Matcher {
        root: part.expr,
        searches: state.searches,
        layout: state.builder.finish(query.records()),
        zone: context.zone.tz(),
        clauses: part.clauses,
        warnings: Vec::new(),
    };
    Ok(Compiled { matcher, warnings: state.warnings })
}

struct State<'c> {
    context: &'c Context,
    builder: Builder,
    searches: Vec<Search>,
    /// Each saved search comes to its number and its clauses; to nothing where something is wrong with it.
    references: References<Option<(usize, usize)>>,
    /// Which clause of the query itself is being compiled.
    clause: usize,
    errors: Vec<Note>,
    warnings: Vec<Note>,
}

/// A compiled part.
struct Part {
    expr: Expr,
    clauses: usize,
}

impl State<'_> {
    fn part(&mut self, query: &Query) -> Part {
        match query.node() {
            Node::And(members) => self.join(members, Expr::And),
            Node::Or(members) => self.join(members, Expr::Or),
            Node::Not(member) => {
                let part = self.part(member);
                Part { expr: Expr::Not(Box::new(part.expr)), ..part }
            }
            Node::Clause(clause) => {
                let part = self.clause(clause);
                if self.references.innermost().is_none() {
                    self.clause += 1;
                }
                part
            }
        }
    }

    fn join(&mut self, members: &[Query], join: fn(Join) -> Expr) -> Part {
        let mut clauses = 0_usize;
        let members = members.iter().map(|member| {
            let part = self.part(member);
            clauses = clauses.saturating_add(part.clauses);
            part.expr
        });
        let expr = join(Join::new(members.collect()));
        Part { expr, clauses }
    }

    fn clause(&mut self, clause: &Clause) -> Part {
        let expr = match clause.value() {
            Value::Id(id) if clause.field().kind == Kind::SavedSearch => return self.saved(clause, id),
            Value::RecordType(RecordType::All) => Expr::Always(Box::new(clause.clone())),
            _ => {
                if clause.field().source == Source::LastContactByUser && self.context.user.is_none() {
                    self.warn(Problem::NoUser);
                }
                let place = Place::of(clause.field(), self.context.user.as_deref(), &mut self.builder);
                Expr::Clause(Box::new(Predicate::new(clause, place, self.context)))
            }
        };
        Part { expr, clauses: 1 }
    }

    fn saved(&mut self, clause: &Clause, id: &str) -> Part {
        let clause = Box::new(clause.clone());
        if let Some((index, clauses)) = self.search(id) {
            return Part { expr: Expr::Saved(clause, index), clauses };
        }
        // The error is reported; what stands here is never asked.
        Part { expr: Expr::Always(clause), clauses: 1 }
    }

    /// The number of a saved search and its clauses; none where something is wrong with it, which is reported.
    fn search(&mut self, id: &str) -> Option<(usize, usize)> {
        let context = self.context;
        let Some(search) = context.searches.get(id) else {
            let user = self.references.innermost().and_then(|id| context.searches.get(id));
            let used_by = user.map(|search| search.label().to_owned());
            self.fail(Problem::UnknownSavedSearch { id: id.to_owned(), used_by });
            return None;
        };
        let name = || search.label().to_owned();
        match self.references.enter(id) {
            Reference::Known(known) => return known,
            Reference::Cycle => {
                self.fail(Problem::SavedSearchCycle { name: name() });
                return None;
            }
            Reference::TooDeep => {
                self.fail(Problem::SavedSearchDepth { name: name(), limit: DEEPEST });
                return None;
            }
            Reference::New => {}
        }
        let query = search.query();
        let known = match context.compiler.json(&query) {
            Ok(checked) => {
                let errors = self.errors.len();
                let part = self.part(&checked.query);
                let index = self.searches.len();
                self.searches.push(Search { name: search.name.clone(), expr: part.expr });
                (errors == self.errors.len()).then_some((index, part.clauses))
            }
            Err(_) if !is_json(&query) && context.compiler.text(&query).is_ok() => {
                let reason = "it is filter text, not NSE JSON".to_owned();
                self.fail(Problem::SavedSearchQuery { name: name(), reason });
                None
            }
            Err(diagnostics) => {
                let reason = diagnostics.as_slice().iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                self.fail(Problem::SavedSearchQuery { name: name(), reason });
                None
            }
        };
        self.references.leave(known);
        known
    }

    fn fail(&mut self, problem: Problem) {
        self.errors.push(Note { clause: self.clause, problem });
    }

    fn warn(&mut self, problem: Problem) {
        let note = Note { clause: self.clause, problem };
        if self.warnings.last() != Some(&note) {
            self.warnings.push(note);
        }
    }
}
