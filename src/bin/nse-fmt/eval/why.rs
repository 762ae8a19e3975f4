//! Why a query finds a contact, as a tree of its clauses.

use nse_query::Query;
use nse_query::eval::{Explanation, Found};
use nse_query::fold::visible;

/// One line for each clause and join: whether it holds, and the value that decided, the words in it marked.
pub(super) fn tree(explanation: &Explanation) -> String {
    let mut text = String::new();
    push(&mut text, explanation, 1);
    text
}

fn push(text: &mut String, explanation: &Explanation, depth: usize) {
    let (title, members) = match explanation {
        Explanation::And(_, members) => ("all of:".to_owned(), members.iter().collect()),
        Explanation::Or(_, members) => ("any of:".to_owned(), members.iter().collect()),
        Explanation::Not(_, member) => ("not:".to_owned(), vec![&**member]),
        Explanation::Clause { clause, found, .. } => {
            let clause = visible(&Query::clause(clause.clone()).to_string()).into_owned();
            let found = found.as_ref().map(|found| format!("  {}", value(found))).unwrap_or_default();
            (clause + &found, Vec::new())
        }
        Explanation::Saved { clause, name, query, .. } => {
            let clause = visible(&Query::clause(clause.clone()).to_string()).into_owned();
            let name = name.as_deref().map(|name| format!("  “{}”", visible(name))).unwrap_or_default();
            (clause + &name, query.iter().map(|query| &**query).collect())
        }
        _ => ("?".to_owned(), Vec::new()),
    };
    text.extend(std::iter::repeat_n("  ", depth));
    text.push_str(if explanation.matched() { "✓ " } else { "✗ " });
    text.push_str(&title);
    text.push('\n');
    for member in members {
        push(text, member, depth + 1);
    }
}

/// The value that decided, what decided in it between « and », cut to what stands around that.
fn value(found: &Found) -> String {
    const CONTEXT: usize = 30;
    let part = |range: std::ops::Range<usize>| found.value.get(range).unwrap_or_default();
    let (before, after) = (part(0..found.span.start), part(found.span.end..found.value.len()));
    let decided = part(found.span.start..found.span.end);
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    format!(
        "{}{}«{}»{}{}",
        cut(from > 0),
        visible(before.get(from..).unwrap_or_default()),
        visible(decided),
        visible(after.get(..to).unwrap_or_default()),
        cut(to < after.len())
    )
}
