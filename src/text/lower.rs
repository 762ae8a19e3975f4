//! `Ast` to `Query`: names resolved, values typed, every wrong combination a diagnostic.

use std::cell::LazyCell;

use super::ago;
use super::finding::{Leaf, Place, Report};
use super::form::Text;
use super::hole::{Hole, end_of, moving, no_argument, scalar};
use super::leaves::{leaves, place, places};
use super::reading::{self, Site};
use super::recovered::places_in;
use crate::catalog::{Catalog, FieldRef};
use crate::check::{self, Checked, Lint, Options, Places, Raw, Resolved, checked, lint};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics, Edit};
use crate::operator::Operator;
use crate::query::{Problem, Query, too_deep};
use crate::span::Span;
use crate::text::{self, Ast, Expr, Meaning, Operand, Sure, Word, WordKind};

/// The query that `ast` means with the fields of `catalog`.
///
/// # Errors
/// Every mistake found, at least one, with the warnings beside them, in order of place.
pub fn check(ast: &Ast<'_>, catalog: &Catalog) -> Result<Checked, Diagnostics> {
    let options = Options::new(catalog);
    let (mut diagnostics, mut resolved) = (Collector::new(options.limits.errors), Vec::new());
    let query = lower(ast, &options, &mut diagnostics, &mut resolved);
    // A tree need not have its text.
    checked(query, resolved, || Places::known(places(&ast.root)), diagnostics)
}

/// Lowers `ast`, adding to `diagnostics` and `resolved`; none where a part of it is in error.
pub(crate) fn lower(
    ast: &Ast<'_>,
    options: &Options<'_>,
    diagnostics: &mut Collector,
    resolved: &mut Vec<Resolved>,
) -> Option<Query> {
    let mut check = Check::new(&ast.source, options, diagnostics, resolved);
    check.parameters = ast.parameters;
    let query = check.expr(&ast.root);
    if check.keywords {
        check.keywords_beside_fields(&ast.root);
    }
    if let Some(query) = &query {
        let leaves = LazyCell::new(|| leaves(&ast.root));
        let place = |index: usize| leaves.get(index).copied().map(place).unwrap_or_default();
        lint(query, &Text, &place, options, diagnostics);
    }
    query
}

/// A query in which some clauses are not known yet.
pub(crate) struct Holed {
    /// With clauses that only stand for those of the holes.
    pub(crate) query: Query,
    /// The clauses with parameters or with moving dates, in order of place.
    pub(crate) holes: Vec<Hole>,
    /// Where each clause stands.
    pub(crate) places: Places,
    /// The same, for what looks odd.
    pub(crate) parts: Vec<check::Place>,
}

/// Lowers `ast` as [`lower`] does, where parameters are given values, and moving dates a present, later; what looks odd about
/// the whole query is said when it is known.
pub(crate) fn lower_holed(ast: &Ast<'_>, options: &Options<'_>, diagnostics: &mut Collector) -> Option<Holed> {
    let mut resolved = Vec::new();
    let mut check = Check::new(&ast.source, options, diagnostics, &mut resolved);
    check.parameters = true;
    check.holes = Some(Vec::new());
    let query = check.expr(&ast.root);
    if check.keywords {
        check.keywords_beside_fields(&ast.root);
    }
    let query = query?;
    let parts = leaves(&ast.root).into_iter().map(place).collect();
    let places = places_in(&ast.source, options.limits.nesting);
    Some(Holed { query, holes: check.holes.unwrap_or_default(), places, parts })
}

/// Judges the clauses that a text with mistakes means, adding what is wrong with them to `diagnostics`; whether values for
/// parameters are given `later`.
pub(crate) fn judge_meant(
    meant: &[Meaning<'_>],
    text: &str,
    later: bool,
    options: &Options<'_>,
    diagnostics: &mut Collector,
) {
    let mut resolved = Vec::new();
    let mut check = Check::new(text, options, diagnostics, &mut resolved);
    check.report.meant = true;
    check.parameters = true;
    check.holes = later.then(Vec::new);
    for meant in meant {
        check.meant(meant);
    }
}

struct Check<'c, 'r> {
    options: &'c Options<'c>,
    report: Report<'r>,
    /// Whether there is a keyword clause.
    keywords: bool,
    clauses: usize,
    /// Whether there may be parameters.
    parameters: bool,
    /// The clauses that are known later; none where parameters and moving dates must be known already.
    holes: Option<Vec<Hole>>,
}

impl<'c: 'r, 'r> Check<'c, 'r> {
    fn new(
        text: &'r str,
        options: &'c Options<'c>,
        diagnostics: &'r mut Collector,
        resolved: &'r mut Vec<Resolved>,
    ) -> Self {
        let catalog = options.catalog;
        let report = Report { text, catalog, meant: false, offered: false, diagnostics, resolved };
        Self { options, report, keywords: false, clauses: 0, parameters: false, holes: None }
    }

    const fn place<'p, 'a>(&'p mut self, leaf: Leaf<'p, 'a>) -> Place<'p, 'a, 'r> {
        Place { leaf, report: &mut self.report }
    }

    // The parser bounds the depth of the tree, and so of this recursion.
    fn expr(&mut self, expr: &Expr<'_>) -> Option<Query> {
        let join = match expr {
            Expr::And { members } => Query::and(self.members(members)?),
            Expr::Or { members } => Query::or(self.members(members)?),
            Expr::Not { expr, .. } => Query::not(self.expr(expr)?),
            Expr::Group { expr, .. } => return self.expr(expr),
            Expr::Clause(clause) => return self.counted(expr, |check| check.clause(clause)),
            Expr::Keyword(word) => return self.counted(expr, |check| check.keyword(word)),
            Expr::Error(_) => return None,
        };
        let limit = self.options.limits.levels;
        match join {
            Ok(query) if query.levels() <= limit => Some(query),
            _ => {
                self.report.diagnostics.error(|| too_deep(expr.span(), limit));
                None
            }
        }
    }

    fn members(&mut self, members: &[Expr<'_>]) -> Option<Vec<Query>> {
        let mut queries = Vec::with_capacity(members.len());
        for member in members {
            // Every member is checked, so that all mistakes are found in one pass.
            if let Some(query) = self.expr(member) {
                queries.push(query);
            }
        }
        (queries.len() == members.len()).then_some(queries)
    }

    #[inline]
    fn counted(&mut self, leaf: &Expr<'_>, lower: impl FnOnce(&mut Self) -> Option<Query>) -> Option<Query> {
        self.clauses += 1;
        if self.clauses > self.options.limits.clauses { self.too_many(leaf) } else { lower(self) }
    }

    /// The first clause beyond the limit is a mistake; the others are passed over.
    #[cold]
    fn too_many(&mut self, leaf: &Expr<'_>) -> Option<Query> {
        let limit = self.options.limits.clauses;
        if self.clauses == limit + 1 {
            self.report.diagnostics.add(
                Diagnostic::new(Problem::TooManyClauses { limit }, leaf.span())
                    .label("the first clause beyond the limit"),
            );
        }
        None
    }

    /// A keyword clause among field clauses is rarely meant: `company name = Marks and "Spencer"`.
    #[cold]
    fn keywords_beside_fields(&mut self, expr: &Expr<'_>) {
        let (members, and) = match expr {
            Expr::And { members } => (members, true),
            Expr::Or { members } => (members, false),
            Expr::Not { expr, .. } | Expr::Group { expr, .. } => return self.keywords_beside_fields(expr),
            _ => return,
        };
        let any_clause = members.iter().any(has_clause);
        for (index, member) in members.iter().enumerate() {
            if has_clause(member) || !any_clause {
                self.keywords_beside_fields(member);
                continue;
            }
            let before = index.checked_sub(1).and_then(|before| members.get(before));
            for leaf in leaves(member) {
                let Expr::Keyword(word) = leaf else { continue };
                let diagnostic = Diagnostic::new(Lint::KeywordBesideField { text: word.text.to_string() }, word.span)
                    .label("this searches every field of the contact")
                    .suggest("to search every field, write `any`", Span::at(word.span.start), "any ~ ");
                let diagnostic = match (before, member) {
                    (Some(Expr::Clause(clause)), Expr::Keyword(_)) => one_value(diagnostic, clause, word, and),
                    _ => diagnostic,
                };
                let Report { text, catalog, .. } = self.report;
                let site = Site { text, catalog, clause: None, operand: word.span.start };
                let meant = site.meant(&diagnostic, &mut self.report.offered);
                self.report.diagnostics.add(match meant {
                    Some((span, text)) => diagnostic.suggest("perhaps you mean this", span, text),
                    None => diagnostic,
                });
            }
        }
    }

    fn keyword(&mut self, word: &Word<'_>) -> Option<Query> {
        self.keywords = true;
        let any = self.options.catalog.field("any")?;
        let options = self.options;
        let mut place = self.place(Leaf::Keyword(word));
        let raw = Raw::One(scalar(word));
        let query = check::clause(options, any, Operator::Contain, raw, &mut place);
        self.condition_in_quotes(word, word.span);
        query
    }

    /// `"tag = vip"`, `any ~ "tag:vip"`: a quoted text, which is the value of the clause at `span`, holds a condition.
    #[inline]
    fn condition_in_quotes(&mut self, word: &Word<'_>, span: Span) {
        if word.text.bytes().any(|byte| matches!(byte, b':' | b'=' | b'~' | b'<' | b'>')) {
            self.condition_in(word, span);
        }
    }

    #[cold]
    fn condition_in(&mut self, word: &Word<'_>, span: Span) {
        let whole = Span::new(0, word.text.len());
        let said = reading::condition(&word.text, whole, self.options.catalog);
        let Some(said) = said.filter(|_| self.report.diagnostics.has_room()) else { return };
        self.report.diagnostics.add(
            Diagnostic::new(Lint::ClauseInQuotes { text: word.text.to_string() }, word.span)
                .label("compared word by word")
                .suggest("to search that field, write the condition without quotes", span, said),
        );
    }

    fn clause(&mut self, clause: &text::Clause<'_>) -> Option<Query> {
        let field = if clause.field.custom {
            self.custom_field(clause)?
        } else {
            match self.options.catalog.field(&clause.field.name) {
                Some(field) => field,
                None => self.unknown(clause)?,
            }
        };
        self.operation(field, clause, true)
    }

    fn custom_field(&mut self, clause: &text::Clause<'_>) -> Option<FieldRef> {
        let options = self.options;
        let mut place = self.place(Leaf::Clause(clause, true));
        check::custom_field(&clause.field.name, options, &mut place)
    }

    /// The unknown field of `clause`, where leniency keeps it. What looks like a field may end in a contraction.
    #[cold]
    fn unknown(&mut self, clause: &text::Clause<'_>) -> Option<FieldRef> {
        if !self.options.lenient
            && let Some((contraction, meant)) = text::contraction(clause, self.options.catalog)
        {
            self.report.diagnostics.add(contraction);
            self.meant(&meant);
            return None;
        }
        if !self.options.lenient
            && let Some(ago) = ago::near_field(clause, self.options.catalog)
        {
            self.report.diagnostics.add(ago);
            return None;
        }
        self.unknown_field(clause)
    }

    fn unknown_field(&mut self, clause: &text::Clause<'_>) -> Option<FieldRef> {
        let options = self.options;
        let mut place = self.place(Leaf::Clause(clause, true));
        check::unknown_field(&clause.field.name, options, &mut place)
    }

    /// A clause that is meant by another text: what is wrong with it is said too.
    fn meant(&mut self, Meaning { clause, sure }: &Meaning<'_>) {
        let field = if clause.field.custom {
            self.custom_field(clause)
        } else {
            self.options.catalog.field(&clause.field.name).or_else(|| self.unknown_field(clause))
        };
        if let Some(field) = field
            && *sure > Sure::Field
        {
            self.operation(field, clause, *sure == Sure::All);
        }
    }

    /// Operator and value of `clause`, whose operator stands in the text if it is `written`.
    #[allow(clippy::inline_always)] // every clause comes here
    #[inline(always)]
    fn operation(&mut self, field: FieldRef, clause: &text::Clause<'_>, written: bool) -> Option<Query> {
        if self.parameters {
            let later = self.holes.is_some() && clause.operand.may_move();
            if later || clause.operand.has_parameters() {
                return self.hole(field, clause, written);
            }
        }
        if let Operand::Word(word) = &clause.operand
            && word.kind == WordKind::Quoted
            && field.json == "__any"
        {
            self.condition_in_quotes(word, clause.span());
        }
        let options = self.options;
        let mut place = self.place(Leaf::Clause(clause, written));
        let judge = |raw: Raw<'_>| check::clause(options, field, clause.operator, raw, &mut place);
        match &clause.operand {
            Operand::Empty(empty) => judge(Raw::Empty(*empty)),
            Operand::Word(word) => judge(Raw::One(scalar(word))),
            Operand::List { items, .. } => judge(Raw::List(&mut items.iter().map(scalar))),
            Operand::Range { start, end } => judge(Raw::Range(&end_of(start), &end_of(end))),
            Operand::Period(end) => judge(Raw::Period(&end_of(end))),
            Operand::Day(day) => judge(Raw::Day(&moving(day))),
            Operand::Last { quantity, unit, .. } => {
                judge(Raw::Last { quantity: quantity.as_ref().map(scalar).as_ref(), unit: &scalar(unit) })
            }
        }
    }

    /// A clause that is known later: what of it does not depend on values and on the present is judged.
    #[cold]
    fn hole(&mut self, field: FieldRef, clause: &text::Clause<'_>, written: bool) -> Option<Query> {
        let hole = Hole::new(self.clauses.saturating_sub(1), field, clause, written);
        if self.holes.is_none() {
            for word in hole.parameters() {
                self.report.diagnostics.add(no_argument(&word.text, word.span, hole.kind(word)));
            }
        }
        let errors = hole.errors(self.options);
        if !errors.is_empty() {
            for error in errors {
                self.report.diagnostics.add(error);
            }
            return None;
        }
        // Its warnings come with the values.
        let query = hole.stand_in();
        self.holes.as_mut()?.push(hole);
        Some(query)
    }
}

/// Offers to read `word` as a part of the value of the clause before it, or as a second value.
fn one_value(diagnostic: Diagnostic, clause: &text::Clause<'_>, word: &Word<'_>, and: bool) -> Diagnostic {
    let Operand::Word(value) = &clause.operand else { return diagnostic };
    if value.kind == WordKind::Parameter {
        return diagnostic;
    }
    let edit = |span, text: String| Edit { span, text };
    if and {
        let whole = crate::lex::quote(&format!("{} and {}", value.text, word.text));
        let edits = vec![edit(value.span.to(word.span), whole)];
        return diagnostic.suggest_all(
            format!("if it belongs to the value of `{}`, quote the whole value", clause.field.name),
            edits,
        );
    }
    if clause.operator != Operator::Is {
        return diagnostic;
    }
    let list = format!("({}, {})", crate::lex::word(&value.text), crate::lex::word(&word.text));
    let edits = vec![edit(clause.operator_span, "in".to_owned()), edit(value.span.to(word.span), list)];
    diagnostic.suggest_all(format!("if both are values of `{}`, list them", clause.field.name), edits)
}

fn has_clause(expr: &Expr<'_>) -> bool {
    match expr {
        Expr::And { members } | Expr::Or { members } => members.iter().any(has_clause),
        Expr::Not { expr, .. } | Expr::Group { expr, .. } => has_clause(expr),
        Expr::Clause(_) => true,
        Expr::Keyword(_) | Expr::Error(_) => false,
    }
}
