//! What a query leaves unsaid where it stands: the days of moving dates, the labels of choices, the names of saved searches.

use super::account::AccountData;
use super::tree;
use crate::catalog::Kind;
use crate::compiler::Compiler;
use crate::diagnostic::Collector;
use crate::json::is_json;
use crate::nse::is_request;
use crate::query::{self, Value};
use crate::span::Span;
use crate::text::{Ast, Clause, Expr};

/// Something to show in a text that does not stand in it.
///
/// # Examples
/// ```
/// use nse_query::complete::{AccountData, hints};
/// use nse_query::value::Zone;
/// use nse_query::{Catalog, Compiler};
///
/// let compiler = Compiler::new(Catalog::builtin()).now("2026-11-15T12:00:00Z".parse()?, Zone::UTC);
/// let hints = hints("created in this month", compiler, &AccountData::new());
/// assert_eq!((hints[0].offset, hints[0].text.as_str()), (21, "2026-11-01 to 2026-11-30"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hint {
    /// The byte behind which it belongs.
    pub offset: usize,
    /// The days, the label, the name.
    pub text: String,
}

/// What `source` leaves unsaid, in order of place: the days that moving dates come to, where the compiler has a present; the label
/// of a choice that is given by its id; the name of a saved search. Of text, also with mistakes elsewhere; of valid NSE JSON.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::complete::{AccountData, hints};
///
/// let account = AccountData::new().saved_searches([("4fc886dc682c4a64dd060062", "Old friends")]);
/// let source = r#"{"saved_search": {"is": "4fc886dc682c4a64dd060062"}}"#;
/// assert_eq!(hints(source, &Catalog::builtin(), &account)[0].text, "Old friends");
/// ```
pub fn hints(source: &str, compiler: impl Into<Compiler>, account: &AccountData) -> Vec<Hint> {
    let compiler = compiler.into();
    let mut hints = Vec::new();
    if is_json(source) || is_request(source) {
        let Ok(checked) = compiler.read(source) else { return hints };
        for (clause, place) in checked.query.clauses().zip(checked.places.iter()) {
            named(clause, place.value, source, account, &mut hints);
        }
        return hints;
    }
    let tree = tree::recovered(source, compiler.catalog());
    let mut parts = Parts { source, compiler: &compiler, account, hints };
    parts.all(tree.ast.root());
    parts.hints
}

struct Parts<'s> {
    source: &'s str,
    compiler: &'s Compiler,
    account: &'s AccountData,
    hints: Vec<Hint>,
}

impl Parts<'_> {
    fn all(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::And { members } | Expr::Or { members } => members.iter().for_each(|member| self.all(member)),
            Expr::Not { expr, .. } | Expr::Group { expr, .. } => self.all(expr),
            Expr::Clause(clause) => self.clause(clause),
            Expr::Keyword(_) | Expr::Error(_) => {}
        }
    }

    /// Only a clause that may leave something unsaid is read, alone, so that a mistake elsewhere takes nothing away.
    fn clause(&mut self, clause: &Clause<'_>) {
        let named_kind = |kind| matches!(kind, Kind::Choice | Kind::SavedSearch);
        let field = tree::field(&clause.field, self.compiler.catalog());
        if !(clause.operand.may_move() || field.is_some_and(|field| named_kind(field.kind))) {
            return;
        }
        let alone =
            Ast { root: Expr::Clause(clause.clone()), comments: Vec::new(), source: "".into(), parameters: true };
        let mut resolved = Vec::new();
        let lowered = crate::text::lower(&alone, &self.compiler.options(), &mut Collector::new(0), &mut resolved);
        let Some(query) = lowered else { return };
        for date in resolved {
            let text =
                if date.from == date.to { date.from.to_string() } else { format!("{} to {}", date.from, date.to) };
            self.hints.push(Hint { offset: date.span.end, text });
        }
        if let (Some(span), Some(clause)) = (clause.operand.span(), query.clauses().next()) {
            named(clause, span, self.source, self.account, &mut self.hints);
        }
    }
}

/// The label or the name of the id that stands at `value`.
fn named(clause: &query::Clause, value: Span, source: &str, account: &AccountData, hints: &mut Vec<Hint>) {
    let written = value.of(source);
    let text = match clause.value() {
        // A label that stands there needs no other.
        Value::Choice { id, label: Some(label) } if written.trim_matches(['"', '\'']) == id && label != id => {
            label.clone()
        }
        Value::Id(id) if clause.field().kind == Kind::SavedSearch => match account.saved_search(id) {
            Some(name) => name.to_owned(),
            None => return,
        },
        _ => return,
    };
    hints.push(Hint { offset: value.end, text });
}
