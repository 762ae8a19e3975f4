//! Why a query finds a contact, as a tree of its clauses that people read.

use std::fmt;

use super::{Explanation, Found};
use crate::fold::visible;
use crate::query::Query;

/// One line for each clause and join, those within one further in: whether it holds, and the value that decided, the words in
/// it marked.
///
/// # Examples
/// ```
/// use nse_query::eval::{Contact, Context, Matcher};
///
/// let matcher = Matcher::new(&"name ~ jon or tag = vip".parse()?, &Context::default())?;
/// let contact = r#"{"id": "1", "fields": {"first name": [{"value": "Jón"}]}}"#;
/// let why = matcher.explain(&Contact::parse(contact)?);
/// assert_eq!(why.to_string(), "✓ any of:\n  ✓ name ~ jon  «Jón»\n  ✗ tag = vip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        push(&mut text, self, 0);
        f.write_str(text.trim_end_matches('\n'))
    }
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
